"""Checking and annotating behind limits: a hostile file can end its own child process, and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openperkins.errors import StorageError
from openperkins.records.model import FileReport, Kind, Problem, Season
from openperkins.records.reading.limits import OUT_OF_MEMORY
from openperkins.records.submitted import wire
from openperkins.records.submitted.beside import Beside, as_beside
from openperkins.records.submitted.place import Handed, suffix_of

UNREAD = "T04"
#: what the child is given of this process's environment: nothing that could be a secret
_PASSED_ON = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
#: fewer threads reserve less address space, which is what the memory limit counts
_FEW_THREADS = {"POLARS_MAX_THREADS": "2", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: `memory` bytes of address space more than it starts with, seconds of computing, and
    seconds by the clock. The defaults let a statewide file of a million records through.
    """

    memory: int = 6 << 30
    cpu_seconds: int = 240
    wall_seconds: int = 180


class _Stopped(Exception):
    """The child gave no answer; the text says why."""


def check_in_child(
    path: str | Path,
    *,
    kind: Kind,
    school_year: int | None = None,
    season: Season | None = None,
    district: str | None = None,
    file_name: str,
    beside: Beside | Path | str | None = None,
    law: Any,
    limits: Limits | None = None,
) -> FileReport:
    """What `check_submission` says, found by a child process with limits.

    A child that is killed, crashes or runs out of its limits makes one error (T04) of the whole file. Raises what
    `check_submission` raises.
    """
    handed = Handed(kind, school_year, season, district)
    said = {"kind": kind, "school_year": school_year, "season": season, "district": district, "file_name": file_name}
    asked = {
        **said,
        "path": str(Path(path).absolute()),
        "law": wire.law_data(law),
        "beside": wire.beside_data(as_beside(beside)),
    }
    try:
        return wire.report_of(_answer("check", asked, limits or Limits())["report"])
    except _Stopped as stopped:
        return _unread(Path(path), handed.stem() + suffix_of(file_name), str(stopped))


def annotate_in_child(
    path: str | Path,
    report: FileReport,
    out_xlsx: str | Path,
    *,
    kind: Kind,
    source_suffix: str,
    law: Any,
    settings: Any = None,
    limits: Limits | None = None,
) -> None:
    """What `write_annotated` writes, by a child process with limits; one that is stopped leaves the problems only.

    Raises StorageError when the file cannot be read or `out_xlsx` not be written.
    """
    from openperkins.records.submitted.annotated import write_annotated

    asked = {
        "path": str(Path(path).absolute()),
        "report": wire.report_data(report),
        "out_xlsx": str(Path(out_xlsx).absolute()),
        "kind": kind,
        "source_suffix": source_suffix,
        "law": wire.law_data(law),
        "columns": dict(settings.columns) if settings else {},
    }
    try:
        _answer("annotate", asked, limits or Limits())
    except _Stopped:
        write_annotated(None, report, Path(out_xlsx), kind=kind, source_suffix=source_suffix, law=law)


def _unread(path: Path, name: str, why: str) -> FileReport:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(f"{name} cannot be read: {error.strerror}.") from error
    message = f"This file could not be read within the limits: {why} (limit)."
    remedy = "Check that this is the right file; export it again as CSV UTF-8, or send it in parts."
    return FileReport(name, sha256, 0, [Problem(UNREAD, "error", message, remedy)], errors=1)


def _answer(do: str, asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What the child answers. Raises _Stopped when it does not, and the error it tells of."""
    bounds = {"memory": limits.memory, "cpu_seconds": limits.cpu_seconds}
    request = json.dumps({"limits": bounds, "do": do, "with": asked})
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        ended = _run(request, out, limits.wall_seconds)
        out.seek(0)
        try:
            answer = json.load(out) if ended == 0 else None
        except ValueError:
            answer = None
    if answer is None:
        raise _Stopped(_why(ended, limits))
    if "error" in answer:
        raise wire.error_of(answer["error"])
    return answer


def _run(request: str, out: IO[str], wall_seconds: int) -> int | None:
    """How the child ended; None when it was still at work after its time and was ended."""
    # -P: nothing of the folder the program happens to run in may be imported.
    command = [sys.executable, "-P", "-m", "openperkins.records.submitted.child"]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=subprocess.DEVNULL,  # a trace may hold what the file holds
        text=True,
        env={**environment, **_FEW_THREADS},
        start_new_session=True,
    )
    try:
        child.communicate(request, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        _end(child)
        return None
    except BaseException:
        _end(child)
        raise
    if child.returncode:  # the process that reads a workbook for it may still be there
        _end(child)
    return child.returncode


def _end(child: subprocess.Popen[str]) -> None:
    """End the child and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()


def _why(ended: int | None, limits: Limits) -> str:
    if ended is None:
        return f"it took longer than {limits.wall_seconds} seconds"
    if ended == OUT_OF_MEMORY:
        return f"it needed more than {limits.memory / (1 << 30):.1f} GB of memory"
    if ended < 0:
        return f"it needed more than {limits.cpu_seconds} seconds or {limits.memory / (1 << 30):.1f} GB of memory"
    return "its reading stopped"
