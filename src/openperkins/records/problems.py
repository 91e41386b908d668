"""Collecting what is wrong with one file: listed up to a limit, counted in full, in one fixed order.

Grain: one `ProblemLog` per file. Severity counts include problems that are not listed (formats.md, `check`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openperkins.records.model import LISTED_PER_KIND, FileReport, Problem, Severity

#: What a template may name; anything else in braces is left alone.
_SLOT = re.compile(r"\{(value|row|element)\}")
#: A value is shown up to this many characters.
SHOWN_CHARACTERS = 60
#: From this many rows on, damage on nine rows in ten counts as damage of the whole column.
WIDE_FROM_ROWS = 20

Message = str | Callable[[str], str]


def shown(value: str, limit: int = SHOWN_CHARACTERS) -> str:
    """`value` as it may be printed: invisible characters escaped (`\\u200b`), cut to `limit` characters."""
    if len(value) <= limit and value.isascii() and value.isprintable():
        return value
    head = value[: limit + 1]
    out = "".join(c if _printable(c) else _escaped(c) for c in head[:limit])
    return out + "…" if len(head) > limit else out


def _printable(character: str) -> bool:
    return character == " " or (character.isprintable() and unicodedata.category(character)[0] not in "CZ")


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" if point < 65536 else f"\\U{point:08x}"


def is_column_wide(affected: int, total: int) -> bool:
    """Whether damage on `affected` of `total` rows is one cause: all of two or more, or over 90% of 20 or more."""
    if affected < 2:
        return False
    return affected == total or (total >= WIDE_FROM_ROWS and affected * 10 > total * 9)


@dataclass(slots=True)
class _Finding:
    row: int | None
    element: str | None
    value: str | None
    message: Message
    remedy: str

    @property
    def order(self) -> tuple[int, str]:
        return (self.row or 0, self.element or "")

    def problem(self, id: str, severity: Severity) -> Problem:
        value = None if self.value is None else shown(self.value)
        text = self.message(value or "") if callable(self.message) else self._fill(self.message, value)
        return Problem(id, severity, text, self._fill(self.remedy, value), self.row, self.element, value)

    def _fill(self, template: str, value: str | None) -> str:
        if "{" not in template:
            return template
        slots = {"value": value or "", "row": f"{self.row or 0}", "element": self.element or ""}
        return _SLOT.sub(lambda m: slots[m[1]], template)


@dataclass(slots=True)
class _Kind:
    """All findings of one id and severity: `total` of them, the first in row order kept."""

    total: int = 0
    kept: list[_Finding] = field(default_factory=list)

    def trim(self) -> None:
        self.kept.sort(key=lambda f: f.order)
        del self.kept[LISTED_PER_KIND:]


class ProblemLog:
    """The problems of the file `file`, added in any order and reported sorted.

    Of one kind (one `id`) the first `LISTED_PER_KIND` by row are listed; the others are counted in one summary problem.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._kinds: dict[tuple[str, Severity], _Kind] = {}

    @property
    def errors(self) -> int:
        """Every error added so far, listed or not."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """Every warning added so far, listed or not."""
        return self._count("warning")

    def _count(self, severity: Severity) -> int:
        return sum(kind.total for (_, s), kind in self._kinds.items() if s == severity)

    def add(
        self,
        id: str,
        severity: Severity,
        message: Message,
        remedy: str = "",
        row: int | None = None,
        element: str | None = None,
        value: str | None = None,
    ) -> None:
        """One problem. `message` and `remedy` may name {value}, {row} and {element}; or `message` is value -> text."""
        self._keep(id, severity, [_Finding(row, element, value, message, remedy)], 1)

    def add_many(
        self,
        id: str,
        severity: Severity,
        message: Message,
        remedy: str,
        rows: Sequence[int],
        element: str | None = None,
        values: Sequence[str | None] | None = None,
    ) -> None:
        """One problem per row. `rows` (ascending) and `values` are sequences or polars Series of equal length."""
        total = len(rows)
        if values is not None and len(values) != total:
            raise ValueError(f"{id}: {total} rows but {len(values)} values")
        first = _listed(rows)
        texts = [None] * len(first) if values is None else _listed(values)
        findings = [_Finding(int(row), element, text, message, remedy) for row, text in zip(first, texts, strict=True)]
        self._keep(id, severity, findings, total)

    def add_column_wide(
        self,
        id: str,
        severity: Severity,
        message: Message,
        remedy: str = "",
        row: int | None = None,
        element: str | None = None,
        value: str | None = None,
        count: int | None = None,
    ) -> None:
        """One problem for a whole column that is damaged in one way: `row` is the first such row, `count` how many.

        It counts once: the cause is one (see `is_column_wide`).
        """
        if count is not None and not callable(message):
            message = f"{message} The same holds for {count:,} rows of the file."
        self.add(id, severity, message, remedy, row, element, value)

    def _keep(self, id: str, severity: Severity, findings: list[_Finding], total: int) -> None:
        kind = self._kinds.setdefault((id, severity), _Kind())
        kind.total += total
        kind.kept.extend(findings)
        if len(kind.kept) > 4 * LISTED_PER_KIND:
            kind.trim()

    def report(self, sha256: str, rows: int) -> FileReport:
        """The file's report: problems by row (whole-file ones first), element and id; `rows` data rows were read."""
        problems: list[Problem] = []
        for (id, severity), kind in self._kinds.items():
            kind.trim()
            problems += [finding.problem(id, severity) for finding in kind.kept]
            if kind.total > len(kind.kept):
                problems.append(_summary(id, severity, kind.total - len(kind.kept)))
        problems.sort(key=lambda p: (p.row or 0, p.element or "", p.id, p.message))
        return FileReport(self.file, sha256, rows, problems, self.errors, self.warnings)


def _listed(values: Any) -> list[Any]:
    """The first values that can be listed, as plain Python objects, whatever sequence they come in."""
    head = values[:LISTED_PER_KIND]
    to_list = getattr(head, "to_list", None) or getattr(head, "tolist", None)
    return to_list() if to_list else list(head)


def _summary(id: str, severity: Severity, more: int) -> Problem:
    listed = f"{LISTED_PER_KIND:,}"
    text = f"The first {listed} problems of kind {id} are listed … and {more:,} more of the same kind."
    return Problem(id, severity, text, "Correct the cause of those listed; the others most likely share it.")
