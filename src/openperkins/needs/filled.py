"""What a filled worksheet says: what was changed since it was written, and everything that cannot stand, all at once.

Pure: cells come as plain data (`offline` reads them from a workbook). A cell is found by its hidden marks, so it may
have been moved; what it held when it was written tells whether somebody changed it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment
from openperkins.needs.model import Instrument
from openperkins.needs.questions import is_question, question_title, typed_places
from openperkins.needs.unread import SHOWN, Unread, typed_beside
from openperkins.needs.values import fault_of
from openperkins.needs.worksheet import SCHEMA, sheets_of
from openperkins.needs.worksheet_choices import choices_of, meant, shown

#: the hidden sheet: whose worksheet it is, and which marks are which question
MAP_SHEET = "_openperkins"
#: stands where the hidden marks of lines and columns cross, before the id of the sheet
MARK = "#openperkins:"
#: how long an answer can be, in signs
MOST_CHARACTERS = 20_000
#: decimals a number can have (needs.values)
_MOST_PLACES = 4
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_FILE_HOLDS = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: a mark of a line or a column, and how many tell a sheet of ours from one with notes
_OUR_MARK, _FEW_MARKS = re.compile(r"[rc][0-9]{1,4}"), 2
_AGAIN = "Correct the cell, then import the file again."
_ANEW = "Download a new worksheet and copy your answers into it."
_IN_PORTAL = f"Its line is not in the file. Correct it in the portal. {_ANEW}"
_LAST_DAY = datetime.date.max


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and `kind`: text, number, percent, date, formula, error or long (too long to read).

    A date's text is `2018-02-28`, a percent's what is shown (`87.5`, for a stored 0.875).
    """

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Cells:
    """One sheet as found: (row, column) → cell, both counted from 1; blank ones left out.

    `merged`: (first row, first column, last row, last column) of each range of merged cells.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: Sequence[tuple[int, int, int, int]] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One answer somebody typed: `started_from` is what the worksheet held when written; `typed` may be empty."""

    question: str
    started_from: str
    typed: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot stand: where (empty for the whole file), what was found, what is expected, what to do."""

    sheet: str
    cell: str
    found: str
    expected: str
    remedy: str
    question: str = ""

    @property
    def says(self) -> str:
        """All of it in one line."""
        place = ", ".join(part for part in (self.sheet, self.cell) if part)
        said = " ".join(part for part in (self.found, self.expected, self.remedy) if part)
        return f"{place}: {said}" if place else said


@dataclass(frozen=True, slots=True)
class Filled:
    """What a worksheet says. `changes` are those without a fault; take them only when there is no fault at all.

    `unread` is what was typed outside the open cells: no fault, and no answer.
    """

    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which cell is which question: the sheet's id, the marks of its line and column, and what it held."""

    sheet: str
    line: str
    column: str
    question: str
    held: str


def tidy(text: str) -> str:
    """Text as it is kept: line ends as LF, nothing blank at either end, a sign for what no file holds, an accent and
    its letter as one sign."""
    held = _NO_FILE_HOLDS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return unicodedata.normalize("NFC", held)


def map_sum(about: Mapping[str, str], mapped: Iterable[Mapped]) -> str:
    """A sum over the hidden sheet, by which a damaged one is told."""
    rows = [[one.sheet, one.line, one.column, one.question, one.held] for one in mapped]
    return hashlib.sha256(json.dumps([sorted(about.items()), rows]).encode()).hexdigest()


def about_map(instrument: Instrument, org_code: str, cycle: str) -> dict[str, str]:
    """What the hidden sheet says of the whole file."""
    said = {"schema": SCHEMA, "org_code": org_code, "cycle": cycle}
    return said | {"instrument": instrument.name, "version": instrument.version, "sha256": instrument.sha256}


def filled(
    sheets: Sequence[Cells],
    instrument: Instrument,
    *,
    org_code: str,
    cycle: str,
    programs: Collection[str],
    schools: Collection[str] = (),
    today: datetime.date | None = None,
) -> Filled:
    """What the sheets of a workbook say. Raises nothing.

    `programs` and single `schools` are codes of what it may speak of; `today` adds the rule that a current date is not
    ahead.
    """
    hidden = next((sheet for sheet in sheets if sheet.name == MAP_SHEET), None)
    if hidden is None:
        return _refused("This is not a worksheet of a needs assessment.", "Its hidden sheet is missing.", _ANEW)
    read = _map_of(hidden)
    if read is None:
        return _refused("The hidden sheet of the worksheet is damaged.", "It is expected as it was written.", _ANEW)
    about, mapped, marks = read
    faults = _other(about, about_map(instrument, org_code, cycle))
    if faults:
        return Filled(faults=tuple(faults))
    return _Reading(instrument, programs, schools, marks).of(sheets, mapped, today)


class _Reading:
    """Reads the visible sheets, fault by fault."""

    def __init__(self, instrument: Instrument, programs: Collection[str], schools: Collection[str], marks: str) -> None:
        self._instrument, self._programs, self._schools = instrument, set(programs), set(schools)
        self._marks_shown, self._unread = marks, list[Unread]()
        self._changes: list[Change] = []
        self._faults: list[Fault] = []
        #: question → sheet and cell, of every answer there is a cell of
        self._places: dict[str, tuple[str, str]] = {}

    def of(self, sheets: Sequence[Cells], mapped: Sequence[Mapped], today: datetime.date | None) -> Filled:
        known = {one.sheet for one in mapped}
        marked: dict[str, tuple[Cells, tuple[int, int]]] = {}
        ours: set[str] = set()
        for sheet in sheets:
            for place, cell in sheet.cells.items():
                id = cell.text.removeprefix(MARK)
                if not cell.text.startswith(MARK) or id not in known:
                    continue
                ours.add(sheet.name)
                self._copied(sheet, place, marked.setdefault(id, (sheet, place)))
        self._unmarked(sheets, ours)
        for id, (sheet, place) in marked.items():
            self._sheet(sheet, place, [one for one in mapped if one.sheet == id])
        self._plan(mapped, today)
        return Filled(tuple(self._changes), tuple(self._faults), tuple(self._unread))

    def _copied(self, sheet: Cells, place: tuple[int, int], first: tuple[Cells, tuple[int, int]]) -> None:
        """Tells of a second sheet with the mark of `first`, or of its line a second time in the same sheet."""
        if sheet is not first[0]:
            self._whole(sheet.name, f"This is a copy of the sheet “{first[0].name}”.",
                        "Each sheet is expected once.", "Delete the one you did not fill in.")  # fmt: skip
        elif place != first[1]:
            self._whole(sheet.name, f"The line {place[0]} is a copy of another, with its hidden mark.",
                        "Each line is expected once.", "Delete the copy.")  # fmt: skip

    def _unmarked(self, sheets: Sequence[Cells], read: set[str]) -> None:
        """A sheet that lost its mark would be lost silently; one somebody added for notes is left alone."""
        one = dict.fromkeys(sorted(self._programs)[:1], "")  # sheets are named alike for any programs
        ours = {plan.name for plan in sheets_of(self._instrument, one)}
        for sheet in sheets:
            marks = sum(bool(_OUR_MARK.fullmatch(cell.text)) for cell in sheet.cells.values())
            lost = sheet.name in ours or marks >= _FEW_MARKS
            if lost and sheet.name not in read and not sheet.name.startswith(MAP_SHEET):
                self._whole(sheet.name, "The hidden marks of this sheet are gone.",
                            "Sheets are expected as they were downloaded.",
                            "Delete the sheet; download a new worksheet and copy its answers.")  # fmt: skip

    def _sheet(self, sheet: Cells, place: tuple[int, int], mapped: Sequence[Mapped]) -> None:
        at_row, at_column = place
        lines = self._marks(sheet, ((cell.text, row) for (row, column), cell in sheet.cells.items()
                                    if column == at_column and row != at_row), "line")  # fmt: skip
        columns = self._marks(sheet, ((cell.text, column) for (row, column), cell in sheet.cells.items()
                                      if row == at_row and column != at_column), "column")  # fmt: skip
        gone = sorted({one.column for one in mapped} - set(columns))
        if gone and lines:
            self._whole(sheet.name, "A column of this sheet was deleted.", "Lines can be deleted, columns not.", _ANEW)
        at = {(lines[one.line], columns[one.column]): one for one in mapped
              if one.line in lines and one.column in columns}  # fmt: skip
        self._merged(sheet, at)
        for row, column in typed_beside(sheet.cells, place, at.keys(), self._marks_shown):
            where = f"{_letters(column)}{row}"
            self._unread.append(Unread(sheet.name, where, tidy(sheet.cells[row, column].text)))
        for found, one in at.items():
            self._answer(sheet, one, found)

    def _merged(self, sheet: Cells, at: Mapping[tuple[int, int], Mapped]) -> None:
        """Merging keeps one answer of several and empties the others: told once for each range."""
        for top, left, bottom, right in sheet.merged:
            within = [place for place in at if top <= place[0] <= bottom and left <= place[1] <= right]
            if any(place != (top, left) for place in within):
                where = f"{_letters(left)}{top}:{_letters(right)}{bottom}"
                question = at[min(within)].question
                self._faults.append(Fault(sheet.name, where, "These cells are merged.", "Each answer has its own cell.",
                                          "Unmerge them, type each answer into its cell, then import the file again.",
                                          question))  # fmt: skip

    def _marks(self, sheet: Cells, found: Iterable[tuple[str, int]], what: str) -> dict[str, int]:
        places: dict[str, int] = {}
        for mark, number in sorted(found, key=lambda pair: pair[1]):
            if mark in places:
                where = f"{what} {number if what == 'line' else _letters(number)}"
                self._whole(sheet.name, f"The {where} is a copy of another, with its hidden mark.",
                            f"Each {what} is expected once.", "Delete the copy.")  # fmt: skip
            places.setdefault(mark, number)
        return places

    def _answer(self, sheet: Cells, one: Mapped, place: tuple[int, int]) -> None:
        where = f"{_letters(place[1])}{place[0]}"
        cell = sheet.cells.get(place, Cell(""))
        self._places[one.question] = (sheet.name, where)
        held = tidy(shown(one.question, one.held, self._instrument))
        # LibreOffice saves a text without its tabs
        if tidy(cell.text) in (held, held.replace("\t", "")) and cell.kind != "formula":
            return
        typed, wrong = self._typed(one.question, cell)
        if wrong:
            self._faults.append(Fault(sheet.name, where, *wrong, question=one.question))
        elif typed != tidy(one.held):
            self._changes.append(Change(one.question, one.held, typed))

    def _typed(self, question: str, cell: Cell) -> tuple[str, tuple[str, str, str] | None]:
        """What a cell answers, or (found, expected, remedy)."""
        wrong = _unreadable(cell) or self._unasked(question) or self._odd_number(question, cell)
        if wrong:
            return "", wrong
        text = f"{cell.text}%" if cell.kind == "percent" and not self._unit(question) else tidy(cell.text)
        typed = meant(question, text, self._instrument)
        said = fault_of(question, typed, self._instrument)
        if not said:
            return typed, None
        found, _, expected = said.partition(". ")
        listed = "One of these is expected." if choices_of(question, self._instrument) else "A whole one is expected."
        return typed, (f"{found.rstrip('.')}.", expected or listed, _AGAIN)

    def _unasked(self, question: str) -> tuple[str, str, str] | None:
        if not is_question(question, self._instrument):
            return "The instrument does not ask this.", "A question of the instrument is expected.", _ANEW
        known = self._programs if question.startswith("workforce.") else self._programs | self._schools
        for scope in typed_places([question]) - known:
            return f"Program {scope} is none of the organization's.", "One of its programs is expected.", _ANEW
        return None

    def _odd_number(self, question: str, cell: Cell) -> tuple[str, str, str] | None:
        unit = self._unit(question)
        if cell.kind == "percent" and unit and unit != "percent":
            return f"{cell.text}% is a percent.", f"A number of {unit} is expected.", "Enter the number itself."
        if cell.kind in ("number", "percent") and unit and -Decimal(cell.text).as_tuple().exponent > _MOST_PLACES:
            return f"{cell.text} has more than four decimals.", "At most four are expected.", "Round it and type it."
        return None

    def _unit(self, question: str) -> str:
        """The unit of a metric's value; empty for anything else."""
        metric, value, _ = question.partition(".value.")
        return self._instrument.metric(metric).unit if value else ""

    def _plan(self, mapped: Sequence[Mapped], today: datetime.date | None) -> None:
        """The rules of the action plan, for a plan somebody changed.

        What could not stand before and was not touched stays as it was: the portal marks it, and refuses nothing.
        """
        typed = {one.question: one.typed for one in self._changes if one.question.startswith("plan.")}
        if not typed:
            return
        held = {one.question: one.held for one in mapped if one.question.startswith("plan.") and one.held}
        answers = held | typed
        old = {question for question, _ in self._against_plan(held, today)} - typed.keys()
        for question, said in self._against_plan(answers, today):
            if question not in old:
                self._faults.append(self._in_plan(question, answers.get(question) or "(empty)", said))

    def _against_plan(self, answers: Mapping[str, str], today: datetime.date | None) -> list[tuple[str, str]]:
        return ActionPlan(Assessment(self._instrument, answers)).faults(today or _LAST_DAY)

    def _in_plan(self, question: str, found: str, said: str) -> Fault:
        """A fault of the plan at its cell; where its line was deleted, by the name of what is asked."""
        if place := self._places.get(question):
            return Fault(*place, found, said, _AGAIN, question)
        named = question_title(question, self._instrument)
        return Fault("", "", f"{named[:1].upper()}{named[1:]}: {found}.", said, _IN_PORTAL, question)

    def _whole(self, sheet: str, found: str, expected: str, remedy: str) -> None:
        self._faults.append(Fault(sheet, "", found, expected, remedy))


def _map_of(sheet: Cells) -> tuple[dict[str, str], list[Mapped], str] | None:
    """What the hidden sheet says, with the marks of what was shown; None when it is not as it was written."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    about, mapped, marks = {}, [], ""
    for _, row in sorted(rows.items()):
        if row.get(1) == "about":
            about[row.get(2, "")] = row.get(3, "")
        elif row.get(1) == SHOWN:
            marks = "".join(text for column, text in sorted(row.items()) if column > 1)
        elif row.get(1) == "cell":
            held = "".join(text for column, text in sorted(row.items()) if column > 5)
            try:
                mapped.append(Mapped(row.get(2, ""), row.get(3, ""), row.get(4, ""), row.get(5, ""), json.loads(held)))
            except (ValueError, RecursionError):
                return None
    written = about.pop("sum", "")
    sound = all(isinstance(one.held, str) for one in mapped) and written == map_sum(about, mapped)
    return (about, mapped, marks) if sound else None


def _other(about: Mapping[str, str], ours: Mapping[str, str]) -> list[Fault]:
    """Why the worksheet belongs elsewhere: to another organization, cycle, instrument or shape."""
    words = {"schema": "shape", "org_code": "organization", "cycle": "cycle", "instrument": "instrument",
             "version": "version of the instrument", "sha256": "text of the instrument"}  # fmt: skip
    found = []
    for key, word in words.items():
        if about.get(key) != ours[key] and not (key == "sha256" and found):
            told, here = (about.get(key) or "none")[:60], ours[key][:60]
            found.append(
                Fault("", "", f"The worksheet is of another {word}: {told}.", f"Expected: {here}.",
                      "Open the assessment it belongs to, or download a new worksheet here.")
            )  # fmt: skip
    return found


def _unreadable(cell: Cell) -> tuple[str, str, str] | None:
    if cell.kind == "error":
        return f"The cell holds the error {cell.text}.", "An answer is expected.", _AGAIN
    if cell.kind == "formula":
        return "The cell holds a formula.", "An answer is expected.", "Copy the cell and paste it as a value."
    if cell.kind == "long" or len(tidy(cell.text)) > MOST_CHARACTERS:
        return "The text is too long.", f"At most {MOST_CHARACTERS:,} signs are expected.", "Shorten it."
    if _CONTROL.search(cell.text):
        return "The text holds a control character.", "Letters, digits and signs are expected.", "Type it again."
    return None


def _refused(found: str, expected: str, remedy: str) -> Filled:
    return Filled(faults=(Fault("", "", found, expected, remedy),))


def _letters(column: int) -> str:
    """A column's letters: 3 is C, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
