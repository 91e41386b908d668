"""What must not matter does not: ranges of students, order of rows, how files are split, form, machine, engine."""

from __future__ import annotations

import csv
import itertools
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import openperkins
from openperkins.engine import partitions
from openperkins.engine import run as run_room
from openperkins.engine.run import Run
from tests.engines.comparing import complete_years, label

HAND_MADE = Path(__file__).parent / "hand_made" / "records"
ALL_YEARS = [label(year) for year in complete_years(HAND_MADE)]
FILES = ("results.csv", "results.parquet", "results_by_program.csv", "students.parquet", "quality.csv")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the plain run of the hand-made records."""
    return written(HAND_MADE, tmp_path_factory.mktemp("plain") / "out")


def written(folder: Path, out: Path, **options: Any) -> dict[str, bytes]:
    openperkins.run(folder, "2016-17", out=out, **options)
    return bytes_of(out)


def bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def without_inputs(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: files[name] for name in FILES}


def tables_of(found: Run) -> list[pl.DataFrame]:
    return [found.results, found.programs, found.students, found.quality]


# --- ranges of students ---------------------------------------------------------------------------------


@pytest.mark.parametrize("cuts", [("1000000030",), ("1000000001", "1000000012", "1000000013", "1000000400", "2")])
def test_ranges_of_students(cuts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, plain: Any, tmp_path: Path) -> None:
    edges = [None, *cuts, None]
    between = list(itertools.pairwise(edges))
    monkeypatch.setattr(run_room, "ranges", lambda files, memory: between)
    assert written(HAND_MADE, tmp_path / "out") == plain


def test_a_small_memory_takes_students_in_several_ranges(invented_states: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = invented_states(11)
    whole = openperkins.run(folder, "2016-17")
    counted: list[int] = []
    original = partitions.ranges

    def watched(files: list[Path], memory: int) -> list[tuple[str | None, str | None]]:
        found = original(files, memory)
        counted.append(len(found))
        return found

    monkeypatch.setattr(partitions, "_BYTES_PER_ROW", 50_000)
    monkeypatch.setattr(run_room, "ranges", watched)
    small = openperkins.run(folder, "2016-17", memory="400MB")
    assert counted[0] > 1
    for table, same in zip(tables_of(small), tables_of(whole), strict=True):
        assert table.equals(same)


def test_ranges_are_everyone_once(tmp_path: Path) -> None:
    sasids = [f"{n:010d}" for n in range(1000)]
    path = tmp_path / "october.parquet"
    pl.DataFrame({"sasid": sasids}).write_parquet(path, row_group_size=50, statistics=True)
    found = partitions.ranges([path], 22_000)
    assert len(found) == 10
    for sasid in sasids:
        inside = [(a is None or sasid >= a) and (b is None or sasid < b) for a, b in found]
        assert sum(inside) == 1


# --- how the records were sent --------------------------------------------------------------------------


def shuffled(folder: Path) -> None:
    """Every file's rows in another order; headers stay where they are."""
    for path in sorted(folder.rglob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = 0 if path.relative_to(folder).parts[0] == "sims" else 1
        rows = lines[head:]
        random.Random(path.name).shuffle(rows)
        path.write_text("\n".join([*lines[:head], *rows]) + "\n" if lines else "", encoding="utf-8")


def split_by_district(folder: Path) -> None:
    """Every collection that came as one file comes as one per district."""
    for path in sorted((folder / "sims").glob("*.csv")):
        by_district: dict[str, list[list[str]]] = {}
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                by_district.setdefault(row[14][:4] + "0000", []).append(row)
        path.unlink()
        place = path.with_suffix("")
        place.mkdir(exist_ok=True)
        for district, rows in by_district.items():
            with (place / f"{district}.csv").open("a", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)


def joined_again(folder: Path) -> None:
    """Every collection that came in a folder comes as one file."""
    for place in sorted(path for path in (folder / "sims").iterdir() if path.is_dir()):
        whole = place.with_suffix(".csv")
        rows = [path.read_text(encoding="utf-8") for path in sorted(place.iterdir())]
        before = whole.read_text(encoding="utf-8") if whole.exists() else ""
        shutil.rmtree(place)
        whole.write_text(before + "".join(rows), encoding="utf-8")


def as_parquet(folder: Path) -> None:
    """Every file as Parquet with the same columns."""
    for path in sorted(folder.rglob("*.csv")):
        sims = path.relative_to(folder).parts[0] == "sims"
        names = [f"DOE{place:03d}" for place in range(1, 53)]
        if sims and not path.read_bytes():
            continue
        frame = pl.read_csv(path, has_header=not sims, new_columns=names if sims else None, infer_schema=False)
        path.unlink()
        frame.with_columns(pl.all().fill_null("")).write_parquet(path.with_suffix(".parquet"))


def with_windows_marks(folder: Path) -> None:
    """Every file with a byte order mark, CR LF line ends and a blank line at the end."""
    for path in sorted(folder.rglob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if lines:
            path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, "", ""]).encode())


SENT = [shuffled, split_by_district, joined_again, as_parquet, with_windows_marks]


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.__name__)
def test_how_the_records_were_sent(sent: Any, records: Path, plain: Any, tmp_path: Path) -> None:
    sent(records)
    assert without_inputs(written(records, tmp_path / "out")) == without_inputs(plain)


# --- another process, another machine -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "processors"),
    [
        ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, 1),
        ({"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "POLARS_MAX_THREADS": "3"}, 2),
    ],
    ids=["one processor", "two processors"],
)
def test_another_process(environment: dict[str, str], processors: int, plain: Any, tmp_path: Path) -> None:
    allowed = sorted(os.sched_getaffinity(0))[:processors]
    command = [sys.executable, "-m", "openperkins", "run", str(HAND_MADE), "--year", "2016-17"]
    command += ["--out", str(tmp_path / "out"), "--store", str(tmp_path / "store")]
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )
    assert done.returncode == 0, done.stderr
    assert bytes_of(tmp_path / "out") == plain


# --- another engine -------------------------------------------------------------------------------------


@pytest.mark.spark
def test_spark_writes_the_same_files(spark_as_it_comes: Any, plain: Any, tmp_path: Path) -> None:
    assert written(HAND_MADE, tmp_path / "out", engine="spark") == plain


@pytest.mark.spark
def test_spark_finds_the_same_in_every_year(spark: Any) -> None:
    changes = {"leaving.summer_graduates": "counted"}
    duckdb = openperkins.run(HAND_MADE, ALL_YEARS, changes=changes)
    other = openperkins.run(HAND_MADE, ALL_YEARS, changes=changes, engine="spark")
    for table, same in zip(tables_of(other), tables_of(duckdb), strict=True):
        assert table.equals(same)


@pytest.mark.spark
def test_spark_finds_the_same_in_an_invented_state(spark: Any, invented_states: Any) -> None:
    duckdb = openperkins.run(invented_states(11), "2016-17")
    other = openperkins.run(invented_states(11), "2016-17", engine="spark")
    for table, same in zip(tables_of(other), tables_of(duckdb), strict=True):
        assert table.equals(same)


@pytest.mark.spark
def test_spark_traces_the_same(spark: Any) -> None:
    duckdb = openperkins.explain_student(HAND_MADE, "2016-17", "1000000007")
    assert openperkins.explain_student(HAND_MADE, "2016-17", "1000000007", engine="spark") == duckdb
