"""Pages of rulesets and of the readings of school years."""
