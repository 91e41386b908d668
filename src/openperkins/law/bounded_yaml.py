"""Bounds of a YAML file somebody hands in: looked at token by token before anything is built of it.

What can make a small file huge or slow (anchors, deep nesting, endless texts) and what cannot be shown (control and
direction characters) is refused by line. Files of the program itself need none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openperkins.errors import LawError

MOST_BYTES = 400_000
MOST_DEPTH = 12
MOST_ENTRIES = 5_000
MOST_SIGNS = 2_000
_MOST_FAULTS = 50
#: control, direction and zero-width characters, halves of characters, and signs that are none
_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_REMEDY = "Correct the file."


def decoded(given: bytes, place: str) -> str:
    """The text of a file in UTF-8. Raises LawError for one that is larger than is read, or not UTF-8."""
    if len(given) > MOST_BYTES:
        raise LawError(f"{place} is larger than {MOST_BYTES:,} bytes.", "Such a file is text of some pages.")
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = given[: error.start].count(b"\n") + 1
        raise LawError(f"{place} line {line} is not UTF-8.", "Save the file as UTF-8.") from error


def refuse_unbounded(text: str, place: str) -> None:
    """Raises LawError naming every line that goes beyond the bounds; does nothing for a sound file.

    What is no YAML at all is left to the parser to say.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise LawError(f"{place} is larger than {MOST_BYTES:,} bytes.", "Such a file is text of some pages.")
    faults = list(_raw(text))
    if not faults:
        for fault in _parsed(text):
            faults.append(fault)
            if len(faults) == _MOST_FAULTS:
                break
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise LawError(f"{place} does not load:\n{listed}\n", _REMEDY)


def _raw(text: str) -> Iterator[str]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        found = _NOT_SHOWN.search(line)
        if found:
            yield f"line {number}: holds the character U+{ord(found[0]):04X}, which cannot be shown"


def _parsed(text: str) -> Iterator[str]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = entries = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            entries += isinstance(event, yaml.ScalarEvent)
            yield from (f"line {line}: {said}" for said in _faults(event, yaml))
            if depth > MOST_DEPTH:
                yield f"line {line}: is nested deeper than {MOST_DEPTH} levels"
                return
            if entries > MOST_ENTRIES:
                yield f"line {line}: is past the {MOST_ENTRIES:,} entries that are read"
                return
    except (yaml.YAMLError, ValueError):
        return  # the parser says it, with its line


def _faults(event: Any, yaml: Any) -> Iterator[str]:
    if isinstance(event, yaml.AliasEvent):
        yield f"refers to `&{event.anchor}`; write the text out where it belongs"
        return
    if getattr(event, "anchor", None):
        yield f"has the anchor `&{event.anchor}`; write the text out where it belongs"
    if isinstance(event, yaml.ScalarEvent):
        if len(event.value) > MOST_SIGNS:
            yield f"a text has {len(event.value):,} signs; at most {MOST_SIGNS:,} are read"
        if found := _NOT_SHOWN.search(event.value):
            yield f"holds the character U+{ord(found[0]):04X}, which cannot be shown"
