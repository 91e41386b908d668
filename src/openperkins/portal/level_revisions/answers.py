"""What a request says: the placement period's first month, up to three regions and their jobs, a level, reasons.

Questions are `start`, `level`, `reasons`, and of each region `region1.name` and `region1.jobs`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.accountability.job_loss import JobLossFinding, Month, losses
from openperkins.accountability.negotiation import Floor, faults_of
from openperkins.deadlines.moments import date_in_words
from openperkins.portal.level_revisions.jobs import Jobs, jobs_of, month_of

INDICATOR = "5S1"
REGIONS = (1, 2, 3)
_NO_FLOOR = Floor(None, "")
_TITLES = {"start": "first month of the placement period", "level": "level asked for", "reasons": "reasons"}
_OF_REGION = {"name": "name", "jobs": "jobs by month"}
QUESTIONS = (
    "start",
    *(f"region{number}.{part}" for number in REGIONS for part in _OF_REGION),
    "level",
    "reasons",
)


@dataclass(frozen=True)
class Region:
    """One workforce region as written, with its jobs read; `start` is None before the placement period is known."""

    number: int
    name: str
    typed: str
    start: Month | None
    law: Any

    @property
    def any(self) -> bool:
        return bool(self.name or self.typed)

    @property
    def title(self) -> str:
        return self.name or f"Region {self.number}"

    @cached_property
    def jobs(self) -> Jobs:
        return jobs_of(self.typed)

    @cached_property
    def finding(self) -> JobLossFinding | None:
        """What the rule says (R59); None before there is something to say."""
        if self.start is None or not self.typed or self.jobs.faults:
            return None
        return losses(self.jobs.months, self.start, self.law)

    @property
    def faults(self) -> list[str]:
        """Why it cannot be sent, as sentences."""
        found = [] if self.name else ["Name the region."]
        if not self.typed:
            return [*found, "Enter its jobs by month."]
        found += self.jobs.faults
        return [*found, self.finding.sentence] if self.finding and self.finding.missing else found


@dataclass(frozen=True)
class Request:
    """All of a request, as text; empty where nothing is written. `regions` are all three, written or not."""

    start: str
    level: str
    reasons: str
    regions: tuple[Region, ...]

    @property
    def written(self) -> list[Region]:
        return [region for region in self.regions if region.any]

    @property
    def asked(self) -> str:
        """The level asked for in its one shortest form; empty while it is none."""
        level = self.level.removesuffix("%").strip()
        return decimal_text(fraction(level)) if level and not faults_of(level, _NO_FLOOR) else ""

    @property
    def starts(self) -> str:
        """`March 2017`; empty while no month is entered."""
        month = month_of(self.start)
        return month_in_words(month) if month else ""

    @property
    def sentence(self) -> str:
        """Whether the rule is met, over all regions; empty while that cannot be said of any."""
        tested = [region.finding for region in self.written if region.finding and not region.finding.missing]
        if not tested:
            return ""
        met = sum(finding.meets for finding in tested)
        if len(tested) == 1:
            return f"The rule is {'met' if met else 'not met'}."
        return f"The rule is met in {met} of {len(tested)} regions."

    def faults(self, agreed: str, files: int) -> list[tuple[str, str]]:
        """(where, sentence) of what keeps it from being sent. That the rule is not met is none: that is decided on."""
        found = []
        if not month_of(self.start):
            found.append(("Placement period", "Enter its first month, such as 2018-01."))
        if not self.written:
            found.append(("Region", "Name the workforce region and enter its jobs."))
        found += [(region.title, fault) for region in self.written for fault in region.faults]
        found += [("Level", fault) for fault in self._level_faults(agreed)]
        if not self.reasons:
            found.append(("Reasons", "Give the reasons."))
        if not files:
            found.append(("Files", "Add the workforce board's documentation of the job losses."))
        return found

    def _level_faults(self, agreed: str) -> list[str]:
        if not self.level:
            return ["Enter the level you ask for."]
        if not self.asked:
            return faults_of(self.level.removesuffix("%").strip(), _NO_FLOOR)
        if agreed and fraction(self.asked) >= fraction(agreed):
            return [f"{self.asked}% is not below the agreed level, {agreed}%."]
        return []


def request_of(answers: Mapping[str, str], law: Any) -> Request:
    """The request that answers make."""
    start = month_of(answers.get("start", ""))
    regions = tuple(
        Region(number, answers.get(f"region{number}.name", ""), answers.get(f"region{number}.jobs", ""), start, law)
        for number in REGIONS
    )
    return Request(answers.get("start", ""), answers.get("level", ""), answers.get("reasons", ""), regions)


def question_title(question: str) -> str:
    """What a question is called; one that is none keeps the name it was sent with."""
    if question in _TITLES:
        return _TITLES[question]
    region, _, part = question.partition(".")
    return f"Region {region[-1]}: {_OF_REGION[part]}" if question in QUESTIONS else question


def question_place(question: str) -> int:
    """Where it stands among the others; one that is none comes last."""
    return QUESTIONS.index(question) if question in QUESTIONS else len(QUESTIONS)


def month_in_words(month: Month) -> str:
    """`March 2017`."""
    name, _, _ = date_in_words(datetime.date(*month, 1)).partition(" ")
    return f"{name} {month[0]}"
