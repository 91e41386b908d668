"""SQLite whose writers wait alike (base.py); named in settings as the database's engine."""
