"""The child process: the same report as in this one, and one clear problem whatever becomes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import openpyxl
import pytest

from openperkins.api import Limits, annotate_in_child, check_in_child, check_submission, sealed_beside
from openperkins.errors import StorageError, UsageError
from openperkins.records.submitted import in_child
from tests.records.checks.good_records import STUDENT, line

SAID = {"kind": "sims", "school_year": 2018, "season": "end_of_year", "district": "01010000", "file_name": "a.csv"}


@pytest.fixture
def path(tmp_path):
    (tmp_path / "stored").write_text(line(STUDENT) + line(STUDENT | {"DOE002": "1010000002", "DOE012": "4"}))
    return tmp_path / "stored"


def test_the_report_is_the_same(path, state, snapshot, law):
    for beside in (None, state, sealed_beside(snapshot, state)):
        assert check_in_child(path, beside=beside, law=law, **SAID) == check_submission(
            path, beside=beside, law=law, **SAID
        )


def test_errors_a_user_can_act_on_come_through(path, tmp_path, law):
    with pytest.raises(StorageError):
        check_in_child(tmp_path / "gone", law=law, **SAID)
    with pytest.raises(UsageError):
        check_in_child(path, law=law, **{**SAID, "kind": "levels"})


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(wall_seconds=0.05), "longer than 0.05 seconds"),
        (Limits(memory=300 << 20), "limit"),
        (Limits(cpu_seconds=0), "0 seconds or"),
    ],
)
def test_a_child_out_of_its_limits_is_one_problem(path, law, limits, why):
    report = check_in_child(path, law=law, limits=limits, **SAID)
    (problem,) = report.problems
    assert (problem.id, problem.severity, report.errors, report.rows) == ("T04", "error", 1, 0)
    assert problem.message.startswith("This file could not be read within the limits: ") and why in problem.message
    assert "Traceback" not in problem.message and len(report.sha256) == 64
    assert report.file == "sims/2018-06/01010000.csv"


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "print('no answer')", "import os; os.abort()"])
def test_a_child_that_crashes_is_one_problem(path, law, monkeypatch, program):
    started = subprocess.Popen

    def crash(command, **options):
        return started([sys.executable, "-c", program], **options)

    monkeypatch.setattr(in_child.subprocess, "Popen", crash)
    report = check_in_child(path, law=law, **SAID)
    assert [p.id for p in report.problems] == ["T04"]


def test_a_workbook_that_cannot_be_is_refused_by_the_grandchild(tmp_path, law):
    (tmp_path / "stored").write_bytes(b"PK\x03\x04" + bytes(2000))
    report = check_in_child(tmp_path / "stored", law=law, **{**SAID, "file_name": "a.xlsx"})
    assert [p.id for p in report.problems] == ["F060"]


def test_the_child_gets_no_secret_of_its_parent(path, law, monkeypatch):
    seen = {}
    started = subprocess.Popen

    def look(command, **options):
        seen.update(options["env"])
        return started(command, **options)

    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setattr(in_child.subprocess, "Popen", look)
    check_in_child(path, law=law, **SAID)
    assert "SECRET_KEY" not in seen and "PATH" in seen
    assert set(seen) <= {*in_child._PASSED_ON, *in_child._FEW_THREADS}


def test_whatever_the_child_started_ends_with_it(path, law, monkeypatch, tmp_path):
    mark = tmp_path / "pid"
    program = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(mark)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    started = subprocess.Popen
    monkeypatch.setattr(in_child.subprocess, "Popen", lambda _, **o: started([sys.executable, "-c", program], **o))
    check_in_child(path, law=law, limits=Limits(wall_seconds=5), **SAID)
    for _ in range(100):
        if not _lives(int(mark.read_text())):
            return
        time.sleep(0.05)
    raise AssertionError("the process it started is still there")


def _lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_the_module_answers_json(path, law):
    request = {"limits": {"memory": 6 << 30, "cpu_seconds": 60}, "do": "check", "with": {"path": str(path), **SAID}}
    request["with"] |= {"law": {"name": "perkins_iv_ma", "changes": {}, "folder": str(law.folder.parent)}}
    request["with"] |= {"beside": {"folder": None, "sealed": []}}
    command = [sys.executable, "-P", "-m", "openperkins.records.submitted.child"]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, env=dict(os.environ))
    assert json.loads(done.stdout)["report"]["errors"] == 1


def test_annotating_in_a_child(path, tmp_path, law):
    report = check_submission(path, law=law, **SAID)
    said = {"kind": "sims", "source_suffix": ".csv", "law": law}
    annotate_in_child(path, report, tmp_path / "back.xlsx", **said)
    assert openpyxl.load_workbook(tmp_path / "back.xlsx")["Your file"]["A3"].value == "Error"
    annotate_in_child(path, report, tmp_path / "less.xlsx", limits=Limits(wall_seconds=0.05), **said)
    assert openpyxl.load_workbook(tmp_path / "less.xlsx").sheetnames == ["Problems by rule"]
    with pytest.raises(StorageError):
        annotate_in_child(path, report, tmp_path / "no" / "back.xlsx", **said)
