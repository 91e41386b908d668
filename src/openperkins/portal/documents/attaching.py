"""Files that go with a document: added and taken off while it is open to the person, and who may read them.

The only writer of attachments. Each action is one transaction with its event; names of files stay out of the event log.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.documents.actions import against_writing, locked
from openperkins.portal.documents.file_types import plain_name, refusal
from openperkins.portal.documents.models import Attachment, Document
from openperkins.portal.documents.showing import is_written
from openperkins.portal.submissions.storage import ATTACHED, receive
from openperkins.portal.workflow import Refused
from openperkins.records.submitted.place import suffix_of

_CHUNK = 1_048_576


@transaction.atomic
def attach(document: Document, file: BinaryIO, name: str, *, by: Reach, question: str = "") -> Attachment:
    """Keep a file with a document, or with one answer of it; the same bytes there twice are one.

    Raises Refused with every reason against it.
    """
    document = locked(document)
    if against := against_attaching(document, by):
        raise Refused(against)
    about = document.about
    if question and question not in about.attaches_at(document) and not about.is_attachable(question, document):
        raise Refused(["That is none of the answers of this document."])
    if fault := fault_of(file, name):
        raise Refused([fault])
    file.seek(0)
    sha256, size = receive(iter(lambda: file.read(_CHUNK), b""), "", into=ATTACHED)
    if known := document.attached.filter(sha256=sha256, question=question).first():
        return known
    if document.attached.count() >= settings.MOST_ATTACHMENTS:
        raise Refused([f"{settings.MOST_ATTACHMENTS} files are there already, as many as can be. Take one off first."])
    made = Attachment.objects.create(
        document=document,
        question=question,
        name=plain_name(name),
        suffix=suffix_of(name),
        sha256=sha256,
        bytes=size,
        added_by=by.person,
    )
    _note("document.attached", document, made, by)
    return made


@transaction.atomic
def detach(attachment: Attachment, *, by: Reach) -> None:
    """Take a file off a document; versions sent with it keep it. Raises Refused."""
    document = locked(attachment.document)
    if against := against_attaching(document, by):
        raise Refused(against)
    off = document.attached.filter(pk=attachment.pk)
    if off.update(removed_by=by.person, removed_at=timezone.now()):
        _note("document.detached", document, attachment, by)


def against_attaching(document: Document, by: Reach) -> list[str]:
    """Why a person cannot add files to the document or take them off now; empty when it is open to them."""
    about = document.about
    if not about.attaches:
        return ["No files go with it."]
    if about.writes.get(document.status) != about.begins_with:
        return [f"It is “{document.status_title}”, so its files stay as they are."]
    return against_writing(document, by)


def fault_of(file: Any, name: str) -> str | None:
    """Why a file cannot be kept, as a sentence; None when it can. Reads and rewinds it."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > settings.ATTACHMENT_LIMIT:
        return f"The file is larger than {settings.ATTACHMENT_LIMIT // 1_000_000} MB. Send a smaller one."
    return refusal(file, name)


def readable(document: Document, reach: Reach) -> dict[int, Attachment]:
    """Id → file, of those a reader may open: a district its own, the State those of versions that were sent."""
    sent = {file["id"] for held in document.revisions.all() for file in held.attachments}
    files = document.attachments.select_related("added_by").order_by("pk")
    return {one.pk: one for one in files if one.pk in sent or (one.removed_at is None and reach.reads_drafts)}


def shown_with(document: Document | None, reach: Reach) -> list[Attachment]:
    """The files that go with what a reader sees: as it is now, or, of a draft, those the State was sent last."""
    if document is None:
        return []
    known = readable(document, reach)
    if not reach.reads_drafts and is_written(document):
        last = document.revisions.last()
        return [known[file["id"]] for file in last.attachments] if last else []
    return [one for one in known.values() if one.removed_at is None]


def _note(verb: str, document: Document, attachment: Attachment, by: Reach) -> None:
    """A change of the files is a change of the document."""
    Document.objects.filter(pk=document.pk).update(edited_by=by.person, edited_at=timezone.now())
    private = {"private": True} if document.about.private else {}
    record(
        verb,
        by=by.person,
        organization=document.organization,
        about=document,
        file=attachment.sha256,
        type=attachment.suffix,
        bytes=attachment.bytes,
        **private,
    )
