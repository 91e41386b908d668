"""What a worksheet holds: sheets of lines to be filled in offline, each answer with its question.

Data only: `offline` draws it as an Excel workbook, `needs.filled` says what a filled one means. People see titles;
which cell is which question stands in hidden marks, one for each line and one for each column, so that lines and
columns may be moved. Single people's ratings are left out: a worksheet is the team's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from openperkins.needs.model import Component, Instrument, Metric
from openperkins.needs.questions import (
    ALL_CTE,
    CTE,
    EVERYONE,
    PEOPLE_PARTS,
    PLAN_FIELDS,
    PRIORITIES,
    PRIORITY_PARTS,
    SCHOOL,
    STEP_PARTS,
    STEPS,
    WORKFORCE_FIELDS,
    evidence_of,
    source_of,
)
from openperkins.needs.worksheet_choices import STAR

#: the shape of the workbook; another number is another shape, which is not read
SCHEMA = "1"
#: columns a long answer covers
WIDE = 8
#: fields of the action plan that are dates
DATES = ("start", "end", "current", "revisit")
#: where typed values come from: the head of its column, and how wide it is
_SOURCE, _SOURCE_WIDTH = "Where it comes from", 3
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class About:
    """Whose worksheet it is and of which cycle; `cycle` as people write it, such as `2022-23`."""

    org_code: str
    org_name: str
    cycle: str


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: answers `question`, or shows `text`, from records where `is_record`; `span` columns wide."""

    question: str = ""
    text: str = ""
    span: int = 1
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row from the second column on. `looks`: title, heading, head, note or answers."""

    looks: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: `id` stands in its hidden mark, `name` on its tab."""

    id: str
    name: str
    lines: tuple[Line, ...]

    @property
    def questions(self) -> Iterator[str]:
        return (box.question for line in self.lines for box in line.boxes if box.question)


def sheets_of(
    instrument: Instrument,
    scopes: Mapping[str, str],
    components: Iterable[int] | None = None,
    figures: Mapping[str, str] | None = None,
    schools: Collection[str] = (),
) -> list[SheetPlan]:
    """The sheets of these components (by number), or of everything for None.

    `scopes` is code → title of the programs, and of single `schools`, at which no projections are asked. `figures` is
    question → what records say; those of all students in CTE have lines of their own, at which nothing is asked.
    """
    numbers = None if components is None else set(components)
    places = {SCHOOL: "All schools" if schools else "School", **scopes}
    programs = {code: title for code, title in scopes.items() if code not in schools}
    found = []
    for one in instrument.components:
        if numbers is not None and one.number not in numbers:
            continue
        found.append(
            _sheet(str(one.number), f"{one.number} {one.title}", _component(one, instrument, places, figures or {}))
        )
        if one.workforce and programs and all(sheet.id != "workforce" for sheet in found):
            found.append(_sheet("workforce", "Workforce", _workforce(programs)))
    if numbers is None:
        found.append(_sheet("priority", "Priorities", _priorities(instrument)))
        found.append(_sheet("plan", "Action plan", _plan(instrument)))
        found.append(_sheet("people", "People", _people(instrument)))
    return found


def _sheet(id: str, title: str, lines: Iterable[Line]) -> SheetPlan:
    # Excel counts a sign outside the first plane twice
    name = re.sub(r"[^\u0000-\uffff]", "_", _NOT_IN_A_NAME.sub("-", title))[:_LONGEST_NAME].strip()
    return SheetPlan(id, name, (_shown("title", title), *lines))


def _component(
    component: Component, instrument: Instrument, places: Mapping[str, str], figures: Mapping[str, str]
) -> Iterator[Line]:
    yield _shown("note", component.objective, WIDE)
    if component.is_compliance:
        yield from _checks(component)
    else:
        yield _shown("heading", "Identify")
        for prompt in instrument.prompts:
            yield _asked(f"{prompt.title}: {prompt.asks}", f"{component.number}.identify.{prompt.id}")
        yield from _review(component, instrument, places, figures)
        yield from _reflect(component, places)
    yield _shown("heading", "Completed")
    yield _asked("The team has completed this component (Yes, or empty)", f"{component.number}.done", span=1)


def _review(
    component: Component, instrument: Instrument, places: Mapping[str, str], figures: Mapping[str, str]
) -> Iterator[Line]:
    yield _shown("heading", "Review")
    if component.of_places:
        yield from _by_place(component, places, figures)
    else:
        yield from _by_group(component, instrument, places, figures)
    yield from _look_in(component)
    yield _shown("heading", "Notes")
    for one in instrument.reflections:
        yield _asked(one.asks, f"{component.number}.review.{one.id}")


def _by_place(component: Component, places: Mapping[str, str], figures: Mapping[str, str]) -> Iterator[Line]:
    """A column a place; that of all students in CTE last, where records say something of them."""
    of_cte = [_of_cte(metric, (EVERYONE,), figures) for metric in component.metrics]
    yield _head("Metric", *places.values(), *([ALL_CTE] if any(of_cte) else []))
    for metric, records in zip(component.metrics, of_cte, strict=True):
        asked = (Box(f"{metric.id}.value.{scope}.{EVERYONE}") for scope in places)
        yield Line("answers", (Box(text=_named(metric)), *asked, *records))
    yield _head(_SOURCE, *places.values())
    for metric in component.metrics:
        yield _answers(metric.title, *(source_of(metric.id, scope) for scope in places))


def _by_group(
    component: Component, instrument: Instrument, places: Mapping[str, str], figures: Mapping[str, str]
) -> Iterator[Line]:
    """A block a place with a column a group and one for the source; that of all students in CTE after the school's."""
    groups = {EVERYONE: "All students", **{group.id: group.short or group.title for group in instrument.groups}}
    for scope, title in places.items():
        heads = (Box(text=text) for text in (title, *groups.values()))
        yield Line("head", (*heads, Box(text=_SOURCE, span=_SOURCE_WIDTH)))
        for metric in component.metrics:
            asked = (Box(f"{metric.id}.value.{scope}.{group}") for group in groups)
            source = Box(source_of(metric.id, scope), span=_SOURCE_WIDTH)
            yield Line("answers", (Box(text=_named(metric)), *asked, source))
        of_cte = [(metric, _of_cte(metric, tuple(groups), figures)) for metric in component.metrics]
        if scope == SCHOOL and any(records for _, records in of_cte):
            yield _head(ALL_CTE, *groups.values())
            yield from (Line("answers", (Box(text=_named(one)), *records)) for one, records in of_cte if records)


def _of_cte(metric: Metric, groups: tuple[str, ...], figures: Mapping[str, str]) -> tuple[Box, ...]:
    """What records say of a metric of all students in CTE, group by group; empty where they do not."""
    texts = [figures.get(f"{metric.id}.value.{CTE}.{group}", "") for group in groups]
    return tuple(Box(text=text or "–", is_record=True) for text in texts) if any(texts) else ()


def _look_in(component: Component) -> Iterator[Line]:
    """Where to find what records do not answer, and what questions a school words itself ask."""
    found = [metric for metric in component.metrics if metric.find or metric.names_itself]
    if found:
        yield _head("Where to look")
    for metric in found:
        if metric.find:
            yield Line("answers", (Box(text=metric.title), Box(text=metric.find, span=WIDE)))
        if metric.names_itself:
            yield _asked(f"{metric.title}: what it asks", f"{metric.id}.name")


def _reflect(component: Component, places: Mapping[str, str]) -> Iterator[Line]:
    yield _shown("heading", "Reflect")
    for criterion in component.criteria:
        elements = "\n".join(f"• {element}" for element in criterion.elements)
        yield Line("criterion", (Box(text=f"{criterion.id} {criterion.title}"), Box(text=elements, span=WIDE)))
        for scope, title in places.items():
            yield _asked(f"Rating: {title}", f"{criterion.id}.rating.{scope}", span=2)
            yield _asked(f"{criterion.id} Evidence: {title}", evidence_of(criterion.id, scope))


def _checks(component: Component) -> Iterator[Line]:
    for group in component.checks:
        yield _shown("heading", f"{group.id} {group.title}")
        yield Line("head", (Box(text="Check"), Box(text="Answer", span=2), Box(text="What shows it", span=WIDE - 4),
                            Box(text="Owner"), Box(text="By when")))  # fmt: skip
        for item in group.items:
            star = f" {STAR} Applies when {item.applies_when}." if item.is_starred else ""
            yield Line("answers", (Box(text=f"{item.id} {item.says}{star}"), Box(f"{item.id}.answer", span=2),
                                   Box(f"{item.id}.shows", span=WIDE - 4), Box(f"{item.id}.owner"),
                                   Box(f"{item.id}.by")))  # fmt: skip


def _workforce(programs: Mapping[str, str]) -> Iterator[Line]:
    yield _shown("note", "Projections of the occupations each program leads to.", WIDE)
    yield _head("Program", *(_capital(words) for words in WORKFORCE_FIELDS.values()))
    for code, title in programs.items():
        yield _answers(title, *(f"workforce.{code}.{field}" for field in WORKFORCE_FIELDS))


def _priorities(instrument: Instrument) -> Iterator[Line]:
    yield _shown("note", instrument.question, WIDE)
    yield Line("head", (Box(), *(Box(text=_capital(words), span=3) for words in PRIORITY_PARTS.values())))
    for number in PRIORITIES:
        boxes = (Box(f"priority.{number}.{part}", span=3) for part in PRIORITY_PARTS)
        yield Line("answers", (Box(text=f"Priority {number}"), *boxes))


def _plan(instrument: Instrument) -> Iterator[Line]:
    form = instrument.action_plan
    yield _shown("heading", "Goals and targets")
    for field in form.fields:
        span = 2 if field in DATES else WIDE
        yield _asked(_capital(PLAN_FIELDS[field]), f"plan.{field}", span)
    yield _shown("heading", "Next steps")
    yield _shown("note", f"No step may lie more than {form.span} out.", WIDE)
    for actor in form.actors:
        yield Line("head", (Box(text=f"{actor.title} will"), Box(text="What", span=4), Box(text="Who", span=2),
                            Box(text="By when", span=2)))  # fmt: skip
        for step in STEPS:
            spans = dict(zip(STEP_PARTS, (4, 2, 2), strict=True))
            boxes = (Box(f"plan.{actor.id}.{step}.{part}", span=span) for part, span in spans.items())
            yield Line("answers", (Box(text=f"Step {step}"), *boxes))
    yield _shown("heading", "Status and additional information")
    for field in form.closing:
        yield _asked(_capital(PLAN_FIELDS[field]), f"plan.{field}")


def _people(instrument: Instrument) -> Iterator[Line]:
    yield Line("head", (Box(text="Group"), *(Box(text=_capital(words), span=4) for words in PEOPLE_PARTS.values())))
    for group in instrument.stakeholders:
        boxes = (Box(f"people.{group.id}.{part}", span=4) for part in PEOPLE_PARTS)
        yield Line("answers", (Box(text=group.title), *boxes))


def _named(metric: Metric) -> str:
    return f"{metric.title} ({metric.unit})" if metric.unit else metric.title


def _shown(looks: str, text: str, span: int = 1) -> Line:
    return Line(looks, (Box(text=text, span=span),))


def _asked(label: str, question: str, span: int = WIDE) -> Line:
    return Line("answers", (Box(text=label), Box(question, span=span)))


def _answers(label: str, *questions: str) -> Line:
    return Line("answers", (Box(text=label), *(Box(question) for question in questions)))


def _head(*titles: str) -> Line:
    return Line("head", tuple(Box(text=title) for title in titles))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
