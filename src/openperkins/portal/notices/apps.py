from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Mail and on-screen notices, each sent once (W13)."""

    name = "openperkins.portal.notices"
