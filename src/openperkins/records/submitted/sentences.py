"""The sentence and the remedy of a rule, without anything that a file holds.

Grain: one rule, or one problem of it. What comes out is put together from the law's tables, the catalogue's and this
package's own texts, whole numbers and the place of the problem. A problem's own message is only ever *compared* with
patterns: it decides which of our sentences is said, and passes through whole only where it is nothing but our words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from openperkins.records.checks.codebook import Element, runs_of
from openperkins.records.checks.cross_element import CHECKS
from openperkins.records.checks.damage import CAUSES, CAUSES_BY_NAME, Cause
from openperkins.records.checks.known import Known
from openperkins.records.model import LISTED_PER_KIND, Problem
from openperkins.records.reading.catalogue import CATALOGUE
from openperkins.records.reading.layouts import LAYOUTS
from openperkins.records.submitted.texts import TEXTS

#: a sentence for an id that nobody knows
UNKNOWN = ("A rule of this file is broken.", "")
COLUMNS = frozenset(column for layout in LAYOUTS.values() for column in layout.columns)
_COLUMN = "|".join(sorted(map(re.escape, COLUMNS), key=len, reverse=True))
_COLUMN_LIST = rf"(?:{_COLUMN})(?:, (?:{_COLUMN}))*"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})*"
_ACROSS = {check.id: check for check in CHECKS}
_SLOT = re.compile(r"\{(\w+)\}")
#: what may stand in a slot of the catalogue when it comes from us and not from the file
_OURS = {
    "Line": "Line|Row",
    "line": "line|row",
    "row": r"[0-9]+",
    "element": rf"{_COLUMN}|column [0-9]{{1,5}}",
    "found": rf"{_NUMBER} values?",
    "expected": rf"{_NUMBER} values?|the column names|{_COLUMN_LIST}",
    "count": rf"{_NUMBER}(?: (?:values?|commas?|lines?|rows?|dates?))?(?: (?:was|were))?",
    "most": _NUMBER,
    "position": r"[0-9]{1,4}",
    "where": rf"(?: The first value that looks out of place is column [0-9]{{1,5}}\.)?"
    rf"|, (?:{_COLUMN}|column [0-9]{{1,5}})",
    "more": "(?:, only a header)?",
}
_SAME = rf"(?: The same holds for {_NUMBER} rows of the file\.)?"
#: causes whose words hold a slot that only a value fills
_CAUSE_SAYS = {
    "retired": "holds a code that was not in use in that school year",
    "lost zero": "is too short",
    "outside": "is outside what is allowed",
    "wrong width": "has a wrong number of characters",
    "unknown": "is not an accepted value",
}
#: checks of a column with one of the law's small lists
_LISTS = {"U02": "status", "C04": "outcome", "O02": "organization_kind", "P02": "program_kind"}
#: checks that are told once where they run through the file, the number of rows first
_COUNTED = ("V30", "V31", "X02", "X03", "M04", "T01", "T02")
_REPEATED = ("V28", "C05", "G02", "O03", "P05")
_EARLIER_ROW = r" is already on row ([0-9]{1,10})(?:;| of | \(the)"
_WORDS = {"noun": "an accepted value", "place": "where the file comes from", "accepts": "the value in full"}


def rule_texts(id: str, law: Any = None) -> tuple[str, str]:
    """The sentence and remedy of a rule, whatever row breaks it; `law` adds what is accepted."""
    element = _element(id, law)
    if element is not None:
        return f"{_titled(element)} is not {element.noun}; accepted: {element.accepts}.", _correct(element)
    if re.fullmatch(r"S1[0-9]{2}", id):
        return f"DOE{id[1:]} does not hold an accepted value.", _filled(CAUSES_BY_NAME["unknown"].remedy)
    if id in _ACROSS:
        check = _ACROSS[id]
        return f"{', '.join(check.elements)}: {check.says}", check.remedy
    if id in TEXTS:
        sentence, remedy = TEXTS[id]
        told = sentence.removesuffix(".") + _accepted(id, law)
        return told if told.endswith("?") else f"{told}.", remedy
    if id in CATALOGUE and not _open_slots(id):
        return _generic(CATALOGUE[id].message), CATALOGUE[id].remedy
    return UNKNOWN


def problem_texts(problem: Problem, law: Any = None) -> tuple[str, str]:
    """The sentence and remedy of one problem: those of its rule, with the cause of the damage where one is known."""
    sentence, remedy = rule_texts(problem.id, law)
    if is_summary(problem):
        return problem.message, "Correct the cause of those listed; the others most likely share it."
    if _is_ours(problem):
        return problem.message, remedy
    cause = cause_of(problem)
    if cause:
        return _damaged(problem, cause, law), _remedy(cause, _element(problem.id, law)) or remedy
    if problem.message.endswith(" is empty.") and problem.element in COLUMNS:
        return f"{problem.element}: the cell is empty.", _not_empty(_element(problem.id, law)) or remedy
    return sentence + _rows_told(problem), remedy


def unlisted(problem: Problem) -> int | None:
    """How many problems a summary counts; None for a problem that is no summary."""
    match = re.fullmatch(_summary_pattern(problem.id), problem.message)
    return int(match[1].replace(",", "")) if match else None


def is_summary(problem: Problem) -> bool:
    """Whether the problem only counts others of its kind."""
    return unlisted(problem) is not None


@cache
def _summary_pattern(id: str) -> str:
    listed = f"The first {LISTED_PER_KIND:,} problems of kind {id} are listed … and "
    return re.escape(listed) + rf"({_NUMBER}) more of the same kind\."


def _is_ours(problem: Problem) -> bool:
    """Whether the message is a sentence of the catalogue in which every slot holds our own words."""
    entry = CATALOGUE.get(problem.id)
    if entry is None or _open_slots(problem.id):
        return False
    match = re.fullmatch(_pattern(problem.id), problem.message)
    return bool(match) and match.groupdict().get("row") in (None, str(problem.row))


def _open_slots(id: str) -> list[str]:
    """The slots of a sentence that what stands in the file may fill."""
    return [name for name in _SLOT.findall(CATALOGUE[id].message) if name not in _OURS]


@cache
def _pattern(id: str) -> str:
    parts = _SLOT.split(CATALOGUE[id].message)
    return "".join(f"(?P<{p}>{_OURS[p]})" if n % 2 else re.escape(p) for n, p in enumerate(parts)) + _SAME


def _generic(template: str) -> str:
    """A sentence of the catalogue about no row in particular."""
    words = {"Line": "A line", "line": "a line", "found": "another number of values", "count": "Some values"}
    words |= {"expected": "others", "most": "the allowed number of", "position": "the front", "element": ""}
    text = re.sub(r"\{Line\} \{row\}(?:, \{element\})?", "A line", template)
    text = re.sub(r"(, first on )?\{line\} \{row\}(, \{element\})?", "", text)
    return re.sub(r" {2,}", " ", _SLOT.sub(lambda m: words.get(m[1], ""), text)).replace(" ,", ",").strip()


def cause_of(problem: Problem) -> Cause | None:
    """The damage a message names, None when it names none."""
    if problem.element not in COLUMNS:
        return None
    return next((cause for cause in CAUSES if _cause_pattern(cause, problem.element).fullmatch(problem.message)), None)


@cache
def _cause_pattern(cause: Cause, element: str) -> re.Pattern[str]:
    name = re.escape(element)
    wide = (
        rf"{_NUMBER} values of {name}(?: \(.*\))? {_any(cause.wide)}; the first is `.*` on row [0-9]+\."
        if cause.wide
        else ""
    )
    one = rf"{name}: `.*` {_any(cause.says)}[.?]?"
    return re.compile(f"{one}|{wide}" if wide else one, re.S)


def _any(template: str) -> str:
    parts = _SLOT.split(template)
    return "".join(".*" if n % 2 else re.escape(p) for n, p in enumerate(parts))


def _damaged(problem: Problem, cause: Cause, law: Any) -> str:
    says = _CAUSE_SAYS.get(cause.name, cause.says)
    element, count = _element(problem.id, law), re.match(rf"({_NUMBER}) values of ", problem.message)
    text = f"{problem.element}: the value of this cell {says}"
    if element is not None:
        text += f"; accepted: {element.accepts}"
    elif problem.id in TEXTS and cause.name in _CAUSE_SAYS:
        text += f". {rule_texts(problem.id, law)[0].removesuffix('.')}"
    return f"{text}. The same holds for {count[1]} rows of the file." if count else f"{text}."


def _rows_told(problem: Problem) -> str:
    """What a sentence says beside: how many rows share the problem, which row comes first, which columns miss."""
    if problem.id in _COUNTED and (match := re.match(rf"({_NUMBER}) (?:records|rows) ", problem.message)):
        return f" The same holds for {match[1]} rows of the file."
    if match := re.match(rf"Missing columns: ({_COLUMN_LIST})\\.", problem.message if problem.id == "F039" else ""):
        return f" Missing: {match[1]}."
    if problem.id in _REPEATED and problem.value is not None:
        # The value is known, so that what follows it is our own.
        own = rf"(?:SASID|Organization|Program) `?{re.escape(problem.value)}`?"
        if match := re.match(own + _EARLIER_ROW, problem.message):
            return f" The first is on row {match[1]}."
    return ""


def _element(id: str, law: Any) -> Element | None:
    """The SIMS element an id checks, when there is a ruleset to say what it holds."""
    if law is None or not re.fullmatch(r"S1[0-9]{2}", id):
        return None
    return _codebook(law).by_id.get(f"DOE{id[1:]}".replace("DOE1", "DOE0", 1))


def _codebook(law: Any) -> Any:
    return Known(law).codebook


def _accepted(id: str, law: Any) -> str:
    codes: Iterable[str] = Known(law).list_of(_LISTS[id]) if law is not None and id in _LISTS else ()
    return f"; accepted: {runs_of(codes)}" if codes else ""


def _titled(element: Element) -> str:
    return f"{element.id} ({element.name})"


def _correct(element: Element) -> str:
    return _remedy(CAUSES_BY_NAME["unknown"], element)


def _not_empty(element: Element | None) -> str:
    if element is None:
        return ""
    return (
        f"Write {element.filler} when it does not apply." if element.filler else f"Every record needs {element.noun}."
    )


def _remedy(cause: Cause, element: Element | None) -> str:
    words = {"place": "in the student information system", "accepts": element.accepts} if element else {}
    return _filled(cause.remedy, words)


def _filled(template: str, words: dict[str, str] | None = None) -> str:
    return _SLOT.sub(lambda m: {**_WORDS, **(words or {})}.get(m[1], ""), template)
