"""Files to send, made of good records, and a home of its own for what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.tasks import check_submission
from tests.portal import factories
from tests.portal.submissions import made


@pytest.fixture(autouse=True)
def own_files(own_home: Path) -> Path:
    """What a test keeps beside the database goes away with it."""
    return own_home


@pytest.fixture
def sent(organizations) -> Callable[..., Submission]:
    """`sent(content)`: a file of Alderbrook (or another) that was received, and checked unless told otherwise."""

    def send(
        content: bytes | None = None, *, org: str = factories.DISTRICT, checked: bool = True, **said
    ) -> Submission:
        submission = made.send(content or made.sims(org=org), org=org, **said)
        if checked:
            check_submission.call(submission.pk)
            submission.refresh_from_db()
        return submission

    return send


@pytest.fixture
def state_code() -> str:
    return settings.STATE_CODE
