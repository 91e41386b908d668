"""A district's figures as an Excel workbook: a cover and the eight core indicator reports (W6).

Text is constant text, never a formula or a link; equal results give equal bytes on every machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from openperkins.accountability.levels import measured_by, with_named_organizations
from openperkins.accountability.names import INDICATORS
from openperkins.errors import StorageError, UnknownNameError, UsageError, nearest
from openperkins.exports.cover import reading_rows, write_cover
from openperkins.exports.indicator_sheet import Cell, Words, words_of, write_indicator
from openperkins.exports.layout import formats_of
from openperkins.exports.tables import plain, write_whole

_CELL_COLUMNS = (
    "denominator",
    "numerator",
    "percent",
    "level",
    "level_source",
    "threshold",
    "standing",
    "plan",
)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
#: Every workbook says it was made at this moment, so that equal content is equal bytes.
_MADE = datetime(2000, 1, 1)
_FILE_SAFE = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Book:
    """What all workbooks of one export share."""

    ruleset: Any
    provenance: Mapping[str, Any]
    readings: list[tuple[str, str, str, str, str]]
    words: Words
    titles: dict[str, str]
    populations: list[tuple[str, str]]
    years: list[str]
    names: dict[str, tuple[str, str]]
    measured: dict[str, str]


def write_district_workbook(
    path: Path,
    org_code: str,
    results: pl.DataFrame,
    organizations: pl.DataFrame,
    ruleset: Any,
    provenance: Mapping[str, Any],
    law: Any = None,
) -> None:
    """Writes one organization's workbook to `path`, whole or not at all.

    `results` are judged results of one or several years, `organizations` the sealed table, `ruleset` the
    ruleset the results were judged by (`law`, its values, may be given apart), `provenance` what the cover
    prints: run, results, version, inputs, and any further keys. Raises UnknownNameError when `results` do
    not hold `org_code`, StorageError when the file cannot be written.
    """
    write_whole(path, district_workbook(org_code, results, organizations, ruleset, provenance, law))


def district_workbook(
    org_code: str,
    results: pl.DataFrame,
    organizations: pl.DataFrame,
    ruleset: Any,
    provenance: Mapping[str, Any],
    law: Any = None,
) -> bytes:
    """The bytes of one organization's workbook; arguments and errors as for `write_district_workbook`."""
    if org_code not in (known := results["org_code"].unique().to_list()):
        raise UnknownNameError(f"There are no results for organization {org_code}.", nearest(org_code, known))
    book = _book(results, organizations, ruleset, provenance, law)
    own = results.filter(pl.col("org_code") == org_code)
    return _workbook(book, org_code, _cells(own))


def write_all_workbooks(
    folder: Path,
    results: pl.DataFrame,
    organizations: pl.DataFrame,
    ruleset: Any,
    provenance: Mapping[str, Any],
    law: Any = None,
    org_codes: Iterable[str] | None = None,
) -> list[Path]:
    """Writes `<org_code>.xlsx` for each of `org_codes`, by default every district and consortium.

    Makes `folder` when it is not there. Arguments as for `write_district_workbook`. Returns the paths,
    sorted. Raises UnknownNameError for a code that the results do not hold, UsageError for one that cannot
    be a file name, StorageError when a file cannot be written.
    """
    book = _book(results, organizations, ruleset, provenance, law)
    reporting = pl.col("org_kind").is_in(["district", "consortium"])
    wanted = None if org_codes is None else sorted(set(org_codes))
    chosen = results.filter(reporting if wanted is None else pl.col("org_code").is_in(wanted))
    parts = {key[0]: part for key, part in chosen.partition_by("org_code", as_dict=True).items()}
    _check_codes(parts if wanted is None else wanted, parts, results)
    _make(folder)
    paths = []
    for code in sorted(parts):
        path = folder / f"{code}.xlsx"
        write_whole(path, _workbook(book, code, _cells(parts[code])))
        paths.append(path)
    return paths


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} could not be made: {error.strerror}.", "Name another folder for the workbooks."
        ) from error


def _check_codes(wanted: Iterable[str], parts: Mapping[str, pl.DataFrame], results: pl.DataFrame) -> None:
    for code in wanted:
        if code not in parts:
            known = results["org_code"].unique().to_list()
            raise UnknownNameError(f"There are no results for organization {code}.", nearest(code, known))
        if not _FILE_SAFE.fullmatch(code):
            raise UsageError(f"{code!r} cannot be a file name.", "Organization codes are letters and digits.")


def _book(
    results: pl.DataFrame,
    organizations: pl.DataFrame,
    ruleset: Any,
    provenance: Mapping[str, Any],
    law: Any,
) -> _Book:
    law = ruleset.law if law is None else law
    everyone = with_named_organizations(organizations, results.select("org_code", "org_kind").unique())
    digits = law.organization.district_digits
    return _Book(
        ruleset=ruleset,
        provenance=provenance,
        readings=reading_rows(ruleset),
        words=words_of(law),
        titles={row["code"]: plain(row["report"]) for row in ruleset.table("indicators")},
        populations=[(row["population"], plain(row["title"])) for row in ruleset.table("populations")],
        years=sorted(results["school_year"].unique().to_list()),
        names={code: (name, kind) for code, name, kind, _ in everyone.rows()},
        measured=dict(measured_by(everyone, district_digits=digits).rows()),
    )


def _cells(own: pl.DataFrame) -> dict[str, dict[tuple[str, str], Cell]]:
    """One organization's results as indicator -> (population, school year) -> cell."""
    cells: dict[str, dict[tuple[str, str], Cell]] = {code: {} for code in INDICATORS}
    for indicator, population, year, *cell in own.select(
        "indicator", "population", "school_year", *_CELL_COLUMNS
    ).iter_rows():
        cells[indicator][population, year] = tuple(cell)
    return cells


def _workbook(book: _Book, org_code: str, cells: Mapping[str, Mapping[tuple[str, str], Cell]]) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties({"title": f"Core indicator data reports, {org_code}", "created": _MADE})
    formats = formats_of(workbook)
    write_cover(
        workbook.add_worksheet("Cover"),
        formats,
        about=_about(book, org_code),
        ruleset=book.ruleset,
        provenance=book.provenance,
        readings=book.readings,
    )
    for code in INDICATORS:
        write_indicator(
            workbook.add_worksheet(code),
            formats,
            book.words,
            title=book.titles[code],
            organization=_organization(book, org_code),
            populations=book.populations,
            years=book.years,
            cells=cells[code],
        )
    workbook.close()
    return buffer.getvalue()


def _about(book: _Book, org_code: str) -> list[tuple[str, str]]:
    name, kind = book.names[org_code]
    about = [("Organization", f"{name} ({org_code})"), ("Kind", kind.capitalize())]
    if (held := _held_by(book, org_code)) is not None:
        about.append(("Measured by", held))
    about.append(("School years", ", ".join(book.years)))
    return about


def _held_by(book: _Book, org_code: str) -> str | None:
    """Who is held to the level in its place: a member's consortium, a school's district; None when itself."""
    other = book.measured[org_code]
    if other == org_code:
        return None
    name, kind = book.names.get(other, (other, "district"))
    return f"{name} ({other}), its {kind}; it owes no plan of its own"


def _organization(book: _Book, org_code: str) -> str:
    told = f"{book.names[org_code][0]} ({org_code})"
    if (held := _held_by(book, org_code)) is not None:
        told += f", measured by {held}"
    return plain(told)
