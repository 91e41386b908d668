"""What the record of a negotiation says beside the answers: the State's levels at the time, and what was agreed."""

from __future__ import annotations

from openperkins.deadlines.moments import moment_in_words
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.law import indicator_titles
from openperkins.portal.levels.answers import ADOPT, Said, said_of
from openperkins.portal.levels.models import AgreedLevel, StateLevels


def state_level_then(revision: Revision, indicator: str) -> str:
    """The State's level a version was written against: as frozen in it, else as set last before; empty without one."""
    if frozen := revision.answers.get(f"{indicator}.state"):
        return str(frozen)
    of_year = StateLevels.objects.filter(school_year=revision.document.school_year, status="set")
    then = of_year.filter(set_at__lte=revision.made_at).order_by("-set_at").first()
    return str(then.levels.get(indicator, "")) if then else ""


def rested_on(document: Document, revision: Revision) -> list[tuple[str, str]]:
    """Each core indicator with the State's level of the time and the levels that were asked for and offered."""
    said = said_of(revision.answers)
    return [
        (f"{indicator} {title}", _weighed(said[indicator], state_level_then(revision, indicator)))
        for indicator, title in indicator_titles().items()
    ]


def followed(document: Document) -> list[tuple[str, str]]:
    """Every version of the levels agreed for the organization and year, with its source, day and person."""
    agreed = AgreedLevel.objects.filter(organization=document.organization_id, school_year=document.school_year)
    titles = indicator_titles()
    return [
        (f"Agreed level, {one.indicator} {titles[one.indicator]}", _agreed(one))
        for one in agreed.select_related("agreed_by").order_by("indicator", "version")
    ]


def _weighed(said: Said, state: str) -> str:
    level = f"State level {state}%." if state else "No State level was set."
    asked = said.proposed(state)
    if not asked:
        words = "Nothing is asked for yet."
    elif said.choice == ADOPT:
        words = f"The district adopts it: {asked}%."
    else:
        words = f"The district proposes {asked}%."
    offered = f" The State offers {said.countered}%." if said.countered else ""
    return f"{level} {words}{offered}"


def _agreed(one: AgreedLevel) -> str:
    version = f", version {one.version}" if one.version > 1 else ""
    return f"{one.level}%{version}: {one.from_words}; {moment_in_words(one.agreed_at)}, by {one.agreed_by}"
