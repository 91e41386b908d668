"""Tests of the invented state."""
