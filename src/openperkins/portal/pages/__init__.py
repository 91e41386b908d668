"""Home, help and what every page has."""
