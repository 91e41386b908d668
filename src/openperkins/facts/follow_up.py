"""R28, R29: what the graduate follow-up says of a leaver. Grain: one row per (school_year, student) with an answer."""

from __future__ import annotations

from typing import Any

from openperkins.facts.claims import rank_of
from openperkins.lazy import ibis


def follow_up_statuses(follow_up: ibis.Table, law: Any) -> ibis.Table:
    """`school_year`, `sasid`, `follow_up_status`: of several answers the first in the law's order counts."""
    order = law.placement.status_order
    rank = rank_of(follow_up.status, [(status,) for status in order])
    best = follow_up.group_by("school_year", "sasid").agg(best=rank.min())
    names = ibis.cases(*[(best.best == place, status) for place, status in enumerate(order)])
    return best.select("school_year", "sasid", follow_up_status=names)
