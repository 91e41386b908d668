"""SQLite whose writers wait in a line (base.py); named in settings as the database's engine."""
