"""The event log: what was done and by whom, never changed."""
