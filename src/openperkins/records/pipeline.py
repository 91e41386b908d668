"""From a records folder to its report: find the files, read and check each, hand over what has no error.

Files stream by in chunks; of a SIMS collection a compact form is kept until its files have been checked together. Units
without an error in any of their files go to `seal`, in the order in which they were finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.errors import InputError
from openperkins.records import layout
from openperkins.records.checks import units
from openperkins.records.checks.across import History
from openperkins.records.checks.known import Known
from openperkins.records.checks.tally import Tally
from openperkins.records.model import FileReport, FolderReport, Kind, Problem, SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records
from openperkins.records.reading.catalogue import found as tell
from openperkins.records.reading.layouts import RecordLayout
from openperkins.records.settings import read_settings

Seal = Callable[[str, tuple, pl.DataFrame], None]
Progress = Callable[[str], None]
#: Given a unit, its one file and that file's tally when the file was read: what it is compared with joins the unit and
#: the history. Answers with the tallies of the files that joined.
Beside = Callable[[units.Unit, SourceFile, History, Tally], Mapping[str, Tally]]

#: what others are compared with comes first: organizations and programs before SIMS, SIMS before its students' files
_ORDER: tuple[Kind, ...] = (
    "organizations",
    "programs",
    "levels",
    "plans_on_file",
    "sims",
    "cohort",
    "follow_up",
    "migrant",
    "mcas",
)


@dataclass
class _Session:
    """One examination: what is known so far, where units go and the reports made."""

    known: Known
    seal: Seal | None
    progress: Progress
    history: History = field(default_factory=History)
    reports: dict[str, FileReport] = field(default_factory=dict)


@dataclass
class _Sent:
    """One file while its unit is being examined."""

    source: SourceFile
    log: ProblemLog
    tally: Tally
    layout: RecordLayout
    rows: int = 0
    sha256: str = ""

    def chunks(self, progress: Progress) -> Iterator[pl.DataFrame]:
        """Read the file once, chunk by chunk; afterwards `rows` and `sha256` are those of the whole file."""
        progress(self.source.name)
        records = open_records(self.source, self.log, self.layout)
        self.tally.told = records.refused
        yield from records.chunks()
        self.rows, self.sha256 = records.rows, records.sha256

    def report(self) -> FileReport:
        """Tell the log what the checks found and make the file's report."""
        self.tally.flush(self.log, self.rows)
        return self.log.report(self.sha256, self.rows)


def examine(
    folder: Path,
    *,
    law: Any,
    seal: Seal | None = None,
    progress: Progress | None = None,
    only: set[str] | None = None,
) -> FolderReport:
    """Examine a whole records folder; one report per file, in order of their names.

    `seal(kind, key, frame)` gets every unit that has no error: `key` is (school year it ends in, season) for SIMS,
    (school year,) for follow-up, cohort and migrant files, () for the rest. Columns and order are those of the sealed
    tables; codes with a closed list come as Enum, all other text as String. `only` names the files (as in the
    report) or kinds to examine. `law` is a loaded ruleset. Raises StorageError when the folder or a file cannot be
    opened, InputError when there is no records file in it at all. What a file holds never raises.
    """
    found = layout.discover(Path(folder))
    refused = {name for name, problems in found.problems.items() if any(p.severity == "error" for p in problems)}
    if not refused and all(source.kind == "settings" for source in found.files):
        raise InputError(
            "There is no records file in this folder.",
            "A records folder has sims/2016-10.csv, mcas/2016.csv, organizations.csv and so on.",
        )
    wanted = [s for s in found.files if only is None or s.name in only or s.kind in only]
    session = _Session(Known(law), seal, progress or (lambda name: None))
    session.history.incomplete = any(name.startswith("sims/") for name in refused)
    _examine_settings(session, found.files, wanted)
    for kind, key, files in _units(wanted):
        _examine_unit(session, kind, key, files)
    for name, problems in found.problems.items():
        _add_names_problems(session.reports, name, problems)
    return FolderReport([session.reports[name] for name in sorted(session.reports)])


def examine_file(
    source: SourceFile,
    *,
    law: Any,
    known: Known | None = None,
    seal: Seal | None = None,
    beside: Beside | None = None,
) -> FileReport:
    """Examine one upload by itself: everything but the comparison with other files and years.

    `known` may carry the organizations and programs to compare codes with, and the settings it was written by;
    `beside` brings the files and years to compare with. Raises StorageError when the file cannot be opened.
    """
    session = _Session(known or Known(law), seal, lambda name: None)
    _examine_settings(session, [source], [source])
    for kind, key, files in _units([source]):
        _examine_unit(session, kind, key, files, beside)
    return session.reports[source.name]


def _units(files: list[SourceFile]) -> list[tuple[Kind, tuple, list[SourceFile]]]:
    """Files grouped into units, in the order in which they are examined; SIMS in the order of time."""
    groups: dict[tuple[Kind, tuple], list[SourceFile]] = {}
    for source in files:
        if source.kind == "settings":
            continue
        groups.setdefault((source.kind, units.key_of(source)), []).append(source)
    ordered = sorted(groups, key=lambda group: (_ORDER.index(group[0]), units.time_of(*group)))
    return [(kind, key, sorted(groups[kind, key], key=lambda s: s.name)) for kind, key in ordered]


def _examine_settings(session: _Session, files: list[SourceFile], wanted: list[SourceFile]) -> None:
    """Settings come before the files they speak of. With an error in them those files are not read at all:

    every row would be called wrong for one cause.
    """
    source = next((s for s in files if s.kind == "settings"), None)
    spoken_of = [s for s in wanted if s.kind == "follow_up"]
    if source is None or not (source in wanted or spoken_of):
        return
    session.progress(source.name)
    log = ProblemLog(source.name)
    session.known.settings, sha256 = read_settings(source, log, session.known.list_of("status"))
    session.reports[source.name] = report = log.report(sha256, 0)
    if report.errors:
        for unread in spoken_of:
            wanted.remove(unread)
            session.reports[unread.name] = _not_read(session, unread)


def _not_read(session: _Session, source: SourceFile) -> FileReport:
    session.progress(source.name)
    log = ProblemLog(source.name)
    tell(log, "F097")
    return log.report(open_records(source, log).sha256, 0)


def _examine_unit(
    session: _Session, kind: Kind, key: tuple, files: list[SourceFile], beside: Beside | None = None
) -> None:
    columns = session.known.settings.layout(kind)
    sent = [_Sent(source, ProblemLog(source.name), Tally(), columns) for source in files]
    unit = units.unit_of(kind, key, session.known, session.history)
    for file in sent:
        chunks = file.chunks(session.progress)
        unit.add(file.source, chunks, file.tally)
    others = beside(unit, sent[0].source, session.history, sent[0].tally) if beside else {}
    for file in sent:
        session.history.same_bytes(file.source, file.sha256, file.rows, file.tally)
        unit.file_read(file.source, file.rows, file.tally)
    # Before the checks are told, the log has what could not be read.
    unread = any(file.log.errors for file in sent)
    session.history.incomplete |= kind == "sims" and unread
    unit.together({**others, **{file.source.name: file.tally for file in sent}})
    if unread:
        session.known.forget(kind)
    reports = [file.report() for file in sent]
    session.reports.update({report.file: report for report in reports})
    if session.seal and not any(report.errors for report in reports):
        session.seal(kind, key, unit.sealed())


def _add_names_problems(reports: dict[str, FileReport], name: str, problems: list[Problem]) -> None:
    """Problems of a name (found by the layout) join the file's report, or make one where the file was not read."""
    report = reports.setdefault(name, FileReport(name, "", 0))
    report.problems = sorted(
        [*report.problems, *problems], key=lambda p: (p.row or 0, p.element or "", p.id, p.message)
    )
    report.errors += sum(p.severity == "error" for p in problems)
    report.warnings += sum(p.severity == "warning" for p in problems)
