"""One file for every problem reading can report: what it holds, and where the problem must be said to be.

`test_reading_catalogue` walks the catalogue over this table; an id without a case fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tests.records.reading.reading_help import (
    HEADERS,
    Cell,
    archive,
    follow_up,
    follow_up_book,
    good,
    line,
    number,
    parquet,
    sheet,
    sims,
    sims_frame,
    text,
    workbook,
)

XLSX, PARQUET = "2016.xlsx", "2016.parquet"
_HIDDEN_COLUMN = '<cols><col min="1" max="1" hidden="1"/></cols>'
_DATED = number("42811", 1)


@dataclass(frozen=True)
class Case:
    """A file that has the problem `id`; `yielded` records are still readable."""

    id: str
    content: Callable[[], bytes]
    kind: str = "sims"
    name: str = "2016-10.csv"
    row: int | None = None
    element: str | None = None
    yielded: int = 0


def _with(number: int, **elements: str) -> bytes:
    """Three good lines, of which line `number` has other elements."""
    lines = good()
    lines[number - 1] = line(sims(number, **elements))
    return text(lines)


def _lines(place: int, *instead: str) -> bytes:
    """Three good lines with others in place of line `place`."""
    lines = good()
    lines[place - 1 : place] = instead
    return text(lines)


def _formula() -> bytes:
    return follow_up_book(["1010000001", "unknown"], [Cell('<c r="{at}"><f>A2+1</f><v>1010000002</v></c>'), "unknown"])


def _quoted(value: str, place: int = 5) -> str:
    values = sims(2)
    values[place - 1] = value
    return line(values)


def _many_rows() -> bytes:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(2, 50_100))
    head = sheet({1: list(HEADERS["follow_up"])})
    return workbook(head.replace("</sheetData>", rows + "</sheetData>"))


def _lying_size() -> bytes:
    """The zip directory says the sheet is ten bytes long."""
    content = bytearray(follow_up_book(["1010000001", "unknown"]))
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(content)


CASES = (
    Case("F011", lambda: b""),
    Case("F012", lambda: b"\n\n"),
    Case("F012", lambda: text([",".join(HEADERS["cohort"])]), "cohort", "2016.csv"),
    Case("F012", lambda: workbook(sheet({})), "follow_up", XLSX),
    Case("F012", lambda: b"\n \n", "migrant", "2016.csv"),
    Case("F012", lambda: workbook(sheet({})), "migrant", XLSX),
    Case("F013", lambda: b"sasid\n", "migrant", "2016.csv"),
    Case("F014", lambda: b"%PDF-1.7\n"),
    Case("F014", lambda: b"<html><table></table></html>"),
    Case("F014", lambda: archive({"a.csv": "x"})),
    Case("F014", lambda: follow_up_book()),
    Case("F014", lambda: b"PAR1"),
    Case("F014", lambda: follow_up("1010000001,unknown,,,"), "follow_up", XLSX),
    Case("F014", lambda: archive({"a.csv": "x"}), "follow_up", XLSX),
    Case("F014", lambda: b"%PDF-1.7", "follow_up", XLSX),
    Case("F014", lambda: text(good()), name="2016-10.parquet"),
    Case("F014", lambda: follow_up_book(), name="2016-10.parquet"),
    Case("F016", lambda: b"x" * 70_000 + b"\n" + text(good()), row=1, yielded=3),
    Case("F017", lambda: _with(2, DOE008="L" * 1_001), row=2, element="DOE008", yielded=2),
    Case("F017", lambda: follow_up_book(["1", "unknown"], ["2", "x" * 1_001]), "follow_up", XLSX,
         row=3, element="status", yielded=1),
    Case("F017", lambda: parquet(pl.DataFrame({"sasid": ["1", "2" * 1_001]})), "migrant", PARQUET,
         row=2, element="sasid", yielded=1),
    Case("F020", lambda: text(good(), encoding="utf-16-be")),
    Case("F021", lambda: _with(2, DOE012="0\0"), row=2),
    Case("F022", lambda: _with(2, DOE003="Jos?").replace(b"Jos?", b"Jos\x8e"), row=2),
    Case("F023", lambda: _with(2, DOE005="a?b").replace(b"a?b", b"a\xc0\xafb"), row=2),
    Case("F023", lambda: _with(1, DOE003="José") + _with(2, DOE003="Jos?").replace(b"Jos?", b"Jos\xe9"), row=5),
    Case("F024", lambda: _with(2, DOE003="Jos?").replace(b"Jos?", b"Jos\xe9"), row=2, yielded=3),
    Case("F025", lambda: b"\xff\xfe" + text(good(), encoding="utf-16-le")[:-1], yielded=2),
    Case("F026", lambda: _with(2, DOE003="Jos\ufffd"), row=2, element="DOE003", yielded=3),
    Case("F030", lambda: text(good()).replace(b",", b";")),
    Case("F030", lambda: text(good()).replace(b",", b"|")),
    Case("F030", lambda: text(good()).replace(b",", b"\t")),
    Case("F030", lambda: b"sep=;\n" + text(good())),
    Case("F030", lambda: follow_up("1010000001,unknown,,,").replace(b",", b";"), "follow_up", "2016.csv"),
    Case("F031", lambda: text(["Report of October", *good()]), row=1, yielded=3),
    Case("F031", lambda: b"Survey\n" + follow_up("1010000001,unknown,,,"), "follow_up", "2016.csv", row=1, yielded=1),
    Case("F031", lambda: workbook(sheet({1: ["Survey"], 2: list(HEADERS["migrant"]), 3: ["1010000001"]})),
         "migrant", XLSX, row=1, yielded=1),
    Case("F032", lambda: _lines(2, ""), row=2, yielded=2),
    Case("F032", lambda: b"\n" + text(good()), row=1, yielded=3),
    Case("F032", lambda: workbook(sheet({1: ["sasid"], 2: ["1010000001"], 4: ["1010000002"]})), "migrant", XLSX,
         row=3, yielded=2),
    Case("F033", lambda: _lines(2, "," * 51), row=2, yielded=2),
    Case("F033", lambda: _lines(2, " ,\t" * 51), row=2, yielded=2),
    Case("F034", lambda: _lines(2, line(sims(2)[:51])), row=2, yielded=2),
    Case("F034", lambda: _lines(3, "Total,3"), row=3, yielded=2),
    Case("F034", lambda: workbook(sheet({1: sims(1), 2: [*sims(2), "x"]})), "sims", "2016-10.xlsx", row=2, yielded=1),
    Case("F035", lambda: text([one + "," for one in good()]), row=1),
    Case("F036", lambda: _lines(1, _quoted('Sil"va')), row=1, element="DOE005", yielded=2),
    Case("F037", lambda: _lines(2, _quoted('"Silva')), row=2, element="DOE005", yielded=2),
    Case("F038", lambda: text([line(["name"] * 52), *good()]), row=1, yielded=3),
    Case("F038", lambda: text([line([f"DOE{52 - i:03d}" for i in range(52)]), *good()]), row=1, yielded=3),
    Case("F039", lambda: b"sasid,cohort_year,outcome\n1,2,3\n", "cohort", "2016.csv", row=1),
    Case("F039", lambda: parquet(sims_frame().drop("DOE031", "DOE035")), name="2016-10.parquet"),
    Case("F040", lambda: b"1010000001,unknown,,,\n", "follow_up", "2016.csv", row=1),
    Case("F040", lambda: workbook(sheet({1: ["1010000001", "unknown"]})), "follow_up", XLSX, row=1),
    Case("F041", lambda: b"sasid,SASID\n1,2\n", "migrant", "2016.csv", row=1, element="sasid"),
    Case("F042", lambda: b"sasid,shoe_size\n1,2\n", "migrant", "2016.csv", row=1, element="shoe_size", yielded=1),
    Case("F043", lambda: _lines(2, *_quoted('"Sil|va"').split("|")), row=3, yielded=2),
    Case("F044", lambda: text([*good(), line([f"DOE{i:03d}" for i in range(1, 53)])]), row=4, yielded=3),
    Case("F044", lambda: b"sasid\n1\nSASID\n2\n", "migrant", "2016.csv", row=3, yielded=2),
    Case("F045", lambda: b"sasid,,\n1010000001,,\n", "migrant", "2016.csv", row=1, yielded=1),
    Case("F050", lambda: _with(1, DOE005="Sil\x0bva"), row=1, element="DOE005", yielded=3),
    Case("F050", lambda: _with(1, DOE002="10100\u200b0001"), row=1, element="DOE002", yielded=3),
    Case("F050", lambda: _with(1, DOE005="\u202eSilva"), row=1, element="DOE005", yielded=3),
    Case("F050", lambda: _with(1, DOE005="“Silva”"), row=1, element="DOE005", yielded=3),
    Case("F050", lambda: _with(1, DOE005="‘Silva’"), row=1, element="DOE005", yielded=3),
    Case("F050", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + text(good()), row=1, element="DOE001", yielded=3),
    Case("F050", lambda: follow_up_book(["101_x0000_0001", "unknown"]), "follow_up", XLSX, row=2, element="sasid",
         yielded=1),
    Case("F051", lambda: _with(1, DOE018="١٧"), row=1, element="DOE018", yielded=3),
    Case("F060", lambda: follow_up_book(["1010000001", "unknown"])[:900], "follow_up", XLSX),
    Case("F060", _lying_size, "follow_up", XLSX),
    Case("F060", lambda: b"\x00\x01\x02", "follow_up", XLSX),
    Case("F061", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "follow_up", XLSX),
    Case("F062", lambda: archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "follow_up", XLSX),
    Case("F063", lambda: follow_up_book(["1"], more={"xl/media/a.bin": bytes(101_000_000)}), "follow_up", XLSX),
    Case("F063", lambda: follow_up_book(["1"], more={"xl/media/a.bin": bytes(11_000_000)}), "follow_up", XLSX),
    Case("F064", lambda: follow_up_book(["1"], more={"../../etc/cron.d/x": "x"}), "follow_up", XLSX),
    Case("F065", lambda: workbook('<!DOCTYPE a [<!ENTITY b "c">]>' + sheet({1: ["sasid"]}).partition("?>")[2]),
         "migrant", XLSX),
    Case("F066", lambda: workbook(sheet({1: ["sasid"], 2: ["1"]}), states=("hidden",)), "migrant", XLSX),
    Case("F067", lambda: workbook(sheet({1: ["sasid"], 2: ["1"]}), sheet({1: ["x"]})), "migrant", XLSX),
    Case("F068", _many_rows, "follow_up", XLSX),
    Case("F068", lambda: workbook(sheet({1: ["sasid", *[""] * 1_100, "x"]})), "migrant", XLSX),
    Case("F069", _formula, "follow_up", XLSX, row=3, element="sasid", yielded=1),
    Case("F070", lambda: follow_up_book([Cell('<c r="{at}" t="e"><v>#N/A</v></c>')]), "follow_up", XLSX,
         row=2, element="sasid"),
    Case("F071", lambda: follow_up_book(["1", "unknown", number("42809")]), "follow_up", XLSX,
         row=2, element="responded_on"),
    Case("F072", lambda: follow_up_book(["1", "unknown"], more={"xl/externalLinks/externalLink1.xml": "<a/>"}),
         "follow_up", XLSX, yielded=1),
    Case("F074", lambda: workbook(sheet({1: ["sasid"], 2: ["1"], 3: ["2"]}, hidden_rows=(3,))), "migrant", XLSX,
         yielded=2),
    Case("F074", lambda: workbook(sheet({1: ["sasid"], 2: ["1"]}, columns=_HIDDEN_COLUMN)), "migrant", XLSX, yielded=1),
    Case("F075", lambda: follow_up_book(["1", "unknown", number("59", 1)]), "follow_up", XLSX,
         row=2, element="responded_on"),
    Case("F080", lambda: parquet(sims_frame())[:-20], name="2016-10.parquet"),
    Case("F080", lambda: b"\x00no parquet at all", name="2016-10.parquet"),
    Case("F081", lambda: parquet(sims_frame().rename(lambda c: c.replace("DOE", "c"))), name="2016-10.parquet"),
    Case("F082", lambda: parquet(pl.DataFrame({"sasid": [1.01e9]})), "migrant", PARQUET, element="sasid"),
    Case("F082", lambda: parquet(pl.DataFrame({"sasid": [True]})), "migrant", PARQUET, element="sasid"),
    Case("N001", lambda: b"\xef\xbb\xbf" + text(good()), yielded=3),
    Case("N002", lambda: b"\xff\xfe" + text(good(), encoding="utf-16-le"), yielded=3),
    Case("N002", lambda: b"\xfe\xff" + text(good(), encoding="utf-16-be"), yielded=3),
    Case("N003", lambda: text(good(), end="\r"), yielded=3),
    Case("N003", lambda: text(good(), end="\r\n") + text(good()), yielded=6),
    Case("N004", lambda: b"sep=,\n" + text(good()), row=1, yielded=3),
    Case("N005", lambda: text(good()) + b"\n \n\n", yielded=3),
    Case("N005", lambda: b"sasid\n\n\n", "migrant", "2016.csv"),
    Case("N006", lambda: text(good()) + b"\x1a", yielded=3),
    Case("N007", lambda: text([line([f"doe{i:03d} " for i in range(1, 53)]), *good()]), row=1, yielded=3),
    Case("N007", lambda: workbook(sheet({1: [f"DOE{i:03d}" for i in range(1, 53)], 2: sims(1)})), "sims",
         "2016-10.xlsx", row=1, yielded=1),
    Case("N008", lambda: b" S A S I D \n1\n", "migrant", "2016.csv", row=1, yielded=1),
    Case("N010", lambda: _with(2, DOE002=" 1010000002\u00a0"), row=2, element="DOE002", yielded=3),
    Case("N011", lambda: _with(2, DOE009="f", DOE016="pk"), row=2, element="DOE009", yielded=3),
    Case("N012", lambda: _with(2, DOE006="2001-03-05"), row=2, element="DOE006", yielded=3),
    Case("N013", lambda: _with(2, DOE003="Jose\u0301"), row=2, element="DOE003", yielded=3),
    Case("N020", lambda: follow_up_book(["1", "unknown", _DATED], from_1904=True), "follow_up", XLSX, yielded=1),
    Case("N021", lambda: follow_up_book([number("1010000001"), "unknown"]), "follow_up", XLSX,
         row=2, element="sasid", yielded=1),
)  # fmt: skip
