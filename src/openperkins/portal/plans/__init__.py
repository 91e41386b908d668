"""Improvement plans a district owes for a year, and its annual reports on the plans that were accepted."""
