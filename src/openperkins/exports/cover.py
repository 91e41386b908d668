"""The cover sheet of a workbook: whose figures, which years, from what inputs, under which readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openperkins.exports.layout import Formats, Sheet, set_cover_page
from openperkins.exports.tables import plain
from openperkins.law.kinds import to_text

#: Provenance keys in the order of the cover, and their labels; other keys follow under their own name.
PROVENANCE = {
    "run": "Run fingerprint",
    "results": "Results fingerprint",
    "version": "OpenPerkins version",
    "inputs": "Input files",
    "snapshot": "Snapshot",
}
READING_HEADS = ("Reading", "Question", "How it was read", "Status", "Values used")
CAUTION = "Contains small numbers. Do not share outside the district and its liaison."


def reading_rows(ruleset: Any) -> list[tuple[str, str, str, str, str]]:
    """The readings of `ruleset` as the cover prints them: id, question, reading, status, values used.

    One row per reading, sorted by id; an assumed one is marked as an open assumption, a value that is not the
    ruleset's default is marked as changed.
    """
    rows = []
    for number in sorted(ruleset.readings):
        reading = ruleset.readings[number]
        status = "Confirmed" if reading.status == "confirmed" else "Open assumption"
        values = "; ".join(_value(ruleset.parameters[name]) for name in reading.parameters)
        rows.append(tuple(plain(text) for text in (number, reading.question, reading.says, status, values)))
    return rows


def _value(parameter: Any) -> str:
    told = f"{parameter.name} = {parameter.text}"
    if parameter.changed:
        told += f" (changed; the ruleset says {to_text(parameter.default)})"
    return told


def write_cover(
    sheet: Sheet,
    formats: Formats,
    *,
    about: list[tuple[str, str]],
    ruleset: Any,
    provenance: Mapping[str, Any],
    readings: list[tuple[str, str, str, str, str]],
) -> None:
    """Fills the cover: `about` (label, text), the ruleset, the provenance, the readings.

    `sheet` is an empty worksheet; nothing is raised beyond what the writer of the file raises.
    """
    set_cover_page(sheet)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 2, 52, formats.wrapped)
    sheet.set_column(3, 3, 17)
    sheet.set_column(4, 4, 60, formats.wrapped)
    sheet.write_string(0, 0, "Core indicator data reports", formats.title)
    sheet.write_string(1, 0, CAUTION, formats.strong)
    row = 3
    for label, text in [*about, *_of_ruleset(ruleset), *_of_run(provenance)]:
        sheet.write_string(row, 0, label, formats.strong)
        sheet.write_string(row, 1, plain(text), formats.wrapped)
        row += 1
    _write_readings(sheet, formats, row + 1, readings)


def _of_ruleset(ruleset: Any) -> list[tuple[str, str]]:
    return [("Ruleset", f"{ruleset.name}: {ruleset.title}"), ("Ruleset fingerprint", ruleset.fingerprint)]


def _of_run(provenance: Mapping[str, Any]) -> list[tuple[str, str]]:
    known = [(PROVENANCE[key], str(provenance[key])) for key in PROVENANCE if key in provenance]
    others = [(plain(key), str(provenance[key])) for key in sorted(provenance) if key not in PROVENANCE]
    return known + others


def _write_readings(sheet: Sheet, formats: Formats, row: int, readings: list[tuple[str, ...]]) -> None:
    for column, head in enumerate(READING_HEADS):
        sheet.write_string(row, column, head, formats.head)
    for cells in readings:
        row += 1
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, formats.wrapped)
