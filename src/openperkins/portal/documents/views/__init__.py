"""Pages every kind of document has: a step, the history, two versions side by side, a comment."""
