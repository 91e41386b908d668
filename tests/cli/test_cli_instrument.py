"""`openperkins instrument`: what it prints where, and how it exits."""

from __future__ import annotations

import csv
import io
import json

import pytest

from openperkins.needs.instrument import NEWEST, load_instrument

OURS = load_instrument()


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OURS.text.replace("title: Exemplar", "title: Best"), encoding="utf-8")
    return path


def test_show_prints_everything_it_asks(call):
    done = call("instrument", "show")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0].split("\t") == ["component", "part", "id", "text", "more"]
    assert sum(line.split("\t")[1] == "metric" for line in lines) == 32
    assert (
        f"7 components, 32 metrics, 15 criteria, 18 answers in writing, 16 checks. SHA-256 {OURS.sha256}" in done.stderr
    )
    assert call("instrument", "show", NEWEST).stdout == done.stdout


def test_the_same_rows_as_csv_and_json(call):
    rows = list(csv.DictReader(io.StringIO(call("instrument", "show", "--format", "csv").stdout)))
    assert rows == json.loads(call("instrument", "show", "--json").stdout)
    assert rows == json.loads(call("instrument", "show", "--format", "json").stdout)


def test_diff_says_what_differs(call, own):
    done = call("instrument", "diff", NEWEST, own)
    assert (done.returncode, done.stdout) == (0, "Level exemplar, title: “Exemplar” became “Best”.\n")
    assert done.stderr == "1 difference.\n"
    (row,) = json.loads(call("instrument", "diff", NEWEST, own, "--json").stdout)
    assert (row["what"], row["id"], row["before"], row["after"]) == ("changed", "exemplar", "Exemplar", "Best")
    assert call("instrument", "diff", own, own, "--format", "csv").stdout == "what,kind,id,part,before,after\n"


def test_check_exits_0_for_a_sound_file_and_3_with_every_fault(call, own):
    assert call("instrument", "check", own).stdout == "file\tfault\n"
    own.write_text(
        OURS.text.replace("months: 3", "months: 99").replace("unit: students,", "unit: x,"), encoding="utf-8"
    )
    done = call("instrument", "check", own)
    assert done.returncode == 3
    assert "own.yaml\taction_plan: `months` is 99" in done.stdout
    assert done.stdout.count("`unit` is 'x'") == OURS.text.count("unit: students,")
    assert "own.yaml does not load." in done.stderr
    rows = json.loads(call("instrument", "check", own, "--json").stdout)
    assert [f"{row['file']}\t{row['fault']}" for row in rows] == done.stdout.splitlines()[1:]
    assert call("instrument", "diff", NEWEST, own).returncode == 3


def test_what_is_not_there_is_told(call, tmp_path):
    done = call("instrument", "show", "2021")
    assert done.returncode == 4
    assert "Did you mean 2022?" in done.stderr
    assert call("instrument", "check", tmp_path / "none.yaml").returncode == 5
    assert call("instrument", "diff", NEWEST).returncode == 2
