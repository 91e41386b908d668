"""The whole record of a needs assessment as PDF: its answers as they stand, and every version that was kept."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from openperkins.exports.page import Column, Page, Table, as_pdf
from openperkins.needs.assessment import team_answers
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.record import record
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.needs.views.common import SEES, found
from openperkins.schoolyear import SchoolYear


@district_page(SEES)
def needs_record(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The record of one cycle."""
    document = found(organization, year)
    return as_attachment(as_pdf(whole(document, request.reach)), f"record {organization.code} {document}.pdf")


def whole(document: Document, reach: Reach) -> Page:
    """The record every document has, and before its versions the team's answers as they stand."""
    page = record(document, reach)
    at = sum(not table.caption.startswith("Version ") for table in page.tables)
    return replace(page, tables=[*page.tables[:at], _present(document), *page.tables[at:]])


def _present(document: Document) -> Table:
    about, answers = document.about, team_answers(document.answers)
    lines = [
        (about.question_title(question), about.answer_words(question, answers[question]))
        for question in sorted(answers, key=about.question_place)
    ]
    return Table("As it stands now", [Column("Question"), Column("Answer")], lines)
