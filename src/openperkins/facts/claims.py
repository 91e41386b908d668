"""R02: when two districts report the same student in one collection, one claim wins.

Grain of every table here: one row per student and collection. Records that only one district sent are passed
through untouched; only contested ones are ranked.
"""

from __future__ import annotations

from typing import Any

from openperkins.facts.sources import Sources
from openperkins.facts.steps import without
from openperkins.lazy import ibis


def winning(sources: Sources, season: str, law: Any) -> ibis.Table:
    """The winning record of every student in every collection of a season (`october`, `march`, `end_of_year`)."""
    return sources[season].union(settled(sources[f"{season}_contested"], season, law))


def settled(contested: ibis.Table, season: str, law: Any) -> ibis.Table:
    """The winner among contested records: the first in the law's order of statuses, ties by school code."""
    order = law.claims.october_order if season == "october" else law.claims.later_order
    highest = law.claims.tie == "highest_school_code"
    tie = contested.DOE015.desc() if highest else contested.DOE015
    place = ibis.row_number().over(
        group_by=[contested.school_year, contested.sasid], order_by=[rank_of(contested.DOE012, order), tie]
    )
    return without(contested.mutate(place=place).filter(lambda t: t.place == 0), "place")


def rank_of(code: Any, groups: Any) -> Any:
    """The place of a code's group in an order of groups, from 0; a code of no group comes last."""
    branches = [(code.isin(group), rank) for rank, group in enumerate(groups)]
    return ibis.cases(*branches, else_=len(groups))
