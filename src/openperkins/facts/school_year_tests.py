"""N03: the grade 10 results that count in a school year, by the administration they come from.

Grain: one row per student with at least one such result; a level per subject, blank where the result that counts
(R21, R22) is of another school year or there is none.
"""

from __future__ import annotations

from typing import Any

from openperkins.facts.assessments import administered, by_rank
from openperkins.lazy import ibis

#: subject → (columns of test status and level in the MCAS table)
SUBJECTS = {"ela": ("eteststat", "eperf2"), "mathematics": ("mteststat", "mperf2"), "science": ("steststat", "sperf2")}

#: bits that hold the rank of a level and the date of an administration
_RANK_BITS, _DATE_BITS = 7, 17
_LAST_RANK, _LAST_DATE = (1 << _RANK_BITS) - 1, (1 << _DATE_BITS) - 1


def tests_of(mcas: ibis.Table, year: int, law: Any) -> ibis.Table:
    """`tested` and a level per subject, of the school year that ends in `year`."""
    first = (year - 1) * 12 + law.review.first_month
    last = first + 11
    levels = by_rank(law)
    rows = mcas.filter(mcas.grade == law.academic.grade)
    at = administered(rows, law)
    places = rows.select("sasid", **{subject: _place(rows, subject, at, levels, law) for subject in SUBJECTS}, at=at)
    places = places.filter(places["at"] <= last)
    chosen = places.group_by(tested="sasid").agg(**{s: places[s].min() for s in SUBJECTS})
    found = chosen.select("tested", **{s: _level(chosen[s], first, levels, law) for s in SUBJECTS})
    return found.filter(found.ela.notnull() | found.mathematics.notnull() | found.science.notnull())


def _place(rows: ibis.Table, subject: str, at: Any, levels: tuple[str, ...], law: Any) -> Any:
    """A row's result as one whole number of which the least counts; null where the row has none."""
    status, level = (rows[name] for name in SUBJECTS[subject])
    rank = ibis.cases(*[(level == name, rank) for rank, name in enumerate(levels)]).cast("int64")
    lower = _LAST_RANK - rank  # of one administration the higher level counts
    if law.academic.attempt == "best":
        place = lower * (1 << _DATE_BITS) + at
    elif law.academic.attempt == "latest":
        place = (_LAST_DATE - at) * (1 << _RANK_BITS) + lower
    else:
        place = at * (1 << _RANK_BITS) + lower
    return ibis.ifelse(status.isin(law.academic.tested_statuses), place, ibis.null("int64"))


def _level(least: Any, first: int, levels: tuple[str, ...], law: Any) -> Any:
    """The name of the level of the attempt that counts, where it is not before the school year."""
    date, lower = least >> _RANK_BITS, least & _LAST_RANK
    if law.academic.attempt == "best":
        date, lower = least & _LAST_DATE, least >> _DATE_BITS
    elif law.academic.attempt == "latest":
        date = _LAST_DATE - date
    in_year = ibis.ifelse(date >= first, lower, ibis.null("int64"))
    return ibis.cases(*[(in_year == _LAST_RANK - rank, name) for rank, name in enumerate(levels)])
