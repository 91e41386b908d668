"""What a district does with its assessment beside writing it: share, comment, attach, look back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.needs import compare
from openperkins.needs.questions import EVERYONE, SCHOOL
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.needs.kind import cycle_in_words
from openperkins.portal.needs.page import Workspace, workspace
from openperkins.portal.needs.views.common import (
    SEES,
    SHARES,
    WRITES,
    attached,
    crumbs,
    found,
    keeping,
    pages,
    stopping,
)
from openperkins.schoolyear import SchoolYear

keep = keeping.step("keep", sees=SEES, action=WRITES)
share = pages.step("share", sees=SEES, action=SHARES)
stop = stopping.step("stop", sees=SEES, action=SHARES)
history = pages.history(sees=SEES)
comment = pages.comment(sees=SEES, action="comment_needs")
files = attached.files(sees=SEES, action=WRITES)
file = attached.file(sees=SEES)
remove_file = attached.remove(sees=SEES, action=WRITES)

_TABLES = (
    ("Ratings of the school", compare.ratings),
    ("Compliance", compare.checks),
    ("Typed values, all students", compare.values),
)
_MOVED = {"up": "higher", "down": "lower", "same": "the same", "": "–"}


def figures_compared(last: Workspace, this: Workspace) -> list[tuple[compare.Compared, str]]:
    """What records answer in both cycles, each by the figures it stands beside; up and down as numbers."""
    found = []
    for metric in this.instrument.metrics:
        if not metric.measure or not (this.figures and last.figures):
            continue
        before, now = (one.figures.of(metric.measure, SCHOOL, EVERYONE) for one in (last, this))
        if before is None or now is None or not (before.denominator and now.denominator):
            continue
        sizes = [one.denominator if one.is_count else one.fraction for one in (before, now)]
        moved = "the same" if sizes[0] == sizes[1] else "higher" if sizes[1] > sizes[0] else "lower"
        texts = [f"{one.denominator:,}" if one.is_count else f"{one.percent_text}%" for one in (before, now)]
        found.append((compare.Compared(metric.id, metric.title, *texts, ""), moved))
    return found


@district_page(SEES)
def compare_needs(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """This cycle beside the last. Raises Http404 where there is no earlier one."""
    document = found(organization, year)
    space = workspace(document)
    last = space.last
    if last is None:
        raise Http404
    tables = [
        (title, [(line, _MOVED[line.moved]) for line in read(last.assessment, space.assessment)])
        for title, read in _TABLES
    ]
    tables.insert(0, ("Figures from records, all students", figures_compared(last, space)))
    context = {
        "document": document,
        "last": cycle_in_words(last.year),
        "this": cycle_in_words(year),
        "tables": tables,
        "crumbs": [*crumbs(document), ("This cycle beside the last", "")],
    }
    return render(request, "needs/compare.html", context)
