"""What a publication would be made of: the certified files of a school year, and the ones that are missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets.queries import ChangeShown, adopted_for, differences
from openperkins.portal.submissions.models import KINDS, SEASONS, Submission
from openperkins.schoolyear import SchoolYear

#: a district's file of the year that is not there → what follows
_OF_DISTRICTS = {
    ("sims", "october"): "the students of the year are not counted",
    ("sims", "march"): "what was recorded in March is not known",
    ("sims", "end_of_year"): "who left is not known",
    ("follow_up", ""): "the leavers count as not answered",
}
#: a file of the State alone that is not there → what follows
_OF_THE_STATE = {
    "organizations": "figures cannot be computed",
    "programs": "figures cannot be computed",
    "levels": "no organization has a level, a standing or a plan owed",
    "plans_on_file": "no plan counts as on file",
    "mcas": "1S1 and 1S2 have no result",
    "cohort": "the graduation cohort is derived from the records",
    "migrant": "no student is counted as migrant",
}
#: Octobers before the year's own in which concentrators are looked for
_LOOKBACK = 2
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Used:
    """One collection whose certified files would be used: of the State for all, or of so many districts."""

    title: str
    school_year: int
    files: int
    by_state: bool

    @property
    def year(self) -> str:
        return str(SchoolYear(self.school_year)) if self.school_year else "no year"

    @property
    def source(self) -> str:
        """`the State, for all districts`, `12 districts`."""
        districts = self.files - self.by_state
        parts = ["the State, for all districts"] if self.by_state else []
        if districts:
            parts.append(f"{districts} district" + ("s" if districts > 1 else ""))
        return " and ".join(parts)


@dataclass(frozen=True, slots=True)
class UsedCollection:
    """One collection over the years that have the same senders: `2011-12 to 2016-17`, `no year`."""

    title: str
    years: str
    source: str


@dataclass(frozen=True)
class Composing:
    """What a page of a publication to be composed shows. `missing` has one sentence for each file that is not there."""

    year: SchoolYear
    used: list[Used]
    missing: list[str]
    ruleset: Any
    changes: list[ChangeShown]
    in_force: Publication | None

    @property
    def files(self) -> int:
        return sum(one.files for one in self.used)

    @property
    def collections(self) -> list[UsedCollection]:
        """What would be used, a line for each collection and each run of years with the same senders."""
        found: list[UsedCollection] = []
        for (title, source), lines in _by_collection(self.used).items():
            for first, last in _runs(sorted(one.school_year for one in lines)):
                found.append(UsedCollection(title, _span(first, last), source))
        return found


def composing(year: SchoolYear) -> Composing:
    """What would be composed for a school year now."""
    files = list(_certified(year).values_list("kind", "season", "school_year", "organization_id"))
    name, changes = adopted_for(year)
    ruleset = ruleset_of(name, changes)
    return Composing(
        year,
        _used(files),
        _missing(files, year),
        ruleset,
        differences(ruleset_of(name), ruleset),
        Publication.objects.filter(school_year=year.ends, in_force=True).first(),
    )


def years_with_files() -> list[SchoolYear]:
    """School years of which a certified SIMS file is there, latest first."""
    found = Submission.objects.filter(status="certified", kind="sims").order_by("-school_year")
    return [SchoolYear(ends) for ends in found.values_list("school_year", flat=True).distinct()]


def _certified(year: SchoolYear) -> Any:
    """The files compose.certified_files takes."""
    return Submission.objects.filter(status="certified", school_year__lte=year.ends).order_by()


def _used(files: list[tuple[str, str, int, str]]) -> list[Used]:
    found: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for kind, season, ends, code in files:
        found[-ends, kind, season].append(code)
    order = {place: number for number, place in enumerate(_places())}
    return [
        Used(title_of_collection(kind, season), -ends, len(codes), settings.STATE_CODE in codes)
        for (ends, kind, season), codes in sorted(found.items(), key=lambda one: (one[0][0], order[one[0][1:]]))
    ]


def _by_collection(used: list[Used]) -> dict[tuple[str, str], list[Used]]:
    found: dict[tuple[str, str], list[Used]] = defaultdict(list)
    for one in used:
        found[one.title, one.source].append(one)
    return dict(sorted(found.items(), key=lambda item: [one.title for one in used].index(item[0][0])))


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """First and last of each run of years without a gap, latest run first."""
    runs: list[tuple[int, int]] = []
    for year in years:
        if runs and runs[-1][1] == year - 1:
            runs[-1] = runs[-1][0], year
        else:
            runs.append((year, year))
    return runs[::-1]


def _span(first: int, last: int) -> str:
    if not first:
        return "no year"
    return str(SchoolYear(first)) if first == last else f"{SchoolYear(first)} to {SchoolYear(last)}"


def _places() -> list[tuple[str, str]]:
    seasons = [("sims", season) for season in SEASONS]
    return seasons + [(kind, "") for kind in KINDS if kind != "sims"]


def title_of_collection(kind: str, season: str = "", ends: int = 0) -> str:
    """`October SIMS 2016-17`, `Programs`."""
    parts = [SEASONS.get(season, ""), KINDS[kind][0], str(SchoolYear(ends)) if ends else ""]
    return " ".join(part for part in parts if part)


def _missing(files: list[tuple[str, str, int, str]], year: SchoolYear) -> list[str]:
    sent = {(kind, season, ends): set() for kind, season, ends, _ in files}
    for kind, season, ends, code in files:
        sent[kind, season, ends].add(code)
    return [*_of_the_state(sent, year), *_of_districts(sent, year), *_of_earlier_years(sent, year)]


def _of_the_state(sent: dict[tuple[str, str, int], set[str]], year: SchoolYear) -> list[str]:
    told = []
    for kind, follows in _OF_THE_STATE.items():
        ends = year.ends if kind in ("cohort", "migrant") else 0
        any_year = kind == "mcas" and any(place[0] == "mcas" for place in sent)
        if not any_year and (kind, "", ends) not in sent:
            told.append(f"{title_of_collection(kind, '', ends)}: no certified file; {follows}.")
    return told


def _of_districts(sent: dict[tuple[str, str, int], set[str]], year: SchoolYear) -> list[str]:
    districts = Organization.objects.filter(kind="district", is_current=True).order_by("name", "code")
    names = list(districts.values_list("code", "name"))
    told = []
    for (kind, season), follows in _OF_DISTRICTS.items():
        codes, title = sent.get((kind, season, year.ends), set()), title_of_collection(kind, season, year.ends)
        if settings.STATE_CODE in codes:
            continue
        if not codes:
            told.append(f"{title}: no certified file of any district.")
            continue
        without = [name for code, name in names if code not in codes]
        if without:
            told.append(f"{title}: no certified file of {_named(without)}. Of each, {follows}.")
    return told


def _named(names: list[str]) -> str:
    """`Alderbrook, Null and 12 more districts`: as many names as a sentence bears."""
    more = len(names) - _MOST_NAMED
    if more > 1:
        return f"{', '.join(names[:_MOST_NAMED])} and {more} more districts"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _of_earlier_years(sent: dict[tuple[str, str, int], set[str]], year: SchoolYear) -> list[str]:
    return [
        f"{title_of_collection('sims', 'october', ends)}: no certified file; concentrators may be missed."
        for ends in range(year.ends - 1, year.ends - 1 - _LOOKBACK, -1)
        if ("sims", "october", ends) not in sent
    ]
