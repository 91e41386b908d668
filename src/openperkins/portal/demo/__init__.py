"""The invented state of `serve --demo`, made by the actions people take, so that every screen has something to show."""
