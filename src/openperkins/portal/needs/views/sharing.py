"""What a district does with its assessment beside writing it: share, comment, attach, look back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.needs.compared import comparisons
from openperkins.portal.needs.kind import cycle_in_words
from openperkins.portal.needs.page import workspace
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


@district_page(SEES)
def compare_needs(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """This cycle beside the last. Raises Http404 where there is no earlier one."""
    document = found(organization, year)
    space = workspace(document)
    last = space.last
    if last is None:
        raise Http404
    context = {
        "document": document,
        "last": cycle_in_words(last.year),
        "this": cycle_in_words(year),
        "comparisons": comparisons(last, space),
        "crumbs": [*crumbs(document), ("This cycle beside the last", "")],
    }
    return render(request, "needs/compare.html", context)
