"""What a run writes has the shape of the format contract."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

import openperkins
from openperkins.indicators.catalogue import INDICATORS
from openperkins.populations.catalogue import POPULATIONS

COLUMNS = [
    "school_year",
    "org_code",
    "org_kind",
    "indicator",
    "population",
    "denominator",
    "numerator",
    "percent",
    "level",
    "level_source",
    "threshold",
    "standing",
    "plan",
]
CODES = [indicator.code for indicator in INDICATORS]
POPULATION_CODES = [population.code for population in POPULATIONS]
WORDS = {
    "org_kind": {"state", "consortium", "district", "school"},
    "level_source": {"local", "state", "none"},
    "standing": {"met", "within", "below", "none"},
    "plan": {"required", "exempt_small", "on_file", "not_required"},
}
#: kept beside the project where it is developed; the checks below do not need it
CONTRACT = Path(__file__).parents[3] / "shared" / "checks" / "contract.py"


def bare(folder: Path) -> None:
    """Only what a run needs."""
    for name in ("mcas", "followup", "cohort", "migrant"):
        shutil.rmtree(folder / name)
    for name in ("levels.csv", "plans_on_file.csv"):
        (folder / name).unlink()


@pytest.fixture(scope="module", params=["whole", "bare", "invented"])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, hand_made: Path, invented_states: object
) -> tuple[Path, Path]:
    """(records folder, OUT) of the whole hand-made records, of the least a run needs, and of an invented state."""
    here = tmp_path_factory.mktemp(request.param)
    folder = hand_made
    if request.param == "bare":
        folder = Path(shutil.copytree(hand_made, here / "records"))
        bare(folder)
    elif request.param == "invented":
        folder = invented_states(11)
    openperkins.run(folder, "2016-17", out=here / "out")
    return folder, here / "out"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_files(written: tuple[Path, Path]) -> None:
    names = {path.name for path in written[1].iterdir()}
    expected = {"results.csv", "results.parquet", "results_by_program.csv", "students.parquet", "quality.csv"}
    assert names == {*expected, "run.json"}


def test_every_cell_once_and_in_order(written: tuple[Path, Path]) -> None:
    rows = rows_of(written[1] / "results.csv")
    assert list(rows[0]) == COLUMNS
    organizations = sorted({row["org_code"] for row in rows})
    listed = {row["org_code"] for row in rows_of(written[0] / "organizations.csv")}
    assert {"00000000", *listed} <= set(organizations)
    keys = [(row["org_code"], row["indicator"], row["population"]) for row in rows]
    assert keys == [(org, code, name) for org in organizations for code in CODES for name in POPULATION_CODES]


def test_every_value_is_one_that_may_be(written: tuple[Path, Path]) -> None:
    for row in rows_of(written[1] / "results.csv"):
        assert row["school_year"] == "2016-17"
        for column, allowed in WORDS.items():
            assert row[column] in allowed, row
        assert (row["denominator"] == "") == (row["numerator"] == "")
        assert bool(row["percent"]) == (row["denominator"] not in ("", "0"))
        if row["percent"]:
            numerator, denominator = int(row["numerator"]), int(row["denominator"])
            assert 0 <= numerator <= denominator
            exact = (Decimal(numerator) * 100 / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert Decimal(row["percent"]) == exact
        assert bool(row["level"]) == bool(row["threshold"]) == (row["level_source"] != "none")
        if row["level"]:
            assert Fraction(row["threshold"]) == Fraction(row["level"]) * Fraction(9, 10)
        assert (row["standing"] == "none") == (not row["percent"] or not row["level"])


def test_who_owes_a_plan(written: tuple[Path, Path]) -> None:
    parents = {row["org_code"]: row["parent"] for row in rows_of(written[0] / "organizations.csv")}
    for row in rows_of(written[1] / "results.csv"):
        if row["plan"] == "not_required":
            continue
        assert row["standing"] == "below"
        assert row["org_kind"] != "school"
        assert not (row["org_kind"] == "district" and parents.get(row["org_code"]))
        if row["org_kind"] == "state":
            assert (row["population"], row["plan"]) == ("all", "required")
        elif row["plan"] == "exempt_small":
            assert int(row["denominator"]) < 16
        else:
            assert int(row["denominator"]) >= 16


def test_no_result_is_empty_not_zero(written: tuple[Path, Path]) -> None:
    folder, out = written
    silent = set() if (folder / "mcas").exists() else {"1S1", "1S2"}
    silent |= set() if (folder / "followup" / "2017.csv").exists() else {"5S1"}
    for name in ("results.csv", "results_by_program.csv"):
        for row in rows_of(out / name):
            assert (row["denominator"] == "") == (row["indicator"] in silent)
    counted = set(pl.read_parquet(out / "students.parquet")["indicator"])
    assert not counted & silent


def test_by_program(written: tuple[Path, Path]) -> None:
    rows = rows_of(written[1] / "results_by_program.csv")
    assert list(rows[0]) == [*COLUMNS[:2], "program", *COLUMNS[2:]]
    assert {row["org_kind"] for row in rows} <= {"state", "consortium", "district"}
    assert all(row["program"] for row in rows)
    for column in ("level", "level_source", "threshold", "standing", "plan"):
        assert {row[column] for row in rows} == {""}
    pairs = list(dict.fromkeys((row["org_code"], row["program"]) for row in rows))
    assert pairs == sorted(pairs)
    with_students = {(row["org_code"], row["program"]) for row in rows if row["denominator"] not in ("", "0")}
    assert set(pairs) == with_students


def test_results_parquet_holds_the_same(written: tuple[Path, Path]) -> None:
    frame = pl.read_parquet(written[1] / "results.parquet")
    assert frame.columns == COLUMNS
    assert frame.write_csv().encode() == (written[1] / "results.csv").read_bytes()


def test_students(written: tuple[Path, Path]) -> None:
    students = pl.read_parquet(written[1] / "students.parquet")
    flags = POPULATION_CODES[1:]
    assert students.columns == ["school_year", "sasid", "indicator", "numerator", "org_code", "program", *flags]
    assert all(students.schema[name] == pl.Boolean for name in ["numerator", *flags])
    assert students.select("sasid", "indicator").is_duplicated().sum() == 0
    state = {
        (row["indicator"], row["population"]): (row["denominator"], row["numerator"])
        for row in rows_of(written[1] / "results.csv")
        if row["org_code"] == "00000000"
    }
    for code in set(students["indicator"]):
        for population in POPULATION_CODES:
            rows = students.filter(pl.col("indicator") == code)
            rows = rows if population == "all" else rows.filter(population)
            assert state[code, population] == (str(rows.height), str(rows["numerator"].sum()))


def test_quality(written: tuple[Path, Path]) -> None:
    rows = rows_of(written[1] / "quality.csv")
    assert list(rows[0]) == ["figure", "org_code", "count"]
    keys = [(row["figure"], row["org_code"]) for row in rows]
    assert keys == sorted(set(keys))
    assert all(int(row["count"]) >= 0 for row in rows)


def test_run_json(written: tuple[Path, Path]) -> None:
    folder, out = written
    stated = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert {"ruleset", "readings", "inputs", "version", "results"} <= set(stated)
    assert stated["ruleset"] == "perkins_iv_ma"
    assert stated["results"] == hashlib.sha256((out / "results.csv").read_bytes()).hexdigest()
    sent = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.csv")}
    assert set(stated["inputs"]) == set(sent)
    for name, sha256 in stated["inputs"].items():
        assert sha256 == hashlib.sha256(sent[name].read_bytes()).hexdigest()
    assert str(folder) not in json.dumps(stated)
    assert stated["readings"]["placement.placed_statuses"]["reading"] == "R28"
    assert {reading["status"] for reading in stated["readings"].values()} <= {"confirmed", "assumed"}


if CONTRACT.is_file():

    def test_the_contract_itself(written: tuple[Path, Path]) -> None:
        done = subprocess.run([sys.executable, CONTRACT, written[1], written[0]], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
