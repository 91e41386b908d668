"""What a file that was handed in is compared with: the certified files of a records folder, or their sealed tables.

Of the SIMS collections only what concerns the file is loaded: its students, and all students of its districts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_args

import polars as pl

from openperkins.records import layout
from openperkins.records.checks.collection import student_number
from openperkins.records.checks.elements import COUNTS, ElementChecks, Period
from openperkins.records.checks.known import Known
from openperkins.records.checks.sims import SEALED
from openperkins.records.checks.valid import date_of
from openperkins.records.model import Kind, Season, SourceFile
from openperkins.records.pipeline import examine_file
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records

_SEASONS: tuple[Season, ...] = get_args(Season)
#: what a unit of SIMS files keeps of a record, before `file`
COLUMNS = (*SEALED, "born", "row")


class SealedFile(NamedTuple):
    """One sealed table of a snapshot: its name (`october`, `end_of_year_contested`, `programs`), year and file."""

    table: str
    school_year: int
    path: Path


@dataclass(frozen=True)
class Beside:
    """What stands beside a file: a records folder, the sealed tables of the same records, or both.

    Sealed tables are read in place of the folder where they are given: they are quicker and were checked. A folder
    that is not there is empty.
    """

    folder: Path | None = None
    sealed: Sequence[SealedFile] = ()

    def files(self) -> list[SourceFile]:
        """The records files of the folder. Raises StorageError when it cannot be read."""
        if self.folder is None or not self.folder.is_dir():
            return []
        return layout.discover(self.folder).files

    def table(self, name: str) -> pl.DataFrame | None:
        """A small sealed table, None when there is none."""
        paths = [file.path for file in self.sealed if file.table == name]
        return pl.concat([pl.read_parquet(path, glob=False) for path in paths]) if paths else None


def as_beside(given: Beside | Path | str | None) -> Beside:
    """A folder, or nothing, as what stands beside."""
    return given if isinstance(given, Beside) else Beside(Path(given) if given else None)


def known_of(beside: Beside, law: Any, kind: Kind) -> Known:
    """The organizations, programs and settings to read a file of `kind` by; never those of its own kind."""
    known = Known(law)
    sealed = {name: beside.table(name) for name in ("organizations", "programs")}
    for source in beside.files():
        if source.kind in ("organizations", "programs", "settings") and sealed.get(source.kind) is None:
            examine_file(source, law=law, known=known)
    if sealed["organizations"] is not None:
        known.organizations = sealed["organizations"]
        known.parents = dict(known.organizations.select("org_code", "parent").iter_rows())
    if sealed["programs"] is not None:
        known.programs = sealed["programs"]
    if kind in ("organizations", "programs"):
        known.forget(kind)
    return known


class Concerned(NamedTuple):
    """Whom a file concerns: its students by SASID, and the districts (first four digits) it is about."""

    sasids: pl.Series
    districts: tuple[str, ...]

    def rows(self, sasid: str) -> pl.Expr:
        """The records of those students and districts; `sasid` names the column of SASIDs."""
        mine = pl.col(sasid).is_in(self.sasids.implode())
        if self.districts:
            mine = mine | pl.col("DOE015").cast(pl.String).str.slice(0, 4).is_in(self.districts)
        return mine


class Loaded(NamedTuple):
    """One collection: the records that concern the file, and how many records it has in all."""

    period: Period
    frame: pl.DataFrame
    records: int


def collections(beside: Beside, known: Known, whom: Concerned, own: str = "") -> Iterator[Loaded]:
    """The SIMS collections in the order of time; `own` is the place (without ending) of the file itself.

    Columns of a frame: `COLUMNS`, `file`, `student`; values as a unit of SIMS files keeps them.
    """
    if any(file.table.removesuffix("_contested") in _SEASONS for file in beside.sealed):
        found = _sealed(beside, known, whom)
    else:
        found = _sent(beside, known, whom)
    for loaded in found:
        mine = pl.col("file").cast(pl.String).str.replace(r"\.[a-z]+$", "") == own
        yield loaded._replace(frame=loaded.frame.filter(~mine).with_columns(student_number("sasid")))


def _sealed(beside: Beside, known: Known, whom: Concerned) -> Iterator[Loaded]:
    periods: dict[Period, list[Path]] = {}
    for file in beside.sealed:
        season = file.table.removesuffix("_contested")
        if season in _SEASONS:
            periods.setdefault(Period(file.school_year, season), []).append(file.path)
    for period in sorted(periods, key=lambda p: p.report_date):
        tables = [pl.scan_parquet(path, glob=False) for path in sorted(periods[period])]
        records = sum(table.select(pl.len()).collect().item() for table in tables)
        lots = [table.filter(whom.rows("sasid")).collect() for table in tables]
        # The text was checked when it was sealed; it is typed again as a file of that collection would be.
        texts = pl.concat(lots).with_columns(pl.col(SEALED).cast(pl.String))
        yield Loaded(period, _typed(texts, known, period), records)


def _typed(texts: pl.DataFrame, known: Known, period: Period) -> pl.DataFrame:
    chunk = texts.rename({"sasid": "DOE002"}).with_columns(born=date_of("DOE006"))
    compact = ElementChecks(known.codebook, period).compact(chunk)
    return _kept(compact, texts["file"].cast(pl.Categorical))


def _kept(compact: pl.DataFrame, file: pl.Series) -> pl.DataFrame:
    kept = compact.drop(*COUNTS.values()).rename({"DOE002": "sasid"}).select(COLUMNS)
    return kept.with_columns(file.alias("file"))


def _sent(beside: Beside, known: Known, whom: Concerned) -> Iterator[Loaded]:
    periods: dict[Period, list[SourceFile]] = {}
    for source in beside.files():
        if source.kind == "sims":
            periods.setdefault(Period(source.school_year, source.season), []).append(source)
    for period in sorted(periods, key=lambda p: p.report_date):
        checks = ElementChecks(known.codebook, period)
        frames, records = [], 0
        for source in periods[period]:
            # Certified files were checked when they came; what is wrong with them is no problem of this file.
            sent = open_records(source, ProblemLog(source.name))
            for chunk in sent.chunks():
                compact = checks.compact(chunk.filter(whom.rows("DOE002")))
                frames.append(_kept(compact, _named(source.name, compact.height)))
            records += sent.rows
        if frames:
            yield Loaded(period, pl.concat(frames), records)


def _named(name: str, rows: int) -> pl.Series:
    return pl.repeat(name, rows, dtype=pl.String, eager=True).cast(pl.Categorical)


def sizes(files: Sequence[SourceFile], like: int) -> list[SourceFile]:
    """The files of exactly that many bytes: only they can hold the same."""
    return [source for source in files if source.path.stat().st_size == like]
