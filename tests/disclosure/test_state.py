"""The State's exact figures: no group under 10 may follow from them by subtracting."""

from __future__ import annotations

import pytest

from openperkins.accountability.names import POPULATIONS
from openperkins.disclosure import PublicSheet, WorkingFigure, profile_r5, protect_sheet

RACES = tuple(POPULATIONS)[3:10]


def state(indicator: str = "3S1", *, exact_state: bool = True, **changed: int) -> PublicSheet:
    """A State of 7,000 students, half of them female, 1,000 of each race; `changed` counts differ."""
    counts = dict.fromkeys(POPULATIONS, 2_000) | dict.fromkeys(RACES, 1_000)
    counts |= {"all": 7_000, "male": 3_500, "female": 3_500}
    leavers = {("3S1", population): WorkingFigure(count, count // 2) for population, count in counts.items()}
    told = {(indicator, p): WorkingFigure(count, count // 2) for p, count in (counts | changed).items()}
    return protect_sheet(
        [leavers | told],
        org_code="00000000",
        org_kind="state",
        name="The State",
        release="1",
        profile=profile_r5(),
        exact_state=exact_state,
    )


def test_where_nothing_is_small_all_is_exact():
    found = state()
    assert {figure.why for figure in found.figures.values()} == {"exact_state"}
    assert (found.of("3S1", "all").students, found.of("3S1", "all").percent) == ("7,000", "50.00%")


@pytest.mark.parametrize(
    "changed",
    [
        {"native_hawaiian_or_pacific_islander": 9, "white": 1_991},  # all less the other races
        {"native_hawaiian_or_pacific_islander": 0, "white": 2_000},
        {"male": 3_499},  # all less male less female
        {"asian": 995},  # no race at all
        {"economically_disadvantaged": 6_991},  # all but nine
        {"migrant": 6_999},
    ],
)
def test_where_something_small_would_follow_nothing_of_the_indicator_is_exact(changed):
    found = state(**changed)
    assert {found.of("3S1", population).why for population in POPULATIONS} <= {"rounded", "small"}


def test_who_did_not_take_the_test_does_not_follow_from_the_leavers():
    found = state("1S1", migrant=1_998)
    assert (found.of("1S1", "all").why, found.of("1S1", "all").students) == ("rounded", "")
    assert found.of("3S1", "all").why == "exact_state"
    assert state("1S1", migrant=1_980).of("1S1", "all").why == "exact_state"


def test_a_small_group_that_no_others_make_up_is_hidden_by_itself():
    found = state(migrant=3)
    assert (found.of("3S1", "migrant").why, found.of("3S1", "all").why) == ("small", "exact_state")


def test_with_few_districts_nothing_is_exact():
    assert {figure.why for figure in state(exact_state=False).figures.values()} == {"rounded"}
