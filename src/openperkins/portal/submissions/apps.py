from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Sent files, their checks and certification; the graduate follow-up (W1, W14)."""

    name = "openperkins.portal.submissions"
