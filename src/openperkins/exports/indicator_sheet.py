"""One core indicator report as a sheet: populations in rows, school years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openperkins.accountability.printing import print_share
from openperkins.accountability.standing import line_of
from openperkins.exports.layout import Formats, Sheet, set_page

YEAR_HEADS = ("Denominator", "Numerator", "Percent", "Level", "Line", "Standing", "Plan")
WORD_HEADS = ("Standing", "Plan")
HEAD_ROWS = (3, 4)
#: school years printed side by side on one page
YEARS_A_PAGE = 2
FIRST_ROW = 5

#: denominator, numerator, percent, level, level_source, threshold, standing, plan of one cell of the results
Cell = tuple[int | None, int | None, str | None, str | None, str, str | None, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What the standings and plans of the results are called on a sheet."""

    standing: Mapping[str, str]
    plan: Mapping[str, str]


def words_of(law: Any) -> Words:
    """The words, with the line's share and the smallest denominator of `law` in them (R50, R51)."""
    fewest = law.accountability.smallest_denominator
    return Words(
        standing={"met": "Met", "within": f"Within {print_share(line_of(law))}", "below": "Below"},
        plan={
            "required": "Plan required",
            "exempt_small": f"No plan: under {fewest}",
            "on_file": "On file",
            "not_required": "",
        },
    )


def write_indicator(
    sheet: Sheet,
    formats: Formats,
    words: Words,
    *,
    title: str,
    organization: str,
    populations: Sequence[tuple[str, str]],
    years: Sequence[str],
    cells: Mapping[tuple[str, str], Cell],
) -> None:
    """Fills one report.

    `populations` are (population, title) in order, `years` school years as text in order, `cells` the
    results under (population, year). Counts and percents are numbers, standings and plans words; a cell
    without students or without a result stays empty and a line under the table says which.
    """
    breaks = [1 + number * len(YEAR_HEADS) for number in range(YEARS_A_PAGE, len(years), YEARS_A_PAGE)]
    set_page(sheet, first_row=0, last_head_row=HEAD_ROWS[1], breaks=breaks)
    sheet.set_column(0, 0, 36)
    sheet.write_string(0, 0, title, formats.title)
    sheet.write_string(1, 0, organization)
    _write_heads(sheet, formats, years)
    for row, (_, name) in enumerate(populations, FIRST_ROW):
        sheet.write_string(row, 0, name)
    for number, year in enumerate(years):
        left = 1 + number * len(YEAR_HEADS)
        for row, (population, _) in enumerate(populations, FIRST_ROW):
            cell = cells.get((population, year))
            if cell is not None:
                _write_cell(sheet, formats, words, row, left, cell)
    row = FIRST_ROW + len(populations) + 1
    for note in notes(years, cells, words):
        sheet.write_string(row, 0, note, formats.note)
        row += 1


def _write_heads(sheet: Sheet, formats: Formats, years: Sequence[str]) -> None:
    sheet.write_string(HEAD_ROWS[1], 0, "Population", formats.head)
    width = len(YEAR_HEADS)
    for number, year in enumerate(years):
        left = 1 + number * width
        sheet.write_string(HEAD_ROWS[0], left, year, formats.year)
        for column in range(left + 1, left + width):
            sheet.write_blank(HEAD_ROWS[0], column, None, formats.year)
        for column, head in enumerate(YEAR_HEADS, left):
            words = head in WORD_HEADS
            sheet.write_string(HEAD_ROWS[1], column, head, formats.head if words else formats.number_head)
        sheet.set_column(left, left, 13)
        sheet.set_column(left + 1, left + 1, 11)
        sheet.set_column(left + 2, left + 4, 9)
        sheet.set_column(left + 5, left + 5, 12)
        sheet.set_column(left + 6, left + 6, 17)


def _write_cell(sheet: Sheet, formats: Formats, words: Words, row: int, left: int, cell: Cell) -> None:
    denominator, numerator, percent, level, _, threshold, standing, plan = cell
    if denominator is not None:
        sheet.write_number(row, left, denominator)
        sheet.write_number(row, left + 1, numerator)
    # texts of exact decimals become the nearest number a spreadsheet can hold, at print only
    if percent is not None:
        sheet.write_number(row, left + 2, float(percent), formats.percent)
    if level is not None:
        sheet.write_number(row, left + 3, float(level))
        sheet.write_number(row, left + 4, float(threshold))
    sheet.write_string(row, left + 5, _standing(words, standing, denominator), formats.word)
    told = words.plan[plan]
    if told:
        sheet.write_string(row, left + 6, told, formats.needs_plan if plan == "required" else formats.word)


def _standing(words: Words, standing: str, denominator: int | None) -> str:
    if standing != "none":
        return words.standing[standing]
    if denominator is None:
        return "No data"
    return "No level" if denominator else "No students"


def notes(years: Sequence[str], cells: Mapping[tuple[str, str], Cell], words: Words) -> list[str]:
    """What the empty cells and the words under the heads mean, only as far as this table needs it."""
    of_year = {year: [cell for (_, y), cell in cells.items() if y == year] for year in years}
    told = []
    absent = [year for year in years if not of_year[year]]
    no_data = [year for year in years if any(cell[0] is None for cell in of_year[year])]
    stands_in = [year for year in years if any(cell[4] == "state" for cell in of_year[year])]
    shown = {(_standing(words, cell[6], cell[0])) for cell in cells.values()}
    if absent:
        told.append(f"No results were published for this organization: {', '.join(absent)}.")
    if no_data:
        told.append(f"No data: the records this indicator is computed from were not sent: {', '.join(no_data)}.")
    if "No students" in shown:
        told.append("No students: nobody is in the denominator, so there is no percent and no standing.")
    if "No level" in shown:
        told.append("No level: neither a local nor a State level is set, so there is a percent and no standing.")
    if stands_in:
        told.append(f"The level is the State's: {', '.join(stands_in)}.")
    return told
