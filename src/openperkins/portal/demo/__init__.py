"""The invented state of `serve --demo`: made by the same actions people take, so that every screen has something to show."""
