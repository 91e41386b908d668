"""The data the figures are measured on is what it says it is."""

from __future__ import annotations

from pathlib import Path

import polars as pl


def _state(records: Path, store: Path, folder: Path):
    from measuring.states import Plan, State, sealed_records, write_sealed

    (folder / "state").mkdir()
    state = State(Plan(900, 4, 2012, 2016), folder / "state")
    write_sealed(state.sealed, sealed_records(records, store))
    return state


def test_many_states_count_as_often_as_one(invented_records: Path, own_store: Path, tmp_path: Path) -> None:
    from measuring.states import many_states, read_snapshot

    from openperkins.engine.run import compute
    from openperkins.law import load_ruleset
    from openperkins.schoolyear import SchoolYear

    state = _state(invented_records, own_store, tmp_path)
    found = {
        count: compute(
            read_snapshot(many_states(state, 2015, count, lambda _: None)),
            (SchoolYear(2015),),
            load_ruleset("perkins_iv_ma"),
            engine="duckdb",
            memory="1GB",
        )
        for count in (1, 3)
    }
    whole = {count: run.results.filter(org_kind="state") for count, run in found.items()}
    columns = ["indicator", "population", "denominator", "numerator"]
    thrice = whole[1].select(*columns[:2], (pl.col("denominator", "numerator") * 3))
    assert whole[1]["denominator"].sum() > 1000
    assert whole[3].select(columns).equals(thrice)
    kinds = {count: run.results.filter(org_kind="district")["org_code"].n_unique() for count, run in found.items()}
    assert kinds[3] == 3 * kinds[1]


def test_every_planted_error_is_found_and_none_else(tmp_path: Path) -> None:
    from measuring.states import collections_to_check

    import openperkins

    made = collections_to_check(tmp_path, 1_500, 80, 4, lambda _: None)
    assert made.file.read_bytes().count(b"\n") == 1_500
    assert openperkins.check(made.clean).errors == 0
    assert openperkins.check(made.faulty).errors == made.planted == 80


def test_a_process_is_measured_from_outside(tmp_path: Path) -> None:
    from measuring.processes import PYTHON, ProcessFailed, alternating, measured, median

    busy = "import json; sum(range(10**6)); print(json.dumps({'cpu': 2}))"
    costs = alternating(3, busy=lambda: measured([PYTHON, "-c", busy]))["busy"]
    assert len(costs) == 3
    assert median(costs, "inside.cpu") == 2
    assert median(costs, "cpu") > 0 and median(costs, "memory") > 10**6
    try:
        measured([PYTHON, "-c", "raise SystemExit(3)"])
    except ProcessFailed as error:
        assert "ended with 3" in str(error)
    else:
        raise AssertionError("an exit code nobody expected passed")
    assert measured([PYTHON, "-c", "raise SystemExit(3)"], expect=(3,)).inside == {}
