"""The mails: plain text of what a notice says, where it leads, why one is told and how to change that."""

from __future__ import annotations

import datetime
import hashlib
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from openperkins.portal.notices.kinds import group_of
from openperkins.portal.notices.models import Notice


def letter(notices: list[Notice], message_id: str) -> EmailMessage:
    """One mail to the person of the notices: of one notice, or of several in the order given."""
    person = notices[0].person
    told = [(notice, absolute(notice.link) if notice.link else "") for notice in notices]
    whys = list(dict.fromkeys(group_of(notice.kind).why for notice in notices))
    context = {
        "told": told,
        "several": len(notices) > 1,
        "why": "; ".join(whys),
        "wishes": absolute(reverse("reminders")),
        "portal": settings.PORTAL_TITLE,
    }
    return EmailMessage(
        subject=_one_line(_subject(notices)),
        body=render_to_string("notices/mail/letter.txt", context).rstrip("\n") + "\n",
        to=[person.email],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )


def id_of_one(notice: Notice) -> str:
    """The Message-ID of a notice's own mail: the same whenever it is tried."""
    about = hashlib.sha256(f"{notice.person_id} {notice.key}".encode()).hexdigest()[:24]
    return f"<notice.{notice.pk}.{about}@{_domain()}>"


def id_of_digest(person: Any, day: datetime.date) -> str:
    """The Message-ID of the one mail a person gets on a day."""
    return f"<digest.{person.pk}.{day.isoformat()}@{_domain()}>"


def absolute(path: str) -> str:
    """The full address of a page; empty when the deployment does not say where it is."""
    return f"{settings.PORTAL_URL.rstrip('/')}{path}" if settings.PORTAL_URL else ""


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].subject
    if {group_of(notice.kind).code for notice in notices} == {"deadlines"}:
        return f"{len(notices)} deadlines are coming"
    return f"{len(notices)} notices"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _domain() -> str:
    host = urlsplit(settings.PORTAL_URL).hostname if settings.PORTAL_URL else ""
    return host or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
