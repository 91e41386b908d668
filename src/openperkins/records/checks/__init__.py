"""The edit checks: what a record, a file and a folder of records must satisfy.

One check has an id, a severity, a sentence and a remedy; specs/checks.md has a case for each.
"""
