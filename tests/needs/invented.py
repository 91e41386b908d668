"""An invented school, and answers of every kind, for tests of the needs assessment."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable

from openperkins.needs.model import Instrument
from openperkins.needs.questions import every_question
from openperkins.needs.values import fault_of
from openperkins.needs.worksheet import About
from openperkins.needs.worksheet_choices import choices_of, is_open

ABOUT = About("01000000", "Sample Regional & Sons", "2022-23")
SCOPES = {"460302": "Electricity", "480501": "Advanced Manufacturing Technology"}
#: texts that have broken a spreadsheet before
TEXTS = (
    "Two lines\nof text", "=1+1", "'quoted", "@SUM(A1)", "a_x0041_b", "0123", "1e5", "TRUE", "é 漢 𝔘 😀",
    "<b>&amp;</b>", "2022-13-45", "50%", "-", "tab\tinside", "“quotes” \"and\" 'more'", "x" * 20_000, "#REF!", "#N/A",
)  # fmt: skip


def valid(question: str, instrument: Instrument, chance: random.Random) -> str:
    """An answer that can stand at a question."""
    choices = choices_of(question, instrument)
    if choices and not is_open(question):
        return chance.choice(list(choices.values()))
    unit = ""
    if ".value." in question:
        unit = instrument.metric(question.partition(".value.")[0]).unit
    if unit in ("students", "programs"):
        return chance.choice(["0", "7", "1,204", "123456789"])
    if unit:
        return chance.choice(["87.5", "0.25", "100", "66.6667"])
    if not fault_of(question, "2022-10-03", instrument) and fault_of(question, "no date", instrument):
        day = datetime.date(2022, 9, 1) + datetime.timedelta(days=chance.randrange(60))
        return chance.choice([day.isoformat(), f"{day.month}/{day.day}/{day.year}"])
    return chance.choice(TEXTS)


def answers_to(questions: Iterable[str], instrument: Instrument, seed: int) -> dict[str, str]:
    """Answers that can stand, to these questions; the dates of the plan in order."""
    chance = random.Random(seed)
    given = {question: valid(question, instrument, chance) for question in questions}
    dates = {"start": "2022-09-01", "current": "9/15/2022", "revisit": "2022-12-01", "end": "2023-06-30"}
    return given | {f"plan.{field}": day for field, day in dates.items() if f"plan.{field}" in given}


def some_answers(instrument: Instrument, seed: int, share: float) -> dict[str, str]:
    """Answers to a share of everything that is asked, no step without its what."""
    chance = random.Random(seed)
    asked = [one for one in every_question(instrument, SCOPES) if chance.random() < share]
    given = answers_to(asked, instrument, seed)
    for question in list(given):
        if question.startswith("plan.") and question.rpartition(".")[2] in ("who", "by"):
            given.setdefault(f"{question.rpartition('.')[0]}.what", "Something is done")
    return given
