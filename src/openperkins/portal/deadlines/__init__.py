"""The deadlines page and the calendar feed (W13)."""
