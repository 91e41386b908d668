"""Why a student is in or out: one student's trace through the indicators of a reporting year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openperkins.engine.compile import RECORDS
from openperkins.engine.compiled import Compiled
from openperkins.engine.engines import open_engine
from openperkins.engine.memory import affordable
from openperkins.engine.readiness import require
from openperkins.engine.run import absent_results, existing, parse_year
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store
from openperkins.engine.trace import leaf_column, rows_of_student
from openperkins.errors import UnknownNameError, UsageError, nearest
from openperkins.facts.enrollment import octobers_of
from openperkins.indicators.catalogue import BY_CODE, INDICATORS
from openperkins.kernel import Indicator, leaves, words
from openperkins.law import load_ruleset
from openperkins.populations.catalogue import POPULATIONS
from openperkins.schoolyear import SchoolYear

#: more than one student's rows ever need
_MEMORY = "2GB"
ABSENT = {
    "5S1": "there is no follow-up file for this year's leavers, so there is no result at all",
    "1S1": "there is no MCAS file, so there is no result at all",
    "1S2": "there is no MCAS file, so there is no result at all",
}


@dataclass(frozen=True)
class CriterionTrace:
    """One criterion's answer for one student: `value` is None when unknown, `counted` what that was taken as."""

    part: str
    says: str
    value: bool | None
    counted: bool
    relevant: bool
    facts: dict[str, Any]
    cites: list[str]
    reading: str


@dataclass(frozen=True)
class IndicatorTrace:
    """One indicator for one student. `source` names the record that places the student (file and row)."""

    indicator: str
    title: str
    in_population: bool
    in_denominator: bool
    in_numerator: bool
    org_code: str | None
    program: str | None
    populations: list[str]
    criteria: list[CriterionTrace]
    source: dict[str, Any] | None
    no_result: str | None


@dataclass(frozen=True)
class StudentTrace:
    """All indicators asked for, and where the student's rows lie in the files that were sent."""

    student: str
    school_year: str
    ruleset: str
    indicators: list[IndicatorTrace]
    records: list[dict[str, Any]]

    def as_dict(self) -> dict[str, Any]:
        """The shape of `explain --format json`."""
        return asdict(self)


def explain_student(
    folder: str | Path,
    year: SchoolYear | str,
    sasid: str,
    *,
    indicators: Iterable[str] | None = None,
    ruleset: str = "perkins_iv_ma",
    changes: dict[str, Any] | None = None,
    engine: str = "duckdb",
    store: str | Path | None = None,
) -> StudentTrace:
    """Trace one student through the indicators of a school year.

    Raises UnknownNameError for a student or year that is not there, UsageError for an indicator, and what `run`
    raises for records that are refused.
    """
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    wanted = _indicators(indicators)
    rules = load_ruleset(ruleset, changes)
    rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules)
    require(snapshot, (the_year,))
    return trace(snapshot, the_year, sasid.strip().upper(), wanted, rules, engine=engine)


def trace(
    snapshot: Snapshot,
    year: SchoolYear,
    sasid: str,
    wanted: tuple[Indicator, ...],
    rules: Any,
    *,
    engine: str,
) -> StudentTrace:
    """The trace of one student of a snapshot."""
    compiled = Compiled(snapshot, rules, (year.ends,), engine)
    needed = [record for record in RECORDS if any(ind.record == record for ind in wanted)]
    with open_engine(engine, compiled.tables(), snapshot.store, affordable(_MEMORY)) as opened:
        opened.open_student(sasid, [year.ends])
        rows = opened.rows(rows_of_student())
        if not rows:
            raise UnknownNameError(
                f"No record of {year} or before names the student {sasid}.",
                "Check the SASID: it has ten characters.",
            )
        answers = {record: opened.rows(compiled.traced(record))[0] for record in needed}
    absent = {code for _, code in absent_results(snapshot, (year.ends,))}
    traced = [
        _indicator(ind, answers[ind.record], year, rules.law, compiled.facts_read, ind.code in absent) for ind in wanted
    ]
    rows.sort(key=lambda row: (row["school_year"], row["file"], row["row"]))
    return StudentTrace(sasid, str(year), rules.name, traced, rows)


def _indicators(codes: Iterable[str] | None) -> tuple[Indicator, ...]:
    if codes is None:
        return INDICATORS
    chosen = {code.upper() for code in codes}
    for code in sorted(chosen - set(BY_CODE)):
        raise UsageError(f"There is no core indicator {code}.", nearest(code, BY_CODE))
    return tuple(ind for ind in INDICATORS if ind.code in chosen)


def _indicator(
    ind: Indicator, row: dict[str, Any], year: SchoolYear, law: Any, facts_read: dict[str, list[str]], absent: bool
) -> IndicatorTrace:
    inside = {
        "population": True,
        "denominator": row[f"{ind.code}_in_population"] and not absent,
        "numerator": row[f"{ind.code}_in_denominator"] and not absent,
    }
    criteria = []
    for part, rule in ind.parts:
        for place, leaf in enumerate(leaves(rule)):
            column = leaf_column(ind.code, part, place)
            answer = row[column]
            criteria.append(
                CriterionTrace(
                    part=part,
                    says=words(leaf, law),
                    value=answer,
                    counted=leaf.if_unknown == "yes" if answer is None else answer,
                    relevant=inside[part],
                    facts={name: _shown(name, row[name], year) for name in facts_read[column]},
                    cites=list(leaf.cites),
                    reading=leaf.reading,
                )
            )
    source = {"file": row["file"], "row": row["row"]} if row["file"] is not None else None
    return IndicatorTrace(
        indicator=ind.code,
        title=ind.title,
        in_population=row[f"{ind.code}_in_population"],
        in_denominator=inside["numerator"],
        in_numerator=row[f"{ind.code}_in_numerator"] and not absent,
        org_code=row["org_code"],
        program=row["program"],
        populations=[p.code for p in POPULATIONS if row[f"is_{p.code}"]],
        criteria=criteria,
        source=source,
        no_result=ABSENT[ind.code] if absent else None,
    )


def _shown(name: str, value: Any, year: SchoolYear) -> Any:
    """A fact as a reader knows it: a history as the Octobers it stands for, the rest as it is."""
    if name == "cte_octobers":
        return [f"{october}-10" for october in octobers_of(value or 0, year.ends)]
    return value
