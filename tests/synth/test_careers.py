"""Lives in the invented state hang together over the years, and its rates are near those of a real one."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest

from .plain_rates import Rates, in_cte, winners

#: percent, lowest and highest accepted for any year of the usual state
BANDS = {
    "1S1": (87, 93), "1S2": (74, 82), "2S1": (87, 94), "3S1": (96, 99), "4S1": (91, 97), "5S1": (90, 96),
    "6S1": (18, 26), "6S2": (16, 26),
}  # fmt: skip


@pytest.fixture(scope="module")
def rates(state) -> Rates:
    return Rates(state)


@pytest.mark.parametrize("year", [2015, 2016, 2017, 2018])
def test_state_rates_are_near_the_printed_levels(rates: Rates, year: int) -> None:
    found = rates.of(year)
    assert ("5S1" in found) == (year < 2018)
    assert ("4S1" in found) == (year >= 2016)
    for indicator, (numerator, denominator) in found.items():
        low, high = BANDS[indicator]
        assert denominator > 500
        assert low <= Fraction(100 * numerator, denominator) <= high, indicator


def test_size_is_the_number_of_high_school_students(state) -> None:
    for (_, month), frame in state.sims.items():
        high = winners(frame, month).filter(pl.col("DOE016").is_in(["09", "10", "11", "12", "SP"]))
        enrolled = high.filter(pl.col("DOE012") == "01").height
        assert month == 6 or 19_000 <= enrolled <= 20_400


def test_grade_moves_by_one_or_stays(state) -> None:
    grades = {f"{k:02d}": k for k in range(1, 13)}
    for year in range(2013, 2018):
        before = _enrolled(state.sims[year - 1, 10], grades)
        after = _enrolled(state.sims[year, 10], grades)
        steps = before.join(after, on="DOE002").select(step=pl.col("grade_right") - pl.col("grade"))["step"]
        assert set(steps.unique()) == {0, 1}
        assert 0.9 < (steps == 1).mean() < 0.99


def _enrolled(frame: pl.DataFrame, grades: dict[str, int]) -> pl.DataFrame:
    own = winners(frame, 10).filter((pl.col("DOE012") == "01") & pl.col("DOE016").is_in(list(grades)))
    return own.select("DOE002", grade=pl.col("DOE016").replace_strict(grades))


def test_who_graduated_is_not_enrolled_again(state) -> None:
    for year in range(2013, 2019):
        june = winners(state.sims[year, 6], 6).filter(pl.col("DOE012") == "04")["DOE002"]
        october = state.sims[year, 10].filter(pl.col("DOE012") == "01")
        again = october.filter(pl.col("DOE002").is_in(june.to_list())).height
        assert again <= len(june) * 0.005  # claims of a second district that were mistaken


def test_summer_graduates_come_in_the_next_october(state) -> None:
    for year in range(2013, 2019):
        summer = state.sims[year, 10].filter((pl.col("DOE012") == "04") & (pl.col("DOE018") == "555"))
        june = winners(state.sims[year, 6], 6).filter(pl.col("DOE012") == "01")
        assert summer.height > 20
        still = summer.filter(pl.col("DOE002").is_in(june["DOE002"].to_list())).height
        assert still >= 0.9 * summer.height


def test_dropouts_return_and_students_change_districts(state) -> None:
    dropped = state.sims[2016, 6].filter(pl.col("DOE012").is_in([str(k) for k in range(30, 37)]))["DOE002"]
    back = state.sims[2016, 10].filter((pl.col("DOE012") == "01") & pl.col("DOE002").is_in(dropped.to_list()))
    assert back.height >= 5
    moved = state.sims[2016, 6].filter(pl.col("DOE012") == "20")["DOE002"]
    elsewhere = state.sims[2016, 6].filter((pl.col("DOE012") != "20") & pl.col("DOE002").is_in(moved.to_list()))
    assert elsewhere.height >= 20


def test_conflicting_claims_are_few_and_of_both_kinds(state) -> None:
    for frame in state.sims.values():
        contested = frame.filter(pl.col("DOE002").is_duplicated())
        share = contested["DOE002"].n_unique() / frame["DOE002"].n_unique()
        assert 0.002 < share < 0.015
        kinds = contested.group_by("DOE002").agg(pl.col("DOE012").n_unique())["DOE012"]
        assert {1, 2} <= set(kinds)


def test_cte_has_gaps_changes_and_mere_participants(rates: Rates) -> None:
    years = [set(rates.enrolled[y]["DOE002"]) for y in range(2014, 2019)]
    gaps = years[0] & years[2] - years[1] | years[1] & years[3] - years[2]
    assert len(gaps) >= 20
    both = rates.enrolled[2016].join(rates.enrolled[2017], on="DOE002")
    assert 0.02 < (both["program"] != both["program_right"]).mean() < 0.25
    once = set().union(*years) - set().union(*(a & b for a, b in pairwise(years)))
    assert len(once) > 500


def test_leavers_whose_last_record_names_no_program(state, rates: Rates) -> None:
    """The fallback of R11: CTE in October, DOE035 00 and DOE043 500 at the end of the year."""
    june = winners(state.sims[2017, 6], 6).filter((pl.col("DOE012") == "04") & (pl.col("DOE035") == "00"))
    october = in_cte(winners(state.sims[2016, 10], 10))
    assert june.filter(pl.col("DOE002").is_in(october["DOE002"].to_list())).height >= 5


def test_reported_in_october_but_absent_in_june(state) -> None:
    october = set(state.sims[2016, 10].filter(pl.col("DOE018") != "555")["DOE002"])
    absent = october - set(state.sims[2017, 6]["DOE002"])
    assert 0.001 < len(absent) / len(october) < 0.03


def test_cohort_files_agree_with_the_records(state) -> None:
    for year in (2016, 2017, 2018):
        cohort = state.table(f"cohort/{year}.csv")
        assert not cohort["sasid"].is_duplicated().any()
        assert set(cohort["outcome"]) == {
            "graduated", "still_in_school", "non_grad_completer", "hse", "dropped_out", "excluded", "removed",
        }  # fmt: skip
        june = winners(state.sims[year, 6], 6)
        graduated = june.filter(pl.col("DOE012") == "04")["DOE002"].to_list()
        outcome = cohort.filter(pl.col("sasid").is_in(graduated))["outcome"]
        assert (outcome == "graduated").mean() > 0.995
        known = set(state.table("organizations.csv")["org_code"])
        assert set(cohort["org_code"]) <= known


def test_special_populations_are_large_enough_to_count(rates: Rates) -> None:
    left = rates.leavers(2017)
    for element, codes in {"DOE042": ["01", "02", "03"], "DOE025": ["01"], "DOE019": ["01", "02"]}.items():
        assert left.filter(pl.col(element).is_in(codes)).height >= 16, element
    assert left.filter(pl.col("DOE034") != "00").height >= 100
