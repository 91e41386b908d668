from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters to districts."""

    name = "openperkins.portal.letters"
