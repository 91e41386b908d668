"""One file a district or the State hands in: where it belongs, what is wrong with it, and its sender's own copy back.

`check.check_submission` is the doorway, `in_child.check_in_child` the same behind limits. Nothing heavy is imported
here, because the limited child process imports this package first.
"""
