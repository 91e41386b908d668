"""Computing a publication in the background."""

from __future__ import annotations

import structlog
from django.db.models import F
from django_tasks import task

from openperkins.errors import OpenPerkinsError
from openperkins.portal import jobs
from openperkins.portal.results import actions
from openperkins.portal.results.compose import compute
from openperkins.portal.results.models import Publication

log = structlog.get_logger(__name__)


@task()
def compute_publication(pk: int) -> None:
    """Compute what was composed. Safe to do again: a publication that is not being composed is left alone."""
    try:
        with jobs.alone(f"publication-{pk}"):
            publication = Publication.objects.get(pk=pk)
            if publication.status == "composing":
                _compute(publication)
    except jobs.Busy:
        log.info("publication is being computed by another worker", publication=pk)


def _compute(publication: Publication) -> None:
    if publication.attempts >= jobs.MOST_ATTEMPTS:
        why = "The work was cut off several times, most likely for want of memory. Nothing was published."
        actions.could_not_be_computed(publication, why=why)
        return
    Publication.objects.filter(pk=publication.pk).update(attempts=F("attempts") + 1)
    try:
        stated = compute(publication)
    except OpenPerkinsError as error:
        actions.could_not_be_computed(publication, why=str(error))
        return
    actions.computed(publication, stated=stated)


def resume() -> None:
    """Take up publications whose worker died."""
    for pk in Publication.objects.filter(status="composing").values_list("pk", flat=True):
        if jobs.is_free(f"publication-{pk}"):
            compute_publication.enqueue(pk)
