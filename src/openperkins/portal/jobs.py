"""Work in the background that survives a killed worker: each piece has a lock that its process holds while it lives."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

#: a piece of work that killed its worker so often is given up, with a message
MOST_ATTEMPTS = 3


class Busy(Exception):
    """Another process is at it."""


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock of a piece of work. Raises Busy when another process holds it; a dead one holds nothing."""
    folder = Path(settings.HOME) / "locks"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / name).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(name) from None
        yield


def is_free(name: str) -> bool:
    """Whether no process is at the piece of work."""
    try:
        with alone(name):
            return True
    except Busy:
        return False
