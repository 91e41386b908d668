"""A filled worksheet read from its workbook."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from openperkins.needs.filled import Cell, Cells, Fault, Filled, filled
from openperkins.needs.model import Instrument
from openperkins.records.reading import xlsx_cells as natures
from openperkins.records.reading.every_sheet import MOST_BYTES, NotReadError, ReadSheet, read_sheets
from openperkins.records.reading.every_sheet_child import PERCENT

_KINDS = {
    natures.WHOLE: "number",
    natures.NUMBER: "number",
    PERCENT: "percent",
    natures.DATE: "date",
    natures.FORMULA: "formula",
    natures.ERROR: "error",
    natures.LONG: "long",
}
_ANEW = "Download the worksheet again and type your answers into it, or paste them as values."
_REMEDIES = {
    "F011": "Import the file you filled in. If that is lost, download the worksheet again.",
    "F060": "Open it in Excel and save it again. If it does not open, download the worksheet again.",
    "F061": "Open it in Excel, take its password off if it has one, and save it as an Excel workbook (.xlsx).",
    "F062": "Save it as an Excel workbook (.xlsx) and import that.",
}
#: the stream of an OLE compound file that holds a workbook with a password (MS-OFFCRYPTO 2.3.4.4)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_worksheet(
    file: bytes | str | Path | BinaryIO,
    instrument: Instrument,
    *,
    org_code: str,
    cycle: str,
    programs: Collection[str],
    schools: Collection[str] = (),
    today: datetime.date | None = None,
) -> Filled:
    """What a worksheet says that `write_worksheet` wrote for this organization and cycle, and somebody filled in.

    Every fault is told at once, one of the whole file for what is no workbook; an untouched worksheet has neither
    changes nor faults. `today` is what a current date of the action plan may not lie behind. Raises OSError alone,
    when `file` is a path that cannot be read.
    """
    held = _bytes(file)
    try:
        sheets = read_sheets(held)
    except NotReadError as error:
        return Filled(faults=(_no_worksheet(error, held),))
    cells = [_cells(sheet) for sheet in sheets]
    return filled(cells, instrument, org_code=org_code, cycle=cycle, programs=programs, schools=schools, today=today)


def _no_worksheet(error: NotReadError, held: bytes) -> Fault:
    """What the file is and what to do: a worksheet cannot be made anew as a new workbook or CSV, as records can."""
    found, remedy = error.message, _REMEDIES.get(error.problem, _ANEW)
    if error.problem == "F061" and _ENCRYPTED in held:
        found, remedy = "This workbook has a password.", "Open it in Excel, take the password off, save and import it."
    return Fault("", "", found, "A worksheet as it was downloaded is expected (.xlsx).", remedy)


def _bytes(file: bytes | str | Path | BinaryIO) -> bytes:
    if isinstance(file, bytes):
        return file
    if isinstance(file, str | Path):
        return Path(file).read_bytes()
    return file.read(MOST_BYTES + 1)


def _cells(sheet: ReadSheet) -> Cells:
    return Cells(
        sheet.name,
        {
            (row, column): _cell(text, nature)
            for row, values, kinds in sheet.rows
            for column, (text, nature) in enumerate(zip(values, kinds, strict=True), start=1)
            if nature != natures.BLANK
        },
        sheet.merged,
    )


def _cell(text: str, nature: str) -> Cell:
    if nature == natures.DATE:
        try:
            text = datetime.datetime.strptime(text, "%m/%d/%Y").date().isoformat()
        except ValueError:
            return Cell(text)  # with a time of day: not a date as it is asked for
    return Cell(text, _KINDS.get(nature, "text"))
