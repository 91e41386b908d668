"""Counting what checks find while a file streams by, and telling its log at the end.

Memory stays bounded: of each kind of finding the first rows are kept in words, the rest are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

from openperkins.records.model import LISTED_PER_KIND, Severity
from openperkins.records.problems import ProblemLog, is_column_wide, shown

#: a row number past every file's end: findings that are only counted sort behind those that are listed
_PAST_THE_END = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of problem in one column. `cause` names a damage that may run through the whole column.

    `wide` is then the one sentence said for the file, with `{count}`, `{row}` and `{value}`; empty: never said.
    `once` says it however few rows there are.
    """

    id: str
    severity: Severity
    remedy: str = ""
    element: str | None = None
    cause: str = ""
    wide: str = ""
    once: bool = False


@dataclass(slots=True)
class _Seen:
    count: int = 0
    listed: list[tuple[int, str | None, str]] = field(default_factory=list)


class Tally:
    """The findings of one file. Rows of one finding must come in the order of the file.

    `told` lists, per column, the rows whose value the reader refused already: that is one cause, and is said once.
    """

    def __init__(self) -> None:
        self.told: dict[str, list[int]] = {}
        self._seen: dict[Finding, _Seen] = {}
        self._whole: list[tuple[Finding, int | None, str | None, str]] = []

    def rows(
        self,
        finding: Finding,
        bad: pl.DataFrame,
        message: Callable[[Mapping[str, Any]], str],
        value: str | None = "value",
    ) -> None:
        """Count every row of `bad` (a frame with `row`), put the first ones into words.

        `message` gets one row as a dict, its texts already shortened and escaped; `value` names the column shown.
        """
        if told := self.told.get(finding.element or ""):
            bad = bad.filter(~pl.col("row").is_in(told))
            if not bad.height:
                return
        seen = self._seen.setdefault(finding, _Seen())
        seen.count += bad.height
        room = LISTED_PER_KIND - len(seen.listed)
        for line in bad.head(max(room, 0)).iter_rows(named=True):
            words = {k: shown(v) if isinstance(v, str) else v for k, v in line.items()}
            raw = line[value] if value else None
            seen.listed.append((line["row"], None if raw is None else str(raw), message(words)))

    def whole(self, finding: Finding, message: str, row: int | None = None, value: str | None = None) -> None:
        """One problem of the whole file, or of a district's or student's records in it."""
        self._whole.append((finding, row, value, message))

    def count(self, id: str) -> int:
        """How many findings of a check there are so far."""
        rows = sum(seen.count for finding, seen in self._seen.items() if finding.id == id)
        return rows + sum(1 for finding, *_ in self._whole if finding.id == id)

    def flush(self, log: ProblemLog, rows: int) -> None:
        """Tell the log everything; `rows` is the number of records of the file."""
        listed: dict[tuple[str, Severity], list[tuple]] = {}
        unlisted: dict[tuple[str, Severity], int] = {}
        for finding, seen in self._seen.items():
            key = finding.id, finding.severity
            if finding.wide and (finding.once or (seen.count > 2 and is_column_wide(seen.count, rows))):
                row, value, _ = seen.listed[0]
                says = finding.wide.format(count=f"{seen.count:,}", row=row, value=shown(value or ""))
                listed.setdefault(key, []).append((row, finding.element, value, says, finding.remedy))
                continue
            unlisted[key] = unlisted.get(key, 0) + seen.count - len(seen.listed)
            listed.setdefault(key, []).extend(
                (row, finding.element, value, says, finding.remedy) for row, value, says in seen.listed
            )
        for finding, row, value, says in self._whole:
            key = finding.id, finding.severity
            listed.setdefault(key, []).append((row, finding.element, value, says, finding.remedy))
        for key in sorted(listed):
            _tell(log, key, listed[key], unlisted.get(key, 0))


def _tell(log: ProblemLog, key: tuple[str, Severity], found: Sequence[tuple], unlisted: int) -> None:
    id, severity = key
    for row, element, value, says, remedy in found:
        log.add(id, severity, partial(_as_said, says), remedy, row=row, element=element, value=value)
    if unlisted:
        # The first thousand of this kind are listed already, so what these rows held need not be kept.
        log.add_many(id, severity, "", "", range(_PAST_THE_END, _PAST_THE_END + unlisted))


def _as_said(sentence: str, value: str) -> str:
    """A finished sentence: braces a district wrote into a value are not slots to fill."""
    return sentence
