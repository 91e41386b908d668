"""Values people type at a metric, a date, a level: read exactly, or told why they cannot be read."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from openperkins.needs.model import Instrument, Metric
from openperkins.needs.questions import component_of

#: at a starred check: the stated case is not the school's
APPLIES_NOT = "applies_not"
_APPLIES_NOT_TITLE = "Does not apply"
DONE = "yes"
#: commas part thousands alone: `87,5` is read as neither 875 nor 87.5
_NUMBER = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,4})?")
_DATES = ("%Y-%m-%d", "%m/%d/%Y")
#: what asks for a day, besides every “by when”
_DAYS = ("plan.start", "plan.end", "plan.current", "plan.revisit")
#: a day of another year is a slip of the hand, such as 0018 or 20118
_YEARS = range(1900, 2101)
_MOST_PERCENT = 100


def plain_text(text: str) -> str:
    """A text without what makes no difference between two: capitals and spaces."""
    return " ".join(text.split()).casefold()


def number_of(text: str) -> Decimal | None:
    """The number somebody typed (`1,234`, `87.5%`); None when it is none."""
    return plain_number(text.strip().removesuffix("%"))


def plain_number(text: str) -> Decimal | None:
    """The number a text is, with commas between thousands or without; None when it is none."""
    plain = text.strip()
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def date_of(text: str) -> datetime.date | None:
    """The day somebody typed (`2018-02-28`, `2/28/2018`); None when it is none."""
    for form in _DATES:
        try:
            day = datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None


def is_day(question: str) -> bool:
    """Whether a question asks for a day; it is one the instrument asks."""
    return question.rpartition(".")[2] == "by" or question in _DAYS


def as_kept(question: str, text: str) -> str:
    """An answer of a file as a page keeps it: a day as `2018-02-28`, one line where a page has one; else as it is.

    A field of one line drops the line ends of what it is given, so that lines would run together at the next save.
    """
    if is_day(question):
        day = date_of(text)
        return day.isoformat() if day else text
    return "; ".join(line.strip() for line in text.split("\n") if line.strip()) if is_one_line(question) else text


def is_one_line(question: str) -> bool:
    """Whether a page asks a question in one line; it is one the instrument asks."""
    parts = question.split(".")
    if parts[0] == "workforce":
        return not parts[-1].endswith("_titles")
    if parts[0] == "plan":
        return parts[-1] in ("target", "metric", "who")
    return parts[0].isdecimal() and (parts[2:3] in (["source"], ["name"]) or parts[-1] == "owner")


def answer_titles(instrument: Instrument, *, starred: bool = True) -> dict[str, str]:
    """What a compliance check can be answered → its title; a starred one can apply or not."""
    known = {answer.id: answer.title for answer in instrument.answers}
    return known | {APPLIES_NOT: _APPLIES_NOT_TITLE} if starred else known


def value_fault(metric: Metric, text: str) -> str:
    """Why a metric's typed value cannot stand, as a sentence; empty when it can, and for none."""
    if not text.strip() or metric.is_text:
        return ""
    number = number_of(text)
    if number is None:
        return f"“{_short(text)}” is not a number. Enter {_example(metric)}, and what needs words as the source."
    if metric.unit != "percent" and text.strip().endswith("%"):
        return f"{_short(text)} is a percent. Enter a number of {metric.unit}."
    if metric.unit == "percent" and number > _MOST_PERCENT:
        return f"{text.strip()} is more than 100 percent. Enter a percent from 0 to 100."
    if metric.unit in ("students", "programs") and number != number.to_integral_value():
        return f"{text.strip()} is not a whole number of {metric.unit}."
    return ""


def count_of(metric: Metric, text: str) -> int | None:
    """How many a typed value counts; None where it counts none: it cannot stand, is a percent or is not whole."""
    number = None if value_fault(metric, text) else plain_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def with_unit(metric: Metric, text: str) -> str:
    """A typed value with its unit in words, a sign of percent written out: `87.5 percent`."""
    value = text.strip()
    if metric.unit == "percent":
        value = value.removesuffix("%").strip()
    return f"{value} {metric.unit}".strip()


def choices_of(question: str, instrument: Instrument) -> dict[str, str]:
    """What an answer is chosen from → its title; empty where it is typed freely. The question is one it asks."""
    last = question.rpartition(".")[2]
    if ".rating." in question:
        return {level.id: level.title for level in instrument.levels}
    if last == "done":
        return {DONE: "Yes"}
    component = component_of(question)
    if last == "answer" and component is not None and instrument.component(component).is_compliance:
        return answer_titles(instrument, starred=instrument.check(question.removesuffix(".answer")).is_starred)
    if question in ("plan.component", "priority.1.component", "priority.2.component"):
        return {str(one.number): one.title for one in instrument.components}
    return {}


def no_answer(question: str, text: str, instrument: Instrument) -> str:
    """Why a text is none of the answers that can be chosen, as a sentence; empty when it is, and for none."""
    known = choices_of(question, instrument)
    return _one_of(text.strip(), known) if known and text.strip() else ""


def fault_of(question: str, text: str, instrument: Instrument) -> str:
    """Why an answer cannot stand where it is typed; empty when it can. An empty answer always can."""
    text = text.strip()
    if not text:
        return ""
    if ".value." in question:
        return value_fault(instrument.metric(question.partition(".value.")[0]), text)
    if known := choices_of(question, instrument):
        return _one_of(text, known)
    if is_day(question):
        return "" if date_of(text) else f"“{_short(text)}” is not a date. Enter it as 2018-02-28."
    return ""


def _one_of(text: str, known: dict[str, str]) -> str:
    if text in known:
        return ""
    return f"“{_short(text)}” is none of the answers here: {', '.join(known.values())}."


def _example(metric: Metric) -> str:
    return {"percent": "a percent such as 87.5", "students": "a number such as 124"}.get(metric.unit, "a number")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
