"""English, the one language of the portal."""
