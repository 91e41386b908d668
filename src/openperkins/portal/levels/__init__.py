"""Performance levels: the State's of a year, a district's negotiation, what was agreed."""
