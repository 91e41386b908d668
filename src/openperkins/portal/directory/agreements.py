"""How far each district is with what it agrees on with the State: levels, improvement plans, annual reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.parts import Part
from openperkins.portal.documents.models import Document
from openperkins.portal.levels.queries import state_levels
from openperkins.portal.plans.added import lacking
from openperkins.portal.plans.counted import is_settled
from openperkins.portal.plans.owed import owed_places, owed_when_taken_back
from openperkins.portal.plans.reported import known_plans
from openperkins.schoolyear import SchoolYear

#: status of a document → the word of a district that has one such document
_WORDS = {
    "draft": "In progress",
    "discarded": "Not yet started",
    "sent": "Sent",
    "in_review": "Sent",
    "countered": "State countered",
    "returned": "Returned",
    "agreed": "Completed",
    "meets": "Completed",
    "waived": "Completed",
}
#: of several documents the first of these words says where the district is
_FIRST = ("Returned", "Not yet started", "In progress", "Sent", "Completed")
_KINDS = ("levels", "improvement_plan", "annual_report")


class Agreements:
    """The documents of a school year of many organizations: seven queries, whatever their number.

    Two more where plans were begun on figures that were taken back.
    """

    def __init__(self, codes: Collection[str], year: SchoolYear) -> None:
        self._levels_are_set = state_levels(year) is not None
        owed = {code: places for code, (places, _) in owed_places(codes, year).items()}
        self._owed = {code: set(places) for code, places in owed.items()}
        self._reported = {
            code: {indicator for indicator, _ in plans} for code, plans in known_plans(codes, year).items()
        }
        found = Document.objects.filter(kind__in=_KINDS, school_year=year.ends, organization__in=list(codes))
        self._status: dict[tuple[str, str], dict[str, str]] = {}
        columns = ("kind", "organization", "part", "status", "in_force")
        for kind, code, part, status, in_force in found.values_list(*columns):
            # what was accepted holds while a revision of it is under way; of levels a new offer is worth its word
            holds = status == "draft" and in_force if kind == "levels" else is_settled(status, in_force)
            self._status.setdefault((kind, code), {})[part] = "meets" if holds else status
        for (code, part), status in lacking(owed, year).items():
            # an entry is owed again: what is accepted is a beginning
            self._status["improvement_plan", code][part] = "draft" if status == "meets" else status
        self._owed |= self._begun_before(year)

    def _begun_before(self, year: SchoolYear) -> dict[str, set[str]]:
        """Organization → the plans begun that figures taken back since asked for: nothing else can be begun now."""
        begun = {code: set(parts) for (kind, code), parts in self._status.items() if kind == "improvement_plan"}
        without = set(begun) - set(self._owed)
        then = owed_when_taken_back(without, year) if without else {}
        return {code: asked for code, parts in then.items() if (asked := begun[code] & set(parts))}

    def levels(self, one: Organization) -> Part:
        """Where the levels of an organization are."""
        if one.is_member:
            return Part("With its consortium")
        status = self._status.get(("levels", one.code), {}).get("")
        if status is None:
            return Part("Not yet started" if self._levels_are_set else "Cannot start yet")
        return Part(_WORDS[status])

    def plans(self, one: Organization) -> Part:
        """Where the improvement plans an organization owes are."""
        if one.is_member:
            return Part("With its consortium")
        if one.code not in self._owed:
            return Part("Cannot start yet")
        return _part(self._owed[one.code], self._status.get(("improvement_plan", one.code), {}), "accepted or waived")

    def reports(self, one: Organization) -> Part:
        """Where the annual reports of an organization are."""
        if one.is_member:
            return Part("With its consortium")
        return _part(self._reported.get(one.code, set()), self._status.get(("annual_report", one.code), {}), "accepted")


def _part(owed: set[str], status: dict[str, str], outcome: str) -> Part:
    """One word for all core indicators that are owed, and how many of them are settled."""
    if not owed:
        return Part("Nothing owed")
    words = Counter(_WORDS[status[one]] if one in status else "Not yet started" for one in owed)
    word = next(word for word in _FIRST if words[word])
    if word == "Not yet started" and words[word] < len(owed):
        word = "In progress"
    return Part(word, f"{words['Completed']} of {len(owed)} {outcome}")
