"""What follows when a request is granted: another version of the agreed level, and figures judged by one before."""

from __future__ import annotations

from django.urls import reverse

from openperkins.accountability.exact import fraction
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.level_revisions.answers import INDICATOR, request_of
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.results.queries import Published, published
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear


def grant(document: Document, move: Move) -> None:
    """Write the level asked for as the version in force; who composes figures is told when some are judged by another.

    Done in the step's own transaction.
    """
    versions = AgreedLevel.objects.filter(
        organization=document.organization, school_year=document.school_year, indicator=INDICATOR
    )
    made = AgreedLevel.objects.create(
        organization=document.organization,
        school_year=document.school_year,
        indicator=INDICATOR,
        version=versions.order_by("-version")[0].version + 1,  # the step asks for an agreed level
        level=request_of(document.answers, law_of(document.year)).asked,
        source="revision",
        document=document,
        agreed_by=move.taken_by,
        agreed_at=move.taken_at,
    )
    if judged_by_another(published(document.organization_id, document.year), made):
        _tell_stewards(document, move)


def revised_level(organization: Organization, year: SchoolYear) -> AgreedLevel | None:
    """The 5S1 level that holds for an organization when it is a revised one; a member's is its consortium's."""
    code = organization.parent_id if organization.is_member else organization.code
    found = AgreedLevel.objects.filter(organization=code, school_year=year.ends, indicator=INDICATOR)
    last = found.order_by("-version").first()
    return last if last is not None and last.source == "revision" else None


def judged_by_another(found: Published | None, level: AgreedLevel) -> bool:
    """Whether published figures were judged by another level than the one in force."""
    if found is None:
        return False
    used = found.cells.of(INDICATOR, "all").level
    return used is None or fraction(used) != fraction(level.level)


def judged_before(organization: Organization, year: SchoolYear, found: Published | None = None) -> str:
    """That the figures in force of a year were judged by an earlier level, as a sentence; empty when they were not.

    One query where no level was revised.
    """
    level = revised_level(organization, year)
    found = found or (published(organization.code, year) if level else None)
    if level is None or found is None or not judged_by_another(found, level):
        return ""
    used = found.cells.of(INDICATOR, "all").level
    judged = f"judged by the earlier level, {used}%" if used else "judged without it"
    on = date_in_words(day_of(level.agreed_at))
    return (
        f"The {INDICATOR} level of {year} was revised to {level.level}% on {on}. The published figures of {year} were "
        f"{judged}, and have to be composed again."
    )


def _tell_stewards(document: Document, move: Move) -> None:
    year, name = document.year, document.organization.name
    tell(
        [person for person in holders(("data_steward",)) if person.pk != move.taken_by_id],
        key=f"document {document.pk} level revised {move.number}",
        kind="publication.level_revised",
        subject=f"Figures of {year} have to be composed again",
        body=f"The {INDICATOR} level of {name} for {year} was revised. The published figures of {year} were judged by "
        "the earlier level: compose them again.",
        link=reverse("levels", args=[document.organization_id, document.school_year]),
        organization=document.organization,
    )
