"""What the record of a request says beside its answers: the level in force, the rule's test, and the decision."""

from __future__ import annotations

from django.db.models import QuerySet

from openperkins.deadlines.moments import moment_in_words
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.showing import STEPS
from openperkins.portal.level_revisions.answers import INDICATOR, request_of
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.overtaken import overtaken_words
from openperkins.portal.rulesets.queries import law_of


def rested_on(document: Document, revision: Revision) -> list[tuple[str, str]]:
    """The agreed level at the time, the level asked for, and what the rule says of each region."""
    request = request_of(revision.answers, law_of(document.year))
    held = _versions(document).filter(agreed_at__lte=revision.made_at).last()
    found = [
        (f"Agreed {INDICATOR} level", f"{held.level}%, version {held.version}" if held else "none"),
        (f"{INDICATOR} level asked for", f"{request.asked}%" if request.asked else "none"),
        ("Placement period begins", request.starts or "not said"),
    ]
    for region in request.written:
        told = region.finding.sentence if region.finding else "The rule could not be tested."
        found.append((f"The rule, {region.title}", told))
    return found


def followed(document: Document) -> list[tuple[str, str]]:
    """Each decision with its reason, each version of the level, and what published figures were judged by."""
    taken = document.moves.filter(step__in=("grant", "deny")).select_related("taken_by").order_by("number")
    found = [
        (STEPS[one.step][1], f"{moment_in_words(one.taken_at)}, by {one.taken_by}. Why: {one.note}") for one in taken
    ]
    before = ""
    for level in _versions(document).select_related("agreed_by"):
        words = f"from {before}% to {level.level}%" if before else f"{level.level}%"
        on = moment_in_words(level.agreed_at)
        found.append((f"{INDICATOR} level, version {level.version}", f"{words}: {level.from_words}; {on}"))
        before = level.level
    if judged := overtaken_words(document.organization, document.year, indicator=INDICATOR):
        found.append(("Published figures", judged))
    return found


def _versions(document: Document) -> QuerySet[AgreedLevel]:
    rows = AgreedLevel.objects.filter(
        organization=document.organization_id, school_year=document.school_year, indicator=INDICATOR
    )
    return rows.order_by("version")
