"""Whether a file is what its name's ending says, judged by its first bytes; what is in it is for the checks to say."""

from __future__ import annotations

from typing import Any

from openperkins.records.layout import EXTENSIONS
from openperkins.records.submitted.place import suffix_of

#: bytes looked at
_HEAD = 65_536
_MAGIC = {".xlsx": (b"PK\x03\x04",), ".parquet": (b"PAR1",)}
_NAMES = {".xlsx": "an Excel workbook (.xlsx)", ".parquet": "a Parquet file", ".csv": "a text file"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: beginnings of files people send by mistake
_OTHERS = {b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)", b"%PDF": "a PDF", b"\x1f\x8b": "a compressed file"}
#: a text file with one byte in so many zero is none; a stray one is a damaged cell, which the checks tell with its row
_ZEROS = 100


def refusal(file: Any, name: str) -> str | None:
    """Why a file cannot be taken, as a sentence for the sender; None when it can. Reads and rewinds the file."""
    suffix = suffix_of(name)
    if suffix not in EXTENSIONS:
        return "Files ending in .csv, .xlsx or .parquet are read. Save the file as one of them and send it again."
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        return "The file is empty. Export it again and look into it before you send it."
    told = _really(head)
    if told is not None and told != _NAMES[suffix]:
        return f"The file ends in {suffix} but is {told}. Save it again in the form you want to send."
    if suffix in _MAGIC and told is None:
        return f"The file ends in {suffix} but is not {_NAMES[suffix]}. Save it again in the form you want to send."
    return None


def _really(head: bytes) -> str | None:
    """What the first bytes say a file is; None when they say nothing."""
    for suffix, beginnings in _MAGIC.items():
        if head.startswith(beginnings):
            return _NAMES[suffix]
    for beginning, what in _OTHERS.items():
        if head.startswith(beginning):
            return what
    if not head.startswith(_UTF16) and head.count(0) * _ZEROS > len(head):
        return "not text (text in UTF-16 needs its byte order mark)"
    return None
