"""Which occupations a program leads to: a crosswalk from program codes to SOC codes, as data.

Columns: code (a program's, or the first two or four digits of a CIP code for a whole family), group (the related
occupational group), soc_code, soc_title, status (confirmed or assumed), cites. The longest code that fits counts. An
agency can replace the file; its relations are assumed until it confirms them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openperkins.errors import LawError

COLUMNS = ("code", "group", "soc_code", "soc_title", "status", "cites")
STATUSES = ("confirmed", "assumed")
_FILE = Path(__file__).parent.parent / "law" / "clna" / "occupations.csv"
_CODE = re.compile(r"[0-9A-Z]{2,10}")
SOC = re.compile(r"[1-9][0-9]-[0-9]{4}")
_MOST_BYTES = 2_000_000
_MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Occupation:
    """One relation: a program's code leads to an occupation (SOC 2018)."""

    code: str
    group: str
    soc_code: str
    soc_title: str
    status: str
    cites: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All relations, by code.

    Source of the packaged ones: the NCES CIP 2020 to SOC 2018 crosswalk without teachers of colleges, and what a
    program's title names besides (`cites` says which). All are assumed: that a program's code is the CIP code of that
    number is not confirmed.
    """

    by_code: dict[str, tuple[Occupation, ...]]

    def of(self, program: str) -> tuple[Occupation, ...]:
        """The occupations of a program, by the longest code it begins with; empty when there is none."""
        plain = program.replace(".", "")
        fitting = (plain[:length] for length in range(len(plain), 1, -1))
        return next((self.by_code[code] for code in fitting if code in self.by_code), ())


@cache
def packaged_crosswalk() -> Crosswalk:
    """The crosswalk that comes with OpenPerkins. Raises LawError."""
    return read_crosswalk(_FILE.read_text(encoding="utf-8"), "clna/occupations.csv")


def read_crosswalk(text: str, place: str = "the crosswalk") -> Crosswalk:
    """A crosswalk from the text of its CSV file. Raises LawError with every fault, by row and column."""
    if len(text) > _MOST_BYTES:
        raise LawError(f"{place} is larger than {_MOST_BYTES:,} signs.", "A crosswalk is some hundred lines.")
    faults: list[str] = []
    found: dict[str, list[Occupation]] = {}
    for row, texts in _rows(text, faults):
        wrong = list(_faults(texts, found))
        faults += [f"row {row}, {said}" for said in wrong]
        if not wrong:
            found.setdefault(texts["code"], []).append(Occupation(**texts))
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults[:_MOST_FAULTS])
        raise LawError(f"{place} does not load:\n{listed}\n", "Correct the file; nothing was changed.")
    return Crosswalk({code: tuple(ones) for code, ones in sorted(found.items())})


def _rows(text: str, faults: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(row, column → text) of every row with as many values as columns; faults of the whole are noted."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        if tuple(next(reader, ())) != COLUMNS:
            faults.append(f"row 1: the columns are not {', '.join(COLUMNS)}, in this order.")
            return
        for values in reader:
            if len(values) == len(COLUMNS):
                yield reader.line_num, {name: value.strip() for name, value in zip(COLUMNS, values, strict=True)}
            elif values:
                faults.append(f"row {reader.line_num} has {len(values)} values; {len(COLUMNS)} are expected.")
    except csv.Error as error:
        faults.append(f"row {reader.line_num} is no CSV ({error}).")


def _faults(texts: dict[str, str], found: dict[str, list[Occupation]]) -> Iterator[str]:
    before = found.get(texts["code"], [])
    if not _CODE.fullmatch(texts["code"]):
        yield f"code: “{texts['code'][:40]}” is not a code of 2 to 10 digits or capitals. Write it without points."
    if not SOC.fullmatch(texts["soc_code"]):
        yield f"soc_code: “{texts['soc_code'][:40]}” is not a SOC code. Write such as 47-2111."
    for name in ("group", "soc_title", "cites"):
        if not texts[name] or not texts[name].isprintable():
            yield f"{name} is empty or holds a sign that cannot be printed. Fill it in."
    if texts["status"] not in STATUSES:
        yield f"status: “{texts['status'][:40]}” is neither confirmed nor assumed."
    if any(one.soc_code == texts["soc_code"] for one in before):
        yield f"soc_code: {texts['soc_code']} is there twice for {texts['code']}. Keep one."
    if before and before[0].group != texts["group"]:
        yield f"group: {texts['code']} has another one above, {before[0].group}. A program has one."
