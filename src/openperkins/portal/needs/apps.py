from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Needs assessments, their editions and cycles."""

    name = "openperkins.portal.needs"
