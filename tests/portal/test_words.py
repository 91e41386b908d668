"""Words that stand on many pages: dates in one form, titles, and what a line of the log says."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template

import openperkins.portal
from openperkins.portal.documents.models import Document
from tests.portal.factories import DISTRICT, STATE

_TEMPLATES = Path(openperkins.portal.__file__).parent / "templates"


def shown(source: str, **said: object) -> str:
    return Template(source).render(Context(said))


def test_a_date_is_written_in_one_form_whether_a_template_says_which_or_not():
    day = datetime.date(2026, 11, 29)
    moment = datetime.datetime(2026, 11, 29, 16, 27, tzinfo=datetime.UTC)
    assert shown("{{ it }} {{ it|date }}", it=day) == "November 29, 2026 November 29, 2026"
    assert shown("{{ it }}", it=moment) == "November 29, 2026, 11:27 a.m."
    short = [path.name for path in _TEMPLATES.rglob("*.html") if re.search(r'date:"[^"]*[MNbm] ', path.read_text())]
    assert short == []


def test_no_sentence_ends_in_two_points():
    """`P` ends in a point of its own: `11:27 a.m.`"""
    found = [path.name for path in _TEMPLATES.rglob("*.html") if re.search(r'date:"[^"]*P" ?}}\.', path.read_text())]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "code", "named"),
    [
        ("state_plan", STATE, "State Improvement Plan 6S2 of 2017-18"),
        ("improvement_plan", DISTRICT, "Improvement plan 6S2 of 2017-18 of Alderbrook"),
    ],
)
def test_a_document_of_the_state_is_not_named_after_it_twice(organizations, kind, code, named):
    assert Document(kind=kind, organization_id=code, school_year=2018, part="6S2").named == named


@pytest.mark.django_db
def test_a_kind_keeps_its_capitals_in_the_queue(organizations, client_of):
    page = client_of("administrator").get("/s/queue/").content.decode()
    assert "5S1 revision request" in page and "5s1" not in page


@pytest.mark.django_db
def test_a_line_of_the_log_says_what_happened_and_not_where(organizations, client_of, log_lines):
    client_of("viewer").get("/d/00010000/2018/nothing-of-the-kind/")
    events = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    ours = [one for one in events if one["logger"] == "django.request"]
    assert [one["event"] for one in ours] == ["Not Found"]
    assert "nothing-of-the-kind" not in log_lines.getvalue()
