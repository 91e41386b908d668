"""A records folder built from files that were handed in one by one, and what the next file is compared with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from openperkins.engine.snapshot import Snapshot
from openperkins.engine.store import storage
from openperkins.errors import StorageError, UsageError
from openperkins.records.model import Kind, Season
from openperkins.records.submitted.beside import Beside, SealedFile
from openperkins.records.submitted.place import Handed, is_read

#: files of which a records folder has one for the whole State
_STATEWIDE = ("cohort", "migrant")


class Part(NamedTuple):
    """One certified file: what it is (see `Handed`), where its bytes are, and its ending (`.csv`)."""

    kind: Kind
    school_year: int | None
    season: Season | None
    district: str | None
    path: str | Path
    suffix: str = ".csv"


def sealed_beside(snapshot: Snapshot, folder: str | Path | None = None) -> Beside:
    """What a file is compared with as it is handed in: the sealed tables of a snapshot, and the folder it is of.

    The folder is only looked at for settings.yaml and for files of the same bytes.
    """
    files = [SealedFile(t.table, t.school_year, snapshot.store.path_of(t.sha256)) for t in snapshot.tables]
    return Beside(None if folder is None else Path(folder), tuple(files))


def name_of(part: Part) -> str:
    """The part's name in a records folder. Raises UsageError when a records folder has no place for it."""
    suffix = part.suffix.lower()
    if not is_read(suffix, part.kind):
        raise UsageError(f"A records folder has no file of {part.kind} that ends in {part.suffix!r}.", "Use .csv.")
    if part.district is not None and part.kind in _STATEWIDE:
        raise UsageError(
            f"The {part.kind} file of {part.school_year} is one for the whole State; {part.district} has none.",
            "Join the districts' rows in one file first.",
        )
    return Handed(part.kind, part.school_year, part.season, part.district).stem() + suffix


def assemble(parts: Iterable[Part | tuple], folder: str | Path) -> list[str]:
    """Build a records folder out of `parts`; returns the names in it, sorted.

    Files are linked, not copied, where the disk allows it; a given list gives the same folder in whatever order it
    comes. The folder is there whole or not at all. Raises UsageError when two parts are of one place, StorageError
    when `folder` already holds something or a part cannot be read.
    """
    named = _named(Part(*part) for part in parts)
    target = Path(folder).absolute()
    with storage(f"The records folder {target} cannot be written."):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StorageError(f"{target} already holds something.", "Name a folder that is new or empty.")
        aside = target.with_name(f".{target.name}.{uuid4().hex}")
        try:
            aside.mkdir(parents=True)
            for name, part in named.items():
                _put(Path(part.path), aside / name)
            aside.replace(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return list(named)


def _named(parts: Iterable[Part]) -> dict[str, Part]:
    """Name → part, in order of names."""
    places: dict[str, tuple[str, Part]] = {}
    for part in parts:
        name = name_of(part)
        stem = name.removesuffix(part.suffix.lower())
        if stem in places:
            raise UsageError(
                f"Two files are of one place: {name} and {places[stem][0]}.", "Keep the one that was certified last."
            )
        places[stem] = name, part
    return dict(sorted(places.values()))


def _put(path: Path, target: Path) -> None:
    """Link a file in, or copy it where links are not possible (another disk, a system without them)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    origin = path.resolve(strict=True)
    try:
        os.link(origin, target)
    except OSError:
        shutil.copyfile(origin, target)
