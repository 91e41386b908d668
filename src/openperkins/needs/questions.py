"""What an assessment asks, by stable ids: every answer, wherever it is typed or imported, is kept under one of these.

1.identify.highlights            an Identify answer of component 1
1.review.surprises               a note on a question to reflect on
1.done                           "yes" when the team has completed the component
1.time_on_learning.value.school.all    a metric's value, for a scope and a group ("all" for everyone)
1.time_on_learning.source        where the school's comes from;  4.vocal_1.name  what it asks
1.time_on_learning.source.460301 where a program's comes from
1.1.rating.school                the team's one rating of a criterion, for the school or a program's code
1.1.rating.school.by.17          what one person thinks, by the person's number
1.1.evidence                     what shows the school's;  1.1.evidence.460301  a program's
7.1.c.answer, .shows, .owner, .by
workforce.460301.region          projections of a program
priority.1.challenge             one of at most two priorities
plan.metric, plan.school.1.what  the action plan and its next steps
people.educators.who             stakeholders who took part
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from openperkins.needs.model import Component, Instrument

#: the scope that is not one program: the organization as a whole
SCHOOL = "school"
#: students in any program: figures are shown of them, and nothing is asked
CTE, ALL_CTE = "cte", "All CTE programs"
EVERYONE = "all"
PRIORITIES = (1, 2)
#: next steps each actor of the action plan can have
STEPS = tuple(range(1, 7))
_CODE = re.compile(r"[0-9A-Z]{3,10}")
#: parts of a question after which a place is named
_AT_A_PLACE = ("value", "rating", "evidence", "source")
_PERSON = re.compile(r"[1-9][0-9]{0,9}")

CHECK_PARTS = {"answer": "answer", "shows": "what shows it", "owner": "owner", "by": "by when"}
PRIORITY_PARTS = {"component": "component", "challenge": "challenge", "why": "why it matters most"}
STEP_PARTS = {"what": "what", "who": "who", "by": "by when"}
PEOPLE_PARTS = {"who": "who took part", "how": "how they took part"}
PLAN_FIELDS = {
    "start": "plan start date",
    "end": "plan end date",
    "current": "current date",
    "revisit": "next revisit date",
    "component": "quality component",
    "challenge": "high leverage area of challenge",
    "description": "brief description",
    "metric": "related metric",
    "target": "metric target",
    "status": "current status, notes, future considerations",
    "agreements": "additional agreements",
}
WORKFORCE_FIELDS = {
    "region": "region",
    "group": "related occupational group",
    "short_wages": "short-term projections: mean wages",
    "short_openings": "short-term projections: average annual openings",
    "short_education": "short-term projections: educational attainment",
    "short_titles": "short-term projections: top titles",
    "long_wages": "long-term projections: mean wages",
    "long_openings": "long-term projections: average annual openings",
    "long_education": "long-term projections: educational attainment",
    "long_titles": "long-term projections: top titles",
    "source": "where it comes from",
}


def of_component(instrument: Instrument, component: Component, scopes: Iterable[str]) -> Iterator[str]:
    """Every question of a component but single people's ratings, in the order of its page."""
    number, scopes = component.number, tuple(scopes)
    if component.is_compliance:
        for item in component.items:
            yield from (f"{item.id}.{part}" for part in CHECK_PARTS)
    else:
        yield from (f"{number}.identify.{prompt.id}" for prompt in instrument.prompts)
        for metric in component.metrics:
            if metric.names_itself:
                yield f"{metric.id}.name"
            groups = (EVERYONE,) if component.of_places else (EVERYONE, *(group.id for group in instrument.groups))
            yield from (f"{metric.id}.value.{scope}.{group}" for scope in scopes for group in groups)
            yield from (source_of(metric.id, scope) for scope in scopes)
        yield from (f"{number}.review.{one.id}" for one in instrument.reflections)
        for criterion in component.criteria:
            yield from (f"{criterion.id}.rating.{scope}" for scope in scopes)
            yield from (evidence_of(criterion.id, scope) for scope in scopes)
    yield f"{number}.done"


def of_workforce(programs: Iterable[str]) -> Iterator[str]:
    return (f"workforce.{program}.{field}" for program in programs for field in WORKFORCE_FIELDS)


def of_plan(instrument: Instrument) -> Iterator[str]:
    """The action plan's questions, in the order of its form."""
    form = instrument.action_plan
    yield from (f"plan.{field}" for field in form.fields)
    yield from (f"plan.{actor.id}.{step}.{part}" for actor in form.actors for step in STEPS for part in STEP_PARTS)
    yield from (f"plan.{field}" for field in form.closing)


def of_priorities() -> Iterator[str]:
    return (f"priority.{number}.{part}" for number in PRIORITIES for part in PRIORITY_PARTS)


def of_people(instrument: Instrument) -> Iterator[str]:
    return (f"people.{group.id}.{part}" for group in instrument.stakeholders for part in PEOPLE_PARTS)


def every_question(instrument: Instrument, programs: Iterable[str]) -> Iterator[str]:
    """All of them for an organization with these programs, single people's ratings left out."""
    programs = tuple(programs)
    for component in instrument.components:
        yield from of_component(instrument, component, (SCHOOL, *programs))
        if component.workforce:
            yield from of_workforce(programs)
    yield from of_priorities()
    yield from of_plan(instrument)
    yield from of_people(instrument)


def evidence_of(criterion: str, scope: str = SCHOOL) -> str:
    """The question of what shows a rating, at the school or a program."""
    return f"{criterion}.evidence" + ("" if scope == SCHOOL else f".{scope}")


def source_of(metric: str, scope: str = SCHOOL) -> str:
    """The question of where a metric's values come from, at the school or a program."""
    return f"{metric}.source" + ("" if scope == SCHOOL else f".{scope}")


def source_beside(question: str) -> str:
    """The question of where a value comes from; empty for what is no value."""
    return source_of(*metric_and_place(question)) if ".value." in question else ""


def metric_and_place(question: str) -> tuple[str, str]:
    """(id of the metric, place) of a value."""
    metric, _, rest = question.partition(".value.")
    return metric, rest.partition(".")[0]


def own_rating(criterion: str, scope: str, person: int) -> str:
    """The question under which one person rates."""
    return f"{criterion}.rating.{scope}.by.{person}"


def person_of(question: str) -> int | None:
    """Whose own answer it is; None for one the team shares."""
    before, by, person = question.rpartition(".by.")
    return int(person) if by and ".rating." in before and _PERSON.fullmatch(person) else None


def typed_places(questions: Iterable[str]) -> set[str]:
    """Codes of the programs and single schools that something is typed about."""
    found = set()
    for question in questions:
        parts = question.split(".")
        if parts[0] == "workforce":
            found.add(parts[1])
        elif len(parts) > 3 and parts[2] in _AT_A_PLACE and parts[3] != SCHOOL:
            found.add(parts[3])
    return found


def is_question(question: str, instrument: Instrument) -> bool:
    """Whether the instrument asks it; programs are known by the shape of their codes alone."""
    return bool(question_title(question, instrument))


def question_title(question: str, instrument: Instrument, program_titles: dict[str, str] | None = None) -> str:
    """What a question is called, without its component; empty for what the instrument does not ask."""
    names = {} if program_titles is None else program_titles
    parts = question.split(".")
    try:
        return _title(parts, instrument, names)
    except (KeyError, ValueError, IndexError):
        return ""


def component_of(question: str) -> int | None:
    """The number of the component a question belongs to; None for workforce, priorities, the plan and people."""
    first = question.partition(".")[0]
    return int(first) if first.isdecimal() and len(first) < 4 else None


def _title(parts: list[str], instrument: Instrument, names: dict[str, str]) -> str:
    if parts[0] == "workforce":
        _, program, field = parts
        return f"{_program(program, names)}: {WORKFORCE_FIELDS[field]}"
    if parts[0] == "priority":
        _, number, part = parts
        if int(number) not in PRIORITIES or number != str(int(number)):
            raise KeyError(number)
        return f"Priority {number}: {PRIORITY_PARTS[part]}"
    if parts[0] == "plan":
        return _plan_title(parts[1:], instrument)
    if parts[0] == "people":
        _, group, part = parts
        return f"{_titles(instrument.stakeholders)[group]}: {PEOPLE_PARTS[part]}"
    return _component_title(parts, instrument, names)


def _plan_title(parts: list[str], instrument: Instrument) -> str:
    if len(parts) == 1:
        return f"Action plan: {PLAN_FIELDS[parts[0]]}"
    actor, step, part = parts
    if step not in map(str, STEPS):
        raise KeyError(step)
    return f"{_titles(instrument.action_plan.actors)[actor]}, step {step}: {STEP_PARTS[part]}"


def _component_title(parts: list[str], instrument: Instrument, names: dict[str, str]) -> str:
    component = instrument.component(int(parts[0]))
    if parts[0] != str(component.number):
        raise KeyError(parts[0])
    rest = parts[1:]
    if rest == ["done"]:
        return "completed"
    if rest[0] in ("identify", "review") and len(rest) == 2 and not component.is_compliance:
        if rest[0] == "identify":
            return {prompt.id: prompt.title for prompt in instrument.prompts}[rest[1]]
        return {one.id: one.asks for one in instrument.reflections}[rest[1]]
    if component.is_compliance:
        check = instrument.check(".".join(parts[:-1]))
        return f"{check.id} {CHECK_PARTS[parts[-1]]}"
    if rest[1:2] in (["rating"], ["evidence"]):
        return _rating_title(f"{parts[0]}.{rest[0]}", rest[1:], instrument, names)
    metric = instrument.metric(f"{parts[0]}.{rest[0]}")
    if rest[1:2] == ["source"]:
        return f"{metric.title}{_elsewhere(rest[2:], names)}: where it comes from"
    if rest[1:] == ["name"] and metric.names_itself:
        return f"{metric.title}: what it asks"
    value, scope, group = rest[1:]
    if value != "value":
        raise KeyError(value)
    if component.of_places and group != EVERYONE:
        raise KeyError(group)
    who = "all students" if group == EVERYONE else _titles(instrument.groups)[group]
    where = _scope(scope, names)
    return f"{metric.title}, {where}" if component.of_places else f"{metric.title}, {where}, {who}"


def _rating_title(criterion: str, rest: list[str], instrument: Instrument, names: dict[str, str]) -> str:
    known = instrument.criterion(criterion)
    if rest[0] == "evidence":
        return f"{known.id} evidence{_elsewhere(rest[1:], names)}"
    title = f"{known.id} rating, {_scope(rest[1], names)}"
    if len(rest) == 2:
        return title
    by, person = rest[2:]
    if by != "by" or not _PERSON.fullmatch(person):
        raise KeyError(person)
    return f"{title}, one person's"


def _elsewhere(rest: list[str], names: dict[str, str]) -> str:
    """`, Electricity` of what is asked of a program; the school is not named, in the id as in the title."""
    if not rest:
        return ""
    (program,) = rest
    return f", {_program(program, names)}"


def _scope(scope: str, names: dict[str, str]) -> str:
    return SCHOOL if scope == SCHOOL else _program(scope, names)


def _program(code: str, names: dict[str, str]) -> str:
    if not _CODE.fullmatch(code):
        raise KeyError(code)
    return names.get(code, f"program {code}")


def _titles(entries: Iterable[object]) -> dict[str, str]:
    return {one.id: one.title for one in entries}  # type: ignore[attr-defined]
