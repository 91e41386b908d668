from django.apps import AppConfig


class PlansConfig(AppConfig):
    """What is owed, plans, annual reports."""

    name = "openperkins.portal.plans"
