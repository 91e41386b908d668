"""Checks V01 … V26 and V31 … V33: what the elements of one SIMS record must say together.

Each is one expression, True where the row breaks the rule. The columns are those of `ElementChecks.compact`; a rule is
silent on a row where one of its elements was already refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import polars.selectors as cs

from openperkins.records.checks.elements import Period
from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.model import Severity
from openperkins.records.reading.frames import SENT, all_as_sent

_CORRECT = "Correct the element that is wrong in the student information system and export again."
SUMMER = 555
OLDEST, YOUNGEST = 21, 3
LONGEST_MEMBERSHIP = {"october": 65, "march": 171, "end_of_year": 261}
TRANSFERS = ("20", "21", "22", "23", "24")
DROPOUTS = ("30", "31", "32", "33", "34", "35", "36")
#: exits that a summer record (555) may name only in the October file; V22's last clause by the readings
SUMMER_IN_OCTOBER = ("04", "05", "06", "09", "10", "11", "40", "41")
MUST_BE_SUMMER = ("04", "10", "11")
HIGH_SCHOOL = ("09", "10", "11", "12")
CHAPTER_74, NOT_CHAPTER_74 = ("02", "03", "04", "05"), ("13", "14")
REASON_PAIRS = {
    "01": ("01", "08", "11"),
    "02": ("06", "07"),
    "03": ("02", "03", "04", "05", "06", "08", "09", "10", "11"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One rule across elements of a record. `elements[0]` is the one the problem is shown at.

    `says` completes "DOE012 `04`, DOE016 `09`: …"; `test` gives the expression for a collection. `wide` is said once
    for a file in which (almost) every record breaks the rule.
    """

    id: str
    elements: tuple[str, ...]
    says: str
    test: Callable[[Period], pl.Expr]
    remedy: str = _CORRECT
    severity: Severity = "error"
    cites: str = "S-ASPEN"
    wide: str = ""

    def breaks(self, period: Period) -> pl.Expr:
        """True where a row breaks the rule and none of its elements was refused."""
        known = [pl.col(e).is_not_null() for e in self.elements]
        return pl.all_horizontal(*known, self.test(period)).fill_null(value=False).alias(self.id)


def among(element: str, codes: tuple[str, ...]) -> pl.Expr:
    """The element holds one of the codes (equality on Enum numbers is the cheapest test there is)."""
    return pl.any_horizontal([pl.col(element) == code for code in codes])


def _is(element: str, code: str) -> pl.Expr:
    return pl.col(element) == code


def _not(element: str, code: str) -> pl.Expr:
    return pl.col(element) != code


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier: who was born on or before it has turned `years` by `day`.

    Report dates are never February 29, so the day exists.
    """
    return day.replace(year=day.year - years)


def _aged(period: Period, years: int) -> pl.Expr:
    return pl.col("born") <= years_before(period.report_date, years)


def _pairs() -> pl.Expr:
    fits = [_is("DOE011", reason) & among("DOE013", kinds) for reason, kinds in REASON_PAIRS.items()]
    return ~pl.any_horizontal(fits)


def _special_education() -> pl.Expr:
    placed = _not("DOE034", "00") | ~among("DOE032", ("00", "05"))
    without = _is("DOE036", "500") & _is("DOE038", "500") & among("DOE040", ("00", "02", "08", "09"))
    with_placement = (
        _not("DOE036", "500") & _not("DOE038", "500") & among("DOE040", ("01", "03", "04", "05", "06", "07"))
    )
    return pl.when(placed).then(~with_placement).otherwise(~without)


def _summer(period: Period) -> pl.Expr:
    attended, membership = pl.col("attended") == SUMMER, pl.col("membership") == SUMMER
    one_alone = attended != membership
    # What only the October file may carry is V24's business in the other collections.
    exits = among("DOE012", TRANSFERS + DROPOUTS + SUMMER_IN_OCTOBER)
    not_an_exit = membership & ~exits
    if period.season != "october":
        return one_alone | not_an_exit
    return one_alone | not_an_exit | (among("DOE012", MUST_BE_SUMMER) & ~membership)


def _days(period: Period) -> pl.Expr:
    days = pl.col("membership")
    return ~(days.is_between(1, LONGEST_MEMBERSHIP[period.season]) | (days == SUMMER))


def _out_of_age(period: Period) -> pl.Expr:
    too_young, too_old = ~_aged(period, YOUNGEST), _aged(period, OLDEST + 1)
    return among("DOE012", ("01", "40")) & (too_young | too_old)


def _counted_days(period: Period) -> pl.Expr:
    summer = (pl.col("attended") == SUMMER) | (pl.col("membership") == SUMMER)
    return ~summer & (pl.col("attended") + pl.col("absent") > pl.col("membership"))


CHECKS: tuple[Check, ...] = (
    Check(
        "V01",
        ("DOE012", "DOE016"),
        "04 and 10 are reported only in grades 11, 12 and SP.",
        lambda p: among("DOE012", ("04", "10")) & ~among("DOE016", ("11", "12", "SP")),
    ),
    Check(
        "V02",
        ("DOE012", "DOE016"),
        "11 is reported only in grade 12.",
        lambda p: _is("DOE012", "11") & _not("DOE016", "12"),
    ),
    Check(
        "V03",
        ("DOE012", "DOE016"),
        "a dropout (30-36) is reported only in grades 06 to 12.",
        lambda p: among("DOE012", DROPOUTS) & ~among("DOE016", ("06", "07", "08", *HIGH_SCHOOL)),
    ),
    Check(
        "V04",
        ("DOE012", "DOE006"),
        "09 (maximum age) needs a student over 21 on the report date.",
        lambda p: _is("DOE012", "09") & ~_aged(p, OLDEST + 1),
    ),
    Check(
        "V06",
        ("DOE033", "DOE012"),
        "completer plans go with 04, 10 and 11 only, and a graduate (04) must have them.",
        lambda p: (
            (_not("DOE033", "500") & ~among("DOE012", ("04", "10", "11")))
            | (_is("DOE012", "04") & _is("DOE033", "500"))
        ),
    ),
    Check(
        "V07",
        ("DOE037", "DOE012"),
        "DOE037 is 01 or 02 for a graduate (04) and 00 for everyone else.",
        lambda p: _not("DOE037", "00") != _is("DOE012", "04"),
    ),
    Check(
        "V08",
        ("DOE035", "DOE016"),
        "a CVTE program type other than 00 belongs to grades 09 to 12.",
        lambda p: _not("DOE035", "00") & ~among("DOE016", HIGH_SCHOOL),
    ),
    Check(
        "V09",
        ("DOE035", "DOE011"),
        "an out-placed student (DOE011 02) has program type 00.",
        lambda p: _not("DOE035", "00") & _is("DOE011", "02"),
    ),
    Check(
        "V10",
        ("DOE043", "DOE035"),
        "a Chapter 74 program type (02-05) needs a program code in DOE043; every other type has 500.",
        lambda p: among("DOE035", CHAPTER_74) != _not("DOE043", "500"),
    ),
    Check(
        "V11",
        ("DOE044", "DOE035"),
        "a non-Chapter 74 program type (13, 14) needs a program code in DOE044; every other type has 500.",
        lambda p: among("DOE035", NOT_CHAPTER_74) != _not("DOE044", "500"),
    ),
    Check(
        "V12",
        ("DOE013", "DOE035"),
        "reason for enrollment 05 needs a Chapter 74 program type (02-05).",
        lambda p: _is("DOE013", "05") & ~among("DOE035", CHAPTER_74),
    ),
    Check(
        "V13",
        ("DOE042", "DOE035"),
        "without a CVTE program (00) the special population is 500.",
        lambda p: _is("DOE035", "00") & _not("DOE042", "500"),
    ),
    Check(
        "V14",
        ("DOE021", "DOE025"),
        "both are 00, or neither is.",
        lambda p: _is("DOE021", "00") != _is("DOE025", "00"),
    ),
    Check(
        "V15",
        ("DOE025", "DOE024"),
        "an English learner's first language is not English (267).",
        lambda p: _is("DOE025", "01") & _is("DOE024", "267"),
    ),
    Check(
        "V16",
        ("DOE026", "DOE025"),
        "an English learner program needs an English learner (DOE025 01).",
        lambda p: _not("DOE026", "00") & _not("DOE025", "01"),
    ),
    Check(
        "V17",
        ("DOE034", "DOE032"),
        "a student has a placement in one of the two age ranges, not in both.",
        lambda p: _not("DOE034", "00") & _not("DOE032", "00"),
    ),
    Check(
        "V18",
        ("DOE034", "DOE032", "DOE036", "DOE038", "DOE040"),
        "with a placement, disability, level of need and an evaluation result of 01 or 03-07 are "
        "required; without one they are 500, 500 and one of 00, 02, 08, 09.",
        lambda p: _special_education(),
    ),
    Check(
        "V19",
        ("DOE034", "DOE011"),
        "placements 50 and 60 are for out-placed students (DOE011 02).",
        lambda p: among("DOE034", ("50", "60")) & _not("DOE011", "02"),
    ),
    Check(
        "V20",
        ("DOE017", "DOE052", "DOE018"),
        "days in attendance and unexcused absences together cannot exceed days in membership.",
        _counted_days,
    ),
    Check(
        "V21",
        ("DOE018",),
        "days in membership are 1-65 in October, 1-171 in March, 1-261 at End of Year, or 555.",
        _days,
        "Correct the days, or the collection the file was named for.",
    ),
    Check(
        "V22",
        ("DOE018", "DOE017", "DOE012"),
        "555 marks a summer exit: in both day counts or in neither, with an exit status, and in October "
        "always with 04, 10 and 11.",
        _summer,
    ),
    Check(
        "V23",
        ("DOE006", "DOE012"),
        "an enrolled student (01, 40) is 3 to 21 on the report date.",
        _out_of_age,
    ),
    Check(
        "V24",
        ("DOE018", "DOE012"),
        "a summer exit (555) with this status is reported in the October file only.",
        lambda p: (
            (pl.col("membership") == SUMMER) & among("DOE012", SUMMER_IN_OCTOBER)
            if p.season != "october"
            else pl.lit(value=False)
        ),
    ),
    Check(
        "V25",
        ("DOE013", "DOE011"),
        "DOE011 01 goes with 01, 08, 11; 02 with 06, 07; 03 with 02-06 and 08-11.",
        lambda p: _pairs(),
    ),
    Check(
        "V26",
        ("DOE012", "DOE011"),
        "40 and 41 are not reported for out-placed students (DOE011 02).",
        lambda p: among("DOE012", ("40", "41")) & _is("DOE011", "02"),
    ),
    Check(
        "V32",
        ("DOE006", "DOE012"),
        "the birth date lies after the report date.",
        lambda p: (pl.col("born") > p.report_date) & ~among("DOE012", ("01", "40")),
        cites="records format",
    ),
    Check(
        "V33",
        ("DOE015", "DOE016"),
        "school 00000001 stands for pre-kindergarten placements only.",
        lambda p: _is("DOE015", "00000001") & _not("DOE016", "PK"),
        severity="warning",
    ),
)


def other_district(district: str) -> Check:
    """V31: in one district's own file every record names one of its schools."""
    prefix = district[:4]
    return Check(
        "V31",
        ("DOE015",),
        f"the file is district {district}'s, the school another district's.",
        lambda p: ~pl.col("DOE015").cast(pl.String).str.starts_with(prefix) & _not("DOE015", "00000001"),
        f"Move the record to its own district's file; schools of this one begin with {prefix}.",
        cites="records format",
        wide=f"{{count}} records name schools of other districts, the first {{value}} on row {{row}}; the file is "
        f"district {district}'s.",
    )


class RecordRules:
    """The rules of one collection, their expressions built once however many files it has."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self._tests = [(check, check.breaks(period)) for check in CHECKS]

    def report(self, chunk: pl.DataFrame, compact: pl.DataFrame, district: str | None, tally: Tally) -> None:
        """Evaluate every rule over a compact chunk in one pass and tally the rows that break one, shown as in `chunk`.

        `district` is the organization code of the file's only district, None for a statewide file.
        """
        tests = self._tests
        if district:
            own = other_district(district)
            tests = [*tests, (own, own.breaks(self.period))]
        masks = compact.select([test for _, test in tests])
        broken = masks.sum().row(0, named=True)
        for check, _ in tests:
            if broken[check.id]:
                _list(check, chunk, masks[check.id], self.period, tally)


def _list(check: Check, chunk: pl.DataFrame, broken: pl.Series, period: Period, tally: Tally) -> None:
    shown = [e + kept for e in check.elements for kept in ("", SENT)]
    lines = all_as_sent(chunk.select(cs.by_name("row", *shown, require_all=False)).filter(broken))
    finding = Finding(check.id, check.severity, check.remedy, check.elements[0], wide=check.wide)

    def message(line: Mapping[str, Any]) -> str:
        held = ", ".join(f"{e} `{line[e]}`" for e in check.elements)
        return f"{held} ({period}): {check.says}"

    tally.rows(finding, lines, message, value=check.elements[0])
