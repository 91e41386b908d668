"""C5, workforce data: labor market projections of the occupations a program leads to, summed up as the form asks.

An import file has the columns region, soc_code, title, term (short or long), mean_wage (dollars a year),
annual_openings and education. A value the source does not publish is empty, `*`, `N/A` or the like.
Sums are exact. Mean wages are weighed by openings over the occupations that have both, and rounded half up to dollars.
Source: CLNA, component 2, workforce data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openperkins.needs.occupations import SOC, Crosswalk
from openperkins.needs.values import plain_number, plain_text

COLUMNS = ("region", "soc_code", "title", "term", "mean_wage", "annual_openings", "education")
TERMS = {"short": "short", "short-term": "short", "short term": "short",
         "long": "long", "long-term": "long", "long term": "long"}  # fmt: skip
#: how sources write that a value is not published
NOT_PUBLISHED = ("", "*", "**", "***", "#", "-", "–", "—", "n/a", "na", "n.a.", "s", "suppressed", "not available")
#: titles of a term's largest openings that are named
TOP = 5
_MOST_SIGNS = 200
MOST_FAULTS = 100
_NOT_STATED = "Not stated"


@dataclass(frozen=True, slots=True)
class Projection:
    """One occupation in one region over one term. Wage in dollars a year; None is not published."""

    region: str
    soc_code: str
    title: str
    term: str
    mean_wage: Decimal | None
    openings: Decimal | None
    education: str


@dataclass(frozen=True, slots=True)
class Projections:
    """Everything of a file, in its order."""

    rows: tuple[Projection, ...]

    @property
    def regions(self) -> list[str]:
        """The regions, as first spelled, sorted."""
        return sorted({plain_text(row.region): row.region for row in reversed(self.rows)}.values())


def read_projections(rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[Projections, list[str]]:
    """(row number, column → text) of a file as projections, and every fault as a sentence with row and column.

    With a fault there are no projections. Raises nothing.
    """
    found: dict[tuple[str, str, str], Projection] = {}
    first: dict[tuple[str, str, str], int] = {}
    faults: list[str] = []
    for number, texts in rows:
        projection, wrong = _read(texts)
        if projection is not None:
            key = (plain_text(projection.region), projection.soc_code, projection.term)
            if key in found:
                wrong = [f"soc_code: {projection.soc_code}, {projection.term} term, is in row {first[key]} already "
                         f"for {projection.region}. Keep one."]  # fmt: skip
            else:
                found[key], first[key] = projection, number
        faults += [f"Row {number}, {said}" for said in wrong]
    if not found and not faults:
        faults = ["The file has no rows. Export it again with its projections."]
    return Projections(() if faults else tuple(found.values())), faults[:MOST_FAULTS]


def workforce_of(program: str, region: str, projections: Projections, crosswalk: Crosswalk) -> dict[str, str]:
    """Field (questions.WORKFORCE_FIELDS) → text for one program in one region; empty when nothing is projected.

    Regions are the same whatever their letters' case and blanks. A field nothing is published of is left out.
    """
    occupations = crosswalk.of(program)
    codes = {one.soc_code for one in occupations}
    rows = [row for row in projections.rows if row.soc_code in codes and plain_text(row.region) == plain_text(region)]
    if not rows:
        return {}
    said = {"region": rows[0].region, "group": occupations[0].group}
    for term in ("short", "long"):
        said |= {f"{term}_{field}": text for field, text in _summed([one for one in rows if one.term == term]).items()}
    assumed = " (assumed)" if any(one.status == "assumed" for one in occupations) else ""
    used = ", ".join(sorted({row.soc_code for row in rows}))
    said["source"] = f"Imported projections, occupations {used}; program to occupation by crosswalk{assumed}"
    return {field: text for field, text in said.items() if text}


def _summed(rows: Sequence[Projection]) -> dict[str, str]:
    known = [row for row in rows if row.openings is not None]
    return {
        "wages": _wages(rows),
        "openings": f"{_number(_total(known))}{_of(known, rows)}" if known else "",
        "education": _education(known),
        "titles": _titles(known),
    }


def _wages(rows: Sequence[Projection]) -> str:
    """The mean wage weighed by openings; empty where no occupation with openings has both."""
    both = [row for row in rows if row.mean_wage is not None and row.openings is not None]
    weight = sum(Fraction(row.openings or 0) for row in both)
    if not weight:
        return ""
    mean = sum(Fraction(row.mean_wage or 0) * Fraction(row.openings or 0) for row in both) / weight
    return f"${(2 * mean.numerator + mean.denominator) // (2 * mean.denominator):,}{_of(both, rows)}"


def _education(rows: Sequence[Projection]) -> str:
    """`level: openings`, most openings first, a level's name deciding between equals."""
    totals: dict[str, Decimal] = {}
    spelled: dict[str, str] = {}
    for row in rows:
        level = spelled.setdefault(plain_text(row.education), row.education or _NOT_STATED)
        totals[level] = totals.get(level, Decimal(0)) + (row.openings or 0)
    ordered = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(f"{level}: {_number(openings)}" for level, openings in ordered)


def _titles(rows: Sequence[Projection]) -> str:
    """The titles with the largest openings, the title deciding between equals."""
    ordered = sorted(rows, key=lambda row: (-(row.openings or 0), row.title, row.soc_code))
    return "\n".join(f"{row.title} ({_number(row.openings or Decimal(0))})" for row in ordered[:TOP])


def _of(known: Sequence[Projection], rows: Sequence[Projection]) -> str:
    """Says of how many occupations a sum is, when some are not published."""
    return "" if len(known) == len(rows) else f" (of {len(known)} of {len(rows)} occupations)"


def _total(rows: Sequence[Projection]) -> Decimal:
    return sum((row.openings or Decimal(0) for row in rows), Decimal(0))


def _number(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(texts: Mapping[str, str]) -> tuple[Projection | None, list[str]]:
    """One row, or what is wrong with it: column, what was found, what to do."""
    wrong: list[str] = []

    def told(column: str, read: Callable[[str], object], what: str) -> object:
        text = " ".join(texts.get(column, "").split())
        value = read(text)
        if value is False:
            wrong.append(f"{column}: “{_short(text)}” is not {what}." if text else f"{column} is empty. Enter {what}.")
        return value

    values = (
        told("region", _some, "the name of a region, of at most 200 signs"),
        told("soc_code", _soc, "a SOC code such as 47-2111"),
        told("title", _some, "the title of an occupation, of at most 200 signs"),
        told("term", lambda text: TERMS.get(text.casefold(), False), "short or long"),
        told("mean_wage", _amount, "dollars a year such as 62340, or * where none is published"),
        told("annual_openings", _amount, "a number of openings such as 120, or * where none is published"),
        told("education", _education_of, "a level of education, of at most 200 signs"),
    )
    return (None if wrong else Projection(*values)), wrong  # type: ignore[arg-type]


def _short(text: str) -> str:
    """The beginning of a text, with a sign for what cannot be printed."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:40])


def _some(text: str) -> str | bool:
    return text if text and len(text) <= _MOST_SIGNS and text.isprintable() else False


def _soc(text: str) -> str | bool:
    code = f"{text[:2]}-{text[2:]}" if text.isdecimal() and len(text) == 6 else text
    return code if SOC.fullmatch(code) else False


def _education_of(text: str) -> str | bool:
    return "" if text.casefold() in NOT_PUBLISHED else _some(text)


def _amount(text: str) -> Decimal | bool | None:
    if text.casefold() in NOT_PUBLISHED:
        return None
    amount = plain_number(text.removeprefix("$"))
    return False if amount is None else amount
