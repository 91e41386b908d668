"""A portal with needs assessments under way: districts of twelve programs, published measures, 1,800 answers each."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from web_state import LAST_YEAR, codes_of, publish, session_of

DISTRICTS, YEARS = 20, 12
#: typed answers of each assessment, and changes of a filled-in worksheet
ANSWERS = 1_800
#: the programs of every district, by the code of their field
PROGRAMS = (
    "010901", "110201", "110901", "120401", "120500", "150303", "430107", "460201", "460302", "470604", "480508",
    "513901",
)  # fmt: skip
CYCLE = LAST_YEAR + 1
#: left as they are: what has one answer alone, and the plan, whose dates have to agree
_LEFT = (".done", ".by")


@dataclass(frozen=True, slots=True)
class District:
    """A district with a needs assessment: `session` is its CTE director's key, `document` the assessment's number."""

    code: str
    session: str
    document: int


def fill(districts: int = DISTRICTS, years: int = YEARS, programs: tuple[str, ...] = PROGRAMS) -> list[District]:
    """Fill an empty, migrated database."""
    from openperkins.portal.directory.models import Program

    codes, chance = codes_of(districts), random.Random(11)
    publish(districts, years, lambda _: {})
    Program.objects.bulk_create(Program(code=code, kind="chapter74", title=f"Program {code}") for code in programs)
    _measured(codes, programs, chance)
    return [_district(number, code, programs) for number, code in enumerate(codes)]


def _measured(codes: list[str], programs: tuple[str, ...], chance: random.Random) -> None:
    """Every measure of every scope and group, for each district and published year."""
    from openperkins.portal.results.models import MeasureSheet, Publication

    sheets = []
    for publication in Publication.objects.all():
        for code in codes:
            text = json.dumps(_measures(programs, chance), separators=(",", ":"))
            sums = hashlib.sha256(text.encode()).hexdigest()
            sheets.append(MeasureSheet(publication=publication, org_code=code, measures=text, sha256=sums))
    MeasureSheet.objects.bulk_create(sheets, batch_size=100)


def _measures(programs: tuple[str, ...], chance: random.Random) -> dict[str, Any]:
    """A sheet: scope → measure → [students, of them] of all students and twelve groups."""
    from openperkins.needs.measures import MEASURES
    from openperkins.portal.results.measures import groups

    found: dict[str, dict[str, Any]] = {}
    for scope in ("school", "cte", *programs):
        kind = scope if scope in ("school", "cte") else "program"
        for measure in MEASURES:
            if kind in measure.scopes:
                counts = [1200 if scope == "school" else 90] + [chance.randint(0, 60) for _ in range(len(groups()) - 1)]
                cells = [[n, None if measure.is_count else chance.randint(n // 2, n)] for n in counts]
                found.setdefault(scope, {})[measure.code] = cells[:1] if measure.of_programs else cells
    return {"groups": list(groups()), "scopes": found}


def _district(number: int, code: str, programs: tuple[str, ...]) -> District:
    """A director and an assessment with answers of every kind."""
    from django.utils import timezone

    from openperkins.portal.accounts.models import Membership, Person
    from openperkins.portal.accounts.reach import reach_of
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Answer
    from openperkins.portal.needs.editions import instrument_of
    from openperkins.schoolyear import SchoolYear

    director = Person.objects.create(email=f"director.{number}@example.org", name=f"Director {number}", password="!")
    organization, now = Organization.objects.get(pk=code), timezone.now()
    Membership.objects.create(person=director, organization=organization, role="cte_director", begins="2010-01-01")
    reach = reach_of(director, timezone.localdate())
    document = actions.begin(kind="needs_assessment", organization=organization, year=SchoolYear(CYCLE), by=reach)
    instrument = instrument_of(document)
    by = {"document": document, "changed_by": director, "changed_at": now}
    asked = typed(instrument, programs)
    answers = [Answer(question=one, text=answer_to(one, instrument, 0), **by) for one in asked]
    Answer.objects.bulk_create(answers, batch_size=500)
    return District(code, session_of(director), document.pk)


def typed(instrument: Any, programs: tuple[str, ...]) -> list[str]:
    """The questions people answer: `ANSWERS` of all those records do not answer, the same in every district."""
    from openperkins.needs.questions import every_question

    def is_typed(question: str) -> bool:
        metric, value, _ = question.partition(".value.")
        return not (value and instrument.metric(metric).measure)

    asked = [one for one in every_question(instrument, programs) if is_typed(one) and not one.startswith("plan.")]
    asked = [one for one in asked if not one.endswith(_LEFT)]
    return sorted(random.Random(3).sample(asked, min(ANSWERS, len(asked))))


def answer_to(question: str, instrument: Any, turn: int) -> str:
    """An answer that can stand; another one at each turn."""
    from openperkins.needs.worksheet_choices import choices_of

    choices = list(choices_of(question, instrument).values())
    if choices:
        return choices[turn % len(choices)]
    metric, value, _ = question.partition(".value.")
    if value and instrument.metric(metric).unit:
        return str(1 + turn % 97)
    return f"Tutors twice a week in each shop, and minutes of the advisory committee that say so ({turn})."


def filled_in(worksheet: bytes, instrument: Any, turn: int) -> bytes:
    """A worksheet with another answer in every cell that held one, as a spreadsheet program saves it."""
    import openpyxl

    from openperkins.needs.worksheet_choices import shown

    book = openpyxl.load_workbook(io.BytesIO(worksheet))
    for cell, question in _cells(book):
        if cell.value:
            cell.value = shown(question, answer_to(question, instrument, turn), instrument)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(book: Any) -> Iterator[tuple[Any, str]]:
    """Each cell people type into, found by the hidden marks of its line and column, with its question."""
    at = {}
    for sheet in book.worksheets:
        rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
        columns = {cell.value: cell.column for cell in sheet[1]}
        at[str(sheet["A1"].value).removeprefix("#openperkins:")] = (sheet, rows, columns)
    for kind, id, row, column, question, *_ in book["_openperkins"].iter_rows(values_only=True):
        if kind == "cell":
            sheet, rows, columns = at[id]
            yield sheet.cell(rows[row], columns[column]), question
