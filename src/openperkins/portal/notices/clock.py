"""Ticks inside a process that runs anyway, so that a small deployment needs no timer.

with ticking():
    call_command("db_worker")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from django.db import connections

from openperkins.portal.notices.tick import tick

log = structlog.get_logger(__name__)

#: seconds a mail that is being handed over may still take when the process ends (worker.stop waits for 10)
_LONGEST_GOODBYE = 8


def run_every(seconds: float, stop_event: Event) -> None:
    """Tick now and after every `seconds`, until told to stop. Never raises: what failed is logged and tried again."""
    while not stop_event.is_set():
        try:
            tick(stopped=stop_event.is_set)
        except Exception:
            log.error("tick failed", exc_info=True)
        finally:
            connections.close_all()  # this thread's own
        stop_event.wait(seconds)


@contextmanager
def ticking(seconds: float = 60) -> Iterator[None]:
    """Tick in a thread of its own while the block runs. At its end no new mail is begun, and one under way is ended."""
    stop_event = Event()
    thread = Thread(target=run_every, args=(seconds, stop_event), name="tick", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop_event.set()
        thread.join(_LONGEST_GOODBYE)
