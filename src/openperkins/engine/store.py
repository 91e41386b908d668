"""The store: sealed tables by the hash of their bytes, and the manifests (snapshots) that name them.

objects/ab/<sha256>.parquet   a sealed table, written once
snapshots/<key>.json          which files were sent, what they held, which objects they became
hashes.json                   what known files hashed to, so that an unchanged file is not read again
sql/<key>.json                compiled queries
tmp/                          work in progress; swept when nobody holds it
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from openperkins.errors import StorageError

#: a temporary older than this belongs to a process that died
_ABANDONED_SECONDS = 24 * 3600
_OWNER_ONLY = 0o700
#: a file changed so shortly before its hash was taken could change again unseen
_SETTLED_NS = 2_000_000_000


@dataclass(frozen=True)
class SealedTable:
    """One sealed object of a snapshot: `table` names a source of the facts, `school_year` is 0 when it has none."""

    table: str
    school_year: int
    sha256: str
    bytes: int
    rows: int


def default_store() -> Path:
    """The store in the user's data folder, or the folder named by OPENPERKINS_STORE."""
    named = os.environ.get("OPENPERKINS_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("openperkins") / "store"


class Store:
    """A folder of sealed tables. Raises StorageError when it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.objects, self.snapshots = self.folder / "objects", self.folder / "snapshots"
        self.sql, self.tmp = self.folder / "sql", self.folder / "tmp"
        with storage(f"The store {self.folder} cannot be written."):
            self.folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)  # it holds student records
            for part in (self.objects, self.snapshots, self.sql, self.tmp):
                part.mkdir(exist_ok=True)
        self._hashes: dict[str, list[Any]] | None = None

    def path_of(self, sha256: str) -> Path:
        return self.objects / sha256[:2] / f"{sha256}.parquet"

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """A fresh temporary folder, removed afterwards; leftovers of processes that died are swept first."""
        self._sweep()
        folder = self.tmp / uuid4().hex
        with storage(f"The store {self.folder} cannot be written."):
            folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, written: Path) -> tuple[str, int]:
        """Move a finished file in under the hash of its bytes; returns (sha256, bytes)."""
        sha256, size = sha256_of(written), written.stat().st_size
        target = self.path_of(sha256)
        with storage(f"The store {self.folder} cannot be written."):
            target.parent.mkdir(exist_ok=True)
            _flush(written)
            written.replace(target)
            self._remember(target, sha256)
        return sha256, size

    def is_whole(self, sha256: str, size: int) -> bool:
        """Whether an object is there and still holds the bytes it was sealed with."""
        path = self.path_of(sha256)
        try:
            if path.stat().st_size != size:
                return False
        except OSError:
            return False
        return self.hash_of(path) == sha256

    def hash_of(self, path: Path) -> str:
        """sha256 of a file; taken from memory when size, times and inode are those it was hashed with."""
        known = self._known()
        with storage(f"{path} cannot be read."):
            mark = _mark(path)
            entry = known.get(str(path.absolute()))
            if entry and entry[0] == mark:
                return entry[1]
            sha256 = sha256_of(path)
            if _mark(path) != mark:
                raise StorageError(f"{path} changed while it was read.", "Run again when nothing writes to it.")
        self._remember(path, sha256)
        return sha256

    def read_json(self, path: Path) -> dict[str, Any] | None:
        """A manifest, or None when there is none that can be read."""
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return value if isinstance(value, dict) else None

    def write_json(self, path: Path, value: Any) -> None:
        """Write a manifest whole or not at all."""
        self.write_text(path, json.dumps(value, indent=1, sort_keys=True))

    def write_text(self, path: Path, text: str) -> None:
        aside = self.tmp / uuid4().hex
        with storage(f"The store {self.folder} cannot be written."):
            aside.write_text(text, encoding="utf-8")
            _flush(aside)
            aside.replace(path)

    def save_hashes(self) -> None:
        """Keep what files hashed to for the next run."""
        if self._hashes is not None:
            self.write_json(self.folder / "hashes.json", self._hashes)

    def _known(self) -> dict[str, list[Any]]:
        if self._hashes is None:
            self._hashes = self.read_json(self.folder / "hashes.json") or {}
        return self._hashes

    def _remember(self, path: Path, sha256: str) -> None:
        mark = _mark(path)
        if time.time_ns() - max(mark[1], mark[2]) > _SETTLED_NS or path.is_relative_to(self.objects):
            self._known()[str(path.absolute())] = [mark, sha256]

    def _sweep(self) -> None:
        for leftover in self.tmp.iterdir():
            with contextlib.suppress(OSError):  # another process may be sweeping it too
                if time.time() - leftover.stat().st_mtime > _ABANDONED_SECONDS:
                    shutil.rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink()


def sha256_of(path: Path) -> str:
    """sha256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mark(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def storage(message: str) -> Iterator[None]:
    """Turn an OSError into a StorageError that begins with `message`."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{message} ({error.strerror or error})", "Check the folder, its rights and the free space."
        ) from error
