"""Whose figures a page shows: the district's own, or those of one of its schools, members or programs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest

from openperkins.law import performance_year
from openperkins.portal.directory.models import Organization
from openperkins.portal.results.figures import Cell, Cells
from openperkins.portal.results.models import Sheet
from openperkins.portal.results.programs import programs_of, titled
from openperkins.portal.results.queries import Published, in_force, parts_of, published
from openperkins.portal.results.showing import gap_of
from openperkins.portal.results.words import Words, words_of
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Unit:
    """`own` is the district's sheet, `found` that of the unit shown; with `program` only its students count."""

    organization: Organization
    own: Published
    found: Published
    program: str | None = None

    @property
    def sheet(self) -> Sheet:
        return self.found.sheet

    @property
    def publication(self) -> Any:
        return self.found.publication

    @property
    def ruleset(self) -> Any:
        return self.found.ruleset

    @property
    def law(self) -> Any:
        return self.ruleset.law

    @property
    def performance_year(self) -> int:
        """The Perkins Performance Year of the figures (R57)."""
        return performance_year(self.ruleset, self.publication.year)

    @property
    def words(self) -> Words:
        """What states and the line are called under the ruleset of the figures."""
        return words_of(self.law)

    @cached_property
    def cells(self) -> Cells:
        if self.program is None:
            return self.found.cells
        try:
            return self._programs[self.program]
        except KeyError:
            raise Http404 from None

    @cached_property
    def _programs(self) -> dict[str, Cells]:
        return programs_of(self.sheet.publication_id, self.sheet.org_code)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the district: then it owes no plan of its own."""
        return self.program is not None or self.sheet.org_code != self.organization.code

    @cached_property
    def title(self) -> str:
        if self.program is None:
            return self.sheet.name
        return f"{self.sheet.name}: {dict(self.programs).get(self.program, self.program)}"

    @cached_property
    def parts(self) -> list[tuple[str, str]]:
        """(code, name) of the schools or members with figures."""
        return list(_parts(_published_as(self.own.sheet)))

    @cached_property
    def programs(self) -> list[tuple[str, str]]:
        """(code, title) of the programs with students in this unit."""
        return titled(_program_codes(_published_as(self.sheet)))

    @property
    def query(self) -> str:
        """The part of a URL that keeps the unit: `?school=…&program=…`, or nothing."""
        parts = []
        if self.sheet.org_code != self.organization.code:
            parts.append(f"unit={self.sheet.org_code}")
        if self.program is not None:
            parts.append(f"program={self.program}")
        return "?" + "&".join(parts) if parts else ""

    def gap(self, cell: Cell) -> str:
        """Points to all students of the unit, signed; empty for all students themselves or without students."""
        return gap_of(self.cells, cell, self.law)

    def in_year(self, year: SchoolYear) -> Unit | None:
        """The same unit in another year, if it is published."""
        found = published(self.sheet.org_code, year)
        return Unit(self.organization, found, found, self.program) if found else None

    @property
    def cells_or_none(self) -> Cells | None:
        """The cells; None for a program that had no students that year."""
        return self.found.cells if self.program is None else self._programs.get(self.program)


class _Published(NamedTuple):
    """A published sheet by what never changes: of which publication, with which figures, computed by which run."""

    publication: int
    org_code: str
    sha256: str
    run: str


def _published_as(sheet: Sheet) -> _Published:
    return _Published(sheet.publication_id, sheet.org_code, sheet.sha256, sheet.publication.run)


@lru_cache(maxsize=8192)
def _parts(sheet: _Published) -> tuple[tuple[str, str], ...]:
    return tuple(parts_of(sheet.publication, sheet.org_code).values_list("org_code", "name"))


@lru_cache(maxsize=8192)
def _program_codes(sheet: _Published) -> tuple[str, ...]:
    return tuple(programs_of(sheet.publication, sheet.org_code))


def unit_of(request: HttpRequest, organization: Organization, year: SchoolYear) -> Unit | None:
    """The unit a URL asks for (`?unit=`, `?program=`); None when the year is not published.

    Raises Http404 for a unit that is no part of the district in that publication.
    """
    own = published(organization.code, year)
    if own is None:
        return None
    asked, program = request.GET.get("unit") or organization.code, request.GET.get("program") or None
    found = own
    if asked != organization.code:
        sheet = in_force().filter(org_code=asked, parent_code=organization.code, publication=own.publication).first()
        if sheet is None:
            raise Http404
        found = Published(sheet)
    return Unit(organization, own, found, program)
