"""What a cell of a worksheet lets one choose, and how answers and typed text turn into one another."""

from __future__ import annotations

from openperkins.needs.action_plan import metric_labels
from openperkins.needs.model import Instrument
from openperkins.needs.questions import component_of
from openperkins.needs.values import DONE, answer_titles, plain_text

STAR = "*"
_COMPONENTS = ("plan.component", "priority.1.component", "priority.2.component")
METRIC = "plan.metric"


def choices_of(question: str, instrument: Instrument) -> dict[str, str]:
    """What people see → the answer it stands for, in order; empty where one types freely.

    At the related metric of the action plan one may choose or type.
    """
    last = question.rpartition(".")[2]
    if ".rating." in question:
        return _distinct((level.title, level.id) for level in instrument.levels)
    if question in _COMPONENTS:
        return {f"{one.number} {one.title}": str(one.number) for one in instrument.components}
    if question == METRIC:
        titles = ((f"{one.title} ({instrument.component_of(one.id).title})", one.id) for one in instrument.metrics)
        return _distinct(titles)
    number = component_of(question)
    if number is None:
        return {}
    if question == f"{number}.done":
        return {"Yes": DONE}
    if last == "answer" and instrument.component(number).is_compliance:
        starred = instrument.check(question.removesuffix(".answer")).is_starred
        known = answer_titles(instrument, starred=starred)
        return _distinct((title, id) for id, title in known.items())
    return {}


def is_open(question: str) -> bool:
    """Whether other text than the choices may be typed."""
    return question == METRIC


def shown(question: str, answer: str, instrument: Instrument) -> str:
    """An answer as a cell shows it: the title of what was chosen, other text as it is."""
    titles = {id: title for title, id in choices_of(question, instrument).items()}
    return titles.get(answer, answer)


def meant(question: str, typed: str, instrument: Instrument) -> str:
    """The answer typed text stands for: a title or an id in any case; other text as it is.

    At the related metric a title that one metric alone has is enough, as on the page of the action plan.
    """
    plain = plain_text(typed)
    known = choices_of(question, instrument)
    if question == METRIC:
        known |= {label: id for id, label in metric_labels(instrument).items()}
    for title, id in known.items():
        if plain in (plain_text(title), plain_text(id)):
            return id
    return typed


def _distinct(pairs: object) -> dict[str, str]:
    """Titles told apart by their ids where an agency gave two the same one."""
    found: dict[str, str] = {}
    for title, id in pairs:  # type: ignore[attr-defined]
        found[f"{title} ({id})" if title in found else title] = id
    return found
