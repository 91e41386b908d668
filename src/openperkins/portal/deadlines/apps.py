from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """The deadlines page and the calendar feed (W13)."""

    name = "openperkins.portal.deadlines"
