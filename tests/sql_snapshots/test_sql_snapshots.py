"""The SQL that counts students, as committed text an auditor can read and compare.

A change of a definition, a fact or a value of the ruleset shows here as a difference. To accept one:
`pytest tests/sql_snapshots --update-snapshots`.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from openperkins.engine.compile import counted_students
from openperkins.engine.measured import measured_students
from openperkins.facts.sources import Sources
from openperkins.law import load_review, load_ruleset

HERE = Path(__file__).parent
YEARS = (2017,)
SNAPSHOTS = {
    f"perkins_iv_ma.{cohort}.{dialect}.sql": (dialect, years)
    for dialect in ("duckdb", "spark")
    for cohort, years in (("cohort_file", YEARS), ("cohort_derived", ()))
} | {f"clna.measures.{dialect}.sql": (dialect, None) for dialect in ("duckdb", "spark")}


def text_of(dialect: str, cohort_file_years: tuple[int, ...] | None) -> str:
    """The query of the core indicators; of the measures of the review where no cohort files are named."""
    if cohort_file_years is None:
        law = load_ruleset("perkins_iv_ma").law
        return str(measured_students(Sources(YEARS), YEARS, (load_review().fingerprint, []), law, dialect))
    return str(counted_students(Sources(cohort_file_years), YEARS, load_ruleset("perkins_iv_ma").law, dialect))


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_query_is_the_committed_one(name: str, pytestconfig: pytest.Config) -> None:
    text = text_of(*SNAPSHOTS[name])
    path = HERE / name
    if pytestconfig.getoption("--update-snapshots"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), "write it with: pytest tests/sql_snapshots --update-snapshots"
    committed = path.read_text(encoding="utf-8")
    changed = difflib.unified_diff(committed.splitlines(), text.splitlines(), name, "now", lineterm="", n=1)
    assert text == committed, "\n".join(list(changed)[:60])


def test_nothing_else_lies_here() -> None:
    assert {path.name for path in HERE.glob("*.sql")} == set(SNAPSHOTS)


def test_the_query_is_the_same_text_every_time() -> None:
    assert text_of("duckdb", YEARS) == text_of("duckdb", YEARS)


def test_a_changed_value_shows_in_the_query() -> None:
    changed = load_ruleset("perkins_iv_ma", {"completion.codes": "04,10"}).law
    assert str(counted_students(Sources(YEARS), YEARS, changed, "duckdb")) != text_of("duckdb", YEARS)
