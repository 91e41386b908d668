"""Small files for the reading tests: good records, and ways to write them as text, workbook or Parquet."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import polars.selectors as cs

from openperkins.records.model import FileReport, SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records
from openperkins.records.reading.frames import SENT
from openperkins.records.reading.layouts import LAYOUTS
from openperkins.records.reading.records import Records

_NAMES = {1: "L001", 2: "1010000001", 3: "Ana", 4: "M", 5: "Silva", 6: "03/05/2001", 7: "D10", 8: "Lowell"}
_CODES = {
    9: "F", 14: "160", 15: "01600505", 16: "12", 17: "170", 18: "175", 23: "500", 24: "267", 27: "00000000",
    30: "500", 31: "500", 33: "500", 36: "500", 38: "500", 42: "500", 43: "500", 44: "500", 45: "0", 46: "0",
    47: "500", 48: "500", 49: "500", 50: "500", 51: "500", 52: "2",
}  # fmt: skip
HEADERS = {kind: layout.columns for kind, layout in LAYOUTS.items() if layout.has_header}


def sims(number: int = 1, **elements: str) -> list[str]:
    """The 52 values of one good record; `sims(3, DOE005="Lee")` changes elements."""
    values = [(_NAMES | _CODES).get(place, "01") for place in range(1, 53)]
    values[0], values[1] = f"L{number:03d}", f"{1010000000 + number}"
    for element, value in elements.items():
        values[int(element[3:]) - 1] = value
    return values


def line(values: list[str]) -> str:
    return ",".join(values)


def good(records: int = 3) -> list[str]:
    """The lines of a good SIMS file."""
    return [line(sims(number)) for number in range(1, records + 1)]


def text(lines: list[str], end: str = "\n", encoding: str = "utf-8") -> bytes:
    return "".join(one + end for one in lines).encode(encoding)


def follow_up(*lines: str) -> bytes:
    """A follow-up file with its header."""
    return text([",".join(HEADERS["follow_up"]), *lines])


@dataclass
class Read:
    """What came of reading one file."""

    records: Records
    frame: pl.DataFrame
    report: FileReport

    @property
    def ids(self) -> list[str]:
        return [p.id for p in self.report.problems]

    @property
    def severe(self) -> list[str]:
        """Ids of errors and warnings."""
        return [p.id for p in self.report.problems if p.severity != "note"]

    def only(self, id: str):
        """The one problem with this id."""
        (problem,) = [p for p in self.report.problems if p.id == id]
        return problem


def read(folder: Path, content: bytes, kind: str = "sims", name: str = "2016-10.csv") -> Read:
    """Write `content` to a file and read it."""
    path = folder / name
    path.write_bytes(content)
    log = ProblemLog(name)
    records = open_records(SourceFile(path, name, kind), log)
    chunks = [chunk.drop(cs.ends_with(SENT)) for chunk in records.chunks()]
    schema = dict.fromkeys(LAYOUTS[kind].columns, pl.String) | {"row": pl.UInt32}
    frame = pl.concat(chunks) if chunks else pl.DataFrame(schema=schema)
    assert frame.schema == pl.Schema(schema), "every chunk has the layout's columns as text, and the row"
    assert frame.null_count().sum_horizontal().sum() == 0, "blank is empty text, never null"
    return Read(records, frame, log.report(records.sha256, records.rows))


# ---- workbooks, written by hand so that every cell is as the test wants it

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{{more}}</Types>'
)
_SHARED_TYPE = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="mm/dd/yyyy"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)


def column(place: int) -> str:
    """`A`, `B`, … `AZ` of a place from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Cell(str):
    """The XML inside a row, instead of plain text: `Cell('<c r="{at}"><v>1</v></c>')`."""


def number(value: str, style: int = 0) -> Cell:
    return Cell(f'<c r="{{at}}" s="{style}"><v>{value}</v></c>')


def sheet(rows: dict[int, list[str]], *, columns: str = "", hidden_rows: tuple[int, ...] = ()) -> str:
    """The XML of a sheet: row number -> values; text becomes inline text."""
    out = [f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{columns}<sheetData>']
    for row, values in rows.items():
        hidden = ' hidden="1"' if row in hidden_rows else ""
        out.append(f'<row r="{row}"{hidden}>')
        for place, value in enumerate(values):
            at = f"{column(place)}{row}"
            if isinstance(value, Cell):
                out.append(value.replace("{at}", at))
            elif value:
                out.append(f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        out.append("</row>")
    return "".join(out) + "</sheetData></worksheet>"


def workbook(
    *sheets: str,
    states: tuple[str, ...] = (),
    from_1904: bool = False,
    shared: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of the sheets given as XML; `states` says which are `hidden`; `more` are further parts."""
    names, relations = [], []
    for place, _ in enumerate(sheets, 1):
        state = states[place - 1] if place <= len(states) else "visible"
        names.append(f'<sheet name="Sheet{place}" sheetId="{place}" state="{state}" r:id="rId{place}"/>')
        relations.append(_relation(f"rId{place}", "worksheet", f"worksheets/sheet{place}.xml"))
    relations.append(_relation("rId90", "styles", "styles.xml"))
    if shared:
        relations.append(_relation("rId91", "sharedStrings", "sharedStrings.xml"))
    properties = '<workbookPr date1904="1"/>' if from_1904 else ""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.replace("{more}", _SHARED_TYPE if shared else ""),
        "_rels/.rels": _relations([_relation("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{properties}'
        f"<sheets>{''.join(names)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{place}.xml": one for place, one in enumerate(sheets, 1)},
        **({"xl/sharedStrings.xml": shared} if shared else {}),
        **(more or {}),
    }
    return archive(parts)


def archive(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


def _relation(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(relations: list[str]) -> str:
    return f'<Relationships xmlns="{_RELS}">{"".join(relations)}</Relationships>'


def follow_up_book(*rows: list[str], **more: object) -> bytes:
    """A workbook with the follow-up header in row 1 and the rows below it."""
    held = {1: list(HEADERS["follow_up"])} | dict(enumerate(rows, 2))
    return workbook(sheet(held), **more)


def parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


def sims_frame(records: int = 3) -> pl.DataFrame:
    columns = LAYOUTS["sims"].columns
    return pl.DataFrame(
        [sims(n) for n in range(1, records + 1)], schema=dict.fromkeys(columns, pl.String), orient="row"
    )
