"""Which files can go with a document: a few types, each known by what is in it and not by its name alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from openperkins.records.problems import shown
from openperkins.records.submitted.place import suffix_of

_HEAD = 65_536
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIP, _ZIP_END, _ZIP64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
#: the list of parts of a workbook or a text of ours takes a few thousand bytes
_MOST_LISTED = 1_000_000
#: beginnings of what is not text: programs, archives, pictures, old office files
_NOT_TEXT = (_ZIP, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is taken; `holds` says of a file, at its start, whether it is one."""

    title: str
    holds: Callable[[Any], bool]


def _begins(*beginnings: bytes) -> Callable[[Any], bool]:
    return lambda file: file.read(_HEAD).startswith(beginnings)


def _office(part: str) -> Callable[[Any], bool]:
    """An office file with that main part, and without macros."""

    def holds(file: Any) -> bool:
        if file.read(4) != _ZIP or _listed_bytes(file) > _MOST_LISTED:
            return False
        try:
            with zipfile.ZipFile(file) as parts:
                names = parts.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        return part in names and not any(name.endswith("vbaProject.bin") for name in names)

    return holds


def _listed_bytes(file: Any) -> int:
    """How long the archive's list of parts is, as its end says; too long when it does not say."""
    end = file.seek(0, 2)
    file.seek(max(0, end - _HEAD))
    tail = file.read()
    place = tail.rfind(_ZIP_END)
    file.seek(0)
    if place < 0 or _ZIP64 in tail or len(tail) < place + 16:
        return _MOST_LISTED + 1
    return int.from_bytes(tail[place + 12 : place + 16], "little")


def _is_text(file: Any) -> bool:
    first = file.read(_HEAD)
    if first.startswith(_UTF16):
        return True
    if first.startswith(_NOT_TEXT):
        return False
    while first:
        if b"\x00" in first:
            return False
        first = file.read(_HEAD)
    return True


TYPES = {
    ".pdf": FileType("a PDF", _begins(b"%PDF-")),
    ".docx": FileType("a Word document without macros", _office("word/document.xml")),
    ".xlsx": FileType("an Excel workbook without macros", _office("xl/workbook.xml")),
    ".csv": FileType("a text file", _is_text),
    ".txt": FileType("a text file", _is_text),
    ".png": FileType("a PNG picture", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": FileType("a JPEG picture", _begins(b"\xff\xd8\xff")),
    ".jpeg": FileType("a JPEG picture", _begins(b"\xff\xd8\xff")),
}
#: what a page says can be added
ALLOWED = "PDF, Word (.docx), Excel (.xlsx), CSV, text (.txt), PNG or JPEG"


def refusal(file: Any, name: str) -> str | None:
    """Why a file cannot be taken, as a sentence; None when it can. Reads and rewinds the file."""
    suffix = suffix_of(name)
    if suffix not in TYPES:
        return f"Files of these types can be added: {ALLOWED}. Save it as one of them."
    file.seek(0)
    if not file.read(1):
        return "The file is empty. Look into it before you add it."
    file.seek(0)
    is_one = TYPES[suffix].holds(file)
    file.seek(0)
    if is_one:
        return None
    return f"The file ends in {suffix} but is not {TYPES[suffix].title}. Save it again in the form you want to send."


def plain_name(name: str) -> str:
    """The name as it is kept: without folders, invisible signs escaped, not too long."""
    last = PurePosixPath(name.replace("\\", "/").strip()).name
    suffix = suffix_of(last)
    stem = last[: len(last) - len(suffix)].strip(" .") if suffix else last
    return f"{shown(stem or 'file', _LONGEST)[:_LONGEST]}{suffix}"
