"""Rows of one collection before they become text: who, where, with which status and program."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

STATUSES = [
    "01", "04", "05", "06", "09", "10", "11", "20", "21", "22", "23", "24",
    "30", "31", "32", "33", "34", "35", "36", "40", "41",
]  # fmt: skip
STATUS = {code: position for position, code in enumerate(STATUSES)}
ENROLLED, GRADUATED = STATUS["01"], STATUS["04"]
DROPOUT_WEIGHTS = (4, 1, 1, 1, 6, 9, 5)  # of 30-36
TRANSFER_WEIGHTS = (4, 6, 2, 1)  # of 21-24; 20 is written by the move itself
NO_CTE, CHAPTER_74, OTHER_CTE, EXPLORING = 0, 1, 2, 3
SPECIAL_GRADE = 13  # written SP


@dataclass(slots=True)
class Rows:
    """One value per row of a collection. `member` is days in membership; `summer` rows print 555 instead.

    `status` is a position in STATUSES, `program` in the program table (-1 none), `school` in the schools.
    """

    student: np.ndarray
    school: np.ndarray
    status: np.ndarray
    grade: np.ndarray
    kind: np.ndarray
    program: np.ndarray
    member: np.ndarray
    summer: np.ndarray

    def __len__(self) -> int:
        return len(self.student)

    def take(self, positions: np.ndarray) -> Rows:
        """These rows (positions or a mask), as a copy."""
        return Rows(*(getattr(self, field.name)[positions] for field in fields(self)))

    @staticmethod
    def join(parts: list[Rows]) -> Rows:
        """All rows of all parts, in order."""
        return Rows(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Rows)))
