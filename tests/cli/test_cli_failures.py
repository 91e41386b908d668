"""What the command line does when something is wrong: codes 2 to 5, a closed pipe, a defect."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from .conftest import PROGRAM

YEAR = "2016-17"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run", "RECORDS"],
        ["run", "RECORDS", "--year", YEAR, "--out", "out", "--set", "academic.attempt"],
        ["run", "RECORDS", "--year", YEAR, "--out", "out", "--set", "academic.attempt=sometimes"],
        ["explain", "RECORDS", "--year", YEAR],
        ["explain", "RECORDS", "--year", YEAR, "--org", "02010000"],
        ["explain", "RECORDS", "--year", YEAR, "--student", "1000000052", "--indicator", "5S2"],
        ["rules", "replay", "RECORDS", "--year", YEAR],
        ["synth", "out", "--students", "0"],
        ["check", "RECORDS", "--format", "pdf"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(call, hand_made, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*[str(hand_made) if a == "RECORDS" else a for a in arguments])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "RECORDS", "--year", YEAR, "--out", "out", "--ruleset", "perkins_iv"], "perkins_iv_ma"),
        (["run", "RECORDS", "--year", "2030-31", "--out", "out"], "2016-17"),
        (["run", "RECORDS", "--year", "2003-04", "--out", "out"], "2007-08"),
        (["run", "RECORDS", "--year", "2017", "--out", "out"], "2016-17"),
        (["plans", "RECORDS", "--year", YEAR, "--org", "02010001"], "02010000"),
        (["explain", "RECORDS", "--year", YEAR, "--student", "9999999999"], "9999999999"),
        (["export", "RECORDS", "--year", YEAR, "--out", "out", "--org", "99990000"], "99990000"),
        (["rules", "show", "perkins"], "perkins_iv_ma"),
        (["rules", "show", "--only", "R77"], "R"),
        (["rules", "calendar", "--year", "2018-19"], "2017-18"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_is_not_there_exits_4_and_names_what_is(call, hand_made, arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*[str(hand_made) if a == "RECORDS" else a for a in arguments])
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert says in done.stderr
    assert not (tmp_path / "out" / "results.csv").exists()


def test_missing_needed_files_exit_3(call, records, tmp_path):
    (records / "programs.csv").unlink()
    done = call("run", records, "--year", YEAR, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "programs.csv" in done.stderr
    assert not (tmp_path / "out").exists()


def test_missing_optional_files_are_said_in_one_line_each(call, records, tmp_path):
    (records / "levels.csv").unlink()
    (records / "followup" / "2017.csv").unlink()
    done = call("run", records, "--year", YEAR, "--out", tmp_path / "out")
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("No levels.csv")] != []
    assert [line for line in done.stderr.splitlines() if line.startswith("No followup/2017.csv")] != []


@pytest.mark.parametrize("command", [["check"], ["run", "--year", YEAR, "--out", "out"], ["plans", "--year", YEAR]])
def test_a_folder_that_is_not_there_exits_5(call, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(command[0], "nowhere", *command[1:])
    assert (done.returncode, done.stdout) == (5, "")
    assert "nowhere" in done.stderr


def test_an_out_that_cannot_be_written_exits_5(call, hand_made, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = call("run", hand_made, "--year", YEAR, "--out", tmp_path / "file" / "out")
    assert done.returncode == 5
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["check", "RECORDS", "--json"], ["rules", "show"]], ids=" ".join)
def test_a_closed_pipe_is_quiet(hand_made, arguments):
    program = [PROGRAM, *[str(hand_made) if a == "RECORDS" else a for a in arguments]]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


SECRET = "Zebulon Quist 1000000052"
BROKEN = f"""
import sys
import openperkins.api as api
def broken(*_, **__):
    raise RuntimeError({SECRET!r})
api.plans = broken
sys.argv = ["openperkins", "plans", ".", "--year", "2016-17"]
from openperkins.cli import main
main()
"""


def _broken(**environment):
    settings = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, text=True, env=settings, timeout=120, check=False
    )


def test_a_defect_shows_no_traceback_and_no_student():
    done = _broken()
    assert (done.returncode, done.stdout) == (5, "")
    assert "RuntimeError" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Quist" not in done.stderr
    assert "1000000052" not in done.stderr


def test_a_defect_shows_its_details_when_asked():
    assert SECRET in _broken(OPENPERKINS_DEBUG="1").stderr
