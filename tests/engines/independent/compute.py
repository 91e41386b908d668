"""Computes results.csv and results_by_program.csv of a records folder, independently of the product.

    python tests/engines/independent/compute.py DIR 2016-17 OUT.csv [BY_PROGRAM.csv] [--attempt best ...]

Standard library only, one student at a time, nothing shared with `src/`: where this and the product differ,
one of them has read the readings wrongly.
"""

import argparse
import csv
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

if not __package__:  # run as a script: make the relative imports below work (PEP 366)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    __package__ = "independent"

from .records import PLACEHOLDER_SCHOOL, STATE, Records, district_of, read, year_a_school_year_ends
from .students import Options, Place, Year, all_places

INDICATORS = ("1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2")
POPULATIONS = (
    "all",
    "male",
    "female",
    "american_indian_or_alaska_native",
    "asian",
    "black_or_african_american",
    "hispanic_or_latino",
    "native_hawaiian_or_pacific_islander",
    "white",
    "two_or_more_races",
    "students_with_disabilities",
    "economically_disadvantaged",
    "single_parents",
    "displaced_homemakers",
    "limited_english_proficient",
    "migrant",
    "nontraditional",
)
COLUMNS = (
    "school_year",
    "org_code",
    "org_kind",
    "indicator",
    "population",
    "denominator",
    "numerator",
    "percent",
    "level",
    "level_source",
    "threshold",
    "standing",
    "plan",
)
PROGRAM_COLUMNS = (*COLUMNS[:2], "program", *COLUMNS[2:])

Row = dict[str, str]
# [denominator, numerator] of one cell
Counts = dict[tuple[str, ...], list[int]]  # (org, [program,] indicator, population)


def compute(folder: str | Path, year_ends: int, **options: object) -> tuple[list[Row], list[Row]]:
    """The rows of results.csv and of results_by_program.csv, every value a str, in written order.

    `options` are the fields of `students.Options`; without any, the default readings hold.
    """
    records = read(folder)
    year = Year(records, year_ends, Options(**options))
    counts, program_counts = count(records, year)
    return organization_rows(records, year, counts), program_rows(records, year, program_counts)


def students(folder: str | Path, year_ends: int, **options: object) -> dict[tuple[str, str], Place]:
    """{(sasid, indicator): Place} for every student any SIMS record or the year's cohort file names."""
    year = Year(read(folder), year_ends, Options(**options))
    return {(sasid, indicator): place for sasid, indicator, place in all_places(year)}


# --- counting -------------------------------------------------------------------------------------


def count(records: Records, year: Year) -> tuple[Counts, Counts]:
    counts: Counts = {}
    program_counts: Counts = {}
    for _, indicator, place in all_places(year):
        if not place.in_denominator:
            continue
        for org in organizations_above(records, place.org):
            for population in place.populations:
                add(counts, (org, indicator, population), place)
                if place.program and kind(records, org) != "school":
                    add(program_counts, (org, place.program, indicator, population), place)
    return counts, program_counts


def add(counts: Counts, key: tuple[str, ...], place: Place) -> None:
    cell = counts.setdefault(key, [0, 0])
    cell[0] += 1
    cell[1] += place.in_numerator


def organizations_above(records: Records, org: str) -> list[str]:
    """The school (when `org` is one), its district, the district's consortium and the State (R08 to R10)."""
    district = district_of(org)
    chain = [org, district, consortium_of(records, district)]
    real = [code for code in chain if code not in ("", STATE, PLACEHOLDER_SCHOOL)]
    return [*dict.fromkeys(real), STATE]


def consortium_of(records: Records, district: str) -> str:
    return records.organizations.get(district, ("", ""))[1]


def kind(records: Records, org: str) -> str:
    if org == STATE:
        return "state"
    if org in records.organizations:
        return records.organizations[org][0]
    return "district" if org.endswith("0000") else "school"


# --- rows -----------------------------------------------------------------------------------------


def organization_rows(records: Records, year: Year, counts: Counts) -> list[Row]:
    on_file = {
        (row["org_code"], row["indicator"], row["population"])
        for row in records.plans_on_file
        if year_a_school_year_ends(row["accepted_year"]) < year.year  # R54
    }
    rows = []
    for org in sorted({STATE, *records.organizations, *records.named}):
        for indicator in INDICATORS:
            level, source = level_of(records, year.year, org, indicator)
            for population in POPULATIONS:
                cell = counts.get((org, indicator, population))
                row = figures(year, org, kind(records, org), indicator, population, cell)
                row["level"], row["level_source"] = plain(level), source
                row["threshold"] = plain(level * Decimal("0.9")) if level is not None else ""
                row["standing"] = standing(row, level)
                row["plan"] = plan(row, owes_plans(records, org), (org, indicator, population) in on_file)
                rows.append(row)
    return rows


def program_rows(records: Records, year: Year, counts: Counts) -> list[Row]:
    rows = []
    for org, program in sorted({key[:2] for key in counts}):
        for indicator in INDICATORS:
            for population in POPULATIONS:
                cell = counts.get((org, program, indicator, population))
                row = figures(year, org, kind(records, org), indicator, population, cell)
                row["program"] = program
                rows.append(row)
    return rows


def figures(year: Year, org: str, org_kind: str, indicator: str, population: str, cell: list[int] | None) -> Row:
    """A row with its key and figures; no result at all leaves denominator and numerator empty."""
    row = dict.fromkeys(COLUMNS, "")
    row["school_year"] = f"{year.year - 1}-{year.year % 100:02d}"
    row["org_code"], row["org_kind"] = org, org_kind
    row["indicator"], row["population"] = indicator, population
    if (indicator in ("1S1", "1S2") and not year.has_mcas) or (indicator == "5S1" and not year.has_follow_up):
        return row
    denominator, numerator = cell or (0, 0)
    row["denominator"], row["numerator"] = str(denominator), str(numerator)
    if denominator:
        row["percent"] = percent(numerator, denominator)
    return row


def percent(numerator: int, denominator: int) -> str:
    """Half up to two decimals, in whole hundredths so that nothing is rounded twice."""
    hundredths = (Fraction(numerator * 10000, denominator) + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def plain(value: Decimal | None) -> str:
    """The shortest exact decimal: 81, 86.625; empty for none."""
    return "" if value is None else format(value.normalize(), "f")


# --- accountability -------------------------------------------------------------------------------


def level_of(records: Records, year: int, org: str, indicator: str) -> tuple[Decimal | None, str]:
    """The level an organization is measured against and where it comes from: R53."""
    if org == STATE:
        measured_by = STATE
    elif kind(records, org) == "consortium":
        measured_by = org
    else:
        measured_by = consortium_of(records, district_of(org)) or district_of(org)
    for code in (measured_by, STATE):
        level = records.levels.get((year, code, indicator))
        if level is not None:
            return Decimal(level), "state" if code == STATE else "local"
    return None, "none"


def standing(row: Row, level: Decimal | None) -> str:
    """R50: exact fractions, never the rounded percent."""
    if level is None or row["denominator"] in ("", "0"):
        return "none"
    numerator, denominator, level = int(row["numerator"]), int(row["denominator"]), Fraction(level)
    if numerator * 100 >= level * denominator:
        return "met"
    if numerator * 100 >= Fraction(9, 10) * level * denominator:
        return "within"
    return "below"


def owes_plans(records: Records, org: str) -> str:
    """`state`, `yes` or `no`: schools and the members of a consortium owe no plan of their own."""
    if org == STATE:
        return "state"
    if kind(records, org) == "school" or consortium_of(records, org):
        return "no"
    return "yes"


def plan(row: Row, owes: str, on_file: bool) -> str:
    if row["standing"] != "below" or owes == "no":
        return "not_required"
    if owes == "state":
        return "required" if row["population"] == "all" else "not_required"
    if int(row["denominator"]) < 16:  # R51
        return "exempt_small"
    return "on_file" if on_file else "required"


# --- the command ----------------------------------------------------------------------------------


def write(path: str | Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="results.csv of a records folder, computed independently")
    parser.add_argument("folder")
    parser.add_argument("school_year", help="such as 2016-17")
    parser.add_argument("out", help="where results.csv goes")
    parser.add_argument("by_program", nargs="?", help="where results_by_program.csv goes")
    for name, field in Options.__dataclass_fields__.items():
        flag = "--" + name.replace("_", "-")
        if isinstance(field.default, bool):
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=field.default)
        else:
            parser.add_argument(flag, default=field.default)
    chosen = vars(parser.parse_args(arguments))
    options = {name: chosen[name] for name in Options.__dataclass_fields__}
    year = year_a_school_year_ends(chosen["school_year"])
    rows, program = compute(chosen["folder"], year, **options)
    write(chosen["out"], COLUMNS, rows)
    if chosen["by_program"]:
        write(chosen["by_program"], PROGRAM_COLUMNS, program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
