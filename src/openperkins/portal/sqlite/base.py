"""Django's SQLite, with a lock beside the database that a transaction holds from its first statement to its last.

SQLite lets one write at a time. Whoever finds it writing looks again after pauses that grow to a tenth of a second, so
that who comes late is let in first, and at a busy hour single people wait for seconds. Here all who wait look again
equally often. Whose process dies lets go of the lock; SQLite's own is what keeps writers apart.
"""

from __future__ import annotations

import fcntl
import os
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

#: seconds between two looks
_PAUSE = 0.003
#: seconds a connection waits that says nothing of it: SQLite's own
_PATIENCE = 5.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; `_turn` is the file whose lock it holds while it is in a transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._end_turn()  # not when it failed: then it is rolled back

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        """Wait for the lock, about as long as SQLite would have waited. Raises OperationalError when it stays held."""
        if self._turn is not None or self.is_in_memory_db():
            return
        looks = int(self.settings_dict["OPTIONS"].get("timeout", _PATIENCE) / _PAUSE)
        turn = os.open(f"{self.settings_dict['NAME']}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            while not _locked(turn):
                if not looks:
                    raise OperationalError("database is locked")
                looks -= 1
                time.sleep(_PAUSE)
        except BaseException:
            os.close(turn)
            raise
        self._turn = turn

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            os.close(turn)


def _locked(file: int) -> bool:
    """Whether the file's lock was free, and is now held."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
