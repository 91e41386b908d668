"""Comparing one file with what stands beside it: the same checks across files and years as in a whole folder.

The findings that a folder tells at the later of two files are told at the file that was handed in; what is wrong with
the certified ones is not told at all.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from openperkins.records.checks import collection
from openperkins.records.checks.across import History
from openperkins.records.checks.elements import Period
from openperkins.records.checks.known import Known
from openperkins.records.checks.tally import Tally
from openperkins.records.checks.units import Unit
from openperkins.records.model import SourceFile
from openperkins.records.submitted.beside import Beside, Concerned, Loaded, collections, sizes
from openperkins.records.submitted.own import members, refuse_others

#: of which a history says in which collection a student was seen
_STUDENT_FILES = ("follow_up", "cohort", "migrant", "mcas")


class _Untold(Tally):
    """The findings of certified files: nobody is told."""

    def rows(self, *_: Any, **__: Any) -> None:
        """Nothing."""

    def whole(self, *_: Any, **__: Any) -> None:
        """Nothing."""


def _untold() -> Mapping[str, Tally]:
    return defaultdict(_Untold)


@dataclass(frozen=True)
class Comparison:
    """What `pipeline.examine_file` takes as `beside`."""

    beside: Beside
    known: Known
    own: str

    def __call__(self, unit: Unit, source: SourceFile, history: History, tally: Tally) -> Mapping[str, Tally]:
        """Load what concerns the file into its unit and the history; refuse rows of other districts."""
        _remember_bytes(self.beside, source, history)
        if source.kind == "sims":
            return self._with_collections(unit, source, history)
        if source.kind in _STUDENT_FILES:
            self._with_students(unit, source, history, tally)
        return {}

    def _with_collections(self, unit: Any, source: SourceFile, history: History) -> Mapping[str, Tally]:
        """SIMS: earlier collections go to the history, the other files of the same one join the unit."""
        if not unit.frames:
            return {}
        own = pl.concat([frame.select("sasid", "DOE015") for frame in unit.frames])
        whom = Concerned(own["sasid"].drop_nulls().unique(), _districts(own, source.district))
        period, others = Period(source.school_year or 0, source.season or "october"), []
        for loaded in collections(self.beside, self.known, whom, self.own):
            if loaded.period.report_date < period.report_date:
                _learn(history, loaded)
                if loaded.period == period.before:
                    history.counts[loaded.period, source.district or ""] = _size(loaded, source.district)
            elif loaded.period == period and loaded.frame.height:
                others.append(loaded.frame.drop("student"))
        first = unit.frames[0]
        unit.frames[:0] = [_shaped(frame, first) for frame in others]
        unit.beside = tuple(sorted({name for frame in others for name in frame["file"].cast(pl.String).unique()}))
        return {name: _Untold() for name in unit.beside}

    def _with_students(self, unit: Any, source: SourceFile, history: History, tally: Tally) -> None:
        """Files about students: what SIMS knows of them, and whose they are."""
        if not unit.frames:
            return
        rows = pl.concat([frame.select(_told(frame)) for frame in unit.frames])
        whom = Concerned(rows["sasid"].drop_nulls().unique(), ())
        seen, anyone = [], None
        for loaded in collections(self.beside, self.known, whom):
            anyone = anyone or loaded
            _learn(history, loaded)
            seen.append(_placed(loaded))
        if anyone is not None and history.latest is not None and not history.latest.height:
            history.latest = _somebody(history.latest)
        if source.district:
            own = members(self.known, source.district)
            refuse_others(rows, seen, source, own, tally)


def _told(frame: pl.DataFrame) -> list[str]:
    return [c for c in ("sasid", "org_code", "row") if c in frame.columns]


def _districts(own: pl.DataFrame, district: str | None) -> tuple[str, ...]:
    if district:
        return (district[:4],)
    return tuple(sorted(own["DOE015"].drop_nulls().cast(pl.String).str.slice(0, 4).unique()))


def _size(loaded: Loaded, district: str | None) -> int:
    """How many records the sender had in that collection."""
    if not district:
        return loaded.records
    return loaded.frame.filter(pl.col("DOE015").cast(pl.String).str.starts_with(district[:4])).height


def _learn(history: History, loaded: Loaded) -> None:
    order = collection.by_student(loaded.frame)
    history.compare(loaded.frame.with_columns(collection.contested(loaded.frame, order)), loaded.period, _untold())


def _placed(loaded: Loaded) -> pl.DataFrame:
    """Which districts (four digits) reported which student in a collection."""
    return loaded.frame.select(
        "sasid",
        pl.col("DOE015").cast(pl.String).str.slice(0, 4).alias("district"),
        pl.lit(loaded.period.school_year, pl.Int32).alias("year"),
        pl.lit(loaded.period.season, pl.String).alias("season"),
    )


def _somebody(latest: pl.DataFrame) -> pl.DataFrame:
    """A history with one student that is nobody: SIMS was read, and knows none of the file's students."""
    return pl.DataFrame({c: [-1] if c == "student" else [None] for c in latest.columns}, schema=latest.schema)


def _shaped(frame: pl.DataFrame, like: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(c).cast(dtype) for c, dtype in like.schema.items())


def _remember_bytes(beside: Beside, source: SourceFile, history: History) -> None:
    """The sums of files that could be, byte for byte, this one (X07)."""
    for other in sizes(beside.files(), source.path.stat().st_size):
        if other.kind == source.kind and other.name != source.name:
            with other.path.open("rb") as file:
                history.hashes.setdefault((other.kind, hashlib.file_digest(file, "sha256").hexdigest()), other)
