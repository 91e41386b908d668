"""Texts that break files, run as formulas or read as markup, and pages made of them."""

from __future__ import annotations

from decimal import Decimal

from openperkins.exports.page import Cell, Column, Page, Table

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("http://x.example","a")',
    "=cmd|' /C calc'!A0",
    "\0=1",
)
MARKUP = (
    '#let x = 1; #panic("x")',
    '#include "/etc/passwd"',
    '#read("/etc/passwd")',
    "*bold* _it_ $x$ `raw` <label> @ref // c /* c */",
    "\"quotes\" 'and' \\ back #{ } [ ]",
    "= Heading",
    "<script>alert(1)</script>&amp;",
    "'apostrophe",
    "https://x.example/a",
)
LETTERS = ("Zoë Ñandú", "Ελλάδα", "Жанна", "中文姓名", "한국어", "שלום", "العربية", "😀 smile", "ไทย", "e\u0301")
BROKEN = ("a\0b\x07c\x1bd\x7fe", "\ud800 lone", "\ufffe\uffff", "a\u2028b\u2029c", "a\tb\nc", "\u202e right to left")
LONG = ("word " * 1000, "x" * 5000, "中" * 5000)
ALL = FORMULAS + MARKUP + LETTERS + BROKEN + LONG

INDICATORS = ("1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2")
POPULATIONS = tuple(f"Population {number} of an ordinary length" for number in range(1, 18))


def hostile_page(texts: tuple[str, ...] = ALL) -> Page:
    """Every text in every place of a page that takes text."""
    columns = [Column("Text"), Column("=head"), Column("Number", "percent")]
    rows = [[text, Cell(text, "plan"), Decimal("-4.90")] for text in texts]
    return Page(
        title=texts[0] + " title",
        about=[(text[:40], text) for text in texts],
        notes=texts,
        tables=[Table(text[:200], columns, rows[:2]) for text in texts[:3]] + [Table("All", columns, rows)],
        caution="=caution #let",
    )


def heat_map() -> Page:
    """Seventeen populations by eight indicators, some marked, with what such a page says about itself."""
    columns = [Column("Population"), *(Column(code, "percent") for code in INDICATORS)]
    rows = [
        [name, *(Cell(Decimal(60 + (i * 7 + j * 3) % 40) / 1, "plan" if (i + j) % 3 == 0 else "") for j in range(8))]
        for i, name in enumerate(POPULATIONS)
    ]
    return Page(
        title="Core indicators by student population",
        about=[("District", "Sample Regional"), ("School year", "2016-17"), ("Release", "abcdef0123456789")],
        notes=["46 of 136 results need an improvement plan."],
        tables=[Table("Results 2016-17", columns, rows)],
        caution="Contains small numbers. Do not share.",
    )
