from django.apps import AppConfig


class LevelsConfig(AppConfig):
    """State levels, negotiation, agreed levels."""

    name = "openperkins.portal.levels"
