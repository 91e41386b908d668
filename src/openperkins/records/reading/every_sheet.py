"""Every sheet of a small workbook (.xlsx), read by a child process with limits: a form that was filled in.

Hidden sheets are read too. What a file is that is no workbook is said by the catalogue's sentences.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO

from openperkins.errors import InputError
from openperkins.records.reading.catalogue import filled
from openperkins.records.reading.limits import OUT_OF_MEMORY

#: what a form can be: bytes of the file, rows of a sheet, signs of a cell (Excel holds no more)
MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_CHARACTERS = 32_767
_KILLED_AFTER_SECONDS = 120


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet: its name, and (row, values, natures) of every row that holds something; natures as in `xlsx_cells`
    and `every_sheet_child.PERCENT`. `merged`: (first row, first column, last row, last column) of each range of merged
    cells."""

    name: str
    rows: list[tuple[int, list[str], str]]
    merged: list[tuple[int, int, int, int]]


class NotReadError(InputError):
    """What is no workbook, or none that is read. `problem` is its id in the catalogue."""

    def __init__(self, problem: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.problem = problem


def read_sheets(file: bytes) -> list[ReadSheet]:
    """All sheets of a workbook, in their order. Raises NotReadError for what is none, or none that is read."""
    if len(file) > MOST_BYTES:
        raise _refusal("F063", why=f"the file has more than {MOST_BYTES // 1_000_000} MB")
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
        given.write(file)
        given.seek(0)
        _run(given, answer)
        answer.seek(0)
        return _sheets(answer)


def _run(given: IO[bytes], answer: IO[str]) -> None:
    # -P: nothing of the folder the program happens to run in may be imported.
    command = [sys.executable, "-P", "-m", "openperkins.records.reading.every_sheet_child"]
    command += [str(MOST_ROWS), str(MOST_CHARACTERS)]
    try:
        done = subprocess.run(
            command, stdin=given, stdout=answer, stderr=subprocess.DEVNULL, timeout=_KILLED_AFTER_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal("F073", why=f"{_KILLED_AFTER_SECONDS} seconds") from error
    if done.returncode < 0 or done.returncode == OUT_OF_MEMORY:
        raise _refusal("F073", why="a minute of computing, or 1 GB of memory")
    if done.returncode:
        raise _refusal("F060", why="its reading stopped")


def _sheets(answer: IO[str]) -> list[ReadSheet]:
    sheets: list[ReadSheet] = []
    for line in answer:
        kind, *told = json.loads(line)
        if kind == "p":
            raise _refusal(told[0], **told[1])
        if kind == "s":
            sheets.append(ReadSheet(told[0], [], [tuple(one) for one in told[1]]))
        elif kind == "r":
            sheets[-1].rows.append((told[0], told[1], told[2]))
    return sheets


def _refusal(id: str, **details: str) -> NotReadError:
    _, message, remedy = filled(id, **details)
    return NotReadError(id, message, remedy)
