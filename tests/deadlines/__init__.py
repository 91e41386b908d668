"""The deadlines room: its spec, the schedule, reminders in any order of days, and the feed read back."""
