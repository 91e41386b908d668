"""The store is a cache of what was sent: whatever is lost or damaged in it is made anew, or said plainly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import openperkins
from openperkins.errors import StorageError
from openperkins.records import pipeline

from .conftest import Command, command_line, contents

YEAR = "2016-17"


@pytest.fixture
def sealed(hand_made: Path, tmp_path: Path) -> dict[str, bytes]:
    """A store that holds the hand-made records, and what a run of them writes."""
    openperkins.run(hand_made, YEAR, out=tmp_path / "first", store=tmp_path / "store")
    return contents(tmp_path / "first")


def never(*_arguments: object, **_options: object) -> None:
    raise AssertionError("the records were read again")


def test_a_second_run_reads_no_records(
    sealed: dict[str, bytes], hand_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "examine", never)
    openperkins.run(hand_made, YEAR, out=tmp_path / "out", store=tmp_path / "store")
    assert contents(tmp_path / "out") == sealed


def test_a_changed_file_is_read_again(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openperkins.run(records, YEAR, store=tmp_path / "store")
    path = records / "followup" / "2017.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",postsecondary,", ",not_placed,", 1), encoding="utf-8")
    changed = openperkins.run(records, YEAR, store=tmp_path / "store")
    assert changed.results.equals(openperkins.run(records, YEAR, store=tmp_path / "other").results)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(pipeline, "examine", never)
    openperkins.run(records, YEAR, store=tmp_path / "store")


def test_a_folder_that_moved_is_not_read_again(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openperkins.run(records, YEAR, store=tmp_path / "store")
    moved = records.rename(tmp_path / "moved")
    monkeypatch.setattr(pipeline, "examine", never)
    openperkins.run(moved, YEAR, store=tmp_path / "store")


def objects_of(store: Path) -> list[Path]:
    return sorted((store / "objects").rglob("*.parquet"))


def deleted(store: Path) -> None:
    for path in objects_of(store)[::2]:
        path.unlink()


def truncated(store: Path) -> None:
    for path in objects_of(store):
        os.truncate(path, path.stat().st_size // 2)


def emptied(store: Path) -> None:
    for path in objects_of(store):
        path.write_bytes(b"")


def one_byte_flipped(store: Path) -> None:
    for path in objects_of(store):
        held = bytearray(path.read_bytes())
        held[len(held) // 2] ^= 0xFF
        path.write_bytes(held)


def manifest_truncated(store: Path) -> None:
    for path in (store / "snapshots").iterdir():
        os.truncate(path, 100)


def manifest_of_nothing(store: Path) -> None:
    for path in (store / "snapshots").iterdir():
        path.write_text("{}")


def manifest_of_another_kind(store: Path) -> None:
    for path in (store / "snapshots").iterdir():
        path.write_text("[1, 2]")


def hashes_truncated(store: Path) -> None:
    os.truncate(store / "hashes.json", 50)


def hashes_of_another_kind(store: Path) -> None:
    (store / "hashes.json").write_text("[]")


def queries_damaged(store: Path) -> None:
    for path in (store / "sql").iterdir():
        path.write_text("SELECT nonsense", encoding="utf-8")


def queries_of_no_text(store: Path) -> None:
    for path in (store / "sql").iterdir():
        path.write_bytes(b"\xff\xfe\x00")


def folders_gone(store: Path) -> None:
    for name in ("objects", "sql", "tmp"):
        shutil.rmtree(store / name)


DAMAGES = [
    *(deleted, truncated, emptied, one_byte_flipped),
    *(manifest_truncated, manifest_of_nothing, manifest_of_another_kind),
    *(hashes_truncated, hashes_of_another_kind, queries_damaged, queries_of_no_text, folders_gone),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_repaired(
    damage: Callable[[Path], None], sealed: dict[str, bytes], hand_made: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    damage(store)
    openperkins.run(hand_made, YEAR, out=tmp_path / "out", store=store)
    assert contents(tmp_path / "out") == sealed


def test_a_store_that_is_a_file(hand_made: Path, tmp_path: Path, run_command: Command) -> None:
    (tmp_path / "store").write_text("not a folder")
    done = run_command(hand_made, tmp_path / "out")
    assert done.returncode == 5
    assert "store" in done.stderr and "Traceback" not in done.stderr
    with pytest.raises(StorageError):
        openperkins.run(hand_made, YEAR, store=tmp_path / "store")


def test_two_runs_at_the_same_time(hand_made: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    both = [
        subprocess.Popen(command_line(hand_made, tmp_path / name, store), stderr=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    errors = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_nothing_of_a_run_stays_in_the_workspace(sealed: dict[str, bytes], tmp_path: Path) -> None:
    assert sealed
    assert list((tmp_path / "store" / "tmp").iterdir()) == []


def test_two_folders_share_a_store(records: Path, hand_made: Path, sealed: dict[str, bytes], tmp_path: Path) -> None:
    (records / "cohort" / "2017.csv").unlink()
    other = openperkins.run(records, YEAR, store=tmp_path / "store")
    openperkins.run(hand_made, YEAR, out=tmp_path / "again", store=tmp_path / "store")
    assert contents(tmp_path / "again") == sealed
    assert other.results.write_csv().encode() != sealed["results.csv"]
