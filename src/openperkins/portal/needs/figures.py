"""The published figures beside a needs assessment: read from one row a year, never computed in a request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.needs.measures import BY_CODE
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.results.measures import Measured, Measures, measures_of
from openperkins.portal.results.models import MeasureSheet, Publication
from openperkins.schoolyear import SchoolYear

#: whom a figure of a school counts that records have of no other students
IN_CTE = "students in CTE"


@dataclass(frozen=True)
class Figures:
    """What one publication says of an organization. `earlier` are the years before, latest first."""

    year: SchoolYear
    publication: Publication
    measures: Measures
    earlier: tuple[tuple[SchoolYear, Publication, Measures], ...] = ()
    schools: Mapping[str, Measures] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """`records of 2016-17, published September 28, 2017 (version 1)`; says when the State took them back."""
        published = date_in_words(day_of(self.publication.published_at))
        said = f"records of {self.year}, published {published} (version {self.publication.version})"
        taken_back = self.publication.retracted_at
        return f"{said}, taken back {date_in_words(day_of(taken_back))}" if taken_back else said

    @property
    def programs(self) -> list[str]:
        """Codes of the programs with students, in order."""
        return sorted(scope for scope in self.measures.scopes if scope not in (SCHOOL, CTE))

    @property
    def has_cte(self) -> bool:
        """Whether there are students in CTE."""
        return CTE in self.measures.scopes

    def counts_cte(self, measure: str, scope: str) -> bool:
        """Whether a school's figure counts its students in CTE alone, because records say nothing of the others."""
        known, is_a_school = BY_CODE.get(measure), scope == SCHOOL or scope in self.schools
        return is_a_school and known is not None and known.counts_participants and SCHOOL not in known.scopes

    def tells_cte_apart(self, measure: str) -> bool:
        """Whether there is a figure of all students and another of those in CTE."""
        known = BY_CODE.get(measure)
        both = known is not None and SCHOOL in known.scopes and CTE in known.scopes
        return both and self.of(measure, CTE, EVERYONE) is not None

    def of(self, measure: str, scope: str, group: str) -> Measured | None:
        """One figure; None where the records do not answer. A school's scope is its code."""
        if scope in self.schools:
            return measured(self.schools[scope], measure, SCHOOL, group)
        return measured(self.measures, measure, scope, group)

    def by_year(self, measure: str, scope: str, group: str) -> list[tuple[SchoolYear, Measured | None]]:
        """The figure of each published year, earliest first; of a school the latest year alone."""
        if scope in self.schools:
            return [(self.year, self.of(measure, scope, group))]
        own = [(self.year, self.measures), *((year, measures) for year, _, measures in self.earlier)]
        return [(year, measured(found, measure, scope, group)) for year, found in reversed(own)]


def measured(measures: Measures, measure: str, scope: str, group: str) -> Measured | None:
    """One figure of a sheet; of a measure that is not of the whole school, the programs together stand for it."""
    for known in (scope, CTE) if scope == SCHOOL else (scope,):
        try:
            found = measures.of(known, measure, group)
        except KeyError:
            continue
        if found.denominator is not None:
            return found
    return None


def figures_of(org_code: str, year: SchoolYear, schools: Collection[str] = ()) -> Figures | None:
    """The latest figures in force up to a cycle's last year; None before any are published. One query.

    With `schools`, by their codes, one more: their figures in the same publication.
    """
    known = measures_of(org_code, year)
    if not known:
        return None
    (latest, publication, measures), *earlier = known
    found = Figures(latest, publication, measures, tuple(earlier))
    return replace(found, schools=sheets_of(found, schools))


def years_without(years: Collection[SchoolYear]) -> dict[SchoolYear, str]:
    """Each year between these that has no figures → why: `Taken back`, `Not published`, or `No result` where what was
    published has no measures. One query, none without such a year."""
    ends = {year.ends for year in years}
    between = [year for year in range(min(ends), max(ends)) if year not in ends] if ends else []
    if not between:
        return {}
    known = Publication.objects.filter(school_year__in=between, published_at__isnull=False).order_by("in_force")
    words = {one.school_year: _WHY[one.in_force] for one in known.only("school_year", "in_force")}
    return {SchoolYear(year): words.get(year, "Not published") for year in between}


#: whether a publication is in force → why a year has no figures all the same
_WHY = {True: "No result", False: "Taken back"}


def sheets_of(figures: Figures, schools: Collection[str]) -> dict[str, Measures]:
    """Code → what the same publication says of a school, of those with students. One query, none without schools."""
    if not schools:
        return {}
    sheets = MeasureSheet.objects.filter(publication=figures.publication, org_code__in=list(schools))
    return {sheet.org_code: Measures(sheet.measures) for sheet in sheets}


def figures_at(org_code: str, publication: str) -> Figures | None:
    """The figures a shared version was shown with, whatever was published since."""
    if not publication.isdecimal():
        return None
    sheet = (
        MeasureSheet.objects.select_related("publication")
        .filter(publication=int(publication), org_code=org_code)
        .first()
    )
    if sheet is None:
        return None
    return Figures(sheet.publication.year, sheet.publication, Measures(sheet.measures))


def versions_of(figures: Figures, org_code: str) -> list[Measures]:
    """The measures of every version that was published of the same year up to this one, in order: what is protected is
    protected against those who kept an earlier print, too."""
    sheets = MeasureSheet.objects.filter(
        org_code=org_code,
        publication__school_year=figures.publication.school_year,
        publication__version__lte=figures.publication.version,
        publication__published_at__isnull=False,
    )
    return [Measures(sheet.measures) for sheet in sheets.order_by("publication__version")]


def place_titles(codes: Collection[str]) -> dict[str, str]:
    """Code → title of programs, and of schools that are none of the organization's any more; one the directory does not
    know keeps its code. One query, and one more where a code is no program's."""
    known = dict(Program.objects.filter(code__in=list(codes)).values_list("code", "title"))
    if others := [code for code in codes if code not in known]:
        schools = Organization.objects.filter(kind="school", code__in=others).order_by()
        known.update(schools.values_list("code", "name"))
    return {code: known.get(code, f"Program {code}") for code in codes}
