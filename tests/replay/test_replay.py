"""A year replayed: nothing changes without a change, and a change shows in exactly the cells it moves."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import openperkins
from openperkins.errors import OpenPerkinsError, UnknownNameError
from tests.engines.comparing import independent_texts

COMPARED = ["denominator", "numerator", "standing", "plan"]


def test_no_change_gives_no_difference(hand_made: Path) -> None:
    found = openperkins.replay(hand_made, "2016-17")
    assert found.changes == ()
    assert found.differences.height == 0
    assert (found.plans_gained, found.plans_lost) == (0, 0)


def test_the_value_that_is_already_there_changes_nothing(hand_made: Path) -> None:
    found = openperkins.replay(hand_made, "2016-17", changes={"academic.attempt": "first"})
    assert found.changes == ()
    assert found.differences.height == 0


def test_the_best_attempt_lists_the_cells_it_moves(hand_made: Path) -> None:
    found = openperkins.replay(hand_made, "2016-17", changes={"academic.attempt": "best"})
    assert [(c.parameter, c.before, c.after, c.reading) for c in found.changes] == [
        ("academic.attempt", "first", "best", "R21")
    ]
    assert found.differences.height > 0
    assert set(found.differences["indicator"]) == {"1S1", "1S2"}
    state = found.differences.filter(pl.col("org_code") == "00000000", pl.col("population") == "all")
    moved = {row["indicator"]: row["numerator_after"] - row["numerator"] for row in state.iter_rows(named=True)}
    assert moved == {"1S1": 2, "1S2": 2}
    assert (state["denominator"] == state["denominator_after"]).all()


@pytest.mark.parametrize(
    ("changes", "option"),
    [
        ({"academic.attempt": "best"}, ("attempt", "best")),
        ({"leaving.summer_graduates": "counted"}, ("summer_graduates", True)),
        ({"concentrator.consecutive": "no"}, ("consecutive", False)),
    ],
    ids=["attempt", "summer graduates", "consecutive"],
)
def test_every_changed_cell_and_no_other(hand_made: Path, changes: dict[str, str], option: tuple) -> None:
    found = openperkins.replay(hand_made, "2016-17", changes=changes)
    before, after = (
        pl.read_csv(independent_texts(hand_made, 2017, options)[0].encode(), infer_schema=False)
        for options in ((), (option,))
    )
    keys = ["org_code", "indicator", "population"]
    moved = [
        (*old[:3], *old[3:], *new[3:])
        for old, new in zip(
            before.select(*keys, *COMPARED).iter_rows(), after.select(*keys, *COMPARED).iter_rows(), strict=True
        )
        if old != new
    ]
    listed = found.differences.select(*keys, *COMPARED, *(f"{name}_after" for name in COMPARED))
    assert [tuple(map(str, row)) for row in listed.iter_rows()] == moved


def test_a_lower_line_takes_plans_away(hand_made: Path) -> None:
    found = openperkins.replay(hand_made, "2016-17", changes={"accountability.line": "0.5"})
    assert found.plans_lost > 0
    assert found.plans_gained == 0
    assert (found.differences["denominator"] == found.differences["denominator_after"]).all()
    back = found.differences.filter(pl.col("plan") == "required", pl.col("plan_after") != "required")
    assert back.height == found.plans_lost


def test_replay_writes_nothing(hand_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    openperkins.replay(hand_made, "2016-17", changes={"academic.attempt": "latest"})
    assert list(tmp_path.iterdir()) == []


def test_unknown_names(hand_made: Path) -> None:
    with pytest.raises(UnknownNameError):
        openperkins.replay(hand_made, "2016-17", other="perkins_ix")
    with pytest.raises(OpenPerkinsError, match="attemp"):
        openperkins.replay(hand_made, "2016-17", changes={"academic.attemp": "best"})
    with pytest.raises(UnknownNameError):
        openperkins.replay(hand_made, "1998-99")
