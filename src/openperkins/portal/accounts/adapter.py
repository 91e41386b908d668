"""How accounts come about: by an invitation, or by the State's own sign-in for somebody who is known here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).lower()


class StateSignInAdapter(DefaultSocialAccountAdapter):
    """An account of the State's sign-in is tied to a person by its stable id, from the settings of that person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
