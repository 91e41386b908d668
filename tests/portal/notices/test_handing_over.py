"""What the answer of a mail server or service means for the mail."""

from __future__ import annotations

import smtplib
import socket
import threading
from types import SimpleNamespace

import pytest
import requests
from anymail.exceptions import AnymailInvalidAddress, AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail import BadHeaderError, EmailMessage
from django.test.utils import override_settings

from openperkins.portal.notices.handing_over import Post, outcome_of
from tests.free_port import free_port


def _service(status: int) -> AnymailRequestsAPIError:
    return AnymailRequestsAPIError(response=SimpleNamespace(status_code=status, reason="", text=""))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}), "returned"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (452, b"full")}), "later"),
        (smtplib.SMTPDataError(554, b"spam"), "refused"),
        (smtplib.SMTPDataError(451, b"greylisted"), "later"),
        (smtplib.SMTPSenderRefused(553, b"who", "b@example.org"), "refused"),
        (smtplib.SMTPNotSupportedError("no SMTPUTF8"), "refused"),
        (smtplib.SMTPServerDisconnected("gone"), "unknown"),
        (TimeoutError(), "unknown"),
        (ConnectionResetError(), "unknown"),
        (BadHeaderError("line"), "refused"),
        (UnicodeEncodeError("ascii", "é", 0, 1, ""), "refused"),
        (AnymailRecipientsRefused(), "returned"),
        (AnymailInvalidAddress("a@"), "returned"),
        (_service(429), "later"),
        (_service(503), "later"),
        (_service(401), "refused"),
        (_service(422), "refused"),
        (_service(500), "unknown"),
        (_service(504), "unknown"),
        (_service(200), "unknown"),
        (AnymailRequestsAPIError("read timed out"), "unknown"),
        (ZeroDivisionError(), "unknown"),
    ],
)
def test_what_an_error_means(error, kind):
    outcome = outcome_of(error)
    assert outcome.kind == kind
    assert "@" not in outcome.problem
    assert outcome.problem.endswith(".")


def test_a_web_service_that_cannot_be_reached_is_tried_again():
    try:
        requests.get(f"http://127.0.0.1:{free_port()}/", timeout=5)
    except requests.ConnectionError as cause:
        kind = type("Both", (AnymailRequestsAPIError, type(cause)), {})
        error = kind("Error posting")
        error.__cause__ = cause
    outcome = outcome_of(error)
    assert (outcome.kind, outcome.is_away) == ("later", True)


def test_a_web_service_that_hangs_up_may_have_taken_the_mail():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def hang_up() -> None:
            taken, _ = listening.accept()
            taken.recv(1000)
            taken.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        try:
            requests.post(f"http://127.0.0.1:{listening.getsockname()[1]}/", data=b"a", timeout=5)
        except requests.ConnectionError as cause:
            kind = type("Both", (AnymailRequestsAPIError, type(cause)), {})
            error = kind("Error posting")
            error.__cause__ = cause
        thread.join()
    assert outcome_of(error).kind == "unknown"


def test_a_real_server_that_is_not_there():
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port()
    ):
        outcome = Post().hand_over(EmailMessage("Subject", "Body", to=["a@example.org"]))
    assert (outcome.kind, outcome.is_away) == ("later", True)


def test_wrong_settings_of_the_mail_are_a_server_that_is_away():
    with override_settings(EMAIL_BACKEND="tests.no.such.Backend"):
        outcome = Post().hand_over(EmailMessage("Subject", "Body", to=["a@example.org"]))
    assert outcome.is_away
    assert "ModuleNotFoundError" in outcome.problem


def test_a_mail_to_nobody_was_not_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    post = Post()
    post._connection = SimpleNamespace(send_messages=lambda messages: 0, close=lambda: None)
    assert post.hand_over(EmailMessage("Subject", "Body")).kind == "refused"


def test_what_the_service_calls_the_mail_is_kept(settings):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    outcome = Post().hand_over(EmailMessage("Subject", "Body", "b@example.org", ["a@example.org"]))
    assert (outcome.kind, outcome.provider_id) == ("sent", "0")
