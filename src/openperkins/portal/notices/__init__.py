"""Mail and on-screen notices, each sent once (W13)."""
