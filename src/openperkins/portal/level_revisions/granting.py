"""What follows when a request is granted: another version of the agreed level, and figures judged by one before."""

from __future__ import annotations

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.level_revisions.answers import INDICATOR, request_of
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.overtaken import overtaken, tell_who_composes
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear


def grant(document: Document, move: Move) -> None:
    """Write the level asked for as the version in force; who composes figures is told when some are judged by another.

    Done in the step's own transaction.
    """
    versions = AgreedLevel.objects.filter(
        organization=document.organization, school_year=document.school_year, indicator=INDICATOR
    )
    AgreedLevel.objects.create(
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
    found = [one for one in overtaken(document.organization, document.year) if one.indicator == INDICATOR]
    tell_who_composes(document, move, found)


def revised_level(organization: Organization, year: SchoolYear) -> AgreedLevel | None:
    """The 5S1 level that holds for an organization when it is a revised one; a member's is its consortium's."""
    code = organization.parent_id if organization.is_member else organization.code
    found = AgreedLevel.objects.filter(organization=code, school_year=year.ends, indicator=INDICATOR)
    last = found.order_by("-version").first()
    return last if last is not None and last.source == "revision" else None
