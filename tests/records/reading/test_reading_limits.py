"""Limits of size, time and memory; the hash; and what happens when a file cannot be read."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from openperkins.errors import StorageError
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records, xlsx
from openperkins.records.reading.layouts import LAYOUTS
from openperkins.records.reading.text import SLICE_BYTES
from openperkins.records.reading.xlsx_child import OUT_OF_MEMORY
from tests.records.reading.reading_help import (
    Cell,
    follow_up_book,
    good,
    parquet,
    read,
    sheet,
    sims_frame,
    text,
    workbook,
)


@pytest.mark.parametrize(("name", "content"), [("a.csv", text(good(5))), ("a.parquet", parquet(sims_frame(5)))])
def test_more_records_than_allowed(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    log = ProblemLog(name)
    records = open_records(SourceFile(path, name, "sims"), log, replace(LAYOUTS["sims"], most_records=4))
    list(records.chunks())
    assert [p.id for p in log.report("", 0).problems] == ["F015"]
    assert records.sha256 == hashlib.sha256(content).hexdigest()


def test_only_statewide_files_may_have_many_records():
    assert {kind: layout.most_records for kind, layout in LAYOUTS.items() if layout.most_records != 1_500_000} == {
        "sims": 20_000_000,
        "mcas": 20_000_000,
    }


def test_a_workbook_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "KILLED_AFTER_SECONDS", 0.001)
    result = read(tmp_path, follow_up_book(["1", "unknown"]), "follow_up", "2016.xlsx")
    assert result.ids == ["F073"]
    assert result.frame.is_empty()


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_the_child_limits_its_memory_and_computing_time():
    script = """
import resource
from openperkins.records.reading.xlsx_child import limit_self
limit_self()
assert resource.getrlimit(resource.RLIMIT_CPU)[0] == 60
try:
    bytearray(2 << 30)
except MemoryError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "refused", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_a_workbook_that_needs_too_much_memory_is_told_from_a_damaged_one(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(sheet({1: [Cell("<c/>" * 1_000_000)]})))
    script = "from openperkins.records.reading import xlsx_child as c; c.MOST_MEMORY = 50 << 20; c.main()"
    with path.open("rb") as file:
        done = subprocess.run([sys.executable, "-c", script, "10"], stdin=file, capture_output=True, timeout=60)
    assert done.returncode == OUT_OF_MEMORY, done.stderr


@pytest.mark.parametrize("returned", [OUT_OF_MEMORY, -9, -24])
def test_a_child_that_was_stopped_is_no_damage(tmp_path, monkeypatch, returned):
    monkeypatch.setattr(
        xlsx.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, returned, stderr=b"")
    )
    result = read(tmp_path, follow_up_book(["1", "unknown"]), "follow_up", "2016.xlsx")
    assert result.ids == ["F073"]
    assert "60 seconds of computing, or 1 GB of memory" in result.only("F073").message


def test_the_child_loads_nothing_heavy_and_its_parent_no_spreadsheet_library(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(follow_up_book(["1", "unknown"]))
    child = "openperkins.records.reading.xlsx_child"
    script = f"""
import runpy, sys
sys.argv = ["xlsx_child", "10"]
runpy.run_module("{child}", run_name="__main__")
print(*(name for name, module in sys.modules.items() if module))
"""
    with path.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-c", script], stdin=file, capture_output=True, text=True, timeout=60, check=True
        )
    *_, end, loaded = done.stdout.splitlines()
    assert end == '["end"]'
    assert "openpyxl" in loaded.split()
    assert not {"polars", "numpy", "pyarrow", "duckdb", "lxml", "defusedxml", "PIL"} & set(loaded.split())
    script = "import sys, openperkins.records.reading.xlsx; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert "openpyxl" not in done.stdout.split()


@pytest.mark.parametrize("faulty", [b"", b"\n" + b"\x8e" * 10, b"\n\x00", b"\nonly,two"])
def test_the_hash_covers_every_byte_whatever_is_wrong(tmp_path, faulty):
    content = text(good(3)) + faulty + b"\n" + b"x" * (SLICE_BYTES + 10) + b"\n" + text(good(3))
    result = read(tmp_path, content)
    assert result.report.sha256 == hashlib.sha256(content).hexdigest()


def test_the_hash_is_known_before_reading_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    records = open_records(SourceFile(path, "a.csv", "sims"), ProblemLog("a.csv"))
    assert records.sha256 == hashlib.sha256(b"abc").hexdigest()


def test_stopping_early_and_reading_twice(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(text(good(3)))
    records = open_records(SourceFile(path, "a.csv", "sims"), ProblemLog("a.csv"))
    chunks = records.chunks()
    assert next(chunks).height == 3
    chunks.close()
    with pytest.raises(RuntimeError, match="read already"):
        next(records.chunks())


def test_a_line_without_end_is_refused_in_bounded_memory(tmp_path):
    content = b"y" * (3 * SLICE_BYTES)
    result = read(tmp_path, content + b"\n" + text(good(2)))
    assert result.only("F016").row == 1
    assert result.frame["row"].to_list() == [2, 3]


def test_a_file_that_cannot_be_opened(tmp_path):
    with pytest.raises(StorageError, match="cannot be read"):
        open_records(SourceFile(tmp_path / "no.csv", "no.csv", "sims"), ProblemLog("no.csv"))
    if os.geteuid():
        closed = tmp_path / "closed.csv"
        closed.write_text("x")
        closed.chmod(0)
        with pytest.raises(StorageError):
            open_records(SourceFile(closed, "closed.csv", "sims"), ProblemLog("closed.csv"))
