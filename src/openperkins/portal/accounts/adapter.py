"""How accounts come about: by an invitation, or by the State's own sign-in for somebody who is known here."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

#: seconds
_JUST_NOW = 300


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).lower()

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who typed the password just now is not asked for it again, so that setting up a factor is one way."""
        now = time.time()
        records = get_authentication_records(self.request, self.request.user)
        just_now = any(r.get("method") == "password" and now - r.get("at", 0) < _JUST_NOW for r in records)
        return not just_now and super().is_reauthentication_required(app=app)


class StateSignInAdapter(DefaultSocialAccountAdapter):
    """An account of the State's sign-in is tied to a person by its stable id, from the settings of that person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def _ours(url: str) -> str:
    """The link with the portal's own address: what a request says its host is, leads nobody anywhere."""
    return settings.PORTAL_URL.rstrip("/") + urlsplit(url).path
