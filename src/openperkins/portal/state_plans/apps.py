from django.apps import AppConfig


class StatePlansConfig(AppConfig):
    """The State's own improvement plans."""

    name = "openperkins.portal.state_plans"
