"""The page of a negotiation: per indicator what is weighed, what was said, and what would follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.accountability.exact import fixed_text, fraction, half_up
from openperkins.accountability.negotiation import (
    Floor,
    Others,
    StateEffect,
    effect_on_state,
    faults_of,
    others_of,
    what_if,
)
from openperkins.law import performance_year
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.law import indicator_titles, population_titles, ruleset_of
from openperkins.portal.levels.answers import ADOPT, Said, said_of
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.levels.queries import (
    actual_of,
    agreed_before,
    agreed_levels,
    floors_after,
    state_levels,
    students_of_districts,
    years_before,
)
from openperkins.portal.plans.owed import Place, accepted_before
from openperkins.portal.results.levels import SOURCES
from openperkins.portal.results.queries import Published
from openperkins.portal.results.showing import rate_of
from openperkins.schoolyear import SchoolYear

#: how many years' results stand beside a proposal: continuous improvement is seen over some
_ACTUALS = 3
_NO_FLOOR = Floor(None, "")


@dataclass(frozen=True, slots=True)
class LastLevel:
    """The level that held last before a year: `year` names its year, `source` says where it came from."""

    level: str
    year: SchoolYear
    source: str


@dataclass(frozen=True)
class Row:
    """One indicator. Levels are percent as text, empty where there is none; `actuals` are (year, printed rate).

    `sent_against` is the State's level that what waits for an answer was sent against, whatever was set since.
    """

    indicator: str
    title: str
    state: str
    sent_against: str
    last: LastLevel | None
    actuals: list[tuple[str, str]]
    floor: Floor
    others: Others | None
    said: Said
    faults: list[str]
    agreed: AgreedLevel | None
    would_owe: list[str] | None
    effect: StateEffect | None

    @property
    def others_words(self) -> str:
        """`median 90, range 85 to 92 (41 districts)`; empty without any."""
        if self.others is None:
            return ""
        low, high = (_level(value) for value in (self.others.lowest, self.others.highest))
        number = f"{self.others.districts} {'district' if self.others.districts == 1 else 'districts'}"
        return f"median {_level(self.others.median)}%, {low}% to {high}% ({number})"

    @property
    def effect_words(self) -> str:
        """What the State's level would be; empty where it cannot be said."""
        if self.effect is None or self.effect.weighted is None:
            return ""
        counted = f"{self.effect.districts} districts, {self.effect.students:,} students"
        weighted = _level(self.effect.weighted)
        return f"If agreed, the State's weighted level is {weighted}% against {self.state}% ({counted})."

    @property
    def would_owe_words(self) -> str:
        """Which populations would owe a plan on the latest figures; empty where nothing can be said."""
        if self.would_owe is None:
            return ""
        if not self.would_owe:
            return "On the latest figures no population would owe a plan."
        number = len(self.would_owe)
        which = "1 population would" if number == 1 else f"{number} populations would"
        return f"On the latest figures {which} owe a plan: {', '.join(self.would_owe)}."

    @property
    def asked(self) -> str:
        """The level the district asks for, as it was sent; empty before it chose."""
        return self.said.proposed(self.sent_against or self.state)

    @property
    def level_asked(self) -> str:
        """The same where it is a level at all: what is typed may be anything."""
        return self.asked if self.asked and not faults_of(self.asked, _NO_FLOOR) else ""

    @property
    def choice_words(self) -> str:
        if self.agreed:
            return "Agreed"
        return {ADOPT: "State level adopted", "": ""}.get(self.said.choice, "Proposed")


@dataclass(frozen=True)
class Negotiation:
    """The whole page. `document` is None before anybody began."""

    organization: Organization
    year: SchoolYear
    performance_year: int
    set: StateLevels | None
    document: Document | None
    rows: list[Row]
    latest: SchoolYear | None

    @property
    def final(self) -> bool:
        return bool(self.rows) and all(row.agreed for row in self.rows)

    @property
    def again(self) -> bool:
        """Whether agreed levels are being negotiated again."""
        return self.final and self.document is not None and self.document.status != "agreed"

    @property
    def open_faults(self) -> int:
        """How many indicators cannot be sent as they are."""
        return sum(1 for row in self.rows if row.faults)

    @property
    def has_counters(self) -> bool:
        """Whether the State's offers are the district's to see."""
        return self.document is not None and self.document.status == "countered"

    @property
    def has_offers(self) -> bool:
        """Whether the State has typed any offer, sent or not: the State's to see."""
        return any(row.said.countered for row in self.rows)


def negotiation(
    organization: Organization, year: SchoolYear, *, for_state: bool = False, drafts: bool = True
) -> Negotiation:
    """Everything the page shows; `for_state` adds what the State weighs (the effect on its level).

    Without `drafts` only what was sent is read: what a district is writing is its own.
    """
    document = document_of(organization, year)
    found = state_levels(year)
    before, earlier = years_before(organization.code, year), agreed_before(organization.code, year)
    agreed, on_file = agreed_levels(year), plans_on_file(organization.code, year)
    said = said_of(_answers(document, drafts=drafts))
    lowest = floors_after(before, found, year)
    students = students_of_districts(year) if for_state else {}
    rows = []
    for indicator, title in indicator_titles().items():
        state = found.levels[indicator] if found else ""
        against = _sent_against(document, indicator)
        asked = said[indicator].proposed(against or state)
        level = asked if asked and not faults_of(asked, _NO_FLOOR) else ""
        others = {code: one[indicator].level for code, one in agreed.items() if indicator in one}
        rows.append(
            Row(
                indicator=indicator,
                title=title,
                state=state,
                sent_against=against,
                last=_last(before, earlier, indicator),
                actuals=_actuals(before, indicator),
                floor=lowest[indicator],
                others=others_of(level for code, level in others.items() if code != organization.code),
                said=said[indicator],
                faults=said[indicator].faults(state, lowest[indicator]),
                agreed=agreed.get(organization.code, {}).get(indicator),
                would_owe=would_owe(before, indicator, level, on_file) if level else None,
                effect=_effect(organization.code, level, others, students[indicator], state)
                if level and for_state
                else None,
            )
        )
    latest = before[-1][0].year if before else None
    return Negotiation(organization, year, performance_year(ruleset_of(), year), found, document, rows, latest)


def _answers(document: Document | None, *, drafts: bool) -> dict[str, str]:
    """What a side may read: the State reads what was sent, not what the district is writing."""
    if document is None:
        return {}
    if not drafts and document.about.writes.get(document.status) == "write_levels":
        last = document.revisions.last()
        return dict(last.answers) if last else {}
    return document.answers


def document_of(organization: Organization, year: SchoolYear) -> Document | None:
    """The negotiation of an organization and a year; None before anybody began."""
    known = Document.objects.filter(kind="levels", organization=organization, school_year=year.ends)
    return known.select_related("organization", "edited_by", "reviewer").first()


def _sent_against(document: Document | None, indicator: str) -> str:
    """The State's level that what waits for an answer was sent against; empty while nothing waits."""
    if document is None or document.status not in ("sent", "countered"):
        return ""
    last = document.sent_as
    return said_of(last.answers)[indicator].state if last else ""


def _last(
    before: list[tuple[Published, Published | None]], earlier: dict[str, AgreedLevel], indicator: str
) -> LastLevel | None:
    """The level that held last: agreed on here, or used in the last published year, whichever is later."""
    published = before[-1][0] if before else None
    one = earlier.get(indicator)
    if one is not None and (published is None or one.school_year >= published.year.ends):
        return LastLevel(one.level, SchoolYear(one.school_year), "agreed")
    cell = published.cells.of(indicator, "all") if published else None
    if published is None or cell is None or not cell.level:
        return None
    return LastLevel(cell.level, published.year, SOURCES.get(cell.level_source, ""))


def _actuals(before: list[tuple[Published, Published | None]], indicator: str) -> list[tuple[str, str]]:
    return [
        (str(own.year), rate_of(own.cells.of(indicator, "all"), own.ruleset.law))
        for own, state in before[-_ACTUALS:]
        if actual_of(own, state, indicator)
    ]


def plans_on_file(org_code: str, year: SchoolYear) -> set[Place]:
    """(indicator, population) of the plans accepted here that would be on file when figures of a year are judged."""
    return set(accepted_before([org_code], year + 1).get(org_code, {}))


def would_owe(
    before: list[tuple[Published, Published | None]], indicator: str, level: str, accepted: set[Place]
) -> list[str] | None:
    """Titles of the populations that would owe a plan if a level held for the latest figures.

    `accepted` are `plans_on_file`: what a plan on file does is the rules' to say (R54).
    """
    if not before:
        return None
    latest = before[-1][0]
    counts: dict[str, tuple[int, int]] = {}
    on_file = {population for of, population in accepted if of == indicator}
    for cell in latest.cells.column(indicator):
        if cell.numerator is not None and cell.denominator is not None:
            counts[cell.population] = (cell.numerator, cell.denominator)
        if cell.plan == "on_file":
            on_file.add(cell.population)
    titles = population_titles()
    found = what_if(counts, level, frozenset(on_file), latest.ruleset.law)
    return [titles[one.population] for one in found if one.owes]


def _effect(org_code: str, level: str, agreed: dict[str, str], students: dict[str, int], state: str) -> StateEffect:
    """With every district that has not agreed yet at the State's level (R53)."""
    held: dict[str, Any] = {code: agreed.get(code, state) for code in students}
    return effect_on_state(org_code, level, held, students)


def _level(value: Any) -> str:
    """An exact level to at most two decimals."""
    printed = fixed_text(half_up(fraction(value) if isinstance(value, str) else value, 2), 2)
    return printed.rstrip("0").rstrip(".")
