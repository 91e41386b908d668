"""A district's request for another 5S1 level after its workforce region lost jobs, and the State's answer (W8)."""
