"""The invented state: a seeded, complete records folder with nothing taken from real people.

`make_state(folder, districts=12, students=20000, years=6, seed=7)` writes it; the call imports what is heavy.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openperkins.synth.summary import Summary

__all__ = ["Summary", "make_state"]


def make_state(
    folder: Path,
    *,
    districts: int = 12,
    students: int = 20_000,
    years: int = 6,
    seed: int = 7,
    first_year: int | None = None,
    last_year: int = 2018,
    follow_up_lag: int = 1,
    form: str = "csv",
    progress: Callable[[str], None] | None = None,
) -> Summary:
    """Write an invented state's records folder and say what is in it.

    `students` is the number of high-school students enrolled each October, statewide. School years are
    given by the calendar year they end in; `first_year`, when given, takes the place of `years`.
    `follow_up_lag` is how many of the last school years have no follow-up file yet. With `form="parquet"`
    the student files are Parquet, the small tables stay CSV. The same arguments give the same bytes.

    Raises UsageError for arguments that make no state, StorageError when `folder` already holds something.
    """
    from openperkins.synth.state import Plan, build

    first = last_year - years + 1 if first_year is None else first_year
    plan = Plan(districts, students, first, last_year, seed, follow_up_lag, form)
    return build(Path(folder), plan, progress or (lambda _: None))
