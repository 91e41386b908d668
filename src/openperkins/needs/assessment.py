"""An assessment as it stands: its answers held against the instrument, and what the pages and documents read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from openperkins.needs.model import Check, Component, Criterion, Instrument, Metric
from openperkins.needs.questions import EVERYONE, PEOPLE_PARTS, SCHOOL, WORKFORCE_FIELDS, evidence_of, person_of
from openperkins.needs.values import APPLIES_NOT, DONE, fault_of

NO = "no"
#: ratings from the best to the worst, as numbers: 4 exemplar to 1 challenge
_BEST = 4


@dataclass(frozen=True, slots=True)
class Rating:
    """How a criterion is rated at one scope. `by` is person → level; `settled` the team's one level, empty before."""

    criterion: Criterion
    scope: str
    settled: str
    by: Mapping[int, str]
    evidence: str

    @property
    def spread(self) -> dict[str, int]:
        """Level → how many people think so."""
        found: dict[str, int] = {}
        for level in self.by.values():
            found[level] = found.get(level, 0) + 1
        return found

    @property
    def agree(self) -> int:
        """How many people think what the team settled."""
        return sum(level == self.settled for level in self.by.values())


@dataclass(frozen=True, slots=True)
class Checked:
    """A compliance check with what is answered. `answer` is no, planned, yes, applies_not, or empty."""

    check: Check
    answer: str
    shows: str
    owner: str
    by: str

    @property
    def applies(self) -> bool:
        return self.answer != APPLIES_NOT


@dataclass(frozen=True, slots=True)
class Priority:
    """A challenge the team named; `component` is a number as text, empty before it is chosen."""

    number: int
    component: str
    challenge: str
    why: str

    @property
    def any(self) -> bool:
        return bool(self.component or self.challenge or self.why)


@dataclass(frozen=True, slots=True)
class Workforce:
    """The projections of one program as typed or imported: field (questions.WORKFORCE_FIELDS) → text."""

    program: str
    said: Mapping[str, str]

    @property
    def any(self) -> bool:
        return any(self.said.values())


@dataclass(frozen=True)
class Assessment:
    """Answers of one cycle under the instrument it began with. `answers` is question → text, empty ones left out."""

    instrument: Instrument
    answers: Mapping[str, str]

    def text(self, question: str) -> str:
        return self.answers.get(question, "")

    def value(self, metric: Metric, scope: str = SCHOOL, group: str = EVERYONE) -> str:
        """What was typed of a metric."""
        return self.text(f"{metric.id}.value.{scope}.{group}")

    def rating(self, criterion: Criterion, scope: str = SCHOOL) -> Rating:
        own = self._own.get((criterion.id, scope), {})
        settled = self.text(f"{criterion.id}.rating.{scope}")
        return Rating(criterion, scope, settled, own, self.text(evidence_of(criterion.id, scope)))

    def checked(self, check: Check) -> Checked:
        return Checked(check, *(self.text(f"{check.id}.{part}") for part in ("answer", "shows", "owner", "by")))

    def workforce(self, program: str) -> Workforce:
        return Workforce(program, {field: self.text(f"workforce.{program}.{field}") for field in WORKFORCE_FIELDS})

    @property
    def priorities(self) -> list[Priority]:
        """Both places for one, whether filled or not."""
        parts = ("component", "challenge", "why")
        return [Priority(number, *(self.text(f"priority.{number}.{part}") for part in parts)) for number in (1, 2)]

    @property
    def named(self) -> list[Priority]:
        """The priorities that were named."""
        return [priority for priority in self.priorities if priority.challenge]

    @property
    def people(self) -> list[tuple[str, str, str]]:
        """(group's title, who, how) of every group of stakeholders, in order."""
        return [
            (group.title, *(self.text(f"people.{group.id}.{part}") for part in PEOPLE_PARTS))
            for group in self.instrument.stakeholders
        ]

    def is_done(self, component: Component) -> bool:
        """Whether the team says that it completed the component."""
        return self.text(f"{component.number}.done") == DONE

    def is_begun(self, component: Component) -> bool:
        return any(question.startswith(f"{component.number}.") for question in self.answers)

    @property
    def done(self) -> int:
        """How many components are completed."""
        return sum(self.is_done(component) for component in self.instrument.components)

    def open_points(self, component: Component) -> list[str]:
        """What a component still lacks, as sentences: said, never demanded."""
        if component.is_compliance:
            open_ = [item.id for item in component.items if not self.checked(item).answer]
            return [f"No answer yet: {', '.join(open_)}."] if open_ else []
        found = []
        unrated = [one.id for one in component.criteria if not self.rating(one).settled]
        if unrated:
            found.append(f"Not rated by the team yet: {', '.join(unrated)}.")
        silent = [
            one.title for one in self.instrument.prompts if not self.text(f"{component.number}.identify.{one.id}")
        ]
        if silent:
            found.append(f"Not written yet: {', '.join(silent)}.")
        return found

    @cached_property
    def faults(self) -> list[tuple[str, str]]:
        """(question, sentence) of every answer that cannot stand as typed."""
        told = ((question, fault_of(question, text, self.instrument)) for question, text in self.answers.items())
        return [(question, fault) for question, fault in told if fault]

    @cached_property
    def _own(self) -> dict[tuple[str, str], dict[int, str]]:
        """(criterion, scope) → person → level."""
        found: dict[tuple[str, str], dict[int, str]] = {}
        for question, level in self.answers.items():
            person = person_of(question)
            if person is not None:
                criterion, _, rest = question.partition(".rating.")
                found.setdefault((criterion, rest.partition(".by.")[0]), {})[person] = level
        return found


def standing_of(level: str, instrument: Instrument) -> int:
    """A level as a number, 4 the best; 0 for none."""
    order = [one.id for one in instrument.levels]
    return _BEST - order.index(level) if level in order else 0


def team_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers without single people's ratings: what a shared version holds."""
    return {question: text for question, text in answers.items() if person_of(question) is None}
