from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The event log: what was done and by whom, never changed."""

    name = "openperkins.portal.audit"
