"""The words that hold a number of the law: the line's share and the smallest number of students (R50, R51)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.printing import count_of, print_share
from openperkins.portal.law import ruleset_of


@dataclass(frozen=True)
class Words:
    """What things are called under one ruleset.

    `share` is the line's share of the level (`90%`), `students` the fewest for which a plan can be owed
    (`16 students`), `states` the word of each state of a cell (figures.py).
    """

    share: str
    students: str
    states: Mapping[str, str]

    @property
    def line(self) -> str:
        """What the line is called: `90% line`."""
        return f"{self.share} line"


def words_of(law: Any) -> Words:
    """The words under a ruleset's law; one object for all laws with the same line and smallest number."""
    return _words(law.accountability.line, law.accountability.smallest_denominator)


def default_words() -> Words:
    """The words under the default ruleset, for pages that show no publication."""
    return words_of(ruleset_of().law)


def words_under(publication: Any) -> Words:
    """The words under the readings a publication was computed by; under the default ruleset when it is None."""
    return words_of(ruleset_of(publication.ruleset, publication.changes).law) if publication else default_words()


def line_of_all(laws: Iterable[Any]) -> str:
    """What the line of several years is called: `90% line`, or `line` where the years' shares differ."""
    names = {words_of(law).line for law in laws}
    return names.pop() if len(names) == 1 else "line"


@lru_cache(maxsize=64)
def _words(line: Any, fewest: int) -> Words:
    share = print_share(fraction(line))
    states = {
        "met": "Met",
        "within": f"Within {share}",
        "plan": "Plan",
        "small": f"Below, n under {fewest:,}",
        "on_file": "On file",
        "below": "Below",
        "none": "No data",
    }
    return Words(share, count_of(fewest, "student", "students"), MappingProxyType(states))
