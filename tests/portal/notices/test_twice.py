"""Nothing is mailed twice: by two processes at once, or by one that died between sending and noting."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection, connections

from openperkins.portal.deadlines.models import ReminderWish
from openperkins.portal.deadlines.remind import remind
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.outbox import UNKNOWN, send_due
from tests.portal import factories
from tests.portal.notices.conftest import after, mailed
from tests.portal.notices.posts import KillsItself


def test_one_that_died_after_handing_over_is_not_sent_again_and_says_so(told, settings):
    notice = told()
    settings.EMAIL_BACKEND = "tests.portal.notices.posts.TakesThenDies"
    with pytest.raises(KeyboardInterrupt):
        send_due(after())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notice.refresh_from_db()
    assert notice.state == "sending"
    assert send_due(after(minutes=14)).undecided == 0
    assert send_due(after(minutes=16)).undecided == 1
    send_due(after(days=3))
    notice.refresh_from_db()
    assert (len(mail.outbox), notice.state, notice.problem) == (1, "failed", UNKNOWN)


def test_one_that_died_before_handing_over_is_not_sent_at_all(told, monkeypatch):
    from openperkins.portal.notices import outbox

    def dies(*args):
        raise KeyboardInterrupt

    told()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(outbox, "letter", dies)
        send_due(after())
    send_due(after(minutes=16))
    assert (mail.outbox, Notice.objects.get().state) == ([], "failed")


def test_one_that_was_only_slow_is_put_right(told, monkeypatch):
    from openperkins.portal.notices import outbox

    note = outbox._note

    def slow(claim, outcome, now):
        Notice.objects.update(state="failed", problem=UNKNOWN)  # another process gave it up meanwhile
        note(claim, outcome, now)

    monkeypatch.setattr(outbox, "_note", slow)
    told()
    send_due(after())
    assert (Notice.objects.get().state, Notice.objects.get().problem) == ("sent", "")


def test_what_came_back_before_it_was_noted_stays_so(told, monkeypatch):
    from openperkins.portal.notices import outbox

    note = outbox._note

    def quick(claim, outcome, now):
        Notice.objects.update(state="bounced", problem="The address takes no mail.")
        note(claim, outcome, now)

    monkeypatch.setattr(outbox, "_note", quick)
    told()
    send_due(after())
    assert Notice.objects.get().state == "bounced"


def _at_once(count: int, work: Callable[[], None]) -> None:
    """Do the same in several threads at once, each with a database connection of its own."""
    barrier, errors = threading.Barrier(count), []

    def run() -> None:
        try:
            barrier.wait(10)
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_mail_each_notice_once(told):
    for number in range(20):
        told(f"submission {number} checked")
    _at_once(4, lambda: send_due(after()))
    assert sorted(mailed()) == sorted(f"About submission {number} checked" for number in range(20))
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_make_one_digest(told, director):
    ReminderWish.objects.create(person=director, days_before=[14], digest=["files"])
    for number in range(6):
        told(f"submission {number} checked")
    _at_once(4, lambda: send_due(after()))
    assert mailed() == ["6 notices"]


@pytest.mark.django_db(transaction=True)
def test_four_reminders_at_once_make_each_notice_once(organizations):
    for code in (factories.DISTRICT, factories.OTHER):
        factories.person_with("cte_director", code)
    _at_once(4, lambda: remind(after()()))
    assert Notice.objects.count() == 4
    assert remind(after()()) == 0


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_mails_nothing_twice(told, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(KillsItself, "path", tmp_path / "handed-over")
    for number in range(3):
        told(f"submission {number} checked")
    settings.EMAIL_BACKEND = "tests.portal.notices.posts.KillsItself"
    for kill in range(4):
        connection.close()
        child = os.fork()
        if child == 0:
            try:
                send_due(after(minutes=kill))
            finally:
                os._exit(1 if kill < 3 else 0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == (9 if kill < 3 else 0)
    settings.EMAIL_BACKEND = "tests.portal.notices.posts.ToFile"
    send_due(after(days=1))
    handed_over = (tmp_path / "handed-over").read_text().splitlines()
    assert handed_over == [f"About submission {number} checked" for number in range(3)]
    assert set(Notice.objects.values_list("state", "problem")) == {("failed", UNKNOWN)}
