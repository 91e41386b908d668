"""Who writes to SQLite holds a lock beside it; it is let go however the transaction ends."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from openperkins.portal.settings import _SQLITE
from openperkins.portal.sqlite.base import DatabaseWrapper


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker):
    """`connect(timeout=…)`: another connection to one database; all are closed in the end."""
    opened = []

    def connection(timeout: float = 20) -> DatabaseWrapper:
        settings = {"NAME": tmp_path / "turns.sqlite3", "OPTIONS": _SQLITE | {"timeout": timeout}}
        unused = {"AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "USER": ""}
        made = DatabaseWrapper(unused | settings)
        made.inc_thread_sharing()
        opened.append(made)
        return made

    with django_db_blocker.unblock():
        yield connection
        for one in opened:
            one.close()


def _begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def _end(connection: DatabaseWrapper, how: str) -> None:
    getattr(connection, how)()
    if how != "close":
        connection.set_autocommit(True)


@pytest.mark.parametrize("how", ["commit", "rollback", "close"])
def test_the_next_one_writes_once_the_first_has_ended(connect, how: str) -> None:
    first, second, events = connect(), connect(), []

    def write() -> None:
        _begin(second)
        events.append("second")
        _end(second, "commit")

    _begin(first)
    waiting = threading.Thread(target=write)
    waiting.start()
    time.sleep(0.1)
    events.append("first")
    _end(first, how)
    waiting.join(10)
    assert events == ["first", "second"]


def test_who_waits_too_long_is_told_and_holds_nothing(connect) -> None:
    first, second = connect(), connect(timeout=0.05)
    _begin(first)
    with pytest.raises(OperationalError, match="locked"):
        _begin(second)
    _end(first, "commit")
    _begin(second)
    _end(second, "commit")


def test_a_transaction_that_cannot_begin_holds_nothing(connect) -> None:
    first, second = connect(), connect()
    with first.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")  # past the lock: SQLite itself refuses a second one
    with pytest.raises(OperationalError):
        _begin(first)
    first.rollback()
    _begin(second)
    _end(second, "commit")
