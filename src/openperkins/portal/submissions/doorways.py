"""One view for two doors: a district's sent files, and the State's own, which no district's page can show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from openperkins.portal.accounts.doorway import View, district_page, state_office
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.models import Submission


def file_page(
    action: str, *, of_state: str | None = None, post: str | None = None
) -> Callable[[View], tuple[View, View]]:
    """Makes (the district's view, the State's view) of one that takes (request, organization, submission).

    `of_state` is the right that opens the State's own, `action` when left out. A submission of another organization
    does not exist.
    """

    def wrap(view: View) -> tuple[View, View]:
        @wraps(view)
        def found(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
            return view(request, organization, _submission(organization, pk))

        return district_page(action, post=post)(found), state_office(of_state or action, post=post)(found)

    return wrap


def _submission(organization: Organization, pk: int) -> Submission:
    """The organization's submission. Raises Http404 for one that is not there or somebody else's."""
    rows = Submission.objects.select_related("organization", "sent_by", "certified_by")
    return get_object_or_404(rows, pk=pk, organization=organization)
