"""What is published now: every page's figures come through here, as one query whatever the number of districts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from openperkins.accountability.names import POPULATIONS
from openperkins.portal.law import ruleset_of
from openperkins.portal.plain_sql import years_in_force
from openperkins.portal.results.figures import Cell, Cells
from openperkins.portal.results.models import Publication, Sheet
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Published:
    """An organization's figures of one year, with the publication that says them."""

    sheet: Sheet

    @property
    def publication(self) -> Publication:
        return self.sheet.publication

    @property
    def year(self) -> SchoolYear:
        return self.publication.year

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.sheet.cells)

    @cached_property
    def ruleset(self) -> Any:
        """The ruleset and readings these figures were computed by."""
        return ruleset_of(self.publication.ruleset, self.publication.changes)

    def cell(self, indicator: str, population: str) -> Cell:
        """One cell. Raises Http404 for an indicator or population that is none."""
        try:
            return self.cells.of(indicator, population)
        except KeyError:
            raise Http404 from None


def in_force() -> QuerySet[Sheet]:
    """Sheets of the publications in force, with what their pages say of the publication."""
    joined = Sheet.objects.filter(publication__in_force=True).select_related("publication")
    return joined.defer("publication__inputs", "publication__failure", "publication__retraction_reason")


def published(org_code: str, year: SchoolYear) -> Published | None:
    """What is published of an organization for a year; None when nothing is."""
    found = in_force().filter(org_code=org_code, publication__school_year=year.ends)
    return next((Published(sheet) for sheet in found), None)


def version_in_force(org_code: str, year: SchoolYear) -> str:
    """Which publication's figures of an organization are in force; empty while none are."""
    found = Sheet.objects.filter(publication__in_force=True, org_code=org_code, publication__school_year=year.ends)
    return str(found.values_list("publication", flat=True).first() or "")


def published_at(org_code: str, year: SchoolYear, moment: datetime.datetime) -> Published | None:
    """What was published of an organization for a year at a moment, whatever came since; None when nothing was."""
    last = known_at(org_code, moment).filter(publication__school_year=year.ends).last()
    return Published(last) if last is not None and _held(last, moment) else None


def trend(org_code: str, up_to: SchoolYear) -> list[Published]:
    """All published years of an organization up to one, in order of time."""
    sheets = in_force().filter(org_code=org_code, publication__school_year__lte=up_to.ends)
    return [Published(sheet) for sheet in sheets.order_by("publication__school_year")]


def trend_at(org_code: str, up_to: SchoolYear, moment: datetime.datetime) -> list[Published]:
    """The years an organization's figures were published of at a moment, up to one, in order of time. One query."""
    known = known_at(org_code, moment).filter(publication__school_year__lte=up_to.ends)
    last = {sheet.publication.school_year: sheet for sheet in known}  # what was published last of a year stays
    return [Published(last[ends]) for ends in sorted(last) if _held(last[ends], moment)]


def known_at(org_code: str, moment: datetime.datetime) -> QuerySet[Sheet]:
    """Every version published by a moment, in order of time: a lower number may have been approved later."""
    known = Sheet.objects.filter(org_code=org_code, publication__published_at__lte=moment)
    return known.select_related("publication").order_by("publication__published_at", "publication__version")


def _held(sheet: Sheet, moment: datetime.datetime) -> bool:
    """Whether what was published was not taken back by a moment."""
    taken_back = sheet.publication.retracted_at
    return taken_back is None or taken_back > moment


def years_published(org_code: str | None = None) -> list[SchoolYear]:
    """The years with published figures (of an organization), latest first."""
    if org_code is not None:
        return [SchoolYear(year) for year in years_in_force(org_code)]
    found = Publication.objects.filter(in_force=True)
    return [SchoolYear(year) for year in found.order_by("-school_year").values_list("school_year", flat=True)]


def years_taken_back() -> list[SchoolYear]:
    """The years that had figures which were taken back, in order."""
    ends = Publication.objects.filter(status="retracted").order_by("school_year").values_list("school_year", flat=True)
    return [SchoolYear(year) for year in ends.distinct()]


def retraction_of(year: SchoolYear) -> Publication | None:
    """The publication that was taken back last, when the year has no figures now; None otherwise."""
    of_year = Publication.objects.filter(school_year=year.ends)
    if of_year.filter(in_force=True).exists():
        return None
    return of_year.filter(status="retracted").order_by("-retracted_at").first()


def years_below(years: list[Published], indicator: str, population: str) -> int:
    """How many years in a row, up to the last of `years`, the cell was below the line (W16). A hole ends the run."""
    count, expected = 0, None
    for found in reversed(years):
        if expected is not None and found.year.ends != expected:
            break
        if found.cells.of(indicator, population).standing != "below":
            break
        count, expected = count + 1, found.year.ends - 1
    return count


def parts_of(publication: int, org_code: str) -> QuerySet[Sheet]:
    """Sheets of the schools of a district (or the members of a consortium) in a publication."""
    return Sheet.objects.filter(publication=publication, parent_code=org_code).order_by("name", "org_code")


def is_population(code: str) -> bool:
    return code in POPULATIONS
