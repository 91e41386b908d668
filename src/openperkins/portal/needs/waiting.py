"""Where a district's needs assessment stands, on its home page; nothing of it is on the State's."""

from __future__ import annotations

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.page import assessment_of, documents_of
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Nothing is owed: a team works at its own pace."""
    return []


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    return []


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """The latest cycle, and every earlier one that is not completed, with how many components are."""
    if not reach.may("see_needs", organization.code):
        return []
    found = [_process(document) for document in documents_of(organization)]
    return [one for number, one in enumerate(found) if number == 0 or one.status != "Completed"]


def _process(document: Document) -> Process:
    assessment = assessment_of(document)
    done, of = assessment.done, len(assessment.instrument.components)
    word = "Completed" if done == of else "In progress" if assessment.answers else "Not yet started"
    url = document.about.url(document)
    detail = f"{done} of {of} components; {document.status_title.lower()}"
    return Process(6, str(document), word, detail, url, "Open the needs assessment", done, of)
