"""What is due when: the calendar of a school year as a list, reminders and an iCalendar feed (W13)."""
