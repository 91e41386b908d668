from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Mail and on-screen notices, each sent once (W13)."""

    name = "openperkins.portal.notices"

    def ready(self) -> None:
        from anymail.signals import tracking

        from openperkins.portal.notices.bounces import came_back

        tracking.connect(came_back, dispatch_uid="notices came back")
