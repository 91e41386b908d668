"""A second computation of the published results, written from the readings alone (see ../README.md)."""
