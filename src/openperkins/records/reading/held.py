"""Problems of single values, held until it is known whether they run through their whole column."""

from __future__ import annotations

from dataclasses import dataclass, field

from openperkins.records.problems import ProblemLog, is_column_wide
from openperkins.records.reading.catalogue import filled


@dataclass(slots=True)
class _Same:
    """The same problem in the same column: all its rows, and their values."""

    rows: list[int] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)


class HeldProblems:
    """Collects problems by id, column and cause; `report` logs them by row, or once where the cause is one.

    `line_word` is what a row of the file is called ("Line", "Row").
    """

    def __init__(self, log: ProblemLog, line_word: str) -> None:
        self._log = log
        self._line = line_word
        self._held: dict[tuple[str, str, str], _Same] = {}

    def add(self, id: str, element: str, rows: list[int], values: list[str | None], what: str = "") -> None:
        """Values of column `element` at `rows` with problem `id`; `what` tells causes of one id apart."""
        same = self._held.setdefault((id, element, what), _Same())
        same.rows += rows
        same.values += values

    def report(self, rows: int) -> None:
        """Log everything; `rows` is the number of data rows of the file."""
        for (id, element, what), same in self._held.items():
            severity, message, remedy = filled(id, what=what, Line=self._line)
            if len(same.rows) > 2 and is_column_wide(len(same.rows), rows):
                first, value, count = same.rows[0], same.values[0], len(same.rows)
                self._log.add_column_wide(id, severity, message, remedy, first, element, value, count)
            else:
                self._log.add_many(id, severity, message, remedy, same.rows, element, same.values)
