"""The sheets of a workbook: which there are, which hold data, and their rows, read as a stream.

Excel is openpyxl's: styles, texts, the parsing of rows and cells, dates. What is added here is what it does not say.
Its read-only worksheets leave out rows that are not in order and do not tell what is hidden; its full ones hold a
large sheet several times over. So its parser of single rows is used, between the two. Runs in the limited child
process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import COL_TAG, DATA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse, localname

from openperkins.records.reading import xlsx_cells as cells
from openperkins.records.reading.xlsx_parts import Refused, damaged

MOST_COLUMNS = 1_000
#: The rows a sheet can have (ECMA-376 part 1, 18.3.1.73).
_LAST_ROW = 1_048_576
#: 1 March 1900: the day before never was, and the days before that are counted differently by different programs.
_FIRST_SERIAL = 61
_SHARED, _RUN, _TEXT, _MERGED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t", "mergeCell"))
_YES = ("1", "true")

#: A row's number, its values and their natures (one letter each), up to the last cell that is not blank.
Row = tuple[int, list[str], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part, and whether it is shown."""

    name: str
    part: str
    visible: bool


@contextmanager
def _understood(why: Callable[[], str]) -> Iterator[None]:
    """Whatever the library raises on a part that makes no sense means a damaged workbook; memory is not its fault."""
    try:
        yield
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise damaged(why()) from error


class _RowParser(WorkSheetParser):
    """The library's parser, less what it does to two kinds of cells."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        # Its reading of text in place is slow, and fails on a font it does not know.
        if element.get("t") == "inlineStr" and (inline := element.find(INLINE_STRING)) is not None:
            element.set("t", "str")
            SubElement(element, VALUE_TAG).text = _joined(inline)
        return super().parse_cell(element)

    def parse_formula(self, element: Element) -> str | None:
        # The stored result, not the formula: in a record it is refused all the same, a title or name may be one.
        return element.findtext(VALUE_TAG)


class Workbook:
    """An open workbook, less its cells. Raises Refused when it makes no sense."""

    #: a longer text is cut, and said to be too long
    most_characters = cells.MOST_CHARACTERS

    def __init__(self, file: BinaryIO, most_rows: int) -> None:
        self._most_rows = most_rows
        self.first_hidden = ""
        with _understood(lambda: "its list of sheets, its texts or its styles make no sense"):
            # Step by step, since the whole would fail on properties and charts that nobody asks for.
            reader = ExcelReader(file, read_only=True, keep_links=False)
            reader.read_manifest()
            reader.read_workbook()
            self._archive, self._epoch = reader.archive, reader.wb.epoch
            self._dated = _dated_styles(reader)
            # By number, so that a cell cannot ask for the last text as number -1.
            self._texts = dict(enumerate(_texts(reader)))
            self.sheets = [
                Sheet(sheet.name, relation.target, sheet.state == "visible")
                for sheet, relation in reader.parser.find_sheets()
                if relation.Type.endswith("/worksheet")
            ]
            missing = [sheet.part for sheet in self.sheets if sheet.part not in reader.valid_files]
        if not self.sheets:
            raise damaged("it has no sheets")
        if missing:
            raise damaged(f"its part {missing[0]} is missing")

    @property
    def from_1904(self) -> bool:
        return self._epoch == CALENDAR_MAC_1904

    def has_data(self, sheet: Sheet) -> bool:
        """Whether any cell of the sheet holds something; stops at the first row that does."""
        return any(True for _ in self.rows(sheet))

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Every row that holds something, in order. Raises Refused for a sheet that makes no sense or is too large."""
        self.first_hidden = ""
        last = count = 0
        for row, hidden, parsed in self._parsed(sheet):
            if not last < row <= _LAST_ROW:
                raise damaged("its rows are not in order")
            last = row
            values, natures = self._row(row, parsed)
            if not values:
                continue
            count += 1
            if count > self._most_rows:
                raise Refused("F068", most=f"{self._most_rows:,}", what="rows")
            if hidden:
                self.first_hidden = self.first_hidden or f"row {row}"
            yield row, values, natures

    def _parsed(self, sheet: Sheet) -> Iterator[tuple[int, bool, list[dict[str, Any]]]]:
        """(number, hidden, cells) of each row as the library understands it; what follows the rows is not looked at."""
        parser = _RowParser(None, self._texts)
        why = _understood(lambda: f"its row {parser.row_counter} makes no sense")
        with why, self._archive.open(sheet.part) as source:
            for _, element in iterparse(source):
                if element.tag == ROW_TAG:
                    row, parsed = parser.parse_row(element)
                    yield row, element.get("hidden") in _YES, parsed
                    element.clear()
                    parser.row_dimensions.clear()
                elif element.tag == COL_TAG and element.get("hidden") in _YES:
                    self.first_hidden = self.first_hidden or f"column {element.get('min', '')}"
                elif element.tag == DATA_TAG:
                    return

    def _row(self, row: int, parsed: list[dict[str, Any]]) -> tuple[list[str], str]:
        """Values and natures of a row's cells; blank ones are put where the file leaves cells out."""
        values: list[str] = []
        natures: list[str] = []
        last = 0
        for cell in parsed:
            column = cell["column"]
            if cell["row"] != row or column <= last:
                raise damaged("its cells are not in order")
            last = column
            value, nature = self._meaning(cell)
            if nature == cells.BLANK or (nature == cells.TEXT and not value.strip()):
                continue
            if column > MOST_COLUMNS:
                raise Refused("F068", most=f"{MOST_COLUMNS:,}", what="columns")
            if len(value) > self.most_characters:
                value, nature = value[: self.most_characters], cells.LONG
            left_out = column - 1 - len(values)
            values += [""] * left_out + [value]
            natures += [cells.BLANK] * left_out + [nature]
        return values, "".join(natures)

    def _meaning(self, cell: dict[str, Any]) -> tuple[str, str]:
        """(text, nature) of a cell."""
        value, kind = cell["value"], cell["data_type"]
        if kind == "f":
            return value or "", cells.FORMULA
        if value is None:
            return "", cells.BLANK
        if kind == "n":
            return self._number(value, cell)
        if kind == "d":
            return _shown(value), cells.DATE
        if kind == "b":
            return str(value).upper(), cells.TEXT
        return _text(value), cells.ERROR if kind == "e" else cells.TEXT

    def _number(self, value: int | float, cell: dict[str, Any]) -> tuple[str, str]:
        if cell["style_id"] in self._dated:
            return _from_serial(value, self._epoch)
        try:
            return cells.from_number(value)
        except ValueError as error:
            place = f"{get_column_letter(cell['column'])}{cell['row']}"
            raise damaged(
                f"cell {place} holds a number of more than {cells.MOST_DIGITS} digits, whose last ones are lost"
            ) from error


def merged_ranges(archive: ZipFile, part: str) -> list[tuple[int, int, int, int]]:
    """(first row, first column, last row, last column) of each range of merged cells in a part that is a sheet.

    They follow the rows, which are passed over. Raises Refused for a part that makes no sense.
    """
    found: list[tuple[int, int, int, int]] = []
    with _understood(lambda: "its merged cells make no sense"), archive.open(part) as source:
        for _, element in iterparse(source):
            if element.tag == _MERGED:
                left, top, right, bottom = map(int, range_boundaries(element.get("ref")))
                found.append((top, left, bottom, right))
            elif element.tag == ROW_TAG:
                element.clear()
    return found


def _dated_styles(reader: ExcelReader) -> set[int]:
    """The numbers of the cell styles that show a number as a date; fonts, fills and the like are not looked at."""
    if ARC_STYLE not in reader.valid_files:
        return set()
    root = fromstring(reader.archive.read(ARC_STYLE))
    for part in list(root):
        if localname(part) not in ("numFmts", "cellXfs"):
            root.remove(part)
    return Stylesheet.from_tree(root).date_formats


def _texts(reader: ExcelReader) -> Iterator[str]:
    """The shared texts as stored: the library's own list drops part of what escapes a literal `_x0041_`."""
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return
    with reader.archive.open(part.PartName.lstrip("/")) as source:
        for _, element in iterparse(source):
            if element.tag == _SHARED:
                yield _joined(element)
                element.clear()


def _joined(element: Element) -> str:
    """A text, or the parts of a rich text in one; without the guides to its pronunciation."""
    parts = element.findall(_TEXT) or element.findall(f"{_RUN}/{_TEXT}")
    return "".join(part.text or "" for part in parts)


def _text(value: str) -> str:
    """Text with `_x000B_` and its like as the characters they stand for; half a character becomes U+FFFD."""
    if "_x" not in value:
        return value
    return unescape(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _from_serial(value: int | float, epoch: datetime) -> tuple[str, str]:
    """(text, nature) of a number that is shown as a date, of the date system that begins with `epoch`."""
    try:
        moment = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return str(value), cells.NO_DATE
    if value < (0 if epoch == CALENDAR_MAC_1904 else _FIRST_SERIAL):
        return str(value), cells.NO_DATE
    # The library takes day 0 of the other system for a time without a day.
    return _shown(datetime.combine(epoch, moment) if isinstance(moment, time) else moment), cells.DATE


def _shown(moment: object) -> str:
    """A date as MM/DD/YYYY; a time of day stays visible, for the checks to refuse."""
    if not isinstance(moment, date):
        return str(moment)
    return moment.strftime("%m/%d/%Y %H:%M:%S").removesuffix(" 00:00:00")
