"""OUT is written whole or not at all, and nothing else is ever touched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import openperkins
from openperkins.engine import outputs, replace
from openperkins.engine.snapshot import FolderRefused
from openperkins.errors import StorageError

from .conftest import Command, contents

YEAR = "2016-17"


def spoiled(folder: Path) -> None:
    """One enrollment status that no list knows."""
    path = folder / "sims" / "2017-10.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[0].split(",")
    cells[11] = "77"
    path.write_text("\n".join([",".join(cells), *lines[1:]]) + "\n", encoding="utf-8")


def foreign(out: Path) -> None:
    out.mkdir()
    (out / "holiday.txt").write_text("not ours")


def foreign_with_a_run_json(out: Path) -> None:
    foreign(out)
    (out / "run.json").write_text('{"scripts": []}')


def foreign_with_a_broken_run_json(out: Path) -> None:
    foreign(out)
    (out / "run.json").write_text("run")


def foreign_file(out: Path) -> None:
    out.write_text("not ours")


@pytest.mark.parametrize(
    "somebody_elses",
    [foreign, foreign_with_a_run_json, foreign_with_a_broken_run_json, foreign_file],
    ids=lambda made: made.__name__,
)
def test_what_is_not_ours_is_refused_and_untouched(somebody_elses: Any, hand_made: Path, tmp_path: Path) -> None:
    out = tmp_path / "here" / "out"
    out.parent.mkdir()
    somebody_elses(out)
    before = contents(out.parent)
    with pytest.raises(StorageError, match="not the output of an earlier run") as refused:
        openperkins.run(hand_made, YEAR, out=out)
    assert refused.value.exit_code == 5
    assert contents(out.parent) == before


def test_a_link_is_refused(hand_made: Path, tmp_path: Path) -> None:
    openperkins.run(hand_made, YEAR, out=tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(StorageError):
        openperkins.run(hand_made, YEAR, out=tmp_path / "link")


def test_an_earlier_output_is_replaced_whole(hand_made: Path, tmp_path: Path) -> None:
    out = tmp_path / "here" / "out"
    openperkins.run(hand_made, YEAR, out=out, changes={"academic.attempt": "best"})
    (out / "left_over.csv").write_text("of an older version")
    openperkins.run(hand_made, YEAR, out=out)
    openperkins.run(hand_made, YEAR, out=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_empty_folder_is_taken(hand_made: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    openperkins.run(hand_made, YEAR, out=tmp_path / "out")
    assert (tmp_path / "out" / "run.json").is_file()


def test_without_an_exchange_an_earlier_output_is_replaced_too(
    hand_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "here" / "out"
    openperkins.run(hand_made, YEAR, out=out, changes={"academic.attempt": "best"})
    monkeypatch.setattr(replace, "_exchanged", lambda first, second: False)
    openperkins.run(hand_made, YEAR, out=out)
    openperkins.run(hand_made, YEAR, out=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_another_file_system_is_copied_to(hand_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "out" and self.parent.parent.name == "tmp":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return original(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    openperkins.run(hand_made, YEAR, out=tmp_path / "here" / "out")
    monkeypatch.undo()
    openperkins.run(hand_made, YEAR, out=tmp_path / "fresh")
    assert contents(tmp_path / "here" / "out") == contents(tmp_path / "fresh")


def test_a_full_disk_leaves_the_earlier_output(
    hand_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "here" / "out"
    openperkins.run(hand_made, YEAR, out=out)
    before = contents(out)

    def full(frame: Any, path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(outputs, "_parquet", full)
    with pytest.raises(StorageError) as refused:
        openperkins.run(hand_made, YEAR, out=out, changes={"academic.attempt": "best"})
    assert refused.value.exit_code == 5
    assert contents(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_records_with_errors_write_nothing(records: Path, tmp_path: Path, run_command: Command) -> None:
    spoiled(records)
    done = run_command(records, tmp_path / "here" / "out")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "sims/2017-10.csv" in done.stderr and "77" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "here").exists()


def test_records_with_errors_leave_the_earlier_output(records: Path, tmp_path: Path) -> None:
    openperkins.run(records, YEAR, out=tmp_path / "out")
    before = contents(tmp_path / "out")
    spoiled(records)
    with pytest.raises(FolderRefused) as refused:
        openperkins.run(records, YEAR, out=tmp_path / "out")
    assert refused.value.exit_code == 3
    assert refused.value.report.errors == 1
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("options", "year", "code", "says"),
    [
        ((), "1998-99", 4, "1998-99"),
        ((), "2030-31", 4, "2030-31"),
        ((), "2016-18", 4, "2016-18"),
        (("--ruleset", "perkins_ix"), YEAR, 4, "perkins_ix"),
        (("--set", "academic.attempt"), YEAR, 2, "KEY=VALUE"),
        (("--set", "academic.attempt=frist"), YEAR, 2, "frist"),
        (("--set", "academic.attemp=best"), YEAR, 2, "academic.attemp"),
        (("--engine", "abacus"), YEAR, 2, "abacus"),
        (("--memory", "much"), YEAR, 2, "much"),
    ],
)
def test_wrong_names_and_usage(
    options: tuple[str, ...], year: str, code: int, says: str, hand_made: Path, tmp_path: Path, run_command: Command
) -> None:
    done = run_command(hand_made, tmp_path / "out", *options, year=year)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there(tmp_path: Path, run_command: Command) -> None:
    done = run_command(tmp_path / "nowhere", tmp_path / "out")
    assert done.returncode == 5
    assert "nowhere" in done.stderr


@pytest.mark.parametrize("gone", ["organizations.csv", "programs.csv", "sims/2016-10.csv"])
def test_a_needed_file_that_is_not_there(gone: str, records: Path, tmp_path: Path, run_command: Command) -> None:
    (records / gone).unlink()
    done = run_command(records, tmp_path / "out")
    assert done.returncode == 3
    assert gone in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (("explain", "--year", YEAR, "--student", "9999999999"), 4, "9999999999"),
        (("explain", "--year", YEAR, "--org", "99990000", "--indicator", "5S1"), 4, "99990000"),
        (("explain", "--year", YEAR), 2, "--student"),
        (("plans", "--year", YEAR, "--org", "99990000"), 4, "99990000"),
        (("plans", "--year", "1998-99"), 4, "1998-99"),
        (("rules", "replay", "--year", YEAR), 2, "--set"),
        (("rules", "replay", "--year", YEAR, "--other", "perkins_ix"), 4, "perkins_ix"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_names_of_other_commands(
    command: tuple[str, ...], code: int, says: str, hand_made: Path, tmp_path: Path
) -> None:
    names = [word for word in command if word in ("explain", "plans", "rules", "replay")]
    options = command[len(names) :]
    whole = [sys.executable, "-m", "openperkins", *names, str(hand_made), *options]
    done = subprocess.run(whole, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
