"""Levels that came to hold after a year's figures were published: by what those were judged, in words, and who is told.

What is published stays as it is until figures of the year are composed again; those are judged by what holds then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from openperkins.accountability.exact import fraction
from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.levels.queries import agreed_levels, state_levels
from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.results.queries import Published, published
from openperkins.schoolyear import SchoolYear

_REVISED = "revised to {level}% on {on}"
_AGREED, _SET = "agreed on as {level}% on {on}", "set by the State as {level}% on {on}"


@dataclass(frozen=True, slots=True)
class Overtaken:
    """One indicator whose published figures were `judged` by another level (empty: by none) than the one that holds.

    `which` says whose that was, `how` the other came to hold, with its percent and day.
    """

    indicator: str
    judged: str
    which: str
    how: str


def overtaken(organization: Organization, year: SchoolYear, found: Published | None = None) -> list[Overtaken]:
    """Every indicator judged by another level than holds now; none where nothing is published. Three queries.

    `found` are the figures in force where they are at hand. A member shares its consortium's levels.
    """
    found = found or published(organization.code, year)
    if found is None:
        return []
    code = organization.parent_id if organization.is_member else organization.code
    agreed, state = agreed_levels(year, code).get(code or "", {}), state_levels(year)
    return list(_compared(found, agreed, state))


def _compared(found: Published, agreed: dict[str, AgreedLevel], state: StateLevels | None) -> Iterator[Overtaken]:
    for indicator in INDICATORS:
        cell = found.cells.of(indicator, "all")
        of_state = cell.level_source == "state" or cell.level is None
        if (own := agreed.get(indicator)) is not None:
            level, on = own.level, own.agreed_at
            how = _REVISED if own.source == "revision" else _AGREED
            which = "the State's level" if of_state else "the earlier level"
        elif state is not None and of_state:  # a local level from the State's file holds on
            level, how, on = state.levels[indicator], _SET, state.set_at
            which = "the State's earlier level"
        else:
            continue
        if cell.level is None or fraction(cell.level) != fraction(level):
            told = how.format(level=level, on=date_in_words(day_of(on)))
            yield Overtaken(indicator, cell.level or "", which, told)


def overtaken_words(
    organization: Organization, year: SchoolYear, found: Published | None = None, indicator: str = ""
) -> str:
    """That the figures in force of a year, or of one indicator, were judged by an earlier level, and what follows.

    Empty where they were not.
    """
    return in_words(year, (one for one in overtaken(organization, year, found) if indicator in ("", one.indicator)))


def in_words(year: SchoolYear, found: Iterable[Overtaken]) -> str:
    """The same of what was found."""
    known = list(found)
    if not known:
        return ""
    if len(known) == 1:
        one = known[0]
        judged = f"judged by {one.which}, {one.judged}%," if one.judged else "judged without it,"
        return (
            f"The {one.indicator} level of {year} was {one.how}. The published figures of {year} were {judged} and "
            "have to be composed again."
        )
    each = "; ".join(f"{one.indicator} by {f'{one.judged}%' if one.judged else 'none'} ({one.how})" for one in known)
    return f"The published figures of {year} were judged by earlier levels, and have to be composed again: {each}."


def in_short(year: SchoolYear, found: Iterable[Overtaken]) -> str:
    """The same for a page that is printed on one sheet: of which core indicators; the page of levels says by which."""
    names = [one.indicator for one in found]
    levels = "an earlier level" if len(names) == 1 else "earlier levels"
    said = f"the published figures of {year} were judged by {levels} and have to be composed again."
    return f"{', '.join(names)}: {said}" if names else ""


def tell_who_composes(document: Document, move: Move, found: Iterable[Overtaken]) -> None:
    """Tell data stewards, in the transaction of a step, that figures have to be composed again, and why."""
    if not (known := list(found)):
        return
    year, name = document.year, document.organization.name
    tell(
        [person for person in holders(("data_steward",)) if person.pk != move.taken_by_id],
        key=f"document {document.pk} level revised {move.number}",
        kind="publication.level_revised",
        subject=f"Figures of {year} have to be composed again",
        body=f"{name}: {in_words(year, known)}",
        link=reverse("levels", args=[document.organization_id, document.school_year]),
        organization=document.organization,
    )


def of_the_state(year: SchoolYear) -> str:
    """The same sentence of the State's own figures of a year."""
    state = Organization.objects.filter(pk=settings.STATE_CODE).first()
    return overtaken_words(state, year) if state else ""
