"""What happened to each student in a school year.

Every join, competing claim and tie is decided here, once; indicators ask questions of the result and never join.
Start at `student_years.py`, which puts the facts of one reporting year into one row per student and record.
"""
