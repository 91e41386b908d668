"""What the pages of State Improvement Plans show: every core indicator of a year, and one with its gaps and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.showing import LOOKS
from openperkins.portal.law import indicator_titles
from openperkins.portal.pages.years import latest_year
from openperkins.portal.plans.counted import in_force_in_words
from openperkins.portal.plans.page import document_of
from openperkins.portal.results.queries import years_published, years_taken_back
from openperkins.portal.state_plans.answers import CONSULTED, GROUNDS
from openperkins.portal.state_plans.gaps import Gap, gaps_of, required_grounds
from openperkins.portal.state_plans.owed import Due, Owed, state_owed
from openperkins.schoolyear import SchoolYear

KIND = "state_plan"


@dataclass(frozen=True)
class Line:
    """One core indicator of a year: the State's figures and the plan about it, where there are any."""

    indicator: str
    title: str
    due: Due | None
    document: Document | None

    @property
    def has_page(self) -> bool:
        return self.document is not None or (self.due is not None and self.due.owed)

    @property
    def word(self) -> str:
        if self.document is None:
            return "Not yet started"
        return in_force_in_words(self.document) or self.document.status_title

    @property
    def look(self) -> str:
        return LOOKS[self.document.status] if self.document else "todo"


@dataclass(frozen=True)
class Ground:
    """One ground of special consideration: its groups, what is written, whether something has to be."""

    code: str
    title: str
    gaps: list[Gap]
    text: str
    required: bool


@dataclass(frozen=True)
class Consulted:
    """One of the three questions about who was consulted."""

    code: str
    title: str
    text: str


def state() -> Organization:
    """The State as an organization. Raises Organization.DoesNotExist before the directory is there."""
    return Organization.objects.get(pk=settings.STATE_CODE)


def years_of_plans() -> list[SchoolYear]:
    """The school years a plan can be owed or begun in, latest first."""
    known = {year + 1 for year in years_published(settings.STATE_CODE)}
    known |= {year + 1 for year in years_taken_back()}
    begun = Document.objects.filter(kind=KIND).order_by().values_list("school_year", flat=True).distinct()
    return sorted(known | {SchoolYear(ends) for ends in begun} | {latest_year() + 1}, reverse=True)


def lines_of(year: SchoolYear) -> tuple[Owed, list[Line]]:
    """Every core indicator of a year. Two queries."""
    everything = state_owed(year)
    begun = Document.objects.filter(kind=KIND, school_year=year.ends).select_related("in_force")
    documents = {one.part: one for one in begun}
    lines = [
        Line(indicator, title, everything.of(indicator), documents.get(indicator))
        for indicator, title in indicator_titles().items()
    ]
    return everything, lines


def plan_of(year: SchoolYear, indicator: str) -> Document | None:
    """The plan of a core indicator; None before anybody began."""
    return document_of(KIND, state(), year, indicator)


def consulted_of(answers: Mapping[str, str]) -> list[Consulted]:
    """The three questions with what is written."""
    return [Consulted(whom, title, answers.get(f"consulted.{whom}", "")) for whom, title in CONSULTED.items()]


def grounds_of(everything: Owed, indicator: str, answers: Mapping[str, str]) -> list[Ground]:
    """Every ground with its gaps and what is written."""
    gaps = gaps_of(everything.figures, indicator)
    required = required_grounds(gaps)
    return [
        Ground(ground, title, gaps[ground], answers.get(f"ground.{ground}", ""), required[ground])
        for ground, title in GROUNDS.items()
    ]
