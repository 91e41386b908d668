"""The graduate follow-up (W14): lists of leavers made in the background, answers typed in, the file they become."""
