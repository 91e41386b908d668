"""Naming the damage: why a refused value of an element may look as it does, in words a clerk can act on.

A cause is one vectorised test on the refused values and one sentence; the first cause that fits is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from openperkins.records.checks.codebook import Element

_AS_TEXT = "Set the column to Text in the spreadsheet before opening the file, and export it again."
_V = pl.col("value")
#: patterns that no element may hold, names included
FORMULA = r"^="
SPREADSHEET_ERROR = r"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)$"


@dataclass(frozen=True, slots=True)
class Cause:
    """`fits` is True where a value shows this damage; `says` and `wide` complete "`4` …" and "… of 90 rows"."""

    name: str
    fits: Callable[[Element, tuple[str, ...]], pl.Expr]
    says: str
    remedy: str
    wide: str = ""


def _like(pattern: str) -> Callable[[Element, tuple[str, ...]], pl.Expr]:
    return lambda element, retired: _V.str.contains(pattern)


def _only(forms: set[str], pattern: str) -> Callable[[Element, tuple[str, ...]], pl.Expr]:
    return lambda element, retired: _V.str.contains(pattern) if element.form in forms else pl.lit(value=False)


def _not_names(pattern: str) -> Callable[[Element, tuple[str, ...]], pl.Expr]:
    return lambda element, retired: pl.lit(value=False) if element.form == "name" else _V.str.contains(pattern)


def _lost_zero(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    if element.form == "code":
        widths = sorted({len(c) for c in element.codes})
        found = [_V.str.zfill(w).is_in(list(element.codes)) & (_V.str.len_bytes() < w) for w in widths]
        return _V.str.contains(r"^[0-9]+$") & pl.any_horizontal(found)  # 4 for 04, 1 for 01
    if element.form == "digits":
        return _V.str.contains(rf"^[0-9]{{1,{element.widths[1] - 1}}}$")
    if element.form == "sasid":
        return _V.str.contains(rf"^[0-9]{{{element.widths[1] - 1}}}$")
    return pl.lit(value=False)


def _retired(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    return _V.is_in(list(retired)) if retired else pl.lit(value=False)


def _exchanged(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    if element.form != "date":
        return pl.lit(value=False)
    return _V.str.contains(r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$") & _V.str.to_date("%d/%m/%Y", strict=False).is_not_null()


def _wrong_width(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    low, high = element.widths
    if element.form == "code":
        if not element.is_short:
            return pl.lit(value=False)
        return ~_V.str.len_chars().is_in(sorted({len(c) for c in element.codes}))
    return ~_V.str.len_chars().is_between(low, high)


def _outside(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    return _V.str.contains(r"^-?[0-9]{1,9}$") if element.form == "number" else pl.lit(value=False)


#: in the order in which they are tried
CAUSES = (
    Cause("formula", _like(FORMULA), "is the text of a formula", "Copy the column and paste it as values."),
    Cause(
        "spreadsheet error",
        _like(SPREADSHEET_ERROR),
        "is an error value of a spreadsheet",
        "Correct the formula behind it, then paste the column as values.",
    ),
    Cause(
        "apostrophe",
        _not_names(r"^'"),
        "starts with an apostrophe",
        "A spreadsheet uses the apostrophe to mark text; export the values without it.",
        "start with an apostrophe",
    ),
    Cause(
        "truth value",
        _not_names(r"(?i)^(TRUE|FALSE)$"),
        "is a spreadsheet's TRUE or FALSE",
        _AS_TEXT,
        "were turned into TRUE or FALSE",
    ),
    Cause(
        "scientific notation",
        _not_names(r"(?i)^[+-]?[0-9](\.[0-9]+)?E[+-]?[0-9]+$"),
        "is a number in scientific notation",
        "A spreadsheet shortened it and digits may be lost. Write {accepts}: export again from the student information "
        "system, with the column set to Text.",
        "were turned into numbers in scientific notation",
    ),
    Cause(
        "point zero",
        _not_names(r"^[0-9]+\.0+$"),
        "ends in a decimal point and zeros",
        "A spreadsheet made a number of it. " + _AS_TEXT,
        "were turned into decimal numbers",
    ),
    Cause(
        "time of day",
        _only({"date"}, r"[0-9]:[0-9]{2}"),
        "has a time of day",
        "Remove the time of day.",
        "have a time of day",
    ),
    Cause(
        "two-digit year",
        _only({"date"}, r"^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}$"),
        "has a year of two digits",
        "Write the year with four digits.",
        "have years of two digits",
    ),
    Cause(
        "day number",
        _only({"date"}, r"^[0-9]{5}$"),
        "is a spreadsheet's day number",
        "Format the column as a date MM/DD/YYYY and export it again.",
        "are day numbers of a spreadsheet",
    ),
    Cause(
        "day and month exchanged",
        _exchanged,
        "is not a date; day and month look exchanged",
        "Write the month first: MM/DD/YYYY.",
        "have day and month exchanged",
    ),
    Cause(
        "no such day",
        _only({"date"}, r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"),
        "is not a date of the calendar between 1900 and 2099",
        "Look the date up and write it as MM/DD/YYYY.",
    ),
    Cause(
        "retired",
        _retired,
        "was not in use in {school_year} (last used in {last_year})",
        "Use the code that replaced it.",
        "hold codes that were not in use in {school_year}",
    ),
    Cause(
        "lost zero",
        _lost_zero,
        "has {length}; {accepts} expected{meant}",
        "A spreadsheet may have dropped the leading zero. " + _AS_TEXT,
        "have lost their leading zero",
    ),
    Cause("outside", _outside, "is outside what is allowed: {accepts}", "Correct the number."),
    Cause(
        "not a whole number",
        lambda element, retired: pl.lit(element.form == "number"),
        "is not a whole number",
        "Write {accepts}, with the digits 0-9 only.",
    ),
    Cause(
        "wrong width",
        _wrong_width,
        "has {length} and is not {noun}; accepted: {accepts}",
        "Correct the value {place}.",
    ),
    Cause(
        "unknown",
        lambda element, retired: pl.lit(value=True),
        "is not {noun}; accepted: {accepts}{near}",
        "Correct the value {place}.",
    ),
)
CAUSES_BY_NAME = {c.name: c for c in CAUSES}


def cause_of(element: Element, retired: tuple[str, ...]) -> pl.Expr:
    """An expression over `value` (refused values of `element`): the name of the first cause that fits."""
    chain: pl.Expr = pl.lit("unknown")
    for cause in reversed(CAUSES[:-1]):
        chain = pl.when(cause.fits(element, retired)).then(pl.lit(cause.name)).otherwise(chain)
    return chain.alias("cause")
