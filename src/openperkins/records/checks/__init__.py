"""The edit checks: what a record, a file and a folder of records must satisfy. One check: id, severity, sentence, remedy."""
