"""R21, R22: the grade 10 result of a student in a subject.

Grain: one row per student, a level per subject. A result needs a tested status, a performance level and grade 10
in the row's own `grade`.
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


def grade_10_results(mcas: ibis.Table, students: ibis.Table, law: Any) -> ibis.Table:
    """`tested`, `grade_10_ela_level`, `grade_10_math_level`: the first, best or latest result in each subject.

    Which attempt is the parameter `academic.attempt`; a level is blank where the student has no result in the
    subject. Only `students` (by sasid) are looked at. One row per student with any grade 10 row.
    """
    levels = by_rank(law)
    rows = mcas.filter(mcas.grade == law.academic.grade).semi_join(students, "sasid")
    places = {subject: _place(rows, subject, levels, law) for subject in SUBJECTS}
    places = rows.select("sasid", **places)
    chosen = places.group_by("sasid").agg(**{subject: _attempt(places[subject], law) for subject in SUBJECTS})
    names = {f"grade_10_{subject}_level": _name(chosen[subject], levels) for subject in SUBJECTS}
    return chosen.select(tested="sasid", **names)


def by_rank(law: Any) -> tuple[str, ...]:
    """Levels from lowest to highest; proficiency comes first in the order, so that "higher" cannot lose it."""
    proficient = proficient_levels(law)
    return tuple(sorted(counted_levels(law), key=lambda level: level in proficient))


def administered(mcas: ibis.Table, law: Any) -> Any:
    """When a row's administration was: twelve times the year, and the month."""
    month = (mcas.administration_month == 0).ifelse(law.academic.spring_month, mcas.administration_month)
    return mcas.administration_year.cast("int64") * 12 + month.cast("int64")


def _place(rows: ibis.Table, subject: str, levels: tuple[str, ...], law: Any) -> Any:
    """Date and level of a row's result as one whole number, null where the row has no result in the subject.

    What orders first comes first in the number; within one administration the higher level counts.
    """
    status, level = (rows[name] for name in SUBJECTS[subject])
    rank = ibis.cases(*[(level == name, rank) for rank, name in enumerate(levels)]).cast("int64")
    if law.academic.attempt == "best":
        place = rank
    elif law.academic.attempt == "latest":
        place = administered(rows, law) * _RANKS + rank
    else:
        place = administered(rows, law) * _RANKS + (_RANKS - 1 - rank)
    return ibis.ifelse(status.isin(law.academic.tested_statuses), place, ibis.null("int64"))


def _attempt(place: Any, law: Any) -> Any:
    """The rank of the attempt that counts."""
    if law.academic.attempt in ("best", "latest"):
        return place.max() % _RANKS
    return _RANKS - 1 - place.min() % _RANKS


def _name(rank: Any, levels: tuple[str, ...]) -> Any:
    return ibis.cases(*[(rank == place, name) for place, name in enumerate(levels)])
