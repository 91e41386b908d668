"""A workbook whose cells are all text, written row by row: nothing in it can be calculated or lose a zero.

A general writer takes ten times as long over a statewide file, and reads `<r>…</r>` in a value as markup of its own;
here every value is escaped. Source: ECMA-376 parts 1 (SpreadsheetML) and 2 (packaging). Equal contents are equal bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal
from xml.sax.saxutils import escape, quoteattr

Style = Literal["text", "formula", "heading", "wrapped", "error", "warning"]
#: Excel's own bounds of a sheet, and of one cell in characters (a little under it)
LAST_ROW, LAST_COLUMN, LONGEST_CELL = 1_048_576, 16_384, 32_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REMEMBERED = 50_000
#: characters that XML has no place for, and text that a workbook would read as the number of a character
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN = re.compile(r"[0-9A-Za-z./_-]*")
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
#: number format 49 is text; the quote prefix keeps a text that begins like a formula a text when it is edited
_STYLES = f"""{_HEAD}<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFF8C9C4"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFFE8A3"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/></border><border><left/><right/><top/>
<bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf xfId="0"/>
<xf numFmtId="49" applyNumberFormat="1" xfId="0"/>
<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" xfId="0"/>
<xf numFmtId="49" applyNumberFormat="1" fontId="1" applyFont="1" borderId="1" applyBorder="1" xfId="0"/>
<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" applyAlignment="1" xfId="0">
<alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" fillId="2" applyFill="1" xfId="0"/>
<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" fillId="3" applyFill="1" xfId="0"/>
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_STYLE_OF: dict[Style, int] = {"text": 1, "formula": 2, "heading": 3, "wrapped": 4, "error": 5, "warning": 6}


class Sheet:
    """One sheet that is being written; rows come in ascending order, numbered from 1."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._letters: list[str] = []
        self._cells: dict[tuple[str, str], str] = {}

    def row(self, number: int, cells: Iterable[tuple[str, Style]], lines: int = 1) -> None:
        """Write one row of (text, style), `lines` lines high; empty text makes no cell unless it is filled."""
        known, parts = self._cells, []
        for column, cell in enumerate(cells):
            text = known.get(cell)
            if text is None:
                text = self._cell(cell)
            if text:
                parts.append(f'<c r="{self._letter(column)}{number}{text}')
        height = f' ht="{15 * lines}" customHeight="1"' if lines > 1 else ""
        self._out.write(f'<row r="{number}"{height}>{"".join(parts)}</row>'.encode())

    def _cell(self, cell: tuple[str, Style]) -> str:
        """What follows the number of the cell; codes come again and again and are put together once."""
        value, style = cell
        made = ""
        if value or style in ("error", "warning"):
            keep = "" if _PLAIN.fullmatch(value) else ' xml:space="preserve"'
            made = f'" s="{_STYLE_OF[style]}" t="inlineStr"><is><t{keep}>{storable(value)}</t></is></c>'
        if len(self._cells) < _REMEMBERED:
            self._cells[cell] = made
        return made

    def _letter(self, column: int) -> str:
        while column >= len(self._letters):
            self._letters.append(letters(len(self._letters)))
        return self._letters[column]


class TextWorkbook:
    """A workbook of text at `path`; `sheet` writes one after the other, `close` makes it whole. Raises OSError."""

    def __init__(self, path: str | Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._names: list[str] = []

    def __enter__(self) -> TextWorkbook:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self._parts()
        self._zip.close()

    @contextmanager
    def sheet(self, name: str, widths: Sequence[float], frozen: tuple[int, int]):
        """A sheet called `name`, with columns that wide (in characters); `frozen` rows and columns stay in view."""
        self._names.append(name)
        info = _info(f"xl/worksheets/sheet{len(self._names)}.xml")
        with self._zip.open(info, "w", force_zip64=True) as out:
            out.write(f"{_HEAD}<worksheet {_MAIN}>{_view(*frozen)}{_columns(widths)}<sheetData>".encode())
            yield Sheet(out)
            out.write(b"</sheetData></worksheet>")

    def _parts(self) -> None:
        numbers = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, self._names, strict=True)
        )
        self._put("xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>')
        links = "".join(_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        styles = _link(len(self._names) + 1, "styles", "styles.xml")
        self._put("xl/_rels/workbook.xml.rels", _links(links + styles))
        self._put("_rels/.rels", _links(_link(1, "officeDocument", "xl/workbook.xml")))
        self._put("xl/styles.xml", _STYLES.removeprefix(_HEAD))
        parts = {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in numbers}
        parts |= {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
        types = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}{t}+xml"/>' for part, t in parts.items())
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        self._put("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{rels}{types}</Types>')

    def _put(self, name: str, text: str) -> None:
        self._zip.writestr(_info(name), (_HEAD + text).encode())


def storable(value: str) -> str:
    """A value as it stands in a part: escaped, cut to a cell's length, impossible characters shown by their number."""
    if _PLAIN.fullmatch(value) and len(value) <= LONGEST_CELL and "_x" not in value:
        return value
    text = value if len(value) <= LONGEST_CELL else value[:LONGEST_CELL] + "…"
    text = _NOT_XML.sub(lambda m: f"\\x{ord(m[0]):02x}", _LOOKS_ESCAPED.sub("_x005F_", text))
    return escape(text, {"\r": "_x000D_"})


def letters(column: int) -> str:
    """The letters of a column from 0: A, B, … Z, AA."""
    text = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)  # no clock: equal contents are equal bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _view(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    cell = f"{letters(columns)}{rows + 1}"
    return (
        f'<sheetViews><sheetView workbookViewId="0"><pane{split} topLeftCell="{cell}" activePane="{pane}" '
        f'state="frozen"/></sheetView></sheetViews>'
    )


def _columns(widths: Sequence[float]) -> str:
    """Widths, and text as the format of cells that are still empty."""
    if not widths:
        return ""
    each = (f'<col min="{n}" max="{n}" width="{w}" style="1" customWidth="1"/>' for n, w in enumerate(widths, start=1))
    return f"<cols>{''.join(each)}</cols>"


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
