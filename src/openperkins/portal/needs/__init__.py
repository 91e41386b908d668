"""The needs assessment of a district: a workspace of its own, shared with the State only as a named version."""
