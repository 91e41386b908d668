"""Organizations, programs, liaisons and whom they serve (W15)."""
