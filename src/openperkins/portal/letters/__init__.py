"""Letters of the State to districts: one text to many, seen by whoever sends it as each will read it."""
