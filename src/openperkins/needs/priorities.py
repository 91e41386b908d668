"""C7: lowest ratings, widest gaps and "No" answers side by side, and what they say of each component.

Suggestions are computed and explained; which one or two challenges are the priorities is people's choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from openperkins.accountability.exact import fixed_text, half_up
from openperkins.law import load_review
from openperkins.needs.assessment import NO, Assessment, Checked, Rating, standing_of
from openperkins.needs.model import Component
from openperkins.needs.questions import SCHOOL

#: ratings that call for work: challenge and developing
_LOW = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A group behind all students at a metric: `points` are exact percentage points, `students` are the group's.

    `who` are those it is behind; `note` says of a typed one what its students are and where it comes from.
    """

    component: int
    metric: str
    title: str
    scope: str
    group: str
    points: Fraction
    students: int
    who: str = "all students"
    note: str = ""

    @property
    def points_text(self) -> str:
        """The points as printed, half up to one decimal."""
        return fixed_text(half_up(self.points, 1), 1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A component with what speaks for taking it up; `reasons` are sentences, `widest` its widest gap."""

    component: Component
    challenges: int
    developing: int
    noes: int
    widest: Gap | None

    @property
    def reasons(self) -> list[str]:
        found = []
        if self.challenges:
            found.append(f"{_many(self.challenges, 'rating')} of Challenge.")
        if self.developing:
            found.append(f"{_many(self.developing, 'rating')} of Developing.")
        if self.noes:
            found.append(f"{_many(self.noes, 'check')} answered No.")
        if self.widest:
            gap = self.widest
            found.append(f"{gap.group} are {gap.points_text} points behind {gap.who} in {gap.title}.")
        return found


def lowest_ratings(assessment: Assessment, scopes: Iterable[str]) -> list[Rating]:
    """The team's ratings of Challenge and Developing, lowest first, the school before its programs."""
    instrument = assessment.instrument
    rated = [assessment.rating(criterion, scope) for criterion in instrument.criteria for scope in scopes]
    low = [one for one in rated if 0 < standing_of(one.settled, instrument) <= _LOW]
    return sorted(low, key=lambda one: (standing_of(one.settled, instrument), one.scope != SCHOOL))


#: as many gaps as people look through
SHOWN = 12


@cache
def fewest_of_a_gap() -> int:
    """N14: students a group must have for its gap to say something."""
    return int(load_review().law.review.gap_fewest)


def widest_gaps(gaps: Iterable[Gap], most: int | None = SHOWN) -> list[Gap]:
    """The gaps of groups large enough to say something, widest first; `most` None: all of them."""
    large = [gap for gap in gaps if gap.students >= fewest_of_a_gap() and gap.points > 0]
    return sorted(large, key=lambda gap: (-gap.points, gap.component, gap.metric, gap.scope, gap.group))[:most]


def answered_no(assessment: Assessment) -> list[Checked]:
    """The compliance checks answered No, in order."""
    checked = (assessment.checked(check) for check in assessment.instrument.checks)
    return [one for one in checked if one.answer == NO]


def suggestions(assessment: Assessment, scopes: Iterable[str], gaps: Iterable[Gap]) -> list[Suggestion]:
    """Components for which something speaks, strongest first.

    Order: most ratings of Challenge, then most checks answered No, then most ratings of Developing, then the widest
    gap; equal ones stay in the order of the instrument.
    """
    low, wide, noes = lowest_ratings(assessment, tuple(scopes)), widest_gaps(gaps, None), answered_no(assessment)
    found = [_of(component, assessment, low, wide, noes) for component in assessment.instrument.components]
    speaking = [one for one in found if one.reasons]
    return sorted(speaking, key=_strength, reverse=True)


def _of(
    component: Component, assessment: Assessment, low: list[Rating], wide: list[Gap], noes: list[Checked]
) -> Suggestion:
    instrument = assessment.instrument
    levels = [
        standing_of(one.settled, instrument) for one in low if instrument.component_of(one.criterion.id) == component
    ]
    own = [one for one in noes if instrument.component_of(one.check.id) == component]
    widest = next((gap for gap in wide if gap.component == component.number), None)
    return Suggestion(component, levels.count(1), levels.count(_LOW), len(own), widest)


def _strength(one: Suggestion) -> tuple[int, int, int, Fraction]:
    return one.challenges, one.noes, one.developing, one.widest.points if one.widest else Fraction(0)


def _many(count: int, what: str) -> str:
    return f"One {what}" if count == 1 else f"{count} {what}s"
