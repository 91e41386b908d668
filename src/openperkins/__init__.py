"""OpenPerkins: career and technical education accountability, from student records to plans owed."""

__version__ = "0.1.0"
