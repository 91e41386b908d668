"""A process of its own for each run, as a person starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


def command_line(folder: Path, out: Path, store: Path, *more: str, year: str = "2016-17") -> list[str]:
    """The command of a run, as a list for subprocess."""
    command = [sys.executable, "-m", "openperkins", "run", str(folder), "--year", year]
    return [*command, "--out", str(out), "--store", str(store), *more]


@pytest.fixture
def run_command(tmp_path: Path) -> Command:
    """`run_command(folder, out, *options)` runs the command with a store of its own."""

    def run(folder: Path, out: Path, *more: str, **options: Any) -> subprocess.CompletedProcess[str]:
        command = command_line(folder, out, tmp_path / "store", *more, **options)
        return subprocess.run(command, capture_output=True, text=True)

    return run


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
