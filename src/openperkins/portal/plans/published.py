"""What newly published figures mean for the improvement plans each district owes: counts by core indicator alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.plans.owed import Place, accepted_before, owed_by
from openperkins.portal.results.models import Publication, Sheet

#: core indicator → populations a plan is owed for; none that owes nothing is in it
Owes = dict[str, set[str]]


def plans_in_words(publication: Publication, before: Publication | None) -> dict[str, str]:
    """Organization code → what it owes by a publication, and what changed `before` it was published, as sentences.

    Members of a consortium are left out: it plans for them. Four queries at most, whatever the number of organizations.
    """
    now, earlier = _sheets(publication), _sheets(before) if before is not None else {}
    found, year = {}, publication.year + 1
    planning = Organization.objects.filter(code__in=list(now)).exclude(kind="district", parent__isnull=False)
    names = dict(planning.values_list("code", "name"))
    accepted = accepted_before(names, year)
    for code, name in names.items():
        owes = _owed(now[code], accepted.get(code, {}))
        said = _changed(owes, _owed(earlier[code], accepted.get(code, {}))) if code in earlier else _owes(owes)
        found[code] = f"Improvement plans of {year}, {name}: {said}"
    return found


def _owed(cells: str, accepted: Iterable[Place]) -> Owes:
    """Core indicator → populations a plan is owed for."""
    found: Owes = defaultdict(set)
    for indicator, population in owed_by(cells, accepted):
        found[indicator].add(population)
    return found


def _sheets(publication: Publication) -> dict[str, str]:
    sheets = Sheet.objects.filter(publication=publication, org_kind__in=("district", "consortium"))
    return dict(sheets.values_list("org_code", "cells"))


def _owes(owes: Owes) -> str:
    """`owed for 1S1 (2 populations), 5S1 (1 population).`"""
    if not owes:
        return "none is owed."
    return f"owed for {', '.join(f'{one} ({_populations(owes[one])})' for one in INDICATORS if one in owes)}."


def _changed(owes: Owes, before: Owes) -> str:
    """`now owed for 1S1 (2 populations); changed for 2S1 (1 population, before 3); no longer owed for 5S1.`"""
    begun = [f"{one} ({_populations(owes[one])})" for one in INDICATORS if one in owes and one not in before]
    other = [
        f"{one} ({_populations(owes[one])}, {_unlike(owes[one], before[one])})"
        for one in INDICATORS
        if one in owes and one in before and owes[one] != before[one]
    ]
    gone = [one for one in INDICATORS if one in before and one not in owes]
    kinds = (("now owed for", begun), ("changed for", other), ("no longer owed for", gone))
    told = "; ".join(f"{words} {', '.join(found)}" for words, found in kinds if found)
    return f"{told}." if told else "as many are owed as by the version before."


def _unlike(now: set[str], before: set[str]) -> str:
    return f"before {len(before)}" if len(now) != len(before) else "not those of before"


def _populations(owed: set[str]) -> str:
    return f"{len(owed)} {'population' if len(owed) == 1 else 'populations'}"
