"""One tick at a time, as often as one likes; a part that fails keeps no other from being done."""

from __future__ import annotations

import threading
import time

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from openperkins.portal import jobs
from openperkins.portal.notices import clock, tick
from openperkins.portal.notices.models import Notice
from openperkins.portal.submissions.models import Submission
from tests.portal import factories
from tests.portal.notices.conftest import NOON, after


@pytest.fixture(autouse=True)
def locks(own_home, settings) -> None:
    (settings.HOME / "locks").mkdir()


def test_three_ticks_remind_and_mail_once(director):
    ticks = [tick.tick(after(minutes=minutes)) for minutes in range(3)]
    assert [(done.reminders, done.sending.mails) for done in ticks] == [(2, 1), (0, 0), (0, 0)]
    assert [message.subject for message in mail.outbox] == ["2 deadlines are coming"]


def test_a_tick_after_one_that_died_goes_on(director, settings):
    settings.EMAIL_BACKEND = "tests.portal.notices.posts.TakesThenDies"
    with pytest.raises(KeyboardInterrupt):
        tick.tick(after())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tick.tick(after(minutes=1)).sending.mails == 0
    assert tick.tick(after(minutes=20)).sending.undecided == 2
    assert (len(mail.outbox), Notice.objects.filter(state="failed").count()) == (1, 2)


def test_one_at_a_time(director):
    with jobs.alone("tick"):
        assert tick.tick(after()) is None
    assert mail.outbox == []


def test_a_part_that_fails_is_named_and_the_others_are_done(told, monkeypatch):
    def broken(now):
        raise OSError

    told()
    monkeypatch.setattr(tick, "remind", broken)
    done = tick.tick(after())
    assert (done.failed, done.sending.mails) == (["remind"], 1)


@pytest.fixture
def nothing_due(monkeypatch) -> None:
    """For tests that look at the machine's clock."""
    monkeypatch.setattr(tick, "remind", lambda now: 0)


def test_the_command_says_what_it_did(told, nothing_due, capsys):
    told()
    call_command("tick")
    said = capsys.readouterr().out
    assert "reminders: 0, mails: 1, to try again: 0, came back: 0, failed: 0" in said
    with jobs.alone("tick"):
        call_command("tick")
    assert "Another process is at it." in capsys.readouterr().out


def test_the_command_fails_when_a_part_did(db, monkeypatch):
    def broken():
        raise OSError

    monkeypatch.setattr(tick, "sweep", broken)
    with pytest.raises(CommandError, match="Not done: sweep"):
        call_command("tick")


def test_what_died_is_taken_up_once_and_what_is_queued_is_left_alone(organizations):
    Submission.objects.create(
        organization_id=factories.DISTRICT, kind="sims", school_year=2017, season="october", file_name="a.csv",
        suffix=".csv", sha256="d" * 64, bytes=10, sent_by=factories.person_with("contributor", factories.DISTRICT),
    )  # fmt: skip
    for _ in range(3):
        tick.tick(after())
    queued = DBTaskResult.objects.filter(task_path__endswith="check_submission")
    assert queued.count() == 1


def test_the_clock_ticks_until_it_is_told_to_stop(monkeypatch):
    ticked = []
    monkeypatch.setattr(clock, "tick", lambda **said: ticked.append(1))
    with clock.ticking(0.01):
        deadline = time.monotonic() + 10
        while len(ticked) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
    count = len(ticked)
    assert count >= 3
    time.sleep(0.05)
    assert len(ticked) == count
    assert not [thread for thread in threading.enumerate() if thread.name == "tick"]


def test_the_clock_outlives_an_error(monkeypatch):
    ticked, stop = [], threading.Event()

    def broken(**said):
        ticked.append(1)
        if len(ticked) == 3:
            stop.set()
        raise OSError

    monkeypatch.setattr(clock, "tick", broken)
    thread = threading.Thread(target=clock.run_every, args=(0.001, stop))
    thread.start()
    thread.join(10)
    assert len(ticked) == 3


def test_the_clock_begins_no_new_mail_when_it_is_told_to_stop(told):
    for number in range(3):
        told(f"submission {number} checked")
    done = tick.tick(lambda: NOON, stopped=lambda: True)
    assert done.sending.mails == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_the_clock_in_a_thread_sends_what_waits(told, nothing_due):
    told()
    with clock.ticking(60):
        deadline = time.monotonic() + 20
        while not Notice.objects.filter(state="sent").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    assert len(mail.outbox) == 1
