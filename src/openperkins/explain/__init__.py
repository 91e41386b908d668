"""A definition as words, as SQL, as one student's trace, and as the criterion that keeps students out."""
