from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, help and what every page has."""

    name = "openperkins.portal.pages"
