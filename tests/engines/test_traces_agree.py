"""The trace of every hand-made student says what the independent computation says, indicator by indicator."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store, default_store
from openperkins.explain.student import trace
from openperkins.indicators.catalogue import INDICATORS
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear
from tests.engines.comparing import independent_places, records_of

HAND_MADE = Path(__file__).parent / "hand_made" / "records"
YEAR = 2017
SASIDS = sorted({sasid for sasid, _ in independent_places(HAND_MADE, YEAR)})


@cache
def snapshot():
    return seal(HAND_MADE, Store(default_store()), load_ruleset("perkins_iv_ma"))


@pytest.mark.parametrize("part", range(4))
def test_every_student(part: int) -> None:
    rules, places = load_ruleset("perkins_iv_ma"), independent_places(HAND_MADE, YEAR)
    for sasid in SASIDS[part::4]:
        found = trace(snapshot(), SchoolYear(YEAR), sasid, INDICATORS, rules, engine="duckdb")
        for indicator in found.indicators:
            place = places[sasid, indicator.indicator]
            where = f"{sasid} {indicator.indicator}"
            answers = (indicator.in_population, indicator.in_denominator, indicator.in_numerator)
            assert answers == (place.in_population, place.in_denominator, place.in_numerator), where
            if place.in_population:
                assert (indicator.org_code or "") == place.org, where
                assert (indicator.program or "") == place.program, where
                assert set(indicator.populations) == set(place.populations), where


def test_all_students_are_asked() -> None:
    assert len(SASIDS) == 88
    named = {sasid for winners in records_of(HAND_MADE).sims.values() for sasid in winners}
    assert set(SASIDS) == named
