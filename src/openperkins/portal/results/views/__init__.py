"""Pages of the core indicator reports."""
