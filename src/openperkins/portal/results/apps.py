from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Publications and the core indicator reports (W6)."""

    name = "openperkins.portal.results"
