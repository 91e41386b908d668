"""The only writer of publications. Each action is one transaction with its event and its notices."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.sync import sync_directory
from openperkins.portal.notices.telling import tell_publication
from openperkins.portal.plans.published import plans_in_words
from openperkins.portal.results.compose import certified_files, folder_of, measure_sheets_of, program_rows, sheets_of
from openperkins.portal.results.models import MeasureSheet, ProgramSheet, Publication, Sheet
from openperkins.portal.results.programs import dump_programs
from openperkins.portal.rulesets.queries import adopted_for
from openperkins.portal.state_plans.telling import tell_owed
from openperkins.portal.workflow import advance
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.publication import PUBLICATION

#: how many differences the event log keeps
_MOST_TOLD = 20


@transaction.atomic
def compose(*, year: SchoolYear, reason: str, by: Reach) -> Publication:
    """Begin a publication of a school year from the files certified now; its figures are computed in the background.

    Asked twice while the first is being computed, it is the first.
    """
    _one_after_the_other()
    current = Publication.objects.filter(school_year=year.ends, in_force=True).first()
    last = Publication.objects.filter(school_year=year.ends).aggregate(last=Max("version"))["last"] or 0
    name, changes = adopted_for(year)
    said = {
        "school_year": year.ends,
        "ruleset": name,
        "changes": changes,
        "reason": reason.strip(),
        "supersedes": current,
        "inputs": {name: submission.pk for name, submission in certified_files(year).items()},
        "composed_by": by.person,
    }
    for begun in Publication.objects.filter(school_year=year.ends, status="composing", composed_by=by.person):
        if all(getattr(begun, column) == value for column, value in said.items()):
            return begun
    publication = Publication.objects.create(version=last + 1, **said)
    record("publication.composed", by=by.person, about=publication, year=str(year), version=publication.version)
    return publication


@transaction.atomic
def computed(publication: Publication, *, stated: dict[str, Any]) -> None:
    """Note what the run says; the figures can now be looked at and proposed."""
    done = Publication.objects.filter(pk=publication.pk, status="composing").update(
        status="draft",
        run=stated["fingerprint"],
        results=stated["results"],
        software=stated["version"],
        failure="",
    )
    if done:
        record("publication.computed", by=None, about=publication, results=stated["results"])


@transaction.atomic
def could_not_be_computed(publication: Publication, *, why: str) -> None:
    """Note why there are no figures; nothing else changed."""
    if Publication.objects.filter(pk=publication.pk, status="composing").update(status="failed", failure=why[:2000]):
        record("publication.failed", by=None, about=publication)


@transaction.atomic
def propose(publication: Publication, *, by: Reach) -> None:
    """Hand a draft to a second person. Raises Refused with every reason against it."""
    advance(PUBLICATION, "propose", publication, by=by, proposed_at=timezone.now())
    record("publication.proposed", by=by.person, about=publication, version=publication.version)
    tell_publication("proposed", publication)


@transaction.atomic
def return_to_draft(publication: Publication, *, note: str, by: Reach) -> None:
    """Give a proposed publication back. Raises Refused."""
    advance(PUBLICATION, "return", publication, by=by)
    record("publication.returned", by=by.person, about=publication, note=note)
    tell_publication("returned", publication)


@transaction.atomic
def discard(publication: Publication, *, by: Reach) -> None:
    """Drop a draft that is not wanted. Raises Refused."""
    advance(PUBLICATION, "discard", publication, by=by)
    record("publication.discarded", by=by.person, about=publication)


@transaction.atomic
def approve(publication: Publication, *, by: Reach) -> None:
    """Publish, whole: sheets, directory, the earlier publication's end, event and notices, or nothing.

    Raises Refused with every reason against it.
    """
    now = timezone.now()
    _one_after_the_other()
    publication.refresh_from_db()
    advance(PUBLICATION, "approve", publication, by=by, approved_by=by.person, published_at=now)
    before = Publication.objects.filter(school_year=publication.school_year, in_force=True).first()
    Publication.objects.filter(school_year=publication.school_year, in_force=True).update(in_force=False)
    Publication.objects.filter(pk=publication.pk).update(in_force=True)
    publication.refresh_from_db()
    sync_directory(folder_of(publication) / "records", publication)
    _write_sheets(publication)
    record(
        "publication.published",
        by=by.person,
        about=publication,
        year=str(publication.year),
        version=publication.version,
        results=publication.results,
    )
    tell_publication("published", publication, plans_in_words(publication, before))
    tell_owed(publication)


@transaction.atomic
def retract(publication: Publication, *, reason: str, by: Reach) -> None:
    """Take published figures back: the year has none until a new version. Raises Refused."""
    _one_after_the_other()
    publication.refresh_from_db()
    advance(
        PUBLICATION,
        "retract",
        publication,
        by=by,
        in_force=False,
        retracted_by=by.person,
        retracted_at=timezone.now(),
        retraction_reason=reason.strip(),
    )
    record("publication.retracted", by=by.person, about=publication, reason=reason.strip())
    tell_publication("retracted", publication)


@transaction.atomic
def verified(publication: Publication, *, differences: list[str], asked_by: Any) -> None:
    """Note how deriving a publication again ended: `differences` are sentences, none when every byte agrees."""
    record(
        "publication.verified",
        by=asked_by,
        about=publication,
        equal=not differences,
        differences=differences[:_MOST_TOLD],
        more=max(len(differences) - _MOST_TOLD, 0) or None,
    )


def _one_after_the_other() -> None:
    """What two people do to publications at once is done one after the other: the second sees what the first did."""
    Organization.objects.select_for_update().filter(pk=settings.STATE_CODE).first()


def _write_sheets(publication: Publication) -> None:
    Sheet.objects.bulk_create(
        [Sheet(publication=publication, sha256=_sum(sheet["cells"]), **sheet) for sheet in sheets_of(publication)],
        batch_size=200,
    )
    programs = ((code, dump_programs(rows)) for code, rows in program_rows(publication))
    ProgramSheet.objects.bulk_create(
        [
            ProgramSheet(publication=publication, org_code=code, programs=text, sha256=_sum(text))
            for code, text in programs
        ],
        batch_size=200,
    )
    MeasureSheet.objects.bulk_create(
        [
            MeasureSheet(publication=publication, org_code=code, measures=text, sha256=_sum(text))
            for code, text in measure_sheets_of(publication)
        ],
        batch_size=200,
    )


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
