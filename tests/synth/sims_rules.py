"""The edit checks of SIMS written once more for these tests, in Polars, apart from the checks the product runs.

A rule is a pair: which rows it speaks about, and what must hold for them. `year` and `month` are the collection's.
"""

from __future__ import annotations

import polars as pl

c = pl.col


def _in(element: str, *codes: str) -> pl.Expr:
    return c(element).is_in(list(codes))


def _is(element: str, code: str) -> pl.Expr:
    return c(element) == code


def _number(element: str) -> pl.Expr:
    return c(element).cast(pl.Int32)


DROPOUT = _in("DOE012", *map(str, range(30, 37)))
TRANSFER = _in("DOE012", *map(str, range(20, 25)))
OCTOBER = c("month") == 10
SUMMER = _is("DOE018", "555")
CHAPTER_74 = _in("DOE035", "02", "03", "04", "05")
OTHER_CTE = _in("DOE035", "13", "14")
EVERY_ROW = pl.lit(True)
_day = pl.when(OCTOBER).then(1001).when(c("month") == 3).then(301).otherwise(630)
_birth_day = c("DOE006").str.slice(0, 2).cast(pl.Int32) * 100 + c("DOE006").str.slice(3, 2).cast(pl.Int32)
AGE = c("year") - c("DOE006").str.slice(6, 4).cast(pl.Int32) - (_birth_day > _day).cast(pl.Int32)
PLACED = (c("DOE034") != "00") | ~_in("DOE032", "00", "05")
SUPPORTED = (c("DOE036") != "500") & (c("DOE038") != "500") & _in("DOE040", "01", "03", "04", "05", "06", "07")
UNSUPPORTED = _is("DOE036", "500") & _is("DOE038", "500") & _in("DOE040", "00", "02", "08", "09")
PAIRS = (
    (_is("DOE011", "01") & _in("DOE013", "01", "08", "11"))
    | (_is("DOE011", "02") & _in("DOE013", "06", "07"))
    | (_is("DOE011", "03") & _in("DOE013", "02", "03", "04", "05", "06", "08", "09", "10", "11"))
)
_most = pl.when(OCTOBER).then(65).when(c("month") == 3).then(171).otherwise(261)

RULES: dict[str, tuple[pl.Expr, pl.Expr]] = {
    "V01": (_in("DOE012", "04", "10"), _in("DOE016", "11", "12", "SP")),
    "V02": (_is("DOE012", "11"), _is("DOE016", "12")),
    "V03": (DROPOUT, _in("DOE016", *[f"{grade:02d}" for grade in range(6, 13)])),
    "V04": (_is("DOE012", "09"), AGE >= 22),
    "V06 plans of others": (c("DOE033") != "500", _in("DOE012", "04", "10", "11")),
    "V06 plans of graduates": (_is("DOE012", "04"), c("DOE033") != "500"),
    "V07 graduates": (_is("DOE012", "04"), _in("DOE037", "01", "02")),
    "V07 others": (c("DOE012") != "04", _is("DOE037", "00")),
    "V08": (c("DOE035") != "00", _in("DOE016", "09", "10", "11", "12")),
    "V09": (_is("DOE011", "02"), _is("DOE035", "00")),
    "V10": (EVERY_ROW, (c("DOE043") != "500") == CHAPTER_74),
    "V11": (EVERY_ROW, (c("DOE044") != "500") == OTHER_CTE),
    "V12": (_is("DOE013", "05"), CHAPTER_74),
    "V13": (_is("DOE035", "00"), _is("DOE042", "500")),
    "V14": (EVERY_ROW, _is("DOE021", "00") == _is("DOE025", "00")),
    "V15": (_is("DOE025", "01"), c("DOE024") != "267"),
    "V16": (c("DOE026") != "00", _is("DOE025", "01")),
    "V17": (c("DOE034") != "00", _is("DOE032", "00")),
    "V18 placed": (PLACED, SUPPORTED),
    "V18 not placed": (~PLACED, UNSUPPORTED),
    "V19": (_in("DOE034", "50", "60"), _is("DOE011", "02")),
    "V20": (~SUMMER, _number("DOE017") + _number("DOE052") <= _number("DOE018")),
    "V21": (~SUMMER, _number("DOE018").is_between(1, _most)),
    "V22 both": (EVERY_ROW, _is("DOE017", "555") == SUMMER),
    "V22 October endings": (OCTOBER & _in("DOE012", "04", "10", "11"), SUMMER),
    "V22 others": (SUMMER & ~OCTOBER, TRANSFER | DROPOUT),
    "V22 October others": (SUMMER & OCTOBER, ~_is("DOE012", "01")),
    "V23": (_in("DOE012", "01", "40"), AGE.is_between(3, 21)),
    "V24": (SUMMER & _in("DOE012", "04", "05", "06", "09", "10", "11", "40", "41"), OCTOBER),
    "V25": (EVERY_ROW, PAIRS),
    "V26": (_in("DOE012", "40", "41"), c("DOE011") != "02"),
    "immigrants": (EVERY_ROW, _is("DOE022", "00") == _is("DOE023", "500")),
    "special grade": (_is("DOE016", "SP"), (c("DOE034") != "00") & AGE.is_between(16, 22)),
    "nature 13 only at 3 to 9": (_is("DOE036", "13"), AGE.is_between(3, 9)),
    "METCO towns": (_is("DOE013", "04"), _in("DOE014", "035", "281")),
    "dated program types": (
        (c("year") + OCTOBER.cast(pl.Int32)) >= 2017,
        ~_in("DOE035", "03", "05", "13"),
    ),
}
#: rules whose rows cannot occur, so that there is nothing to look at
SILENT = {"V22 others"}
