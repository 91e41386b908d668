"""Folders that appear whole or not at all."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from pathlib import Path
from uuid import uuid4

from openperkins.errors import StorageError

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def publish(prepared: Path, out: Path, *, marker: str) -> None:
    """Put a finished folder at `out`. An earlier run's output (its `marker` is a run's) is replaced in one step.

    Raises StorageError when `out` is anything else, and leaves it as it was.
    """
    try:
        out = out.absolute()
        out.parent.mkdir(parents=True, exist_ok=True)
        refuse_foreign(out, marker=marker)
        ready = _beside(prepared, out)
        try:
            _put(ready, out)
        finally:
            shutil.rmtree(ready, ignore_errors=True)
    except OSError as error:
        raise StorageError(
            f"{out} cannot be written ({error.strerror or error}).",
            "Check the folder, its rights and the free space.",
        ) from error


def refuse_foreign(out: Path, *, marker: str) -> None:
    """Raise StorageError when `out` exists and is not an earlier run's output (or an empty folder)."""
    if not out.exists() and not out.is_symlink():
        return
    if out.is_dir() and not out.is_symlink() and (_is_of_a_run(out / marker) or not any(out.iterdir())):
        return
    raise StorageError(f"{out} exists and is not the output of an earlier run.", "Name another folder with --out.")


def _is_of_a_run(marker: Path) -> bool:
    """Whether a file is the JSON that a run writes, not just one of the same name."""
    try:
        stated = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(stated, dict) and {"ruleset", "inputs"} <= stated.keys()


def _beside(prepared: Path, out: Path) -> Path:
    """The finished folder on the same file system as `out`, so that one rename can publish it."""
    beside = out.parent / f".{out.name}.{uuid4().hex}"
    try:
        prepared.rename(beside)
    except OSError:  # another file system: copy first, then rename
        shutil.copytree(prepared, beside)
    return beside


def _put(ready: Path, out: Path) -> None:
    if not out.exists():
        ready.rename(out)
    elif not _exchanged(ready, out):
        aside = out.parent / f".{out.name}.{uuid4().hex}"
        out.rename(aside)
        ready.rename(out)
        shutil.rmtree(aside)


def _exchanged(first: Path, second: Path) -> bool:
    """Swap two folders in one step where the system can (Linux renameat2)."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0
