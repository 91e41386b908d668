"""People, the roles they hold, and signing in."""
