"""Handing one mail over to the mail server or service, and what its answer means."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from anymail.exceptions import (
    AnymailAPIError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
    AnymailUnsupportedFeature,
)
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

#: seconds until a silent mail server is given up
_PATIENCE = 30
#: answers of a web service that say: not now, nothing was taken
_BUSY = (429, 503)
_UNKNOWN = "The connection broke while the mail was handed over; whether it was sent is not known."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail.

    sent: it was taken. later: it certainly was not, and can be tried again. refused: it never will be. returned: the
    address does not take mail. unknown: nobody can say. `problem` is a sentence without any address; `is_away` says
    that no other mail can be handed over now.
    """

    kind: Literal["sent", "later", "refused", "returned", "unknown"]
    problem: str = ""
    provider_id: str = ""
    is_away: bool = False


class Post:
    """The connection to the mail server, opened when the first mail is handed over."""

    def __init__(self) -> None:
        self._connection: Any = None

    def hand_over(self, message: EmailMessage) -> Outcome:
        """Hand a mail over, once. Raises nothing."""
        try:
            self._open()
        except Exception as error:  # whatever it was, nothing was handed over
            self.close()
            return Outcome("later", f"The mail server cannot be reached ({type(error).__name__}).", is_away=True)
        try:
            taken = self._connection.send_messages([message])
        except Exception as error:
            self.close()
            return outcome_of(error)
        if taken == 0:
            return Outcome("refused", "The mail server took nothing.")
        known_as = getattr(getattr(message, "anymail_status", None), "message_id", None)
        return Outcome("sent", provider_id="" if known_as is None else str(known_as)[:200])

    def close(self) -> None:
        """Hang up; what happens then changes nothing."""
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None

    def _open(self) -> None:
        if self._connection is None:
            self._connection = get_connection(timeout=_PATIENCE)
            self._connection.open()


def outcome_of(error: Exception) -> Outcome:
    """What an error while a mail was handed over says of the mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return _answered(codes[0] if codes else 550, "returned")
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, "refused")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("refused", "The mail server does not take the mail as it is written.")
    if isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress):
        return Outcome("returned", "The mail service does not take mail for this address.")
    if isinstance(error, BadHeaderError | UnicodeError | AnymailUnsupportedFeature | AnymailSerializationError):
        return Outcome("refused", f"The mail could not be written ({type(error).__name__}).")
    if isinstance(error, AnymailAPIError):
        return _of_service(error)
    return Outcome("unknown", _UNKNOWN)


def _answered(code: int, never: Literal["refused", "returned"]) -> Outcome:
    """The server answered: 4xx is for now, 5xx for good."""
    if 400 <= code < 500:
        return Outcome("later", f"The mail server did not take the mail for now (answer {code}).")
    what = "mail for this address" if never == "returned" else "the mail"
    return Outcome(never, f"The mail server does not take {what} (answer {code}).")


def _of_service(error: AnymailAPIError) -> Outcome:
    code = error.status_code
    if code is None and _never_connected(error):
        return Outcome("later", "The mail service cannot be reached.", is_away=True)
    if code in _BUSY:
        return Outcome("later", f"The mail service did not take the mail for now (answer {code}).")
    if code is not None and 400 <= code < 500:
        return Outcome("refused", f"The mail service does not take the mail (answer {code}).")
    return Outcome("unknown", _UNKNOWN)


def _never_connected(error: BaseException) -> bool:
    """Whether no byte went out: the error, or one that led to it, is of the connection's beginning."""
    seen: BaseException | None = error
    while seen is not None:
        reason = getattr(seen, "reason", None)
        if isinstance(seen, NewConnectionError | ConnectTimeoutError) or isinstance(
            reason, NewConnectionError | ConnectTimeoutError
        ):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
