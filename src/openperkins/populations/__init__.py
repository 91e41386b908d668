"""All students and the sixteen populations every indicator is reported for (R40)."""
