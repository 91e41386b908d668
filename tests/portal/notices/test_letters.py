"""What stands in a mail: plain text, where it leads, why one gets it; never a student."""

from __future__ import annotations

from django.core import mail

from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.outbox import send_due
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.telling import tell_submission
from tests.portal import factories
from tests.portal.notices.conftest import after

_CANARIES = ("9876543210", "CANARY LASTNAME", "1999-09-09")


def test_a_mail_is_plain_text_with_a_link_and_why_one_gets_it(told, director):
    told(link="/d/00010000/files/1/", subject="Graduate follow-up: ready & <certify>", body="What it's about & more.")
    send_due(after())
    (message,) = mail.outbox
    assert message.to == [director.email]
    assert message.subject == "Graduate follow-up: ready & <certify>"
    assert message.body == (
        "What it's about & more.\n\n"
        "https://portal.example.org/d/00010000/files/1/\n\n"
        "-- \n"
        "CTE accountability portal wrote this by itself; an answer reaches nobody.\n"
        "You get it because you sent the file, or may certify it.\n"
        "Fewer mails, all in one, or none: https://portal.example.org/notices/reminders/\n"
    )
    assert message.content_subtype == "plain"
    assert not hasattr(message, "alternatives")
    assert message.attachments == []
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert message.message()["Message-ID"].endswith("@portal.example.org>")


def test_a_digest_tells_one_after_the_other(told):
    told("deadline a", kind="deadline", link="/a/")
    told("deadline b", kind="deadline", link="/b/")
    send_due(after())
    assert mail.outbox[0].body.startswith(
        "About deadline a\nWhat is said of deadline a.\n\nhttps://portal.example.org/a/\n\n----------\n\n"
        "About deadline b\nWhat is said of deadline b.\n\nhttps://portal.example.org/b/\n\n-- \n"
    )


def test_without_a_site_there_are_no_links(told, settings):
    settings.PORTAL_URL = ""
    told(link="/a/")
    send_due(after())
    assert "/a/" not in mail.outbox[0].body
    assert "sign in and open Notices" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@localhost>")


def test_a_subject_of_two_lines_is_no_second_header(told):
    told(subject="One\r\nBcc: somebody@example.org")
    assert send_due(after()).mails == 1
    assert mail.outbox[0].subject == "One Bcc: somebody@example.org"
    assert mail.outbox[0].message()["Bcc"] is None


def test_names_of_any_language_arrive(told):
    told(subject="Peña Blanca: niños", body="Größe ✓")
    assert send_due(after()).mails == 1
    assert "Größe ✓" in mail.outbox[0].message().get_payload(decode=True).decode()


def test_two_notices_never_share_a_message_id(told):
    for number in range(5):
        told(f"submission {number} checked")
    send_due(after())
    assert len(set(Notice.objects.values_list("message_id", flat=True))) == 5


def test_nothing_of_a_sent_file_stands_in_a_mail(director):
    for what, errors in (("checked", 3), ("checked", 0), ("certified", 0), ("failed", None)):
        submission = Submission.objects.create(
            organization_id=factories.DISTRICT, kind="sims", school_year=2017, season="october", suffix=".csv",
            file_name=f"{' '.join(_CANARIES)}.csv", sha256="d" * 64, bytes=10, sent_by=director, rows=5,
            errors=errors, warnings=0, failure=" ".join(_CANARIES),
        )  # fmt: skip
        tell_submission(what, submission)
    send_due(after())
    assert len(mail.outbox) == 4
    written = "".join(message.message().as_string() for message in mail.outbox)
    assert not [canary for canary in _CANARIES if canary in written]
