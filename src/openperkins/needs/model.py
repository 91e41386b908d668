"""The instrument of a needs assessment as data: components, metrics, criteria, prompts, checks, the plan's form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Titled:
    """Something with a stable id that people see by its title; `short` fits a column's head, `means` explains it."""

    id: str
    title: str
    short: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to be answered in writing (Identify) or kept in mind (Review)."""

    id: str
    asks: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of a review table.

    `measure` is what records answer of it (needs/measures.py), `beside` further measures shown with it. Where records
    do not answer, it is typed or imported, and `find` says where to look. `unit` is of its values, empty for text.
    """

    id: str
    title: str
    unit: str
    measure: str = ""
    beside: tuple[str, ...] = ()
    find: str = ""
    names_itself: bool = False
    lower_is_better: bool = False

    @property
    def is_text(self) -> bool:
        """Whether a value is words, not a number."""
        return not self.unit

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.measure, *self.beside) if self.measure else self.beside


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric, with the elements it looks for."""

    id: str
    title: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One compliance check. `applies_when` is the stated case of a starred one, `fewest_programs` its number."""

    id: str
    says: str
    applies_when: str = ""
    fewest_programs: int = 0

    @property
    def is_starred(self) -> bool:
        return bool(self.applies_when)


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Checks of one field, such as 7.3 Safety."""

    id: str
    title: str
    items: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One of the seven. `of_places` has a column for the school and the program instead of groups of students.

    `workforce` asks for projections by program; `funnel` are metrics in the order in which students pass through.
    """

    number: int
    title: str
    objective: str
    cites: tuple[str, ...]
    metrics: tuple[Metric, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    checks: tuple[CheckGroup, ...] = ()
    of_places: bool = False
    workforce: bool = False
    funnel: tuple[str, ...] = ()

    @property
    def is_compliance(self) -> bool:
        return bool(self.checks)

    @property
    def items(self) -> tuple[Check, ...]:
        """Its checks, of all groups."""
        return tuple(item for group in self.checks for item in group.items)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The action plan: its fields, who acts, how many months its steps may be out."""

    cites: tuple[str, ...]
    fields: tuple[str, ...]
    actors: tuple[Titled, ...]
    months: int
    closing: tuple[str, ...]

    @property
    def span(self) -> str:
        """How far out a step may be: `three months`."""
        return f"{self._number} month{'' if self.months == 1 else 's'}"

    @property
    def steps_title(self) -> str:
        """What the next steps are called: `Three month next steps`."""
        return f"{self._number.capitalize()} month next steps"

    @property
    def _number(self) -> str:
        return _NUMBERS[self.months] if self.months < len(_NUMBERS) else str(self.months)


@dataclass(frozen=True)
class Instrument:
    """One version of the instrument. `sha256` is of the text it was read from; `text` is that text."""

    name: str
    version: str
    title: str
    question: str
    cites: tuple[str, ...]
    levels: tuple[Titled, ...]
    answers: tuple[Titled, ...]
    groups: tuple[Titled, ...]
    reflections: tuple[Prompt, ...]
    prompts: tuple[Prompt, ...]
    components: tuple[Component, ...]
    action_plan: PlanForm
    stakeholders: tuple[Titled, ...]
    stakeholder_cites: tuple[str, ...]
    sha256: str
    text: str

    def component(self, number: int) -> Component:
        """Raises KeyError for a number it does not have."""
        return self._by_number[number]

    def metric(self, id: str) -> Metric:
        """Raises KeyError."""
        return self._metrics[id]

    def criterion(self, id: str) -> Criterion:
        """Raises KeyError."""
        return self._criteria[id]

    def check(self, id: str) -> Check:
        """Raises KeyError."""
        return self._checks[id]

    def component_of(self, id: str) -> Component:
        """The component a metric, criterion or check belongs to: its id begins with the number."""
        return self.component(int(id.partition(".")[0]))

    @property
    def reviewed(self) -> tuple[Component, ...]:
        """The components with metrics and a rubric: all but compliance."""
        return tuple(component for component in self.components if not component.is_compliance)

    @property
    def metrics(self) -> Iterator[Metric]:
        return iter(self._metrics.values())

    @property
    def criteria(self) -> Iterator[Criterion]:
        return iter(self._criteria.values())

    @property
    def checks(self) -> Iterator[Check]:
        return iter(self._checks.values())

    @property
    def narratives(self) -> list[tuple[Component, Prompt]]:
        """Every answer asked for in writing: each prompt of each reviewed component."""
        return [(component, prompt) for component in self.reviewed for prompt in self.prompts]

    @cached_property
    def _by_number(self) -> dict[int, Component]:
        return {component.number: component for component in self.components}

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        return {metric.id: metric for component in self.components for metric in component.metrics}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {one.id: one for component in self.components for one in component.criteria}

    @cached_property
    def _checks(self) -> dict[str, Check]:
        return {one.id: one for component in self.components for one in component.items}
