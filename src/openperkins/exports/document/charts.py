"""What the Workbook's charts hold, field by field (Appendixes C, D and E), and the State Improvement Plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, astuple, dataclass
from datetime import date
from decimal import Decimal

from openperkins.exports.page.model import Column, Page, Table, Value
from openperkins.schoolyear import SchoolYear

#: printed where a level or a date is not there yet
OPEN = "To be determined"


@dataclass(frozen=True, slots=True)
class NegotiatedLevel:
    """One core indicator of a levels chart. Levels are percent as decimal text, None where there is none yet."""

    indicator: str
    state: str | None
    proposed: str | None
    agreed: str | None
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class LevelsChart:
    """Appendix C: one per organization and year. `indicator` of a level is its code and title.

    `status` says how far the negotiation is, `caution` what every sheet of a draft says; either may be empty.
    """

    district: str
    negotiator: str
    liaison: str
    year: SchoolYear
    performance_year: int
    levels: tuple[NegotiatedLevel, ...]
    status: str = ""
    caution: str = ""

    template = "levels"

    @property
    def form_title(self) -> str:
        return f"Local Adjusted Performance Level Negotiation Chart for Year {self.performance_year} ({self.year})"

    @property
    def title(self) -> str:
        return _title(self)

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return (
            ("District Name", self.district),
            ("District Negotiator", self.negotiator),
            ("State Liaison", self.liaison),
            *_status(self, "Status"),
        )

    @property
    def heads(self) -> tuple[str, ...]:
        of = f"Adjusted Performance Level for Perkins Performance Year {self.performance_year}"
        return (
            "Core Indicator",
            f"State {of}",
            f"Proposed Local {of}",
            f"Final Agreed-Upon Local {of}",
            "Date Agreement Reached",
        )

    def page(self) -> Page:
        """The chart for a PDF."""
        kinds = ("text", "level", "level", "level", "text")
        columns = tuple(Column(title, kind) for title, kind in zip(self.heads, kinds, strict=True))
        table = Table("Levels, in percent", columns, self._rows(lambda level: Decimal(level) if level else OPEN))
        return Page(self.title, about=self.about, tables=[table], caution=self.caution, about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        rows = self._rows(lambda level: f"{level}%" if level else OPEN)
        return {"title": self.title, "about": self.about, "heads": self.heads, "rows": rows}

    def _rows(self, shown: Callable[[str | None], Value]) -> list[tuple[Value, ...]]:
        return [
            (one.indicator, shown(one.state), shown(one.proposed), shown(one.agreed), _on(one.agreed_on))
            for one in self.levels
        ]


@dataclass(frozen=True, slots=True)
class Entry:
    """One population of a plan chart: who was consulted, a line each, and the plan in the district's words."""

    population: str
    consulted: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class PlanChart:
    """Appendix D: one per core indicator, an entry per population that owes a plan.

    `status` says which version it is (`In force, version 2`), `caution` what every sheet of a draft says; both are
    empty where there is nothing to tell apart.
    """

    district: str
    contact: str
    submitted: date | None
    indicator: str
    entries: tuple[Entry, ...]
    status: str = ""
    caution: str = ""

    template = "plan"
    form_title = "Local Perkins Improvement Plan Chart"
    consulted_head = "(1) Staff in the district and agencies or organizations consulted in the development of the plan"
    description_head = "(2) Brief description of the Local Perkins Improvement Plan"

    @property
    def title(self) -> str:
        return _title(self)

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return (*_about(self), *_status(self))

    def page(self) -> Page:
        """The chart for a PDF."""
        columns = (Column("Population"), Column(self.consulted_head), Column(self.description_head))
        rows = [(one.population, "\n".join(one.consulted), one.description) for one in self.entries]
        tables = [Table(self.indicator, columns, rows)]
        return Page(self.title, about=self.about, tables=tables, caution=self.caution, about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        heads = {"consulted_head": self.consulted_head, "description_head": self.description_head}
        entries = [asdict(entry) for entry in self.entries]
        return {"title": self.title, "about": self.about, "entries": entries, **heads}


@dataclass(frozen=True, slots=True)
class ReportChart:
    """Appendix E: one per plan ever submitted; `progress` says what has come of it. `status` as of a plan's chart."""

    district: str
    contact: str
    submitted: date | None
    indicator: str
    population: str
    progress: str
    status: str = ""
    caution: str = ""

    template = "report"
    form_title = "Annual Perkins Report Chart"
    progress_head = "Progress in carrying out the Local Perkins Improvement Plan"

    @property
    def title(self) -> str:
        return _title(self)

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return (*_about(self), ("Population", self.population), *_status(self))

    def page(self) -> Page:
        """The chart for a PDF."""
        table = Table(self.progress_head, (Column(self.progress_head),), [(self.progress,)], form=True)
        return Page(self.title, about=self.about, tables=[table], caution=self.caution, about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        told = {"progress_head": self.progress_head, "progress": self.progress}
        return {"title": self.title, "about": self.about, **told}


@dataclass(frozen=True, slots=True)
class Gap:
    """One group of a State Improvement Plan, as printed: `to_all` and `to_others` in percentage points."""

    ground: str
    group: str
    students: str
    rate: str
    to_all: str
    to_others: str


@dataclass(frozen=True, slots=True)
class StatePlanChart:
    """The State's plan of one core indicator (Workbook, section 2). The Workbook prints no form for it.

    `figures` is (label, text): level, line, rate; `consulted` (whom, names); `grounds` (ground, what is planned).
    `exact` figures are the State's own, not to be given away.
    """

    state: str
    indicator: str
    year: SchoolYear
    status: str
    figures: tuple[tuple[str, str], ...]
    consulted: tuple[tuple[str, tuple[str, ...]], ...]
    plan: str
    gaps: tuple[Gap, ...]
    grounds: tuple[tuple[str, str], ...]
    exact: bool = False

    template = "state_plan"
    title = "State Perkins Improvement Plan"
    gap_heads = (
        "Ground",
        "Group",
        "Students",
        "Rate",
        "Points to all students",
        "Points to the other students",
    )

    @property
    def note(self) -> str:
        """What the gaps mean, and whether the file may be given away."""
        if self.exact:
            return "Contains small numbers. Do not share. Points below zero are behind."
        return (
            "Points below zero are behind. Where figures are protected, ranges are printed and some gaps are not shown."
        )

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        own = (("State", self.state), ("Core Indicator", self.indicator))
        return (*own, ("School Year", str(self.year)), ("Status", self.status), *self.figures)

    def page(self) -> Page:
        """The plan for a PDF."""
        consulted = [(whom, "\n".join(names)) for whom, names in self.consulted]
        tables = [
            Table("Consulted", (Column("Whom"), Column("Names")), consulted),
            Table("The plan", (Column("What the State will do"),), [(self.plan,)]),
            Table("Gaps of groups", tuple(Column(head) for head in self.gap_heads), self._rows()),
            Table("What is planned for each gap", (Column("Ground"), Column("How it is addressed")), self.grounds),
        ]
        return Page(self.title, about=self.about, notes=[self.note], tables=tables, about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        return {
            "title": self.title,
            "about": self.about,
            "consulted": self.consulted,
            "plan": self.plan,
            "note": self.note,
            "heads": self.gap_heads,
            "rows": self._rows(),
            "grounds": self.grounds,
        }

    def _rows(self) -> list[tuple[str, ...]]:
        return [astuple(gap) for gap in self.gaps]


Chart = LevelsChart | PlanChart | ReportChart | StatePlanChart


def _about(chart: PlanChart | ReportChart) -> Iterator[tuple[str, str]]:
    yield "District Name", chart.district
    yield "District Contact", chart.contact
    yield "Date Submitted", _on(chart.submitted)
    yield "Core Indicator", chart.indicator


def _title(chart: LevelsChart | PlanChart | ReportChart) -> str:
    """A draft says so in Word too, which has no line of its own on every sheet."""
    return f"{chart.form_title}: {chart.caution.rstrip('.')}" if chart.caution else chart.form_title


def _status(chart: LevelsChart | PlanChart | ReportChart, name: str = "Version") -> tuple[tuple[str, str], ...]:
    return ((name, chart.status),) if chart.status else ()


def _on(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else OPEN
