"""Where a file that was handed in belongs in a records folder, by what was said of it and never by guessing.

Source: formats.md "In: a records folder".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import get_args

from openperkins.errors import UsageError, nearest
from openperkins.records.layout import EXTENSIONS, FIRST_YEAR, LAST_YEAR, SEASONS, SETTINGS, TOP_FILES, YEARLY
from openperkins.records.model import Kind, Season, SourceFile

#: what a district may hand in: the State keeps the other tables
OF_A_DISTRICT: tuple[Kind, ...] = ("sims", "follow_up", "cohort", "migrant", "mcas")
_FOLDER_OF: dict[Kind, str] = {kind: folder for folder, kind in YEARLY.items()}
_MONTH_OF: dict[Season, str] = {season: month for month, season in SEASONS.items()}
_DISTRICT = re.compile(r"(?!0000)\d{4}0000")


@dataclass(frozen=True, slots=True)
class Handed:
    """What was said of a file when it was handed in.

    `school_year` is the year it ends in (None for tables that have none), `season` that of a SIMS collection,
    `district` the sender's organization code, None for the State.
    """

    kind: Kind
    school_year: int | None = None
    season: Season | None = None
    district: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise UsageError(f"{self.kind!r} is not a kind of file.", nearest(self.kind, get_args(Kind)))
        if self.kind == "sims" and self.season not in _MONTH_OF:
            raise UsageError(f"{self.season!r} is not a collection.", f"Known: {', '.join(_MONTH_OF)}.")
        if (self.kind == "sims" or self.kind in _FOLDER_OF) and not self._has_year():
            raise UsageError(f"{self.school_year!r} is not a school year.", "Give the year it ends in, such as 2016.")
        if self.district is not None and not _DISTRICT.fullmatch(self.district):
            raise UsageError(f"{self.district!r} is not a district.", "Give its 8 digits, such as 02010000.")
        if self.district is not None and self.kind not in OF_A_DISTRICT:
            raise UsageError(f"A district does not hand in {self.kind}.", f"It hands in: {', '.join(OF_A_DISTRICT)}.")

    def _has_year(self) -> bool:
        return self.school_year is not None and FIRST_YEAR <= self.school_year <= LAST_YEAR

    @property
    def collection(self) -> str:
        """`2016-06` for SIMS (the calendar year of the collection), the school year for the rest, or nothing."""
        if self.kind == "sims":
            year = (self.school_year or 0) - (self.season == "october")
            return f"{year}-{_MONTH_OF[self.season or 'october']}"
        return "" if self.school_year is None else str(self.school_year)

    def stem(self) -> str:
        """The file's place in a records folder without its ending: `sims/2016-06/02010000`, `organizations`."""
        if self.kind == "settings":
            return PurePath(SETTINGS).stem
        if self.kind in TOP_FILES:
            return self.kind
        if self.kind == "mcas":
            return "mcas/" + ("-".join(p for p in (self.collection, self.district) if p) or "results")
        folder = _FOLDER_OF.get(self.kind, self.kind)
        return "/".join(part for part in (folder, self.collection, self.district) if part)

    def source(self, path: Path, suffix: str) -> SourceFile:
        """The file as the pipeline takes it, under the name of its place."""
        return SourceFile(path, self.stem() + suffix, self.kind, self.school_year, self.season, self.district)


def suffix_of(file_name: str) -> str:
    """The ending of a file name in lower case, `.csv`; empty when there is none."""
    return PurePath(file_name.strip()).suffix.lower()


def is_read(suffix: str, kind: Kind) -> bool:
    """Whether files of that ending are read."""
    return suffix == PurePath(SETTINGS).suffix if kind == "settings" else suffix in EXTENSIONS
