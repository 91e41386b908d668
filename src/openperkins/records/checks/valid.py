"""When a value of an element or column is well written: one vectorised test per form."""

from __future__ import annotations

from datetime import date
from itertools import product
from string import ascii_uppercase

import polars as pl

from openperkins.records.checks.codebook import Element
from openperkins.records.checks.damage import FORMULA, SPREADSHEET_ERROR

#: lists of accepted values stay short up to four digits or two letters
_FEW_DIGITS, _FEW_LETTERS = 4, 2
_DATES = (date(1900, 1, 1), date(2099, 12, 31))


def valid(element: Element, school_year: int | None = None) -> pl.Expr:
    """True where the column named `element.id` (text, no nulls) holds an accepted value.

    `school_year` (the year it ends in) decides codes and constants that are dated; None takes all of them.
    """
    column = pl.col(element.id)
    well_written = _written(element, school_year)
    return (well_written | (column == element.also)) if element.also else well_written


def _written(element: Element, school_year: int | None) -> pl.Expr:
    column, (low, high) = pl.col(element.id), element.widths
    if element.form == "code":
        retired = element.retired(school_year) if school_year else ()
        return column.is_in([c for c in element.codes if c not in retired])
    if element.form == "date":
        return date_of(element.id).is_not_null()
    if element.form == "school_year":
        return school_year_of(element.id).is_not_null()
    if element.form == "number":
        number = column.cast(pl.Int32, strict=False)
        limits = element.limits or (0, 10**high - 1)
        return column.str.contains(rf"^[0-9]{{{low},{high}}}$") & number.is_between(*limits)
    if element.form == "free" and element.is_constant(school_year):
        return column == element.constant
    if element.form in _PATTERNS:
        return column.str.contains(rf"^{_PATTERNS[element.form]}{{{low},{high}}}$")
    damaged = column.str.contains(rf"{FORMULA}|{SPREADSHEET_ERROR}")
    return (column != "") & (column.str.len_chars() <= high) & ~damaged


_PATTERNS = {
    "digits": "[0-9]",
    "letters": "[A-Z]",
    "sasid": "[0-9A-Z]",
    "lasid": "[0-9A-Za-z./_ -]",
    "identifier": "[0-9A-Z._-]",
}


def all_accepted(element: Element, school_year: int) -> list[str] | None:
    """Every accepted value of an element that has few of them, retired codes included; None when there are many.

    Numbers may be written with leading zeros up to their width, so all such ways are listed.
    """
    low, high = element.widths
    if element.form == "code":
        return list(element.codes)
    if element.is_constant(school_year):
        return [element.constant]
    found: list[str] = []
    if element.form == "number":
        least, most = element.limits or (0, 10**high - 1)
        found = [f"{n:0{width}d}" for width in range(low, high + 1) for n in range(least, most + 1) if n < 10**width]
    elif element.form == "digits" and low == high <= _FEW_DIGITS:
        found = [f"{n:0{high}d}" for n in range(10**high)]
    elif element.form == "letters" and low == high <= _FEW_LETTERS:
        found = ["".join(letters) for letters in product(ascii_uppercase, repeat=high)]
    if not found:
        return None
    return found if not element.also or element.also in found else [*found, element.also]


def date_of(column: str) -> pl.Expr:
    """A date written MM/DD/YYYY between 1900 and 2099, else null (an impossible day such as 02/30 too)."""
    text = pl.col(column)
    written = pl.when(text.str.contains(r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$")).then(text)
    found = written.otherwise(None).str.to_date("%m/%d/%Y", strict=False)
    return pl.when(found.is_between(*_DATES)).then(found).otherwise(None)


def school_year_of(column: str) -> pl.Expr:
    """`2016-17` as 2017 (Int16, the year it ends in), else null: the two years must follow each other."""
    text = pl.col(column)
    first = text.str.slice(0, 4).cast(pl.Int16, strict=False)
    second = text.str.slice(5, 2).cast(pl.Int16, strict=False)
    follows = text.str.contains(r"^(19|20)[0-9]{2}-[0-9]{2}$") & ((first + 1) % 100 == second)
    return pl.when(follows).then(first + 1).otherwise(None).cast(pl.Int16)
