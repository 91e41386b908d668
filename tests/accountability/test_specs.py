"""Runs the tables of specs/standing.md, specs/plans_owed.md and specs/job_loss.md."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from openperkins.accountability.how_many_more import how_many_more, with_how_many_more
from openperkins.accountability.job_loss import losses
from openperkins.accountability.owed import owed
from openperkins.accountability.plans_owed import judge
from openperkins.accountability.printing import print_rate
from openperkins.accountability.standing import line_of, with_standing

from .invented import LEVELS, ORGANIZATIONS, PLANS, counts, law, table, tables_of, year

STANDING = tables_of("standing.md")["Against the level and the line"]
PLANS_OWED = tables_of("plans_owed.md")
JOB_LOSS = tables_of("job_loss.md")["Months before the placement period"]
YEAR = year("2016-17")


def number(text: str) -> int | None:
    return int(text) if text else None


def why(case: dict[str, str]) -> str:
    return case.get("why") or "-".join(case[name] for name in ("org_code", "indicator", "population"))


@pytest.mark.parametrize("case", STANDING, ids=why)
def test_standing(case):
    counted = {"numerator": number(case["numerator"]), "denominator": number(case["denominator"])}
    schema = {"numerator": pl.Int64, "denominator": pl.Int64, "level": pl.String}
    frame = pl.DataFrame([counted | {"level": case["level"] or None}], schema=schema)
    row = with_how_many_more(with_standing(frame, law()), law()).row(0, named=True)
    threshold = row["threshold"] if case["level"] else None
    assert (row["percent"] or "", threshold or "", row["standing"]) == (
        case["percent"],
        case["threshold"],
        case["standing"],
    )
    assert row["more_to_line"] == number(case["more to the line"])
    assert row["more_to_level"] == number(case["more to the level"])
    given = (*counted.values(), case["level"] or None)
    assert how_many_more(*given, line_of(law())) == row["more_to_line"]
    assert how_many_more(*given) == row["more_to_level"]
    assert print_rate(*given, line_of(law()), law()) == case["printed"]


@cache
def invented_state() -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The results, organizations and plans on file of specs/plans_owed.md."""
    known = [tuple(row.values()) for row in PLANS_OWED["Organizations"]]
    organizations = table(ORGANIZATIONS, *(row for row in known if row[0] != row[1]))
    levels = table(
        LEVELS,
        *((year(r["school_year"]), r["org_code"], r["indicator"], r["level"]) for r in PLANS_OWED["Levels"]),
    )
    plans = table(
        PLANS,
        *(
            (r["org_code"], r["indicator"], r["population"], year(r["accepted_year"]))
            for r in PLANS_OWED["Plans on file"]
        ),
    )
    kinds = {row[0]: row[2] for row in known} | {"03030505": "school"}
    given = {
        (r["org_code"], r["indicator"], r["population"]): (number(r["numerator"]), number(r["denominator"]))
        for r in PLANS_OWED["Results"]
    }
    counted = counts(YEAR, kinds, given)
    return judge(counted, organizations, levels, plans, law()), organizations, plans


@pytest.mark.parametrize("case", PLANS_OWED["Results"], ids=why)
def test_plans_owed(case):
    results, _, _ = invented_state()
    keys = ["org_code", "indicator", "population"]
    row = results.filter(pl.all_horizontal(pl.col(key) == case[key] for key in keys)).row(0, named=True)
    assert (row["level"] or "", row["level_source"], row["standing"], row["plan"]) == (
        case["level"],
        case["source"],
        case["standing"],
        case["plan"],
    )


@pytest.mark.parametrize("case", PLANS_OWED["Sentences"], ids=why)
def test_sentences(case):
    results, organizations, plans = invented_state()
    told = {
        (p.org_code, p.indicator, p.population): p for p in owed({YEAR: results}, YEAR, organizations, law(), plans)
    }
    assert told[case["org_code"], case["indicator"], case["population"]].sentence == case["sentence"]


def test_every_owed_plan_of_the_spec_is_listed_and_nothing_else():
    results, organizations, plans = invented_state()
    listed = {
        (p.org_code, p.indicator, p.population): p.plan
        for p in owed({YEAR: results}, YEAR, organizations, law(), plans)
    }
    expected = {
        (r["org_code"], r["indicator"], r["population"]): r["plan"]
        for r in PLANS_OWED["Results"]
        if r["plan"] != "not_required"
    }
    assert listed == expected


def month(text: str) -> tuple[int, int]:
    ends, number_of = text.split("-")
    return int(ends), int(number_of)


@pytest.mark.parametrize("case", JOB_LOSS, ids=why)
def test_job_loss(case):
    months = [(*month(at), int(jobs)) for at, jobs in (part.split() for part in case["jobs"].split(", "))]
    found = losses(months, month(case["placement starts"]), law())
    assert ("yes" if found.meets else "no") == case["met"]
    if found.meets:
        assert found.base == month(case["loss began after"])
        assert len(found.months) == int(case["months"])
        assert all(m.enough for m in found.months)
    assert found.sentence.endswith(".")
    assert bool(found.missing) == ("missing" in case["why"])
