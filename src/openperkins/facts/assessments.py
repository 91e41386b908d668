"""R21, R22: the grade 10 result of a student in a subject.

Grain: one row per student who has a result in the subject. A result needs a tested status, a performance level
and grade 10 in the row's own `grade`.
"""

from __future__ import annotations

from typing import Any

from openperkins.lazy import ibis

#: subject → (columns of test status and level in the MCAS table)
SUBJECTS = {"ela": ("eteststat", "eperf2"), "math": ("mteststat", "mperf2")}

_RANKS = 100  # levels are ranked below this, so a date and a rank fit in one whole number


def counted_levels(law: Any) -> tuple[str, ...]:
    """The levels that are a result, lowest first; alternate-assessment levels only where the law counts them."""
    alternate = law.academic.alternate_levels if law.academic.alternate == "count" else ()
    return tuple(alternate) + tuple(law.academic.result_levels)


def proficient_levels(law: Any) -> tuple[str, ...]:
    """The levels that are proficient or above."""
    alternate = law.academic.alternate_proficient if law.academic.alternate == "count" else ()
    return tuple(alternate) + tuple(law.academic.proficient_levels)


def grade_10_results(mcas: ibis.Table, subject: str, law: Any) -> ibis.Table:
    """`sasid`, `grade_10_<subject>_level`: the first, best or latest result (parameter `academic.attempt`)."""
    status, level = (mcas[name] for name in SUBJECTS[subject])
    levels = _by_rank(law)
    rows = mcas.filter(
        (mcas.grade == law.academic.grade) & status.isin(law.academic.tested_statuses) & level.isin(levels)
    ).select("sasid", date=_date(mcas, law), rank=_rank(level, levels))
    chosen = rows.group_by("sasid").agg(chosen=_attempt(rows, law))
    names = ibis.cases(*[(chosen.chosen == rank, name) for rank, name in enumerate(levels)])
    return chosen.select("sasid", **{f"grade_10_{subject}_level": names})


def _by_rank(law: Any) -> tuple[str, ...]:
    """Levels from lowest to highest; proficiency comes first in the order, so that "higher" cannot lose it."""
    proficient = proficient_levels(law)
    return tuple(sorted(counted_levels(law), key=lambda level: level in proficient))


def _date(mcas: ibis.Table, law: Any) -> Any:
    month = (mcas.administration_month == 0).ifelse(law.academic.spring_month, mcas.administration_month)
    return mcas.administration_year.cast("int64") * 12 + month.cast("int64")


def _rank(level: Any, levels: tuple[str, ...]) -> Any:
    return ibis.cases(*[(level == name, rank) for rank, name in enumerate(levels)], else_=0).cast("int64")


def _attempt(rows: ibis.Table, law: Any) -> Any:
    """The rank of the attempt that counts; within one administration the higher level counts."""
    if law.academic.attempt == "best":
        return rows["rank"].max()
    if law.academic.attempt == "latest":
        return (rows.date * _RANKS + rows["rank"]).max() % _RANKS
    return _RANKS - 1 - (rows.date * _RANKS + (_RANKS - 1 - rows["rank"])).min() % _RANKS
