"""What goes between a process and the limited child it started: plain JSON, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openperkins import errors
from openperkins.records.model import FileReport, Problem

#: what a child may tell of: errors a user can act on
_ERRORS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.OpenPerkinsError)
}


def report_data(report: FileReport) -> dict[str, Any]:
    """A report as plain dicts and lists; `report_of` makes the same report of it."""
    return asdict(report)


def report_of(data: Mapping[str, Any]) -> FileReport:
    """The report that `report_data` gave. Raises KeyError or TypeError for anything else."""
    return FileReport(**{**data, "problems": [Problem(**problem) for problem in data["problems"]]})


def law_data(law: Any) -> dict[str, Any]:
    """How to load the same ruleset again."""
    return {"name": law.name, "changes": dict(law.changes), "folder": str(law.folder.parent)}


def law_of(data: Mapping[str, Any]) -> Any:
    """The ruleset that `law_data` tells of."""
    from openperkins.law import load_ruleset
    from openperkins.law.loader import BUILT_IN

    folder = Path(data["folder"])
    return load_ruleset(data["name"], data["changes"], folder=None if folder == BUILT_IN else folder)


def beside_data(beside: Any) -> dict[str, Any]:
    """A `Beside` as plain values."""
    folder = None if beside.folder is None else str(Path(beside.folder).absolute())
    return {"folder": folder, "sealed": [[f.table, f.school_year, str(f.path)] for f in beside.sealed]}


def beside_of(data: Mapping[str, Any]) -> Any:
    """The `Beside` that `beside_data` tells of."""
    from openperkins.records.submitted.beside import Beside, SealedFile

    sealed = [SealedFile(table, year, Path(path)) for table, year, path in data["sealed"]]
    return Beside(Path(data["folder"]) if data["folder"] else None, sealed)


def error_data(error: errors.OpenPerkinsError) -> dict[str, str]:
    """An error as plain values."""
    return {"kind": type(error).__name__, "message": error.message, "remedy": error.remedy}


def error_of(data: Mapping[str, str]) -> errors.OpenPerkinsError:
    """The error that `error_data` tells of."""
    return _ERRORS.get(data["kind"], errors.InputError)(data["message"], data["remedy"])
