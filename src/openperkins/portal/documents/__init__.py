"""Documents between a district and the State: answers, frozen revisions, steps, comments."""
