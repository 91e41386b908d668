"""What the tests of requests for another 5S1 level share: an agreed level of 2017-18, and a request on its way."""

from __future__ import annotations

import io
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.attaching import attach
from openperkins.portal.documents.models import Document
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE, reach_with

YEAR = SchoolYear(2018)
URL = "/d/00010000/2018/levels/5S1/revision/"
CHECK, FILES, JOBS = f"{URL}check/", f"{URL}files/", f"{URL}jobs/"
#: 1000 jobs in September 2017, then a loss of at least five percent in each month up to January 2018
LOST = "2017-09 1,000\n2017-10 950\n2017-11 940\n2017-12 900"
KEPT = "2017-09 1,000\n2017-10 950\n2017-11 951\n2017-12 900"
PDF = b"%PDF-1.7\nThe workforce board's table.\n"
WRITTEN = {
    "start": "2018-01",
    "region1.name": "Northern region",
    "region1.jobs": LOST,
    "level": "85",
    "reasons": "The mill closed; half of its entry jobs are gone.",
}


def agreed(level: str = "90", org_code: str = DISTRICT) -> None:
    """A 5S1 level of 2017-18 that both sides agreed on."""
    factories.agree(factories.negotiation(org_code, YEAR.ends, "agreed"), i5S1=level)


def typed(**changed: str) -> dict[str, str]:
    """A whole request as its page sends it, from nothing (`region1_jobs="…"` changes an answer)."""
    said = WRITTEN | {name.replace("_", "."): text for name, text in changed.items()}
    return {f"q.{question}": text for question, text in said.items()}


def upload(content: bytes = PDF, name: str = "jobs.pdf") -> dict[str, Any]:
    """What a form with a file sends."""
    return {"file": SimpleUploadedFile(name, content)}


def text(answer: Any) -> str:
    """The page as it reads in its source."""
    return unescape(answer.content.decode())


def request_of_2018() -> Document:
    """The request as it is stored."""
    return Document.objects.get(kind="level_revision", organization=DISTRICT, school_year=YEAR.ends)


def begun(**changed: str) -> Document:
    """A whole draft, with the board's file."""
    director = reach_with("cte_director", DISTRICT)
    organization = Organization.objects.get(pk=DISTRICT)
    document = actions.begin(kind="level_revision", organization=organization, year=YEAR, part="5S1", by=director)
    said = WRITTEN | {name.replace("_", "."): told for name, told in changed.items()}
    changes = [Change(question, document.answers.get(question, ""), told) for question, told in said.items()]
    assert actions.save(document, changes=changes, by=director) == []
    attach(document, io.BytesIO(PDF), "jobs.pdf", by=director)
    return document


def in_status(status: str) -> Document:
    """A request moved by people to a status."""
    document, administrator = begun(), reach_with("administrator", STATE)
    if status != "draft":
        actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    step = {"returned": "return", "granted": "grant", "denied": "deny"}.get(status)
    if step:
        actions.take(document, step, by=administrator, note="Because.")
    document = Document.objects.get(pk=document.pk)
    assert document.status == status
    return document


def again_in(status: str, *, after: str) -> Document:
    """A request that was decided on and opened again, as a draft with a lower level, or returned after being sent."""
    document, superintendent = in_status(after), reach_with("superintendent", DISTRICT)
    actions.take(document, "revise", by=superintendent)
    lower = [Change("level", "85", "82.5")]
    assert actions.save(document, changes=lower, by=reach_with("cte_director", DISTRICT)) == []
    if status == "returned":
        actions.take(document, "send", by=superintendent)
        actions.take(document, "return", by=reach_with("administrator", STATE), note="Because.")
    return Document.objects.get(pk=document.pk)


def page_of(step: str, document: Document) -> str:
    """The address of a step of the State."""
    return reverse(f"review_level_revision_{step}", args=[document.pk])
