"""Running a published year again in the background."""

from __future__ import annotations

from dataclasses import replace

import structlog
from django_tasks import task

from openperkins.errors import OpenPerkinsError
from openperkins.portal import jobs
from openperkins.portal.rulesets import replays

log = structlog.get_logger(__name__)


@task()
def compute_replay(id: str) -> None:
    """Compute a replay that was asked for. Safe to do again: one that is done is left alone."""
    try:
        with jobs.alone(f"replay-{id}"):
            found = replays.load(id)
            if found is not None and found.status == "asked":
                _compute(found)
    except jobs.Busy:
        log.info("replay is being computed by another worker", replay=id)


def _compute(replay: replays.Replay) -> None:
    if replay.attempts >= jobs.MOST_ATTEMPTS:
        why = "The work was cut off several times, most likely for want of memory."
        replays.keep(replace(replay, status="failed", failure=why))
        return
    begun = replays.keep(replace(replay, attempts=replay.attempts + 1))
    try:
        replays.keep(replays.computed(begun))
    except OpenPerkinsError as error:
        replays.keep(replace(begun, status="failed", failure=str(error)))


def resume() -> None:
    """Take up replays whose worker died."""
    for id in replays.waiting():
        if jobs.is_free(f"replay-{id}"):
            compute_replay.enqueue(id)
