"""Mails that came back: reported by the mail service, shown to the person and to who keeps the people."""

from __future__ import annotations

import json

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path

from openperkins.portal.notices.bounces import returned_to
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.outbox import send_due
from tests.portal import factories
from tests.portal.notices.conftest import after

urlpatterns = [path("anymail/", include("anymail.urls")), path("", include("openperkins.portal.urls"))]


def _report(message_id: str | None, kind: str = "bounced", reason: str | None = "bounced") -> None:
    event = AnymailTrackingEvent(
        event_type=kind, message_id=message_id, reject_reason=reason, description="550 somebody@example.org"
    )
    tracking.send(sender=None, event=event, esp_name="Any")


@pytest.fixture
def sent(told) -> Notice:
    notice = told()
    send_due(after())
    notice.refresh_from_db()
    return notice


@pytest.mark.parametrize("kind", ["bounced", "rejected", "failed"])
def test_a_mail_that_came_back_is_marked(sent, kind):
    _report(sent.message_id, kind)
    sent.refresh_from_db()
    assert (sent.state, sent.problem) == ("bounced", "The address takes no mail.")
    send_due(after(days=1))
    sent.refresh_from_db()
    assert sent.attempts == 1


def test_it_is_known_by_what_the_service_calls_it_too(sent):
    Notice.objects.update(provider_id="abc-123")
    _report("<abc-123>", reason=None)
    sent.refresh_from_db()
    assert sent.problem == "The address's server did not take the mail."


@pytest.mark.parametrize("message_id", [None, "", "<>", "of somebody else"])
def test_what_is_not_ours_is_left_alone(sent, message_id):
    _report(message_id)
    sent.refresh_from_db()
    assert sent.state == "sent"


@pytest.mark.parametrize("kind", ["delivered", "deferred", "opened", "complained", "queued"])
def test_other_reports_change_nothing(sent, kind):
    _report(sent.message_id, kind)
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_digest_comes_back_whole(told):
    told("deadline a", kind="deadline")
    told("deadline b", kind="deadline")
    send_due(after())
    _report(Notice.objects.first().message_id)
    assert set(Notice.objects.values_list("state", flat=True)) == {"bounced"}


def test_a_notice_on_screen_only_never_comes_back(told):
    notice = told()
    Notice.objects.update(state="screen")
    _report("<>")
    notice.refresh_from_db()
    assert notice.state == "screen"


def test_whose_last_mail_came_back(sent, told, director, django_assert_num_queries):
    assert returned_to([director.pk]) == {}
    _report(sent.message_id)
    with django_assert_num_queries(1):
        assert returned_to([director.pk]) == {director.pk: sent}
    told("submission 2 checked")
    send_due(after(hours=1))
    assert returned_to([director.pk]) == {}


def test_the_person_is_told_on_the_screen(sent, director):
    _report(sent.message_id)
    text = factories.signed_in(director).get("/notices/").content.decode()
    assert "Mail to you comes back." in text
    assert "The address takes no mail." in text
    assert "The mail came back" in text


@override_settings(ROOT_URLCONF=__name__, ANYMAIL={"WEBHOOK_SECRET": "user:secret"})
def test_the_service_reports_with_the_secret_only(sent):
    Notice.objects.update(provider_id="883953f4-6105-42a2-a16a-77a8eac79483")
    body = json.dumps(
        {
            "RecordType": "Bounce",
            "ID": 4,
            "Type": "HardBounce",
            "TypeCode": 1,
            "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
            "Email": "somebody@example.org",
            "BouncedAt": "2017-10-17T16:33:54.9070259Z",
        }
    )
    url = "/anymail/postmark/tracking/"
    assert Client().post(url, body, content_type="application/json").status_code == 400
    assert Notice.objects.get().state == "sent"
    secret = {"HTTP_AUTHORIZATION": "Basic dXNlcjpzZWNyZXQ="}
    assert (
        Client(enforce_csrf_checks=True).post(url, body, content_type="application/json", **secret).status_code == 200
    )
    assert Notice.objects.get().state == "bounced"


def test_without_a_secret_nobody_can_report():
    assert Client().post("/anymail/postmark/tracking/", "{}", content_type="application/json").status_code == 404
