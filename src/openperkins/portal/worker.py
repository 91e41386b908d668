"""The worker as a process that is never missing: when it dies, another takes up its work; with its starter it ends.

serve ──stdin──→ work --watched ──stdin──→ work --until-stdin-ends

A pipe ends when the process that holds its other end is gone, however it died; so nobody is left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread
from types import FrameType

import structlog

log = structlog.get_logger(__name__)

COMMAND = (sys.executable, "-m", "openperkins.portal", "work")
#: seconds before a worker that died is followed by another, so that a broken one does not keep the machine busy
_BREATH = 1.0
#: seconds a worker may take to end what it is at
_PATIENCE = 10


def start() -> subprocess.Popen[bytes]:
    """A worker that is looked after, which ends with this process."""
    return subprocess.Popen([*COMMAND, "--watched"], stdin=subprocess.PIPE, start_new_session=True)


def stop(worker: subprocess.Popen[bytes]) -> None:
    """End a worker; what it was at is taken up again when it starts."""
    if worker.poll() is None:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
    if worker.stdin is not None:
        worker.stdin.close()


def keep_working() -> None:
    """Start a worker, and another whenever it dies, until stdin ends or SIGTERM comes."""
    stopping = _Stopping()
    stop_with_stdin()
    while not stopping.asked:
        stopping.worker = subprocess.Popen([*COMMAND, "--until-stdin-ends"], stdin=subprocess.PIPE)
        if stopping.asked:  # asked while it was being started
            stopping.worker.terminate()
        code = stopping.worker.wait()
        if not stopping.asked:
            log.warning("the worker died; another takes up its work", exit_code=code)
            time.sleep(_BREATH)


class _Stopping:
    """Whether the end was asked for; the worker there is then is ended."""

    def __init__(self) -> None:
        self.asked = False
        self.worker: subprocess.Popen[bytes] | None = None
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self.worker is not None:
            self.worker.terminate()


def stop_with_stdin() -> None:
    """Send this process SIGTERM when stdin ends, which it does when who started it is gone."""

    def watch() -> None:
        while os.read(0, 4096):
            continue
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="stdin", daemon=True).start()
