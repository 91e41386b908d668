"""Pages of sent files."""
