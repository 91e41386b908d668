from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, the roles they hold, and signing in."""

    name = "openperkins.portal.accounts"
