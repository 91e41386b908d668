"""The reference pages that come from definitions: indicators, populations, facts, rules, calendar.

Every page is text made from the objects a run uses, so that it cannot say anything else than what is computed.
Pages are returned by name, below `docs/reference/`; writing them and comparing them is the caller's.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from openperkins.explain.student import ABSENT
from openperkins.facts.names import ATTRIBUTES
from openperkins.facts.sources import Sources
from openperkins.facts.student_years import StudentYears
from openperkins.indicators.catalogue import INDICATORS
from openperkins.kernel import Criterion, Indicator, Population, Rule, facts_used, leaves, words
from openperkins.law import load_calendar
from openperkins.law.calendar import Deadline, list_calendars
from openperkins.law.describe import reference_page
from openperkins.law.model import Ruleset
from openperkins.populations.catalogue import POPULATIONS

#: which record places a student, in words (R07)
RECORDS = {
    "end_of_year": "the winning End of Year record of the reporting year",
    "october": "the winning record of the reporting year's own October",
    "cohort": "membership of the four-year graduation cohort; attributes come from the latest winning record",
}
_INPUTS = {
    "sims": "SIMS collections",
    "mcas": "MCAS results",
    "follow_up": "graduate follow-up",
    "programs": "programs.csv",
}
#: input or record → readings that settle its facts before a criterion asks
_SETTLED_BY = {
    "sims": ("R01", "R02", "R11"),
    "mcas": ("R21", "R22"),
    "follow_up": ("R29",),
    "cohort": ("R27",),
}
#: the modules that settle facts, in the order in which a run uses them
_FACT_MODULES = (
    "claims",
    "enrollment",
    "participants",
    "leaving",
    "programs",
    "assessments",
    "follow_up",
    "cohort",
    "quality",
)
_NOTE = "*Generated from the definitions that run; `make docs` writes it again.*"


def pages(ruleset: Ruleset) -> dict[str, str]:
    """Name below `docs/reference/` → Markdown, for every page made from definitions and `ruleset`."""
    made = {"indicators/README.md": _indicator_list(ruleset)}
    for indicator in INDICATORS:
        made[f"indicators/{indicator.code.lower()}.md"] = _indicator_page(indicator, ruleset)
    made["populations.md"] = _populations_page(ruleset)
    made["facts.md"] = _facts_page(ruleset)
    made["readings.md"] = _readings_page(ruleset)
    made["performance-years.md"] = _years_page(ruleset)
    for year in list_calendars(ruleset):
        made[f"calendar-{year}.md"] = _calendar_page(str(year), load_calendar(ruleset, year))
    return made


def source_of(thing: Any) -> str:
    """Path of the module that defines an indicator's first own criterion or a function, below the repository."""
    return "src/" + str(PurePosixPath(*thing.__module__.split("."))) + ".py"


def table(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> list[str]:
    """Lines of a Markdown table; bars inside cells are escaped, line ends become spaces."""
    names = list(headings)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    return lines + ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]


def _cell(value: Any) -> str:
    return re.sub(r"\s*\n\s*", " ", "" if value is None else str(value)).replace("|", "\\|").strip()


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _reading(id: str, up: str = "") -> str:
    return f"[{id}]({up}readings.md#{id.lower()})"


# --- indicators -----------------------------------------------------------------------------------------------


def _module_of(indicator: Indicator) -> Any:
    """The module an indicator is written in: `ind_<code>_…`."""
    catalogue = import_module("openperkins.indicators.catalogue")
    prefix = f"ind_{indicator.code.lower()}_"
    (name,) = {
        match[1]
        for match in re.finditer(r"from (openperkins\.indicators\.\w+) import", inspect.getsource(catalogue))
        if match[1].rpartition(".")[2].startswith(prefix)
    }
    return import_module(name)


def _indicator_list(ruleset: Ruleset) -> str:
    titles = {row["code"]: row for row in ruleset.table("indicators")}
    rows = [
        (f"[{i.code}]({i.code.lower()}.md)", i.title, titles[i.code]["group_title"], RECORDS[i.record])
        for i in INDICATORS
    ]
    return _page(
        [
            "# The core indicators",
            "",
            _NOTE,
            "",
            "Eight measures in six groups ([R58](../readings.md#r58)). Each has a population, a denominator inside it "
            "and a numerator inside that.",
            "",
            *table(("code", "title", "group", "counted by"), rows),
        ]
    )


def _indicator_page(indicator: Indicator, ruleset: Ruleset) -> str:
    module = _module_of(indicator)
    path = source_of(_Named(module.__name__))
    lines = [f"# {indicator.code} {indicator.title}", "", _NOTE, "", str(module.__doc__).strip(), ""]
    about = [
        ("defined in", f"[`{path}`](../../../{path})"),
        ("counted by", f"{RECORDS[indicator.record]} ({_reading('R07', '../')})"),
        ("needs", ", ".join(_INPUTS[need] for need in indicator.needs)),
        ("from", "; ".join(indicator.cites)),
    ]
    if indicator.code in ABSENT:
        about.append(("no result at all", f"when {ABSENT[indicator.code].split(',')[0]}"))
    about += [
        (f"State level {row['school_year']}", f"{row['level']} ({row['cites']})")
        for row in ruleset.table("state_levels")
        if row["indicator"] == indicator.code
    ]
    lines += [*table(("", ""), about), "", "## In words", ""]
    for part, rule in indicator.parts:
        lines += [f"**{part.capitalize()}.** The student {words(rule, ruleset.law)}.", ""]
    for part, rule in indicator.parts:
        lines += [f"## {part.capitalize()}: the criteria", "", *_criteria(rule, indicator, ruleset)]
    lines += _parameters(indicator, ruleset)
    lines += ["", "## SQL", "", _sql(ruleset)]
    return _page(lines)


def _sql(ruleset: Ruleset) -> str:
    """Where the compiled text of a run is kept for review; all indicators of a run are one query."""
    links = [
        f"[{engine}](../../../tests/sql_snapshots/{ruleset.name}.cohort_file.{engine}.sql)"
        for engine in ("duckdb", "spark")
    ]
    return f"The rules of all indicators compile to one query, in named steps: {', '.join(links)}."


class _Named:
    """Something with the module name `source_of` asks for."""

    def __init__(self, module: str) -> None:
        self.__module__ = module


def _criteria(rule: Rule, indicator: Indicator, ruleset: Ruleset) -> Iterator[str]:
    for leaf in leaves(rule):
        path = source_of(leaf.ask)
        facts = ", ".join(f"[`{name}`](../facts.md#{name})" for name in facts_of(leaf, indicator.record, ruleset.law))
        yield f"### `{leaf.name}`"
        yield ""
        yield f"The student {words(leaf, ruleset.law)}."
        yield ""
        yield f"* reading {_reading(leaf.reading, '../')}, from {'; '.join(leaf.cites)}"
        yield f"* reads {facts or 'no fact'}; where that is blank the answer is unknown and counts as {leaf.if_unknown}"
        yield f"* written in [`{path}`](../../../{path})"
        yield ""


def _parameters(indicator: Indicator, ruleset: Ruleset) -> Iterator[str]:
    asked = {leaf.reading for _, rule in indicator.parts for leaf in leaves(rule)}
    settled = {id for need in (*indicator.needs, indicator.record) for id in _SETTLED_BY.get(need, ())}
    found = [p for p in ruleset.parameters.values() if p.reading in asked | settled]
    yield "## Parameters that change it"
    yield ""
    yield "Change one for a single run with `--set NAME=VALUE`."
    yield ""
    yield from table(
        ("parameter", "value", "says", "reading"),
        ((f"`{p.name}`", f"`{p.text}`", p.says, _reading(p.reading, "../")) for p in found),
    )


# --- populations, facts ---------------------------------------------------------------------------------------


def _populations_page(ruleset: Ruleset) -> str:
    status = {row["population"]: row["status"] for row in ruleset.table("populations")}

    def row(population: Population) -> tuple[str, ...]:
        (leaf,) = leaves(population.rule)
        return (
            f"`{population.code}`",
            population.title,
            f"The student {words(leaf, ruleset.law)}.",
            _reading(population.reading),
            status[population.code],
            "; ".join(leaf.cites),
        )

    return _page(
        [
            "# Populations",
            "",
            _NOTE,
            "",
            "Every figure is given for all students and for sixteen populations, in this order "
            f"({_reading('R40')}). A student belongs to as many as apply, by the record that made the student count "
            f"({_reading('R07')}). A blank counts as no.",
            "",
            *table(("code", "title", "who", "reading", "status", "from"), map(row, POPULATIONS)),
            "",
            "Written in [`src/openperkins/populations/criteria.py`](../../src/openperkins/populations/criteria.py).",
        ]
    )


def _facts_page(ruleset: Ruleset) -> str:
    asked = _asked_by(ruleset)
    lines = ["# Facts", "", _NOTE, ""]
    lines += [
        "A fact is a noun about one student in one reporting year. Joins, competing claims and ties are settled while "
        "facts are made; a criterion asks one question of them. One row is one student, one reporting year and one "
        f"record ({_reading('R07')}).",
        "",
    ]
    lines += [
        *table(
            ("fact", "element", "on", "asked by"), (_fact_row(name, asked[name], ruleset) for name in sorted(asked))
        ),
        "",
        *(f"* {record}: {says}" for record, says in RECORDS.items()),
        "",
    ]
    lines += ["## Where facts are settled", ""]
    for name in (*_FACT_MODULES, "student_years"):
        module = import_module(f"openperkins.facts.{name}")
        path = source_of(_Named(module.__name__))
        lines += [f"### [`facts/{name}.py`](../../{path})", "", str(module.__doc__).strip(), ""]
    return _page(lines)


def facts_of(leaf: Criterion, record: str, law: Any) -> tuple[str, ...]:
    """Names of the facts a criterion reads on a record."""
    return facts_used(leaf, _rows(record, law), law)


def _fact_row(name: str, asked: set[str], ruleset: Ruleset) -> tuple[str, ...]:
    on = [record for record in RECORDS if name in _columns(record, ruleset)]
    anchored = f'<a id="{name}"></a>`{name}`'
    return anchored, ATTRIBUTES.get(name, ""), ", ".join(on), ", ".join(sorted(asked))


def _columns(record: str, ruleset: Ruleset) -> tuple[str, ...]:
    return tuple(_rows(record, ruleset.law).columns)


@cache
def _rows(record: str, law: Any) -> Any:
    """The facts of a record as a table without data; the year only has to be one."""
    return StudentYears(Sources(), (2000,), law).of(record)


def _asked_by(ruleset: Ruleset) -> dict[str, set[str]]:
    """Fact → links to the indicators and populations whose criteria read it."""
    asked: dict[str, set[str]] = {}

    def note(leaf: Criterion, record: str, by: str) -> None:
        for fact in facts_of(leaf, record, ruleset.law):
            asked.setdefault(fact, set()).add(by)

    for indicator in INDICATORS:
        for _, rule in indicator.parts:
            for leaf in leaves(rule):
                note(leaf, indicator.record, f"[{indicator.code}](indicators/{indicator.code.lower()}.md)")
    for population in POPULATIONS:
        for leaf in leaves(population.rule):
            note(leaf, "end_of_year", "[populations](populations.md)")
    return asked


# --- rules, years, calendars ----------------------------------------------------------------------------------


def _readings_page(ruleset: Ruleset) -> str:
    """The law's own reference page, with an anchor per reading that other pages can link to."""
    text = reference_page(ruleset)
    anchored = re.sub(r"^## (R\d\d) ", lambda m: f'<a id="{m[1].lower()}"></a>\n\n{m[0]}', text, flags=re.MULTILINE)
    open_ones = ", ".join(_reading(r.id).replace("readings.md", "") for r in ruleset.assumptions)
    return anchored.rstrip() + (
        f"\n\n## Open assumptions\n\nNo agency has confirmed these yet: {open_ones or 'none'}. "
        "[How to confirm one](../how-to/confirm-an-assumption.md).\n"
    )


def _years_page(ruleset: Ruleset) -> str:
    levels: dict[str, dict[str, str]] = {}
    for row in ruleset.table("state_levels"):
        levels.setdefault(row["school_year"], {})[row["indicator"]] = row["level"]
    codes = [indicator.code for indicator in INDICATORS]
    rows = [
        (row["performance_year"], row["school_year"], *(levels.get(row["school_year"], {}).get(c, "") for c in codes))
        for row in ruleset.table("performance_years")
    ]
    return _page(
        [
            "# Performance Years and State levels",
            "",
            _NOTE,
            "",
            f"Performance Years count from the first school year of the rules ({_reading('R57')}). The levels shown "
            "are the ones the ruleset holds as published; a run takes its levels from `levels.csv` of the records "
            "folder.",
            "",
            *table(("Performance Year", "school year", *codes), rows),
        ]
    )


def _calendar_page(year: str, deadlines: Iterable[Deadline]) -> str:
    def row(deadline: Deadline) -> tuple[str, ...]:
        printed = "; ".join(f"{p.date} ({p.place})" for p in deadline.dates)
        binding = str(deadline.binding) if deadline.binding else deadline.when
        return (binding, deadline.title, deadline.kind, deadline.who, deadline.to, printed, deadline.note)

    return _page(
        [
            f"# Calendar {year}",
            "",
            _NOTE,
            "",
            f"Where the sources print two dates both stand here, and the rules say which binds ({_reading('R56')}).",
            "",
            *table(("binds", "what", "kind", "who", "to", "printed", "note"), map(row, deadlines)),
        ]
    )
