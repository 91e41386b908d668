"""Every problem that reading a file can have: its id, severity, sentence and remedy, in one table.

Sentences follow one ladder: the place, what was found, what is expected; the remedy says what to do. Slots in braces
are filled by whoever finds the problem; {value}, {row} and {element} are filled for each row as it is listed, and
{Line} is "Line" in text files and "Row" in workbooks and Parquet files. Sources: formats.md, reliability design.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openperkins.records.model import Problem, Severity
from openperkins.records.problems import ProblemLog, shown

_SLOT = re.compile(r"\{(\w+)\}")
_LATER = ("value", "row", "element")


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of problem."""

    id: str
    severity: Severity
    message: str
    remedy: str = ""


def _error(id: str, message: str, remedy: str = "") -> Entry:
    return Entry(id, "error", message, remedy)


def _warning(id: str, message: str, remedy: str = "") -> Entry:
    return Entry(id, "warning", message, remedy)


def _note(id: str, message: str) -> Entry:
    return Entry(id, "note", message)


_AS_TEXT = "In the spreadsheet, copy the column and paste it as values, then save again."
_AS_CSV = "Save the sheet as “CSV UTF-8 (comma delimited)” and send that file."
_LIMIT = "Check that this is the right file; if it is, send it in parts."

_NAMES = (
    _warning(
        "F001",
        "The folder's layout has no place for this file; it was not read. {why}",
        "Remove it or rename it.",
    ),
    _error(
        "F002",
        "The same records are here in another form too: {others}. Neither was read.",
        "Keep one of them.",
    ),
    _error(
        "F003",
        "This is a link to {target}, not a file of this folder; it was not followed.",
        "Copy the file here.",
    ),
    _error(
        "F004",
        "“{value}” is not a collection. Expected year and month of one: 10 (October), 03 (March) or 06 (End of Year), "
        "such as 2016-10. {hint}",
        "Rename the file.",
    ),
    _error(
        "F005",
        "The name does not say the school year. Expected the year it ends in, such as {expected}. {hint}",
        "Rename the file.",
    ),
    _error(
        "F006",
        "“{value}” is not a district code. Expected the 8 digits of a district, ending in 0000, such as 02010000. "
        "{hint}",
        "Rename the file.",
    ),
)

_WHOLE_FILE = (
    _error("F011", "The file is empty (0 bytes).", "Export it again and check its size before sending."),
    _error(
        "F012",
        "The file has no records{more}.",
        "Export it again; a file of this kind must hold at least one record.",
    ),
    _warning("F013", "The file has no records, only its header.", "If that is right there is nothing to do."),
    _error("F014", "This is {what}, not {expected}.", "{how}"),
    _error("F015", "The file has more than {most} records; reading stopped there (limit).", _LIMIT),
    _error(
        "F016",
        "{Line} {row} is longer than 65,536 characters (limit).",
        "Check that this is the right file and that its lines end.",
    ),
    _error(
        "F017",
        "{Line} {row}, {element}: the value has more than 1,000 characters (limit).",
        "Shorten the value; a missing comma or quotation mark may have joined several.",
    ),
)

_ENCODING = (
    _error(
        "F020",
        "The file is text of 16 bits a character without the mark that says so (byte 0x00 at position {position}).",
        _AS_CSV,
    ),
    _error("F021", "{Line} {row} holds a NUL character: the file is damaged or not text.", "Export it again."),
    _error(
        "F022",
        "{Line} {row}: byte 0x{byte} is neither UTF-8 nor plain Windows text, so its letters cannot be told.",
        _AS_CSV,
    ),
    _error(
        "F023",
        "{Line} {row}: byte 0x{byte} is not valid UTF-8 and the rest of the file is not Windows text either.",
        _AS_CSV,
    ),
    _warning(
        "F024",
        "The file is not UTF-8. It was read as Windows-1252; {line} {row} then holds “{value}”.",
        "Check that name. Better: " + _AS_CSV[0].lower() + _AS_CSV[1:],
    ),
    _error("F025", "The file says it is UTF-16 but is damaged: {why}.", _AS_CSV),
    _warning(
        "F026",
        "{Line} {row}, {element}: “{value}” holds the mark for a lost character (U+FFFD).",
        "An earlier program could not read a letter here; restore it where the record is kept.",
    ),
)

_STRUCTURE = (
    _error("F030", "The values are separated by {separator}; a comma is expected.", _AS_CSV),
    _error(
        "F031",
        "{Line} {row} has {found}; {expected} are required. It looks like a title above the data.",
        "Remove the lines above the data.",
    ),
    _error(
        "F032",
        "{Line} {row} is empty.",
        "Delete the line; if a record was lost there, export the file again.",
    ),
    _error(
        "F033",
        "{Line} {row} has commas and no values.",
        "Delete the line. Spreadsheets leave it when rows are cleared instead of deleted.",
    ),
    _error("F034", "{Line} {row} has {found}; {expected} are required.{where}", "{how}"),
    _error(
        "F035",
        "Every line has {found}, the last one always empty; {expected} are required.",
        "Remove the comma at the end of each line.",
    ),
    _error(
        "F036",
        "{Line} {row}{where}: a quotation mark stands inside a value.",
        "Write it twice and put the whole value in quotation marks.",
    ),
    _error(
        "F037",
        "{Line} {row}{where}: a quotation mark opens and does not close on this line. A value may not hold a line "
        "break.",
        "Close the quotation mark, or remove the line break.",
    ),
    _error(
        "F038",
        "{Line} {row} holds column names, starting {value}. Expected no header, or the element ids DOE001 to DOE052 "
        "in order.",
        "Remove the line, and check that the columns stand in the order of the elements.",
    ),
    _error(
        "F039",
        "Missing columns: {missing}. {hint}",
        "Add them to the header; every column of this kind of file has a fixed name.",
    ),
    _error(
        "F040",
        "{Line} {row} does not hold the column names. Expected: {expected}.",
        "Put the header row first.",
    ),
    _error("F041", "The column {element} is there more than once.", "Keep one of them."),
    _warning(
        "F042",
        "The column {element} is not known here and was ignored. {hint}",
        "Remove it, or correct its name.",
    ),
    _error(
        "F043",
        "{Line} {row} looks like the rest of a value that began on an earlier line.",
        "Remove the line break inside the value.",
    ),
    _error(
        "F044",
        "{Line} {row} repeats the column names in the middle of the records.",
        "Remove the line; files that were joined each bring their own.",
    ),
    _error(
        "F045",
        "{Line} {row}: the column names end in {count} with nothing behind.",
        "Remove the comma at the end of each line.",
    ),
)

_CHARACTERS = (
    _error("F050", "{Line} {row}, {element}: “{value}” holds {what}.", "Type the value again without it."),
    _error(
        "F051",
        "{Line} {row}, {element}: “{value}” holds a digit of another script ({what}).",
        "Use the plain digits 0 to 9.",
    ),
)

_WORKBOOKS = (
    _error(
        "F060",
        "The workbook is damaged or incomplete: {why}.",
        "Open it, save it again and send the new file.",
    ),
    _error("F061", "This is an old .xls workbook or one with a password.", "Save it as .xlsx without a password."),
    _error("F062", "This is an OpenDocument spreadsheet.", "Save it as .xlsx or as CSV UTF-8."),
    _error(
        "F063",
        "The workbook is larger than is read: {why} (limit).",
        "Copy the data as values into a new workbook, or send CSV.",
    ),
    _error(
        "F064",
        "The workbook has a part with an unsafe name: {value}.",
        "Copy the data as values into a new workbook.",
    ),
    _error(
        "F065",
        "The workbook holds a document type declaration, which no spreadsheet program writes.",
        "Copy the data as values into a new workbook.",
    ),
    _error(
        "F066",
        "The only sheet with data is hidden: {value}. What cannot be seen is not accepted.",
        "Unhide it, or save the data in a new workbook.",
    ),
    _error(
        "F067",
        "More than one visible sheet holds data: {value}. Expected one.",
        "Leave the sheet with the records; remove or empty the others.",
    ),
    _error(
        "F068",
        "The sheet has more than {most} {what} (limit).",
        "Delete empty rows and columns beyond the data, or send CSV.",
    ),
    _error("F069", "{Line} {row}, {element} is a formula; its stored result may be out of date.", _AS_TEXT),
    _error(
        "F070",
        "{Line} {row}, {element} holds the spreadsheet error {value}.",
        "Correct the cell, then paste the column as values.",
    ),
    _error(
        "F071",
        "{Line} {row}, {element}: {value} is a number, not a date.",
        "Format the column as a date, or write the date as text.",
    ),
    _warning(
        "F072",
        "The workbook has links to other files; they were ignored.",
        "Break the links so that the workbook holds all its values.",
    ),
    _error(
        "F073",
        "Reading the workbook took more than is allowed: {why} (limit).",
        "Copy the data as values into a new workbook, or send CSV.",
    ),
    _warning(
        "F074",
        "The sheet has hidden rows or columns (first: {value}); they were read like the others.",
        "Check that they belong to the records.",
    ),
    _error(
        "F075",
        "{Line} {row}, {element}: {value} cannot be turned into a date.",
        "Write the date as text, MM/DD/YYYY.",
    ),
)

_PARQUET = (
    _error("F080", "The Parquet file is damaged or incomplete: {why}.", "Write it again."),
    _error(
        "F081",
        "The columns are not named DOE001 to DOE052. {count} columns are there, and their order is not taken on trust.",
        "Name the columns by element.",
    ),
    _error(
        "F082",
        "The column {element} has the type {what}; text, whole numbers and dates can be read without loss.",
        "Write the column as text.",
    ),
)

_SETTINGS = (
    _error(
        "F090",
        "The settings cannot be read: {why}.",
        "Write them as YAML: a name, a colon and a value on each line, indented under its heading.",
    ),
    _error("F091", "The settings are {what} (limit).", "Keep only what maps columns and codes."),
    _error("F092", "Line {row}: `{value}` is not a setting of {place}. {hint}", "Correct the name or remove the line."),
    _error("F093", "Line {row}: {what}.", "{how}"),
    _error("F094", "Line {row}: `{value}` is not {noun}. {hint}", "Write one of those on the right of the colon."),
    _error(
        "F095",
        "Line {row}: `{value}` is there already; capitals and spaces make no difference.",
        "Keep one of the lines.",
    ),
    _warning(
        "F096",
        "Line {row}: `{value}` is itself {noun}, and will be read as `{ours}` in every file.",
        "Remove the line unless that is meant.",
    ),
    _warning(
        "F097",
        "Not read: settings.yaml says how this file is written, and has an error.",
        "Correct settings.yaml and check again.",
    ),
)

_NOTES = (
    _note("N001", "The file began with a byte-order mark; it was dropped."),
    _note("N002", "The file was UTF-16 and was read as such."),
    _note("N003", "The file used {what}; every line end was read as one."),
    _note("N004", "The first line said “{value}” and was not counted as a record."),
    _note("N005", "{count} without content at the end of the file: dropped."),
    _note("N006", "An end-of-file mark (0x1A) at the end was dropped."),
    _note("N007", "The first line holds the element ids and was not counted as a record."),
    _note("N008", "Column names were matched without regard to case and spaces: {value}."),
    _note("N009", "Column names were read as settings.yaml maps them: {value}."),
    _note("N010", "Spaces around {count} were removed, first on {line} {row}, {element}."),
    _note("N011", "{count} got capital letters, first on {line} {row}, {element}."),
    _note("N012", "{count} rewritten as MM/DD/YYYY, first on {line} {row}, {element}."),
    _note("N013", "{count} put in the standard Unicode form (NFC), first on {line} {row}, {element}."),
    _note("N014", "Codes read as settings.yaml maps them: {count}; the first is `{value}` on row {row}."),
    _note("N020", "The workbook counts dates from 1904; they were read so."),
    _note("N021", "{count} stored as numbers, read as their digits, first on {line} {row}, {element}."),
)

CATALOGUE: dict[str, Entry] = {
    entry.id: entry
    for group in (_NAMES, _WHOLE_FILE, _ENCODING, _STRUCTURE, _CHARACTERS, _WORKBOOKS, _PARQUET, _SETTINGS, _NOTES)
    for entry in group
}


def _fill(template: str, details: dict[str, object]) -> str:
    """Put the details in; {value}, {row} and {element} not given stay for the log to fill for each row."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name in _LATER and name not in details else str(details[name])

    return re.sub(r" {2,}", " ", _SLOT.sub(one, template)).strip()


def problem(
    id: str,
    *,
    row: int | None = None,
    element: str | None = None,
    value: str | None = None,
    **details: object,
) -> Problem:
    """One problem of the catalogue, for places that have no log. Raises KeyError for a detail left out."""
    log = ProblemLog("")
    found(log, id, row=row, element=element, value=value, **details)
    return log.report("", 0).problems[0]


def found(
    log: ProblemLog,
    id: str,
    *,
    row: int | None = None,
    element: str | None = None,
    value: str | None = None,
    **details: object,
) -> None:
    """Add one problem of the catalogue to `log`. Raises KeyError for an unknown id or a detail left out."""
    severity, message, remedy = filled(id, **details)
    log.add(id, severity, message, remedy, row, element, value)


def filled(id: str, **details: object) -> tuple[Severity, str, str]:
    """Severity, sentence and remedy of `id` with the details put in ({value}, {row}, {element} stay slots)."""
    entry = CATALOGUE[id]
    texts = {name: shown(d, 200) if isinstance(d, str) else d for name, d in details.items()}
    texts.setdefault("Line", "Line")
    texts.setdefault("line", str(texts["Line"]).lower())
    return entry.severity, _fill(entry.message, texts), _fill(entry.remedy, texts)
