"""Where sent files, and files that go with documents, lie: beside the database, by the hash of their bytes.

Readable by the portal alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from django.conf import settings

#: folders of the home: files sent in as records, files attached to documents
SENT, ATTACHED = "sent", "attached"


def folder(name: str = SENT) -> Path:
    """The folder of files of one kind."""
    made = Path(settings.HOME) / name
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def path_of(sha256: str, suffix: str, within: str = SENT) -> Path:
    """Where a file's bytes are; the suffix says how they are read."""
    return folder(within) / sha256[:2] / f"{sha256}{suffix}"


def receive(chunks: Iterable[bytes], suffix: str, into: str = SENT) -> tuple[str, int]:
    """Keep a file whole or not at all; returns (sha256, bytes). The same bytes are kept once."""
    aside = folder(into) / f".{uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    try:
        with aside.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest(), suffix, into)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        aside.replace(target)
        _keep_name(target.parent)
    finally:
        aside.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _keep_name(folder: Path) -> None:
    """Let a file's new name outlast a power cut."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def beside(sha256: str, suffix: str, what: str) -> Path:
    """Where something made of a sent file lies: its report, its marked copy."""
    return path_of(sha256, suffix).with_suffix(f".{what}")


def keep_text(target: Path, text: str) -> None:
    """Keep a text whole or not at all."""
    aside = target.with_name(f"{target.name}.{uuid4().hex[:8]}.tmp")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
