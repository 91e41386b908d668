"""Check T03: the name the sender gave a file plainly says something else than what it was handed in as.

Names are free, so this only warns, and only of what can be read in one way. No message repeats the name.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from openperkins.records.layout import SEASONS
from openperkins.records.model import Problem
from openperkins.records.submitted.place import Handed
from openperkins.schoolyear import SchoolYear

_COLLECTION = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_ ]?(10|03|06)(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DISTRICT = re.compile(r"(?<!\d)((?!0000)\d{4}0000)(?!\d)")
_WORDS = {
    "sims": r"\bsims\b",
    "mcas": r"\bmcas\b",
    "follow_up": r"\bfollow[ -]?up\b",
    "cohort": r"\bcohort\b",
    "migrant": r"\bmigrants?\b",
}
_TITLES = {
    "sims": "SIMS",
    "mcas": "MCAS",
    "follow_up": "a follow-up",
    "cohort": "a cohort",
    "migrant": "a migrant supplement",
}


def says_otherwise(file_name: str, handed: Handed) -> list[Problem]:
    """At most one warning for the kind, the period and the district that the name says."""
    stem = PurePath(file_name).stem.lower().replace("_", " ")
    found = [_kind(stem, handed), _period(PurePath(file_name).stem, handed), _district(stem, handed)]
    return [problem for problem in found if problem]


def _problem(says: str, was: str) -> Problem:
    message = f"The file's name says {says}; it was handed in as {was}."
    return Problem("T03", "warning", message, "Check that this is the right file; if it is, there is nothing to do.")


def _kind(stem: str, handed: Handed) -> Problem | None:
    said = [kind for kind, word in _WORDS.items() if re.search(word, stem)]
    if len(said) != 1 or said[0] == handed.kind:
        return None
    return _problem(f"it is {_TITLES[said[0]]} file", _TITLES.get(handed.kind, handed.kind))


def _period(stem: str, handed: Handed) -> Problem | None:
    if handed.kind == "sims":
        said = {f"{year}-{month}" for year, month in _COLLECTION.findall(stem) if month in SEASONS}
        if len(said) != 1 or handed.collection in said:
            return None
        return _problem(f"it is of collection {said.pop()}", handed.collection)
    if handed.school_year is None or handed.kind == "mcas":
        return None
    years = _years(stem)
    if not years or handed.school_year in years:
        return None
    return _problem(f"it is of school year {', '.join(map(str, sorted(years)))}", f"school year {handed.school_year}")


def _years(stem: str) -> set[int]:
    """The years a name may mean; `2015-16` means 2016, and a year alone the school year it begins or ends."""
    for first, last in _SCHOOL_YEAR.findall(stem):
        if (int(first) + 1) % 100 == int(last):
            return {SchoolYear.parse(f"{first}-{last}").ends}
    found = {int(year) for year in _YEAR.findall(stem)}
    return found if len(found) == 1 else set()


def _district(stem: str, handed: Handed) -> Problem | None:
    said = set(_DISTRICT.findall(stem))
    if len(said) != 1 or handed.district is None or handed.district in said:
        return None
    return _problem(f"it is district {said.pop()}'s", f"district {handed.district}'s")
