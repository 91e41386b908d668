"""The portal's keys: from the environment, else made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key(home: Path) -> str:
    """Signs sessions and links; changing it signs everybody out."""
    return os.environ.get("OPENPERKINS_SECRET_KEY") or _kept(home / "secret_key")


def event_log_key(home: Path) -> str:
    """Seals the event log. A key of its own, so that the other can be changed and the log still be checked."""
    return os.environ.get("OPENPERKINS_EVENT_LOG_KEY") or _kept(home / "event_log_key")


def _kept(file: Path) -> str:
    """The key in a file its owner alone can read, made when it is not there; two processes that start at once agree."""
    if not file.exists():
        aside = file.with_name(f"{file.name}.{os.getpid()}")
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):  # another process was first: its key is then the key
            os.link(aside, file)
        aside.unlink()
    return file.read_text(encoding="ascii")
