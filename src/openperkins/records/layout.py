"""Which files a records folder holds, and what each is: by its place and name only, never by guessing at its content.

The contract is formats.md "In: a records folder". A name that nearly fits is an error of that file, with the
nearest valid name; a file in no known place is a warning and is not read.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from openperkins.errors import InputError, StorageError, nearest
from openperkins.records.model import Kind, Problem, Season, SourceFile
from openperkins.records.problems import shown
from openperkins.records.reading.catalogue import problem

EXTENSIONS = (".csv", ".parquet", ".xlsx")
SEASONS: dict[str, Season] = {"10": "october", "03": "march", "06": "end_of_year"}
#: How the columns and codes of other files are to be read; not records itself.
SETTINGS = "settings.yaml"
TOP_FILES: tuple[Kind, ...] = ("plans_on_file", "programs", "organizations", "levels")
#: Folders whose files are named by the school year they end in.
YEARLY: dict[str, Kind] = {"followup": "follow_up", "cohort": "cohort", "migrant": "migrant"}
FOLDERS = ("sims", "mcas", *YEARLY)
FIRST_YEAR, LAST_YEAR = 1990, 2100

_COLLECTION = re.compile(r"(\d{4})-(\d{2})")
_NEARLY_COLLECTION = re.compile(r"(\d{4})\D?(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_DISTRICT = re.compile(r"(?!0000)\d{4}0000")


@dataclass(slots=True)
class Discovery:
    """What a folder holds.

    `files` are to be read, sorted by name. `problems` are those of names (files with an error are not in `files`).
    `unknown` are the names the layout does not know; each has a warning in `problems` too.
    """

    files: list[SourceFile] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def refuse(self, name: str, id: str, **details: object) -> None:
        """Note a problem of the file `name`."""
        self.problems.setdefault(name, []).append(problem(id, **details))


def discover(folder: Path) -> Discovery:
    """Walk `folder` and say what each file is.

    Raises StorageError when there is none or it cannot be read, InputError when it is a file.
    """
    if not folder.exists():
        raise StorageError(f"There is no folder {shown(str(folder), 200)}.", "Check the path.")
    if not folder.is_dir():
        raise InputError(
            f"{shown(str(folder), 200)} is a file, not a records folder.", "Give the folder that holds it."
        )
    found = Discovery()
    root = folder.resolve()
    for path in _walk(root, found):
        _place(path, found, path.relative_to(root).parts)
    _refuse_second_forms(found)
    found.files.sort(key=lambda source: source.name)
    found.problems = dict(sorted(found.problems.items()))
    found.unknown.sort()
    return found


def _walk(root: Path, found: Discovery) -> Iterator[Path]:
    """Every visible regular file below `root`, in name order; links that lead out are refused on the way."""

    def stop(error: OSError) -> None:
        raise StorageError(f"The folder {error.filename} cannot be read: {error.strerror}.") from error

    for here, folders, files in os.walk(root, onerror=stop):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in folders:
            path = Path(here, name)
            if path.is_symlink():  # os.walk does not follow it: say so instead of losing what is behind it
                found.refuse(_name(path.relative_to(root).parts), "F003", target=_shown_target(path))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith((".", "~$")):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                found.refuse(_name(path.relative_to(root).parts), "F003", target=_shown_target(path))
            elif path.is_file():
                yield path
            else:
                _unknown(found, _name(path.relative_to(root).parts), "It is not a regular file.")


def _shown_target(path: Path) -> str:
    return shown(str(path.readlink()))


def _name(parts: tuple[str, ...]) -> str:
    """The name as reports print it; bytes that are no text are escaped."""
    return PurePosixPath(*parts).as_posix().encode("utf-8", "backslashreplace").decode()


def _place(path: Path, found: Discovery, parts: tuple[str, ...]) -> None:
    name = _name(parts)
    stem, extension = path.stem, path.suffix
    if name == SETTINGS:
        found.files.append(SourceFile(path, name, "settings"))
        return
    if extension.lower() not in EXTENSIONS:
        _unknown(found, name, _unread_extension(parts, extension))
        return
    if len(parts) == 1:
        _place_top(path, found, name, stem)
    elif parts[0] == "sims" and len(parts) in (2, 3):
        _place_sims(path, found, name, parts)
    elif parts[0] == "mcas" and len(parts) == 2:
        found.files.append(SourceFile(path, name, "mcas"))
    elif parts[0] in YEARLY and (len(parts) == 2 or (parts[0] == "followup" and len(parts) == 3)):
        _place_yearly(path, found, name, parts)
    else:
        folder = parts[0]
        say = f"{shown(folder)} is not a folder of the layout. {nearest(folder, FOLDERS)}"
        _unknown(found, name, say if folder not in FOLDERS else f"{folder}/ has no folders this deep.")


def _unread_extension(parts: tuple[str, ...], extension: str) -> str:
    if parts[0] in FOLDERS or PurePosixPath(parts[0]).stem in TOP_FILES:
        return f"Files ending in {shown(extension) or 'nothing'} are not read; save it as .csv, .xlsx or .parquet."
    return f"Did you mean {SETTINGS}?" if len(parts) == 1 and PurePosixPath(parts[0]).stem == "settings" else ""


def _unknown(found: Discovery, name: str, why: str) -> None:
    found.unknown.append(name)
    found.refuse(name, "F001", why=why)


def _place_top(path: Path, found: Discovery, name: str, stem: str) -> None:
    for kind in TOP_FILES:
        if stem == kind:
            found.files.append(SourceFile(path, name, kind))
            return
    _unknown(found, name, _nearest_place(path.name, stem))


def _nearest_place(file: str, stem: str) -> str:
    """Where a file at the top of the folder may belong."""
    if stem == "settings":
        return f"Did you mean {SETTINGS}?"
    if _COLLECTION.fullmatch(stem):
        return f"Did you mean sims/{file}?"
    if stem in FOLDERS:
        return f"Files of this kind stand in the folder {stem}/."
    return nearest(stem, TOP_FILES)


def _place_yearly(path: Path, found: Discovery, name: str, parts: tuple[str, ...]) -> None:
    kind = YEARLY[parts[0]]
    year = path.stem if len(parts) == 2 else parts[1]
    if not _YEAR.fullmatch(year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        near = re.search(r"(?:19|20)\d{2}", year)
        hint = f"Did you mean {parts[0]}/{near[0]}{path.suffix}?" if near else ""
        found.refuse(name, "F005", expected=f"{parts[0]}/2016{path.suffix}", hint=hint)
        return
    found.files.append(SourceFile(path, name, kind, school_year=int(year)))


def _place_sims(path: Path, found: Discovery, name: str, parts: tuple[str, ...]) -> None:
    collection = path.stem if len(parts) == 2 else parts[1]
    match = _COLLECTION.fullmatch(collection)
    if not match or match[2] not in SEASONS or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        ending = path.suffix if len(parts) == 2 else "/"
        found.refuse(name, "F004", value=collection, hint=_nearest_collection(collection, ending))
        return
    district = path.stem if len(parts) == 3 else None
    if district is not None and not _DISTRICT.fullmatch(district):
        found.refuse(name, "F006", value=district, hint=_district_hint(district))
        return
    year, season = int(match[1]), SEASONS[match[2]]
    ends = year + 1 if season == "october" else year
    found.files.append(SourceFile(path, name, "sims", ends, season, district))


def _nearest_collection(collection: str, ending: str) -> str:
    match = _NEARLY_COLLECTION.search(collection)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return ""
    month = min(SEASONS, key=lambda m: (abs(int(m) - int(match[2])), m))
    return f"Did you mean sims/{match[1]}-{month}{ending}?"


def _district_hint(district: str) -> str:
    if re.fullmatch(r"(?!0000)(\d{4}|\d{8})", district):
        return f"Did you mean {district[:4]}0000?"
    if re.fullmatch(r"\d{5,7}", district):
        return "A spreadsheet may have dropped a leading zero."
    return ""


def _refuse_second_forms(found: Discovery) -> None:
    """Two files that differ in their ending only say the same thing twice: neither is read."""
    forms: dict[str, list[SourceFile]] = defaultdict(list)
    for source in found.files:
        forms[str(PurePosixPath(source.name).with_suffix(""))].append(source)
    for twins in forms.values():
        for source in twins if len(twins) > 1 else ():
            others = ", ".join(t.name for t in twins if t is not source)
            found.refuse(source.name, "F002", others=others)
            found.files.remove(source)
