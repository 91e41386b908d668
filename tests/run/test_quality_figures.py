"""quality.csv counts what the readings say it counts, and districts are what the ruleset says they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import openperkins
from tests.engines.comparing import independent_places, records_of

YEAR = "2016-17"
STATE = "00000000"


def figures(folder: Path, **options: Any) -> dict[tuple[str, str], int]:
    """(figure, organization) → count."""
    found = openperkins.run(folder, YEAR, **options).quality
    return {(figure, org): count for figure, org, count in found.select("figure", "org_code", "count").iter_rows()}


def concentrators(folder: Path) -> set[str]:
    """Concentrators by R03, straight from the records: enrolled in CTE in two consecutive Octobers up to 2016."""
    octobers = {year: winners for (year, month), winners in records_of(folder).sims.items() if month == 10}

    def in_cte(sasid: str, year: int) -> bool:
        record = octobers.get(year, {}).get(sasid)
        return record is not None and record.status == "01" and record.program_type not in ("00", "01")

    everyone = {sasid for winners in octobers.values() for sasid in winners}
    return {s for s in everyone if any(in_cte(s, y) and in_cte(s, y + 1) for y in range(2008, 2016))}


def test_figures_of_the_state(hand_made: Path) -> None:
    found, records, places = figures(hand_made), records_of(hand_made), independent_places(hand_made, 2017)
    june, late = records.sims[2017, 6], records.sims[2017, 10]
    expected = {
        f"concentrators_with_exit_{code}": sum(june[s].status == code for s in concentrators(hand_made) & set(june))
        for code in ("05", "06", "11")
    }
    expected |= {f"exit_{code}": sum(record.status == code for record in june.values()) for code in ("05", "06", "11")}
    summer = {s for s, record in late.items() if record.status == "04" and record.membership == "555"}
    expected["summer_graduates"] = len(summer)
    expected["concentrators_graduated_in_summer"] = len(summer & concentrators(hand_made))
    leavers = {s for (s, code), place in places.items() if code == "3S1" and place.in_denominator}
    expected["leavers"] = len(leavers)
    expected["leavers_without_grade_10_ela"] = sum(not places[s, "1S1"].in_denominator for s in leavers)
    expected["leavers_without_grade_10_mathematics"] = sum(not places[s, "1S2"].in_denominator for s in leavers)
    expected["leavers_without_follow_up_answer"] = len(leavers - set(records.follow_up[2017]))
    expected["leavers_of_gender_n"] = sum(not {"male", "female"} & set(places[s, "3S1"].populations) for s in leavers)
    unknown = {s for (s, code), place in places.items() if code == "6S1" and place.in_population}
    expected["participants_in_unknown_programs"] = sum(
        places[s, "6S1"].program not in ("", *records.nontraditional_for) for s in unknown
    )
    assert {name: found.get((name, STATE), 0) for name in expected} == expected
    assert all(
        expected[name] for name in ("leavers", "summer_graduates", "concentrators_graduated_in_summer", "exit_11")
    )


def test_conflicting_claims(hand_made: Path) -> None:
    found = figures(hand_made)
    for season, month in (("october", 10), ("march", 3), ("end_of_year", 6)):
        year = 2016 if month == 10 else 2017
        sent: list[str] = []
        for path in [*hand_made.glob(f"sims/{year}-{month:02d}.csv"), *hand_made.glob(f"sims/{year}-{month:02d}/*")]:
            sent += [line.split(",")[1] for line in path.read_text(encoding="utf-8").splitlines()]
        twice = {sasid for sasid in sent if sent.count(sasid) > 1}
        assert found[f"conflicting_claims_{season}", STATE] == len(twice)


def test_figures_add_up(hand_made: Path) -> None:
    found = figures(hand_made)
    districts = ("01010000", "01020000", "02010000", "03330000", "08050000")
    for figure in {name for name, _ in found}:
        assert sum(found.get((figure, org), 0) for org in districts) == found[figure, STATE], figure


def test_the_reported_exits_are_those_of_the_ruleset(hand_made: Path) -> None:
    found = figures(hand_made, changes={"leaving.reported_codes": "01"})
    names = {figure for figure, _ in found if figure.startswith("concentrators_with_exit_")}
    assert names == {"concentrators_with_exit_01"}


def test_a_district_is_as_many_digits_as_the_ruleset_says(hand_made: Path) -> None:
    found = openperkins.run(hand_made, YEAR, changes={"organization.district_digits": "2"})
    plain = openperkins.run(hand_made, YEAR)
    one = (pl.col("indicator") == "3S1") & (pl.col("population") == "all")

    def denominators(run: Any) -> dict[str, int]:
        return dict(run.results.filter(one).select("org_code", "denominator").iter_rows())

    before, after = denominators(plain), denominators(found)
    # three schools of two districts: with two digits all of them are of the one district whose code they begin with
    assert after["03000000"] == before["03330000"]
    assert after["03330505"] == before["03330505"]
    assert after[STATE] == before[STATE]


@pytest.mark.parametrize("gone", ["followup", "mcas"])
def test_without_a_result_there_is_no_answer_to_miss(gone: str, records: Path) -> None:
    for path in (records / gone).iterdir():
        path.unlink()
    found = figures(records)
    assert found["leavers", STATE] > 0
    missing = {"followup": "leavers_without_follow_up_answer"}.get(gone)
    assert missing is None or (missing, STATE) not in found
