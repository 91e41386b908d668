"""Sent files, their checks and certification; the graduate follow-up (W1, W14)."""
