"""The forms of signing in and of one's own account, as django-allauth makes them, in the portal's words.

No placeholder repeats a label, and a field left empty says what to enter.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

#: field of a form → its label, and what to do when it was left empty
_WORDS = {
    "login": ("E-mail address", "Enter your e-mail address."),
    "email": ("E-mail address", "Enter an e-mail address."),
    "password": ("Password", "Enter your password."),
    "oldpassword": ("Your password now", "Enter the password you have now."),
    "password1": ("New password", "Enter a new password."),
    "password2": ("The new password again", "Enter the new password again."),
    "code": ("Code", "Enter the code."),
}


class _InOurWords:
    """Labels and messages of `_WORDS` for the fields it knows; helps a form of allauth."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in _WORDS:
                field.label, field.error_messages["required"] = _WORDS[name]


class LoginForm(_InOurWords, account.LoginForm):
    """Signing in; the way to a new password stands under the form, for a hint holds no link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AddEmailForm(_InOurWords, account.AddEmailForm):
    """One more address."""


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):
    """A new password for one that is known."""


class SetPasswordForm(_InOurWords, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):
    """Where a link to a new password is sent."""


class ResetPasswordKeyForm(_InOurWords, account.ResetPasswordKeyForm):
    """The new password behind such a link."""


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(_InOurWords, mfa.AuthenticateForm):
    """The code of an app, or a recovery code."""


class ReauthenticateCodeForm(_InOurWords, mfa.ReauthenticateForm):
    """The code once more."""


class ActivateTOTPForm(_InOurWords, totp.ActivateTOTPForm):
    """The first code of an app."""
