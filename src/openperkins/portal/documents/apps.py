from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """What districts write and the State answers."""

    name = "openperkins.portal.documents"
