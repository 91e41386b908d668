"""The key that signs sessions and links: from the environment, else made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key(home: Path) -> str:
    """The deployment's key. A kept one is readable by its owner alone; two processes that start at once agree."""
    if given := os.environ.get("OPENPERKINS_SECRET_KEY"):
        return given
    kept = home / "secret_key"
    if not kept.exists():
        aside = home / f"secret_key.{os.getpid()}"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):  # another process was first: its key is then the key
            os.link(aside, kept)
        aside.unlink()
    return kept.read_text(encoding="ascii")
