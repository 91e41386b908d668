"""The sheets of a workbook: which there are, which hold data, and their rows, read as a stream.

Runs in the limited child process; standard library only. Cells are kept sparse, so one cell in the last corner of a
sheet costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from openperkins.records.reading import xlsx_cells as cells
from openperkins.records.reading.xlsx_parts import Parts, Refused, damaged

MOST_COLUMNS = 1_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

#: Gets a row's number, its values and their natures (one letter each), up to the last cell that is not blank.
RowSink = Callable[[int, list[str], str], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part, and whether it is shown."""

    name: str
    part: str
    visible: bool


@dataclass(slots=True)
class Workbook:
    """What is needed to read any sheet: shared texts, which cell styles show dates, the date system."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    dated_styles: set[str] = field(default_factory=set)
    from_1904: bool = False


class _Done(Exception):
    """Enough of a sheet was read."""


def open_workbook(parts: Parts) -> Workbook:
    """Read everything but the sheets. Raises Refused."""
    main = _main_part(parts)
    relations = _relations(parts, main)
    book = Workbook()
    _read_main(parts, main, relations, book)
    for kind, target in relations.values():
        if kind == "sharedStrings":
            _read_texts(parts, target, book.texts)
        elif kind == "styles":
            _read_styles(parts, target, book.dated_styles)
    if not book.sheets:
        raise damaged("it has no sheets")
    return book


def _main_part(parts: Parts) -> str:
    if "_rels/.rels" in parts.names:
        for kind, target in _relations(parts, "").values():
            if kind == "officeDocument":
                return target
    return "xl/workbook.xml"


def _relations(parts: Parts, base: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> (last word of its type, the part it points to), of those that stay inside the workbook."""
    folder, _, name = base.rpartition("/")
    part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    out: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = parts.resolve(base, attributes.get("Target", ""))
            out[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parts.parse(part, parser)
    return out


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _read_main(parts: Parts, main: str, relations: dict[str, tuple[str, str]], book: Workbook) -> None:
    def start(tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "workbookPr":
            book.from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            id = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            kind, part = relations.get(id, ("", ""))
            if kind == "worksheet":
                visible = attributes.get("state", "visible") == "visible"
                book.sheets.append(Sheet(attributes.get("name", ""), part, visible))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parts.parse(main, parser)


def _read_texts(parts: Parts, part: str, texts: list[str]) -> None:
    """The shared texts; those of rich text are joined, pronunciations left out."""
    collected: list[str] = []
    state = {"text": False, "phonetic": 0}

    def start(tag: str, _: dict[str, str]) -> None:
        name = _local(tag)
        if name == "si":
            collected.clear()
        elif name == "rPh":
            state["phonetic"] += 1
        elif name == "t":
            state["text"] = not state["phonetic"]

    def end(tag: str) -> None:
        name = _local(tag)
        if name == "si":
            texts.append(cells.unescaped("".join(collected)))
        elif name == "rPh":
            state["phonetic"] -= 1
        elif name == "t":
            state["text"] = False

    def data(text: str) -> None:
        if state["text"]:
            collected.append(text)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parts.parse(part, parser)


def _read_styles(parts: Parts, part: str, dated: set[str]) -> None:
    """Which cell styles (by number, as text) show a number as a date."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = {"cellXfs": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside["cellXfs"] = True
        elif name == "xf" and inside["cellXfs"]:
            formats.append(_whole(attributes.get("numFmtId", "0")))

    def end(tag: str) -> None:
        if _local(tag) == "cellXfs":
            inside["cellXfs"] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parts.parse(part, parser)
    dated.update(str(i) for i, f in enumerate(formats) if cells.is_date_format(f, codes.get(f)))


def _whole(text: str | None) -> int:
    if text is None or not text.isdigit() or len(text) > 9:
        raise damaged("a number is expected where there is none")
    return int(text)


class SheetReader:
    """Reads one sheet's rows; raises Refused for a sheet that makes no sense or is too large."""

    def __init__(self, parts: Parts, book: Workbook, most_rows: int) -> None:
        self._parts = parts
        self._book = book
        self._most_rows = most_rows
        self.first_hidden = ""

    def has_data(self, sheet: Sheet) -> bool:
        """Whether any cell of the sheet holds something; stops at the first one that does."""

        def stop(row: int, values: list[str], natures: str) -> None:
            raise _Done

        try:
            self.read(sheet, stop)
        except _Done:
            return True
        return False

    def read(self, sheet: Sheet, sink: RowSink) -> None:
        """Every row that holds something, in order, into `sink`."""
        _SheetParser(self, sheet, sink).run(self._parts)


class _SheetParser:
    """The state of reading one sheet: the row and the cell being read."""

    def __init__(self, reader: SheetReader, sheet: Sheet, sink: RowSink) -> None:
        self._reader = reader
        self._book = reader._book
        self._sheet = sheet
        self._sink = sink
        self._row = self._column = self._rows = 0
        self._values: dict[int, str] = {}
        self._natures: dict[int, str] = {}
        self._hidden_row = False
        self._type = self._style = ""
        self._formula = False
        self._phonetic = 0
        self._text: list[str] = []
        self._taking = False

    def run(self, parts: Parts) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data
        parts.parse(self._sheet.part, parser)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag if ":" not in tag else _local(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._taking = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic += 1
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._reader.first_hidden = self._reader.first_hidden or f"column {attributes.get('min', '')}"

    def _start_row(self, attributes: dict[str, str]) -> None:
        row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        if row <= self._row:
            raise damaged("its rows are not in order")
        self._row, self._column = row, 0
        self._values, self._natures = {}, {}
        self._hidden_row = attributes.get("hidden") in ("1", "true")

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if not match or int(match[2]) != self._row:
                raise damaged("a cell is not in its row")
            column = 0
            for letter in match[1]:
                column = 26 * column + ord(letter) - 64
        if column <= self._column:
            raise damaged("its cells are not in order")
        self._column = column
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = False
        self._text = []

    def _data(self, text: str) -> None:
        if self._taking:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        name = tag if ":" not in tag else _local(tag)
        if name in ("v", "t"):
            self._taking = False
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "row":
            self._end_row()

    def _end_cell(self) -> None:
        text = "".join(self._text)
        value, nature = (text, cells.FORMULA) if self._formula else self._meaning(text)
        if nature == cells.BLANK or (nature == cells.TEXT and not value.strip()):
            return
        if len(value) > cells.MOST_CHARACTERS:
            value, nature = value[: cells.MOST_CHARACTERS], cells.LONG
        if self._column > MOST_COLUMNS:
            raise Refused("F068", most=f"{MOST_COLUMNS:,}", what="columns")
        self._values[self._column], self._natures[self._column] = value, nature

    def _meaning(self, text: str) -> tuple[str, str]:
        """(text, nature) of a cell that is no formula."""
        kind = self._type
        if not text and kind != "inlineStr":
            return "", cells.BLANK
        if kind == "n":
            try:
                dated = self._style in self._book.dated_styles
                return cells.from_number(text, dated=dated, from_1904=self._book.from_1904)
            except ValueError as error:
                raise damaged("a cell of numbers holds something else") from error
        if kind == "s":
            place = _whole(text)
            if place >= len(self._book.texts):
                raise damaged("a cell points to a text that is not there")
            return self._book.texts[place], cells.TEXT
        if kind == "e":
            return text, cells.ERROR
        if kind == "b":
            return ("TRUE" if text == "1" else "FALSE"), cells.TEXT
        if kind == "d":
            return cells.from_iso(text), cells.DATE
        return cells.unescaped(text), cells.TEXT

    def _end_row(self) -> None:
        if not self._values:
            return
        self._rows += 1
        if self._rows > self._reader._most_rows:
            raise Refused("F068", most=f"{self._reader._most_rows:,}", what="rows")
        if self._hidden_row and not self._reader.first_hidden:
            self._reader.first_hidden = f"row {self._row}"
        width = max(self._values)
        values = [self._values.get(column, "") for column in range(1, width + 1)]
        natures = "".join(self._natures.get(column, cells.BLANK) for column in range(1, width + 1))
        self._sink(self._row, values, natures)
