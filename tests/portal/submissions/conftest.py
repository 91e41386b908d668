"""Files to send, made of good records, and a home of its own for what is kept of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.tasks import check_submission
from tests.portal import factories
from tests.portal.submissions import made


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path: Path) -> Iterator[Path]:
    """What a test keeps beside the database goes away with it."""
    home = tmp_path / "home"
    for name in ("tmp", "locks"):
        (home / name).mkdir(parents=True)
    settings.HOME = home
    settings.FILE_UPLOAD_TEMP_DIR = home / "tmp"
    yield home
    shutil.rmtree(home, ignore_errors=True)


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
