"""What is mailed, when, to whom; and what is tried again."""

from __future__ import annotations

import datetime
import smtplib

import pytest
from django.core import mail

from openperkins.portal.accounts.models import Person
from openperkins.portal.deadlines.models import ReminderWish
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.outbox import MOST_ATTEMPTS, send_due
from tests.portal import factories
from tests.portal.notices.conftest import NOON, after, mailed
from tests.portal.notices.posts import Scripted


@pytest.fixture
def server(settings) -> type[Scripted]:
    settings.EMAIL_BACKEND = "tests.portal.notices.posts.Scripted"
    Scripted.answers, Scripted.closed = [], []
    return Scripted


def _wish(person: Person, *digest: str, wants_mail: bool = True) -> None:
    ReminderWish.objects.create(person=person, days_before=[14], digest=list(digest), wants_mail=wants_mail)


def test_a_notice_is_mailed_once(told):
    notice = told()
    done = send_due(after(minutes=1))
    assert (done.mails, done.outcomes) == (1, {"sent": 1})
    for minutes in (2, 60, 6000):
        assert send_due(after(minutes=minutes)).mails == 0
    assert mailed() == ["About submission 1 checked"]
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.sent_at) == ("sent", 1, after(minutes=1)())


def test_nothing_again_when_the_clock_is_put_back(told):
    told()
    for minutes in (10, -6000, -1, 5):
        send_due(after(minutes=minutes))
    assert len(mail.outbox) == 1


def test_the_oldest_goes_first_and_each_in_a_mail_of_its_own(told):
    for number in (1, 2, 3):
        told(f"submission {number} checked")
    assert send_due(after()).mails == 3
    assert mailed() == [f"About submission {number} checked" for number in (1, 2, 3)]


def test_somebody_no_longer_active_gets_no_mail(told, director):
    notice = told()
    Person.objects.filter(pk=director.pk).update(is_active=False)
    send_due(after())
    Person.objects.filter(pk=director.pk).update(is_active=True)
    send_due(after(days=1))
    notice.refresh_from_db()
    assert (mail.outbox, notice.state) == ([], "screen")


def test_whoever_wants_no_mail_has_it_on_the_screen(told, director):
    _wish(director, wants_mail=False)
    notice = told()
    send_due(after())
    notice.refresh_from_db()
    assert (mail.outbox, notice.state) == ([], "screen")


def test_an_account_closed_while_mails_go_out_gets_none(told, director, server, monkeypatch):
    other = factories.person_with("superintendent", factories.DISTRICT)
    told("first", person=other)
    told("second")
    take = server.send_messages

    def close_the_account(self, messages):
        Person.objects.filter(pk=director.pk).update(is_active=False)
        return take(self, messages)

    monkeypatch.setattr(server, "send_messages", close_the_account)
    send_due(after())
    assert [message.to for message in mail.outbox] == [[other.email]]


def test_refused_connections_are_tried_again_after_growing_times_then_given_up(told, server):
    notice = told()
    tried = []
    for minutes in range(0, 60 * 24 * 2, 5):
        server.closed[:] = [ConnectionRefusedError()]
        if send_due(after(minutes=minutes)).outcomes:
            tried.append(minutes)
    assert tried == [0, 5, 35, 215, 935]
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("failed", MOST_ATTEMPTS)
    assert notice.problem == "The mail server cannot be reached (ConnectionRefusedError)."
    server.closed.clear()
    assert send_due(after(days=9)).mails == 0


def test_it_goes_out_when_the_server_is_there_again_under_the_same_message_id(told, server):
    told()
    server.answers[:] = [smtplib.SMTPDataError(451, b"try later")]
    send_due(after())
    assert Notice.objects.get().state == "waiting"
    send_due(after(minutes=4))
    assert mail.outbox == []
    send_due(after(minutes=5))
    send_due(after(minutes=6))
    (message,) = mail.outbox
    assert message.extra_headers["Message-ID"] == Notice.objects.get().message_id
    assert Notice.objects.get().attempts == 2


def test_a_server_that_is_away_is_asked_once_a_run(told, server):
    for number in range(5):
        told(f"submission {number} checked")
    server.closed[:] = [ConnectionRefusedError()] * 5
    send_due(after())
    assert len(server.closed) == 4
    assert Notice.objects.filter(attempts=0, state="waiting").count() == 4


def test_one_address_that_is_refused_does_not_keep_the_others(told, server, director):
    told("first")
    told("second")
    server.answers[:] = [smtplib.SMTPRecipientsRefused({director.email: (550, b"no such user")})]
    send_due(after())
    assert mailed() == ["About second"]
    first = Notice.objects.get(key="first")
    assert first.state == "bounced"
    assert director.email not in first.problem
    send_due(after(days=1))
    assert len(mail.outbox) == 1


def test_a_connection_that_breaks_in_the_middle_is_not_tried_again(told, server):
    told()
    server.answers[:] = [smtplib.SMTPServerDisconnected("gone")]
    send_due(after())
    send_due(after(days=2))
    notice = Notice.objects.get()
    assert (mail.outbox, notice.state) == ([], "failed")
    assert "whether it was sent is not known" in notice.problem


def test_a_clock_put_back_does_not_keep_a_mail_waiting_for_years(told, server):
    told()
    server.closed[:] = [ConnectionRefusedError()]
    send_due(after(days=4000))
    send_due(after(days=1))
    assert len(mail.outbox) == 1


def test_it_stops_between_two_mails_when_told_to(told):
    for number in range(3):
        told(f"submission {number} checked")
    send_due(after(), stopped=lambda: len(mail.outbox) == 2)
    assert len(mail.outbox) == 2
    assert Notice.objects.filter(state="waiting").count() == 1


class TestDigest:
    def test_one_mail_a_day_holds_what_waits(self, told, director):
        _wish(director, "files", "deadlines")
        told("submission 1 checked")
        told("deadline a", kind="deadline")
        told("role 1", kind="role.granted")
        send_due(after())
        assert mailed() == ["About role 1", "2 notices"]
        body = mail.outbox[1].body
        assert "What is said of submission 1 checked." in body
        assert "What is said of deadline a." in body
        assert len(set(Notice.objects.exclude(kind="role.granted").values_list("message_id", flat=True))) == 1

    def test_what_comes_later_waits_for_tomorrow(self, told, director):
        _wish(director, "files")
        told("first")
        send_due(after())
        told("second")
        for hours in (1, 5, 11):
            send_due(after(hours=hours))
        assert mailed() == ["About first"]
        send_due(after(hours=12, minutes=30))  # after midnight, before anybody is up
        assert mailed() == ["About first"]
        send_due(after(hours=18))
        assert mailed() == ["About first", "About second"]

    def test_deadlines_are_a_digest_unless_wished_otherwise(self, told):
        told("deadline a", kind="deadline")
        told("deadline b", kind="deadline")
        send_due(after())
        assert mailed() == ["2 deadlines are coming"]

    @pytest.mark.parametrize(("moment", "count"), [((5, 59, 59), 0), ((6, 0, 0), 1)])
    def test_it_goes_out_from_six_in_the_east(self, told, director, moment, count):
        told("deadline a", kind="deadline")
        hour, minute, second = moment
        clock = datetime.datetime(2017, 10, 17, hour + 4, minute, second, tzinfo=datetime.UTC)
        Notice.objects.update(made_at=clock - datetime.timedelta(hours=2))
        send_due(lambda: clock)
        assert len(mail.outbox) == count

    def test_what_waited_a_day_goes_out_at_any_hour(self, told):
        told("deadline a", kind="deadline")
        send_due(after(hours=13))
        assert mail.outbox == []
        send_due(after(hours=37))
        assert len(mail.outbox) == 1

    def test_people_do_not_share_a_digest(self, told, director):
        other = factories.person_with("superintendent", factories.DISTRICT)
        told("deadline a", kind="deadline")
        told("deadline a", kind="deadline", person=other)
        send_due(after())
        assert sorted(message.to[0] for message in mail.outbox) == sorted([director.email, other.email])

    def test_one_that_was_not_taken_is_tried_again_whole(self, told, server):
        told("deadline a", kind="deadline")
        told("deadline b", kind="deadline")
        server.closed[:] = [ConnectionRefusedError()]
        send_due(after())
        assert set(Notice.objects.values_list("state", "message_id")) == {("waiting", "")}
        send_due(after(minutes=5))
        assert mailed() == ["2 deadlines are coming"]

    def test_days_change_at_midnight_in_the_east_also_when_the_clocks_change(self, told, director):
        _wish(director, "files")
        sent = []
        for day in range(4, 8):  # November 5, 2017 has 25 hours
            told(f"of the {day}th")
            Notice.objects.filter(state="waiting").update(made_at=NOON)
            for hour in range(0, 24, 3):
                clock = datetime.datetime(2017, 11, day, tzinfo=datetime.UTC) + datetime.timedelta(hours=hour + 10)
                sent.append(send_due(lambda clock=clock: clock).mails)
        assert sum(sent) == 4
