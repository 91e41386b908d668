from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, the roles they hold, and signing in."""

    name = "openperkins.portal.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from openperkins.portal.accounts import second_factor

        authenticator_added.connect(second_factor.added, dispatch_uid="openperkins.second_factor.added")
        authenticator_removed.connect(second_factor.removed, dispatch_uid="openperkins.second_factor.removed")
