"""What a worker does when it starts: take up what another left when it died."""

from __future__ import annotations

from openperkins.portal.results import tasks as publications
from openperkins.portal.results import verify
from openperkins.portal.rulesets import tasks as replays
from openperkins.portal.submissions import tasks as submissions


def resume_all() -> None:
    """Queue every piece of work nobody is at."""
    submissions.resume()
    publications.resume()
    verify.resume()
    replays.resume()
