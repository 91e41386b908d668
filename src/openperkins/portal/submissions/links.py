"""Addresses of sent files: a district's lie below /d/<org>/files/, the State's own below /s/files/."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from openperkins.portal.submissions.models import Submission


def link(name: str, submission: Submission) -> str:
    """The address of a page or file of one submission: `link("receipt", submission)`."""
    return link_of(name, submission.organization_id, submission.pk)


def link_of(name: str, org_code: str, *rest: Any) -> str:
    """The address of a page of an organization: `link_of("send_files", organization.code)`."""
    if org_code == settings.STATE_CODE:
        return reverse("state_send" if name == "send_files" else f"state_{name}", args=rest)
    return reverse(name, args=(org_code, *rest))


class Links:
    """`{{ links.receipt }}`: the addresses of one submission, as templates take them."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def __getitem__(self, name: str) -> str:
        if name == "list":
            return link_of("submissions", self._submission.organization_id)
        return link(name, self._submission)
