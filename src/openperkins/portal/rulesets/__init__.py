"""Rulesets: shown, compared, replayed, adopted."""
