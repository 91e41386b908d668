"""What the record of a State Improvement Plan says beside its answers: the figures a version was written on."""

from __future__ import annotations

from django.conf import settings

from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.results.queries import published_at
from openperkins.portal.state_plans.charts import protected_figures


def rested_on(document: Document, revision: Revision) -> list[tuple[str, str]]:
    """The State's level, the line and all students, protected, as published when the version was frozen."""
    found = published_at(settings.STATE_CODE, document.year - 1, revision.made_at)
    return protected_figures(found, document.part, document.year)
