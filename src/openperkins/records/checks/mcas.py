"""Checks M01 … M16: grade 10 MCAS results.

A subject's columns begin with its letter: `e` language arts, `m` mathematics, `s` science (used when present).
Sources: formats.md "MCAS"; the levels and their scores are the law's table `mcas_levels`.
"""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known, sasid
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally

SUBJECTS = {"e": "language arts", "m": "mathematics", "s": "science"}
GRADES = tuple(f"{n:02d}" for n in range(3, 13)) + tuple(str(n) for n in range(3, 10)) + ("SP",)
ADMINISTRATION = r"^((19|20)[0-9]{2}|(0[1-9]|1[0-2])[0-9]{2})$"
#: the columns of the sealed table that tell one attempt from another
ATTEMPT = ("sasid", "administration_year", "administration_month", "grade")
RESULTS = tuple(f"{s}{c}" for s in SUBJECTS for c in ("teststat", "perf2", "scaleds"))
SEALED = ("sasid", "adminyear", "administration_year", "administration_month", "grade", "gradesims")
_EXPORT = "Correct the value at its source and export the results again."
_RESULT = "Compare the row with the student's result and correct it."

REPEATED = RowRule(
    "M16",
    "error",
    "sasid",
    pl.lit(value=True),
    "The attempt of {sasid} in {adminyear} is already on {where}, with the same results.",
    "Keep one of the rows.",
)


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of one file; returns it in the columns of the sealed table (without `file`).

    `administration_year` and `administration_month` are null where `adminyear` was refused.
    """
    check_column(chunk, sasid("M01"), tally)
    check_column(chunk, column("grade", "M03", "code", "a grade", values=GRADES), tally)
    check_column(chunk, column("dob", "M11", "date", "a date of birth"), tally, optional=True, severity="warning")
    dated = chunk.with_columns(
        pl.when(pl.col("adminyear").str.contains(ADMINISTRATION)).then(pl.col("adminyear")).alias("_admin")
    ).with_columns(administration_year=_year(), administration_month=_month())
    apply(dated, _file_rules(), tally)
    for letter in SUBJECTS:
        _check_subject(dated, letter, known, tally)
    return dated.select(*SEALED, *RESULTS, "dob", pl.col("row").cast(pl.Int32))


def _year() -> pl.Expr:
    """`2018` is 2018; the last two digits of `0319` are 2019."""
    code = pl.col("_admin")
    bare = code.str.contains(r"^(19|20)")
    short = code.str.slice(2, 2).cast(pl.Int16, strict=False) + 2000
    return pl.when(bare).then(code.cast(pl.Int16, strict=False)).otherwise(short).cast(pl.Int16)


def _month() -> pl.Expr:
    code = pl.col("_admin")
    month = code.str.slice(0, 2).cast(pl.Int8, strict=False)
    return pl.when(code.str.contains(r"^(19|20)")).then(pl.lit(0)).otherwise(month).cast(pl.Int8)


def _file_rules() -> list[RowRule]:
    lost = pl.col("adminyear").str.contains(r"^[1-9][0-9]{2}$")
    wrong = pl.col("_admin").is_null()
    expected = "a year (`2018`, its spring) or month and year (`0319`, `1119`)"
    return [
        RowRule(
            "M02",
            "error",
            "adminyear",
            wrong & lost,
            f"adminyear: `{{adminyear}}` has 3 characters; {expected} expected: did you mean `0{{adminyear}}`?",
            "A spreadsheet may have dropped the leading zero. Set the column to Text and export again.",
        ),
        RowRule(
            "M02",
            "error",
            "adminyear",
            wrong & ~lost,
            f"adminyear: `{{adminyear}}` is not an administration; {expected} expected.",
            _EXPORT,
        ),
        RowRule(
            "M04",
            "warning",
            "grade",
            pl.col("grade").is_in([g for g in GRADES if g != "10"]),
            "Grade {grade}: the row will not be used.",
            "Nothing to do if these rows belong to other grades.",
            "{count} records are not grade 10 and will not be used; the first is row {row} (`{value}`).",
        ),
    ]


def _check_subject(frame: pl.DataFrame, letter: str, known: Known, tally: Tally) -> None:
    status, level, score = (f"{letter}{c}" for c in ("teststat", "perf2", "scaleds"))
    levels = tuple(row["code"] for row in known.scale)
    highest = max(int(row["most_score"]) for row in known.scale if row["most_score"])
    columns = [
        column(status, "M05", "code", "a test status", values=known.list_of("teststat") + _untested(known)),
        column(level, "M06", "code", "an MCAS level", values=levels),
        column(score, "M07", "number", "a scaled score", (3, 3), limits=(_lowest(known), highest)),
    ]
    fine = [check_column(frame, c, tally, optional=True) for c in columns]
    good = frame.filter(fine[0] & fine[1] & fine[2])
    apply(good, _subject_rules(letter, known), tally)


def _untested(known: Known) -> tuple[str, ...]:
    """Codes for "no result" that some layouts put into the status column as well."""
    return tuple(row["code"] for row in known.scale if row["counts_as"] == "none")


def _lowest(known: Known) -> int:
    return min(int(row["least_score"]) for row in known.scale if row["least_score"])


def _subject_rules(letter: str, known: Known) -> list[RowRule]:
    status, level, score = (f"{letter}{c}" for c in ("teststat", "perf2", "scaleds"))
    subject = SUBJECTS[letter]
    tested = pl.col(status).is_in(list(known.law.law.academic.tested_statuses))
    no_level, no_score = pl.col(level) == "", pl.col(score) == ""
    results = [row["code"] for row in known.scale if row["counts_as"] == "result"]
    held = f"{status} `{{{status}}}`, {level} `{{{level}}}`, {score} `{{{score}}}`"
    return [
        RowRule(
            "M08",
            "error",
            status,
            tested & no_level & no_score,
            f"{status}=`{{{status}}}` ({subject}, tested) but there is neither a level nor a score.",
            _RESULT,
        ),
        RowRule(
            "M09",
            "error",
            score,
            ~tested & ~no_score,
            f"{held}: a student who was not tested in {subject} has a score.",
            _RESULT,
        ),
        RowRule(
            "M10",
            "error",
            level,
            _disagree(level, score, known),
            f"{held}: level and score disagree; {_ranges(known)}.",
            _RESULT,
        ),
        RowRule(
            "M12",
            "error",
            level,
            _too_early(level, known) & ~no_score,
            f"{level} `{{{level}}}` with a score is a next-generation level, and adminyear `{{adminyear}}` is "
            f"before spring {_first_nextgen(known)}.",
            _RESULT,
        ),
        RowRule(
            "M13",
            "warning",
            level,
            pl.col(level).is_in(results) & no_score,
            f"{level} `{{{level}}}` has no score in {score}.",
            "Add the score if it is known.",
        ),
        RowRule(
            "M14",
            "warning",
            score,
            tested & no_level & ~no_score,
            f"{score} `{{{score}}}` has no level in {level}: the row gives no result in {subject}.",
            "Add the level.",
        ),
        RowRule(
            "M07",
            "error",
            score,
            ~no_score & _between_scales(score, known),
            f"{score}: `{{{score}}}` is not a scaled score; {_ranges(known)}.",
            _RESULT,
        ),
    ]


def _scored(known: Known) -> list[tuple[str, str, int, int]]:
    return [
        (row["code"], row["scale"], int(row["least_score"]), int(row["most_score"]))
        for row in known.scale
        if row["least_score"]
    ]


def _ranges(known: Known) -> str:
    return ", ".join(f"{code} {low}-{high}" for code, _, low, high in _scored(known))


def _on(score: str, scale: str, low: int, high: int) -> pl.Expr:
    """The score lies in the range; the legacy scale has even numbers only."""
    number = pl.col(score).cast(pl.Int32, strict=False)
    within = number.is_between(low, high)
    return within & (number % 2 == 0) if scale == "legacy" else within


def _disagree(level: str, score: str, known: Known) -> pl.Expr:
    told = pl.col(score) != ""
    wrong = [(pl.col(level) == code) & ~_on(score, scale, low, high) for code, scale, low, high in _scored(known)]
    no_result = pl.col(level).is_in(list(_untested(known)))
    return told & ~_between_scales(score, known) & pl.any_horizontal(*wrong, no_result)


def _between_scales(score: str, known: Known) -> pl.Expr:
    return ~pl.any_horizontal([_on(score, scale, low, high) for _, scale, low, high in _scored(known)])


def _first_nextgen(known: Known) -> int:
    return int(known.list_of("nextgen_first_spring")[0])


def _too_early(level: str, known: Known) -> pl.Expr:
    """A next-generation level before the first spring of that scale; a bare year is its spring."""
    spring = known.law.law.academic.spring_month
    codes = [row["code"] for row in known.scale if row["scale"] == "nextgen"]
    month = pl.col("administration_month").cast(pl.Int32)
    of_year = pl.when(month == 0).then(pl.lit(spring)).otherwise(month)
    when = pl.col("administration_year").cast(pl.Int32) * 12 + of_year
    return pl.col(level).is_in(codes) & (when < _first_nextgen(known) * 12 + spring)
