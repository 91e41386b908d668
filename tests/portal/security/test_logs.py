"""What a log line may hold: templates of messages, never their values, never an address with a secret in it."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.portal import factories
from tests.portal.factories import DISTRICT

CANARY = "Quillfeather9876501234"


@pytest.mark.parametrize(
    "log",
    [
        lambda logger: logger.warning("could not read %s", CANARY),
        lambda logger: logger.error("row %(row)s", {"row": CANARY}),
        lambda logger: logger.warning("with extras", extra={"sasid": CANARY, "request": CANARY}),
    ],
)
def test_a_library_s_message_comes_without_its_values(log_lines, log):
    log(logging.getLogger("some.library"))
    assert "some.library" in log_lines.getvalue()
    assert CANARY not in log_lines.getvalue()


def test_of_an_exception_only_its_kind_and_place(log_lines):
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("some.library").exception("it broke at %s", CANARY)
    assert "ValueError" in log_lines.getvalue() and "test_logs.py:" in log_lines.getvalue()
    assert CANARY not in log_lines.getvalue()


def test_an_address_that_is_a_secret_is_not_logged(db, log_lines):
    for name in ("invitation", "calendar_feed"):
        assert Client().get(reverse(name, args=[CANARY])).status_code == 404
    Client().get(f"/account/password/reset/key/1-{CANARY}/")
    Client().get("/", headers={"Host": f"{CANARY}.example"})
    assert log_lines.getvalue()
    assert CANARY.lower() not in log_lines.getvalue().lower()


def test_an_error_nobody_foresaw_says_nothing_of_what_was_sent(published, client_of, log_lines, monkeypatch):
    def break_down(*args: object, **said: object) -> None:
        raise ValueError(f"could not convert {CANARY}")

    monkeypatch.setattr("openperkins.portal.results.views.students.open_students", break_down)
    client = client_of("cte_director")
    client.raise_request_exception = False
    answer = client.post(reverse("students", args=[DISTRICT, 2017, "1S1", "all"]), {"reason": f"about {CANARY}"})
    assert answer.status_code == 500
    assert CANARY not in answer.text and "Traceback" not in answer.text and "ValueError" not in answer.text
    assert "ValueError" in log_lines.getvalue()
    assert CANARY not in log_lines.getvalue()


def test_pages_of_errors_show_nothing_of_the_request_or_the_code(published, client_of):
    client = client_of("viewer")
    asked = {
        client.get(f"/d/{CANARY}/2017/indicators/"): 404,
        client.get(f"/{CANARY}?name={CANARY}"): 404,
        client.get(reverse("publications"), {"q": CANARY}): 403,
        client.post(reverse("heat_map", args=[DISTRICT, 2017]), {"x": CANARY}): 405,
        Client(enforce_csrf_checks=True).post("/account/login/", {"login": CANARY}): 403,
    }
    for answer, status in asked.items():
        assert answer.status_code == status
        assert CANARY not in answer.content.decode()
        assert "Traceback" not in answer.content.decode()


def test_why_somebody_looked_at_students_is_not_in_the_event_log(published, client_of):
    """The log is read by more people than may see students, and a reason can name one."""
    client = client_of("cte_director")
    answer = client.post(reverse("students", args=[DISTRICT, 2017, "1S1", "all"]), {"reason": f"about {CANARY}"})
    assert answer.status_code == 302
    history = client_of("viewer").get(reverse("events", args=[DISTRICT])).text
    assert "Opened the students behind a figure" in history
    assert CANARY not in history
    assert factories.person_with("cte_director", DISTRICT).name in history
