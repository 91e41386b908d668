"""What a run leaves behind, whatever happens to it."""
