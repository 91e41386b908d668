"""judge(): the shape of the results, what it refuses, each parameter, and a slow computation beside it."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest

from openperkins.accountability.names import INDICATORS, POPULATIONS, RESULT_COLUMNS, STATE
from openperkins.accountability.plans_owed import judge
from openperkins.accountability.standing import check_counts, with_standing
from openperkins.law import load_ruleset

from .invented import COUNTS, LEVELS, ORGANIZATIONS, PLANS, counts, law, table

KINDS = {
    STATE: "state",
    "09010000": "consortium",
    "01010000": "district",
    "01010505": "school",
    "02020000": "district",
}
ORGS = table(
    ORGANIZATIONS,
    ("09010000", "Twin Rivers", "consortium", ""),
    ("01010000", "Alder", "district", "09010000"),
    ("01010505", "Alder High", "school", "01010000"),
    ("02020000", "Birch", "district", ""),
)
NO_LEVELS = table(LEVELS)
NO_PLANS = table(PLANS)


def one(results: pl.DataFrame, *key: str) -> dict:
    names = ("org_code", "indicator", "population")
    found = results.filter(pl.all_horizontal(pl.col(n) == k for n, k in zip(names, key, strict=True)))
    assert found.height == 1
    return found.row(0, named=True)


def below_everywhere(numerator: int = 10, denominator: int = 20, school_year: int = 2017) -> pl.DataFrame:
    given = {(o, i, p): (numerator, denominator) for o in KINDS for i in INDICATORS for p in POPULATIONS}
    return counts(school_year, KINDS, given)


STATE_LEVELS = table(LEVELS, *((2017, STATE, code, "90") for code in INDICATORS))


def test_columns_and_types():
    results = judge(below_everywhere(), ORGS, STATE_LEVELS, NO_PLANS, law())
    assert tuple(results.columns) == RESULT_COLUMNS
    assert results.schema["denominator"] == results.schema["numerator"] == pl.Int64
    others = [kind for name, kind in results.schema.items() if name not in ("denominator", "numerator")]
    assert set(others) == {pl.String}


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_come_out_in_contract_order_whatever_order_they_come_in(seed):
    many = pl.concat([below_everywhere(school_year=y) for y in (2016, 2017)])
    results = judge(many.sample(fraction=1, shuffle=True, seed=seed), ORGS, STATE_LEVELS, NO_PLANS, law())
    keys = results.select("school_year", "org_code", "indicator", "population").rows()
    assert keys == [
        (y, o, i, p) for y in ("2015-16", "2016-17") for o in sorted(KINDS) for i in INDICATORS for p in POPULATIONS
    ]


def test_order_of_populations_and_indicators_is_the_rulesets():
    ruleset = load_ruleset("perkins_iv_ma")
    assert [row["population"] for row in ruleset.table("populations")] == list(POPULATIONS)
    assert [row["code"] for row in ruleset.table("indicators")] == list(INDICATORS)


def test_levels_and_plans_may_be_absent():
    results = judge(below_everywhere(), ORGS, None, None, law())
    assert set(results["level_source"]) == {"none"}
    assert set(results["standing"]) == {"none"}
    assert set(results["plan"]) == {"not_required"}
    assert results["level"].null_count() == results["threshold"].null_count() == results.height


def test_levels_print_as_their_shortest_exact_form():
    levels = table(LEVELS, (2017, STATE, "1S1", "81.000"), (2017, "02020000", "1S1", "086.6250"))
    results = judge(below_everywhere(), ORGS, levels, NO_PLANS, law())
    assert one(results, STATE, "1S1", "all")["level"] == "81"
    birch = one(results, "02020000", "1S1", "all")
    assert (birch["level"], birch["threshold"], birch["level_source"]) == ("86.625", "77.9625", "local")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("indicator", "7S1", "unknown indicator"),
        ("population", "everyone", "unknown indicator, population"),
        ("org_kind", "region", "population or kind"),
        ("numerator", -1, "not between 0 and its denominator"),
        ("numerator", 21, "not between 0 and its denominator"),
        ("numerator", None, "not between 0 and its denominator"),
        ("denominator", None, "not between 0 and its denominator"),
    ],
)
def test_counts_that_cannot_be_are_refused(column, value, said):
    wrong = below_everywhere().with_columns(
        pl.when(pl.int_range(pl.len()) == 3).then(pl.lit(value, COUNTS[column])).otherwise(column).alias(column)
    )
    with pytest.raises(ValueError, match=said):
        judge(wrong, ORGS, STATE_LEVELS, NO_PLANS, law())


def test_a_row_given_twice_is_refused():
    twice = pl.concat([below_everywhere(), below_everywhere().head(1)])
    with pytest.raises(ValueError, match="twice"):
        judge(twice, ORGS, STATE_LEVELS, NO_PLANS, law())


def test_a_row_without_its_organization_is_refused():
    lost = below_everywhere().with_columns(pl.when(pl.int_range(pl.len()) > 0).then("org_code").alias("org_code"))
    with pytest.raises(ValueError, match="without its year, organization"):
        judge(lost, ORGS, STATE_LEVELS, NO_PLANS, law())


def test_no_counts_give_no_results():
    results = judge(table(COUNTS), ORGS, STATE_LEVELS, NO_PLANS, law())
    assert tuple(results.columns) == RESULT_COLUMNS
    assert results.is_empty()


def test_codes_may_come_as_categories():
    coded = below_everywhere().with_columns(
        pl.col("org_code", "org_kind", "indicator", "population").cast(pl.Categorical)
    )
    levels = STATE_LEVELS.with_columns(pl.col("org_code", "indicator", "level").cast(pl.Categorical))
    filed = table(PLANS, ("02020000", "1S1", "all", 2015))
    expected = judge(below_everywhere(), ORGS, STATE_LEVELS, filed, law())
    filed = filed.with_columns(pl.col("org_code", "indicator", "population").cast(pl.Categorical))
    organizations = ORGS.with_columns(pl.all().cast(pl.Categorical))
    assert judge(coded, organizations, levels, filed, law()).equals(expected)


def test_two_levels_for_one_cell_are_refused():
    levels = table(LEVELS, (2017, STATE, "1S1", "81"), (2017, STATE, "1S1", "82"))
    with pytest.raises(ValueError, match="two levels are given for 00000000, 1S1"):
        judge(below_everywhere(), ORGS, levels, NO_PLANS, law())


def test_a_level_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="'ninety' is not a decimal number"):
        judge(below_everywhere(), ORGS, table(LEVELS, (2017, STATE, "1S1", "ninety")), NO_PLANS, law())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("81", "within", "not_required")),
        ({"accountability__line": "0.95"}, ("85.5", "below", "required")),
        ({"accountability__line": "1"}, ("90", "below", "required")),
        (
            {"accountability__line": "0.95", "accountability__smallest_denominator": "21"},
            ("85.5", "below", "exempt_small"),
        ),
    ],
)
def test_line_and_smallest_denominator_are_parameters(changes, expected):
    results = judge(below_everywhere(17, 20), ORGS, STATE_LEVELS, NO_PLANS, law(**changes))
    row = one(results, "02020000", "5S1", "white")
    assert (row["threshold"], row["standing"], row["plan"]) == expected


def test_the_state_level_stands_in_only_where_the_parameter_says_so():
    results = judge(below_everywhere(), ORGS, STATE_LEVELS, NO_PLANS, law(accountability__state_level_stands_in="no"))
    birch = one(results, "02020000", "1S1", "all")
    assert (birch["level"], birch["level_source"], birch["standing"]) == (None, "none", "none")
    state = one(results, STATE, "1S1", "all")
    assert (state["level"], state["level_source"], state["plan"]) == ("90", "state", "required")


@pytest.mark.parametrize(("choice", "plan"), [("counts", "on_file"), ("does_not_count", "required")])
def test_plans_on_file_count_only_where_the_parameter_says_so(choice, plan):
    filed = table(PLANS, ("02020000", "1S1", "all", 2015))
    results = judge(below_everywhere(), ORGS, STATE_LEVELS, filed, law(accountability__plan_on_file=choice))
    assert one(results, "02020000", "1S1", "all")["plan"] == plan
    assert one(results, "02020000", "1S1", "male")["plan"] == "required"


def test_each_year_looks_at_its_own_earlier_plans_and_levels():
    levels = table(LEVELS, (2016, STATE, "1S1", "40"), (2017, STATE, "1S1", "90"), (2018, STATE, "1S1", "90"))
    filed = table(PLANS, ("02020000", "1S1", "all", 2017))
    many = pl.concat([below_everywhere(school_year=y) for y in (2016, 2017, 2018)])
    results = judge(many, ORGS, levels, filed, law())
    rows = results.filter(
        (pl.col("org_code") == "02020000") & (pl.col("indicator") == "1S1") & (pl.col("population") == "all")
    )
    assert rows["plan"].to_list() == ["not_required", "required", "on_file"]


def test_plans_on_file_of_organizations_that_are_not_counted_are_ignored():
    filed = table(PLANS, ("99990000", "1S1", "all", 2015))
    assert "on_file" not in set(judge(below_everywhere(), ORGS, STATE_LEVELS, filed, law())["plan"])


def test_numbers_past_64_bits_are_compared_exactly():
    many = 10**15
    frame = pl.DataFrame(
        {"numerator": [809999 * 10**9, 810000 * 10**9], "denominator": [many] * 2, "level": ["90.000001"] * 2}
    )
    assert with_standing(frame, law())["standing"].to_list() == ["below", "below"]
    frame = frame.with_columns(pl.lit("90").alias("level"))
    assert with_standing(frame, law())["standing"].to_list() == ["below", "within"]


def test_numbers_past_128_bits_are_refused_not_wrapped():
    frame = pl.DataFrame({"numerator": [1], "denominator": [2**62], "level": ["0." + "1" * 40]})
    with pytest.raises(OverflowError, match="128 bits"):
        with_standing(frame, law())


def test_check_counts_takes_what_is_well():
    check_counts(pl.DataFrame({"numerator": [0, None, 5], "denominator": [0, None, 5]}))


def slow(row: dict, level: str | None, accepted: list[int]) -> tuple:
    """The rule for one row of a district that stands alone, in plain fractions."""
    numerator, denominator = row["numerator"], row["denominator"]
    if not denominator or level is None:
        return "none", "not_required"
    rate, wanted = Fraction(100 * numerator, denominator), Fraction(level)
    if rate >= wanted:
        return "met", "not_required"
    if rate >= wanted * Fraction(9, 10):
        return "within", "not_required"
    if denominator < 16:
        return "below", "exempt_small"
    return "below", "on_file" if any(year < 2017 for year in accepted) else "required"


def test_agrees_with_fractions_row_by_row():
    dice = random.Random(5)
    cells = [("02020000", i, p) for i in INDICATORS for p in POPULATIONS]
    for _ in range(12):
        given = {}
        for cell in cells:
            denominator = dice.choice([0, 1, 15, 16, 17, 20, 40, 80, 800])
            given[cell] = (dice.randint(denominator // 2, denominator), denominator)
        levels = {i: dice.choice(["90", "75.5", "96.25", "62.5", "100", None]) for i in INDICATORS}
        filed = [(*cell, dice.choice([2014, 2017, 2018])) for cell in cells if dice.random() < 0.3]
        agreed = table(LEVELS, *((2017, "02020000", i, text) for i, text in levels.items() if text))
        results = judge(counts(2017, {"02020000": "district"}, given), ORGS, agreed, table(PLANS, *filed), law())
        for row in results.iter_rows(named=True):
            cell = (row["org_code"], row["indicator"], row["population"])
            accepted = [entry[3] for entry in filed if entry[:3] == cell]
            assert (row["standing"], row["plan"]) == slow(row, levels[row["indicator"]], accepted), row
