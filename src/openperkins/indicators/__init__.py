"""The eight core indicators, one file each; `ALL` holds them in the order of every report."""
