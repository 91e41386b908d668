"""The needs assessment: its instrument, what records answer of it, its priorities and its action plan."""
