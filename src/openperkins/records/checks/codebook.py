"""What each of the 52 elements may hold, read from the code tables of the law.

`sims_elements.csv` has one row per element (form, width, range, filler), `code_values.csv` one row per accepted code
with the school years in which it was in use. Values that differ by handbook year are therefore data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from openperkins.schoolyear import SchoolYear

Form = Literal[
    "lasid", "sasid", "name", "date", "code", "number", "digits", "letters", "identifier", "school_year", "free"
]

#: every element in the order of a record: DOE001 … DOE052
ELEMENTS = tuple(f"DOE{n:03d}" for n in range(1, 53))


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One accepted code. `first_year` and `last_year` are the years school years end in; None is no limit."""

    code: str
    label: str
    first_year: int | None
    last_year: int | None

    def in_use(self, school_year: int) -> bool:
        """Whether the code could be reported in the school year that ends in `school_year`."""
        return (self.first_year is None or school_year >= self.first_year) and (
            self.last_year is None or school_year <= self.last_year
        )


@dataclass(frozen=True)
class Element:
    """One SIMS element: how its values are written.

    `also` is a value accepted beside the form (`500` of a program code), `filler` what stands for "does not apply";
    `constant` was the only value in the school years `constant_years` (first and last, each by the year it ends in).
    """

    id: str
    name: str
    form: Form
    widths: tuple[int, int]
    limits: tuple[int, int] | None
    also: str
    filler: str
    constant: str
    constant_years: tuple[int, int] | None
    noun: str
    values: tuple[CodeValue, ...] = ()
    check: str = ""

    @property
    def check_id(self) -> str:
        """The id of the check: `S112` for DOE012 (S100 plus the element's number), or the column's own."""
        return self.check or f"S{100 + int(self.id[3:])}"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code that was ever in use."""
        return tuple(v.code for v in self.values)

    @property
    def is_short(self) -> bool:
        """Whether the codes are short ones, whose width says something (words such as `graduated` are not)."""
        return all(len(c) <= 4 for c in self.codes)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code to label; a label that is not known is empty."""
        return {v.code: v.label for v in self.values}

    def retired(self, school_year: int) -> tuple[str, ...]:
        """The codes that were not in use in that school year."""
        return tuple(v.code for v in self.values if not v.in_use(school_year))

    def is_constant(self, school_year: int | None) -> bool:
        """Whether the element could only hold its constant in that school year."""
        first, last = self.constant_years or (1, 0)
        return school_year is not None and first <= school_year <= last

    @cached_property
    def accepts(self) -> str:
        """The accepted values as words: `M, F or N`, `two digits`, `a whole number from 0 to 261, or 555`."""
        if self.form == "code":
            return runs_of(self.codes)
        if self.form == "number" and self.limits:
            words = f"a whole number from {self.limits[0]} to {self.limits[1]}"
        elif self.form == "digits":
            words = f"{self.widths[1]} digits"
        elif self.form == "letters":
            words = f"{self.widths[1]} letters"
        elif self.form == "date":
            words = "a date as MM/DD/YYYY"
        elif self.form in ("sasid", "identifier") and self.widths[0] == self.widths[1]:
            words = f"exactly {self.widths[1]} letters or digits"
        elif self.form == "school_year":
            words = "two years that follow each other, as 2016-17"
        elif self.form == "lasid":
            words = f"up to {self.widths[1]} letters, digits, spaces and - . _ /"
        else:
            words = f"up to {self.widths[1]} characters"
        return f"{words}, or {self.also}" if self.also else words


def column(id: str, check: str, form: Form, noun: str, widths: tuple[int, int] = (1, 1000), **more: Any) -> Element:
    """A column of another file, described as an element is; `values` may be given as plain codes."""
    values = tuple(CodeValue(code, "", None, None) for code in more.pop("values", ()))
    return Element(
        id, id, form, widths, more.pop("limits", None), more.pop("also", ""), "", "", None, noun, values, check, **more
    )


#: sums of the two tables → what they say
_BOOKS: dict[tuple[str, ...], Codebook] = {}


@dataclass(frozen=True)
class Codebook:
    """All elements, and the small code lists of the other files (`status`, `outcome`, …) by name."""

    elements: tuple[Element, ...]
    lists: dict[str, tuple[str, ...]]

    @classmethod
    def from_law(cls, law: Any) -> Codebook:
        """Read the two tables of a ruleset, once a process. Raises LawError when the ruleset has no such table."""
        sums = tuple(law.table_sums.get(name, "") for name in ("sims_elements", "code_values"))
        if "" in sums or sums not in _BOOKS:
            _BOOKS[sums] = cls.from_tables(law.table("sims_elements"), law.table("code_values"))
        return _BOOKS[sums]

    @classmethod
    def from_tables(cls, elements: Iterable[Mapping[str, str]], values: Iterable[Mapping[str, str]]) -> Codebook:
        """Build from rows of text, as they stand in the two files."""
        by_element: dict[str, list[CodeValue]] = {}
        for row in values:
            value = CodeValue(row["code"], row["label"], _year(row["first_year"]), _year(row["last_year"]))
            by_element.setdefault(row["element"], []).append(value)
        built = tuple(_element(row, tuple(by_element.get(row["element"], ()))) for row in elements)
        lists = {name: tuple(v.code for v in found) for name, found in by_element.items() if not name.startswith("DOE")}
        return cls(built, lists)

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Element id to element."""
        return {e.id: e for e in self.elements}


def runs_of(codes: Iterable[str]) -> str:
    """Codes as words, neighbours joined: `01-14, 20 or 500`. Numbers are joined only at equal width."""
    runs: list[list[str]] = []
    for code in codes:
        last = runs[-1][-1] if runs else ""
        follows = code.isdigit() and last.isdigit() and len(code) == len(last) and int(code) == int(last) + 1
        if follows:
            runs[-1].append(code)
        else:
            runs.append([code])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else run
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _year(text: str) -> int | None:
    return SchoolYear.parse(text).ends if text else None


def _element(row: Mapping[str, str], values: tuple[CodeValue, ...]) -> Element:
    first, last = _year(row["constant_first_year"]), _year(row["constant_last_year"])
    return Element(
        id=row["element"],
        name=row["name"],
        form=row["form"],  # type: ignore[arg-type]
        widths=(int(row["width_min"]), int(row["width_max"])),
        limits=(int(row["lowest"]), int(row["highest"])) if row["lowest"] else None,
        also=row["also"],
        filler=row["filler"],
        constant=row["constant"],
        constant_years=(first, last) if first and last else None,
        noun=row["noun"],
        values=values,
    )
