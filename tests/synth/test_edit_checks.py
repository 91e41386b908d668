"""The invented state passes the edit checks, and holds rows that each check speaks about."""

from __future__ import annotations

import polars as pl
import pytest

from openperkins.law import load_ruleset

from .sims_rules import RULES, SILENT


@pytest.fixture(scope="module")
def rows(state) -> pl.DataFrame:
    return state.every_row()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_row_keeps_the_rule(rows: pl.DataFrame, rule: str) -> None:
    concerned, holds = RULES[rule]
    spoken_of, broken = rows.select(concerned.sum().alias("n"), (concerned & ~holds).sum().alias("broken")).row(0)
    assert broken == 0
    assert (spoken_of > 0) == (rule not in SILENT)


def test_v05_a_district_reports_10_or_11_but_never_both(rows: pl.DataFrame) -> None:
    used = rows.filter(pl.col("DOE012").is_in(["10", "11"])).group_by(pl.col("DOE015").str.slice(0, 4)).agg("DOE012")
    assert used["DOE012"].list.n_unique().max() == 1
    assert set(used["DOE012"].explode()) == {"10", "11"}


def test_v27_fifty_two_elements_none_empty(rows: pl.DataFrame) -> None:
    elements = rows.select(pl.col("^DOE.*$"))
    assert elements.width == 52
    assert elements.null_count().sum_horizontal().item() == 0
    assert elements.select(pl.all_horizontal((pl.all().str.strip_chars() != "").all())).item()


def test_v28_a_student_once_per_district_and_collection(rows: pl.DataFrame) -> None:
    key = [pl.col("year"), pl.col("month"), pl.col("DOE002"), pl.col("DOE015").str.slice(0, 4)]
    assert rows.select(pl.struct(key).is_duplicated().sum()).item() == 0


def test_widths_and_forms_of_free_elements(rows: pl.DataFrame) -> None:
    forms = {
        "DOE001": r"^[0-9]{1,32}$",
        "DOE002": r"^[0-9]{10}$",
        "DOE006": r"^(0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])/(19|20)[0-9]{2}$",
        "DOE008": r"^[A-Za-z ]{1,50}$",
        "DOE014": r"^[0-9]{3}$",
        "DOE015": r"^[0-9]{8}$",
        "DOE024": r"^[0-9]{3}$",
        "DOE027": r"^[0-9]{8}$",
        "DOE043": r"^([0-9]{6}|500)$",
        "DOE044": r"^([0-9]{4}|500)$",
    }
    for element, form in forms.items():
        assert rows.select(pl.col(element).str.contains(form).all()).item(), element
    days = rows["DOE006"].unique().str.to_date("%m/%d/%Y", strict=True)
    assert days.null_count() == 0


def test_every_code_value_occurs_and_no_other(rows: pl.DataFrame) -> None:
    values = pl.DataFrame(load_ruleset("perkins_iv_ma").table("code_values")).filter(
        pl.col("element").str.starts_with("DOE")
    )
    for (element,), listed in sorted(values.group_by("element")):
        assert set(rows[element].unique()) == set(listed["code"]), element
