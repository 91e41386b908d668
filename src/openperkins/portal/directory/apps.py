from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Organizations, programs, liaisons and whom they serve (W15)."""

    name = "openperkins.portal.directory"
