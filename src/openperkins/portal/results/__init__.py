"""Publications and the core indicator reports (W6)."""
