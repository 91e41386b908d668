"""What the reading and checking of records speaks of: files, problems, reports.

Everything here is plain data, so that the command line, the Python API and the portal print the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]
Season = Literal["october", "march", "end_of_year"]
Kind = Literal[
    "sims",
    "mcas",
    "follow_up",
    "cohort",
    "migrant",
    "plans_on_file",
    "programs",
    "organizations",
    "levels",
    "settings",
]

#: Past this many problems of one kind (one `id`) in one file the rest are counted in a summary problem.
LISTED_PER_KIND = 1000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a records folder. All kinds but `settings` (how other files are written) hold records.

    `name` is the path relative to the folder with forward slashes; `school_year` the year it ends in;
    `district` the organization code when the file is one district's submission (`sims/2016-06/<district>.csv`).
    """

    path: Path
    name: str
    kind: Kind
    school_year: int | None = None
    season: Season | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `row` counts physical lines (sheet rows, parquet row + 1) from 1, header included.

    `row`, `element` and `value` are None where they do not apply (a problem of the whole file).
    """

    id: str
    severity: Severity
    message: str
    remedy: str = ""
    row: int | None = None
    element: str | None = None
    value: str | None = None


@dataclass(slots=True)
class FileReport:
    """What checking found in one file. `errors` and `warnings` count every one, listed or not."""

    file: str
    sha256: str
    rows: int
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0


@dataclass(slots=True)
class FolderReport:
    """The findings of a whole records folder, files in order of their names."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(f.errors for f in self.files)

    @property
    def warnings(self) -> int:
        return sum(f.warnings for f in self.files)
