"""How many more, gaps, printed rates and exact numbers, against plain fractions."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.accountability.exact import decimal_text, fixed_text, fraction, half_up
from openperkins.accountability.gaps import GAP_COLUMNS, gap, gaps
from openperkins.accountability.how_many_more import how_many_more, with_how_many_more
from openperkins.accountability.plans_owed import judge
from openperkins.accountability.printing import count_of, ordinal, print_points, print_rate
from openperkins.accountability.standing import line_of, with_standing

from .invented import LEVELS, ORGANIZATIONS, counts, law, table

LAW = law()
LINE = line_of(LAW)
levels = st.integers(0, 100_000_000).map(lambda n: decimal_text(Fraction(n, 10**6)))
cells = st.integers(0, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(cells, levels)
def test_how_many_more_is_the_fewest_that_reach_the_line(cell, level):
    numerator, denominator = cell
    more = how_many_more(numerator, denominator, level, LINE)
    wanted = Fraction(level) * LINE * denominator / 100
    if more is None:
        assert denominator == 0 or numerator >= wanted
    else:
        assert numerator + more >= wanted > numerator + more - 1
        assert more >= 1


@given(st.lists(st.tuples(cells, st.none() | levels), min_size=1, max_size=30))
def test_columns_agree_with_single_figures(rows):
    frame = pl.DataFrame(
        [(n, d, level) for (n, d), level in rows],
        schema={"numerator": pl.Int64, "denominator": pl.Int64, "level": pl.String},
        orient="row",
    )
    judged = with_how_many_more(with_standing(frame, LAW), LAW)
    for row in judged.iter_rows(named=True):
        n, d, level = row["numerator"], row["denominator"], row["level"]
        assert row["more_to_line"] == how_many_more(n, d, level, LINE)
        assert row["more_to_level"] == how_many_more(n, d, level)
        if d:
            exact = Decimal(100 * n) / Decimal(d)
            assert Decimal(row["percent"]) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        else:
            assert row["percent"] is None
        assert (row["standing"] == "below") == (row["more_to_line"] is not None)
        assert (row["standing"] in ("below", "within")) == (row["more_to_level"] is not None)


@given(st.fractions(-1000, 1000, max_denominator=1000), st.integers(0, 4))
def test_half_up_rounds_away_from_zero(value, places):
    wanted = (Decimal(value.numerator) / value.denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(fixed_text(half_up(value, places), places)) == wanted


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_decimal_text_is_exact_and_shortest(number, places):
    value = Fraction(number, 10**places)
    text = decimal_text(value)
    assert fraction(text) == value
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize("text", ["", "ninety", "NaN", "Infinity", "1,5"])
def test_text_that_is_no_decimal_is_refused(text):
    with pytest.raises(ValueError, match="is not a decimal number"):
        fraction(text)


def test_a_third_has_no_decimal_text():
    with pytest.raises(ValueError, match="no exact decimal form"):
        decimal_text(Fraction(1, 3))


def test_printing_follows_its_parameters():
    coarse = law(printing__rate_decimals="0", printing__close_decimals="3", printing__close_within="1")
    assert print_rate(2, 3, None, LINE, coarse) == "67"
    assert print_rate(2, 3, "90", LINE, coarse) == "67"
    assert print_rate(2, 3, "67", "0.9", coarse) == "66.667"
    assert print_rate(None, None, "90", LINE, LAW) == ""
    assert print_points(Fraction(-123456, 10000), LAW) == "12.3"
    assert print_points(Fraction(-123456, 10000), coarse) == "12"


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st")],
)
def test_ordinals(number, told):
    assert ordinal(number) == told


def test_counts_agree_with_their_noun():
    assert count_of(1, "student", "students") == "1 student"
    assert count_of(1204, "student", "students") == "1,204 students"


CELLS = {
    "all": (80, 100),
    "male": (50, 60),
    "female": (30, 40),
    "white": (80, 100),
    "asian": (1, 3),
    "single_parents": (0, 7),
}


def judged_gaps(changes: dict[str, str]) -> pl.DataFrame:
    given_cells = {("02020000", "1S1", name): cell for name, cell in CELLS.items()}
    counted = counts(2017, {"02020000": "district"}, given_cells)
    return gaps(judge(counted, table(ORGANIZATIONS), table(LEVELS), None, law(**changes)), law(**changes))


def test_gaps_are_exact_and_printed_half_up():
    found = judged_gaps({})
    assert tuple(found.columns) == GAP_COLUMNS
    assert found.height == 8 * 16
    rows = {row["population"]: row for row in found.iter_rows(named=True) if row["indicator"] == "1S1"}
    told = {name: (row["gap"], row["gap_to_others"], row["consideration"]) for name, row in rows.items()}
    assert told["male"] == ("3.3", "8.3", "gender")
    assert told["female"] == ("-5.0", "-8.3", "gender")
    assert told["white"] == ("0.0", None, "race")
    assert told["asian"] == ("-46.7", "-48.1", "race")
    assert told["single_parents"] == ("-80.0", "-86.0", None)
    assert told["migrant"] == (None, None, "migrant status")
    for name, (numerator, denominator) in CELLS.items():
        if name != "all":
            exact = Fraction(rows[name]["gap_numerator"], rows[name]["gap_denominator"])
            assert exact == gap(numerator, denominator, *CELLS["all"])


def test_gaps_print_as_many_decimals_as_the_parameter_says():
    rows = {
        r["population"]: r["gap"]
        for r in judged_gaps({"printing__rate_decimals": "0"}).iter_rows(named=True)
        if r["indicator"] == "1S1"
    }
    assert (rows["asian"], rows["male"], rows["white"]) == ("-47", "3", "0")


def test_no_gap_without_students():
    assert gap(0, 0, 80, 100) is None
    assert gap(1, 2, 0, 0) is None
