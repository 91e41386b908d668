"""The eight indicators for the whole state, worked out plainly for one year from the files: sets, no engine.

Good for whole numbers near the truth of the readings R01-R31; the product's own engine is the exact one.
"""

from __future__ import annotations

import polars as pl

_LATER_ORDER = {
    "04": 1, "10": 2, "11": 3, "09": 4, "01": 5, "05": 6, "06": 7,
    **{str(k): 8 for k in range(30, 37)}, **{str(k): 9 for k in range(20, 25)}, "40": 10, "41": 11,
}  # fmt: skip
LEFT = ["04", "10", "09", *map(str, range(30, 37))]
_LEVELS = {"F": 0, "W": 1, "NM": 2, "NI": 3, "PM": 4, "P": 5, "M": 6, "A": 7, "E": 8}
_PLACED = ["postsecondary", "advanced_training", "apprenticeship", "military", "employed_related", "employed_unrelated"]


def winners(frame: pl.DataFrame, month: int) -> pl.DataFrame:
    """One row per student: the claim that wins (R02)."""
    enrolled_first = (pl.col("DOE012") != "01").cast(pl.Int32)
    order = enrolled_first if month == 10 else pl.col("DOE012").replace_strict(_LATER_ORDER)
    return (
        frame.with_columns(order=order)
        .sort("DOE002", "order", "DOE015")
        .unique("DOE002", keep="first", maintain_order=True)
    )


def in_cte(october: pl.DataFrame) -> pl.DataFrame:
    """Those enrolled in CTE in an October (R01) with their `program` code."""
    own = october.filter((pl.col("DOE012") == "01") & ~pl.col("DOE035").is_in(["00", "01"]))
    return own.with_columns(program=_program())


def _program() -> pl.Expr:
    return pl.when(pl.col("DOE043") != "500").then(pl.col("DOE043")).otherwise(pl.col("DOE044"))


class Rates:
    """Numerators and denominators of school years of a `Written` state."""

    def __init__(self, state) -> None:
        self.state = state
        self.enrolled = {y + 1: in_cte(winners(f, 10)) for (y, month), f in state.sims.items() if month == 10}
        programs = state.table("programs.csv")
        self.field = dict(
            programs.filter(pl.col("nontraditional_for") != "").select("code", "nontraditional_for").iter_rows()
        )

    def leavers(self, year: int) -> pl.DataFrame:
        """Winning end-of-year records of the concentrators (R03) who left (R05) in the year."""
        concentrators: set[str] = set()
        for later in self.enrolled:
            if later <= year and later - 1 in self.enrolled:
                concentrators |= set(self.enrolled[later]["DOE002"]) & set(self.enrolled[later - 1]["DOE002"])
        june = winners(self.state.sims[year, 6], 6)
        return june.filter(pl.col("DOE002").is_in(list(concentrators)) & pl.col("DOE012").is_in(LEFT))

    def of(self, year: int) -> dict[str, tuple[int, int]]:
        """Indicator → (numerator, denominator) of one year; 4S1 and 5S1 only where their files exist."""
        left = self.leavers(year)
        found = {
            "1S1": self._academic(left, "e"),
            "1S2": self._academic(left, "m"),
            "2S1": (left.filter(~pl.col("DOE031").is_in(["00", "500"])).height, left.height),
            "3S1": (left.filter(pl.col("DOE012") == "04").height, left.height),
            "6S1": self._crossing(self.enrolled[year]),
            "6S2": self._crossing(self._with_program(left.filter(pl.col("DOE012") == "04"), year)),
        }
        if (self.state.folder / f"cohort/{year}.csv").exists():
            found["4S1"] = self._cohort(year)
        if (self.state.folder / f"followup/{year}.csv").exists():
            answers = self.state.table(f"followup/{year}.csv").filter(pl.col("status").is_in(_PLACED))
            found["5S1"] = (left.filter(pl.col("DOE002").is_in(answers["sasid"].to_list())).height, left.height)
        return found

    def _academic(self, left: pl.DataFrame, subject: str) -> tuple[int, int]:
        tests = self.state.table("mcas/*.csv").filter(
            (pl.col("grade") == "10")
            & pl.col(f"{subject}teststat").is_in(["T", "TR"])
            & pl.col(f"{subject}perf2").is_in(list(_LEVELS))
        )
        code = pl.col("adminyear")
        spring = code.str.starts_with("20")
        when = pl.when(spring).then(code.str.slice(2, 2) + "05").otherwise(code.str.slice(2, 2) + code.str.slice(0, 2))
        first = (
            tests.with_columns(when=when, level=pl.col(f"{subject}perf2").replace_strict(_LEVELS))
            .sort("sasid", "when", -pl.col("level"))
            .unique("sasid", keep="first", maintain_order=True)
        )
        taken = left.join(first, left_on="DOE002", right_on="sasid")
        return taken.filter(pl.col("level") >= 5).height, taken.height

    def _cohort(self, year: int) -> tuple[int, int]:
        members = self.state.table(f"cohort/{year}.csv").filter(pl.col("outcome") != "removed")
        octobers = pl.concat(self.enrolled[y].select("DOE002") for y in range(year - 2, year + 1) if y in self.enrolled)
        twice = octobers.group_by("DOE002").len().filter(pl.col("len") >= 2)["DOE002"]
        own = members.filter(pl.col("sasid").is_in(twice.to_list()))
        return own.filter(pl.col("outcome") == "graduated").height, own.height

    def _with_program(self, completers: pl.DataFrame, year: int) -> pl.DataFrame:
        """Their program: of the end-of-year record, else of the latest October with one (R11)."""
        before = pl.concat(
            self.enrolled[y].select("DOE002", pl.lit(y).alias("october"), pl.col("program").alias("earlier"))
            for y in self.enrolled
            if y <= year
        )
        latest = before.sort("DOE002", "october").unique("DOE002", keep="last", maintain_order=True)
        own = pl.when(_program() != "500").then(_program()).otherwise(pl.col("earlier"))
        return completers.join(latest, on="DOE002", how="left").with_columns(program=own)

    def _crossing(self, students: pl.DataFrame) -> tuple[int, int]:
        fields = students.with_columns(field=pl.col("program").replace_strict(self.field, default="")).filter(
            pl.col("field") != ""
        )
        return fields.filter(pl.col("field") == pl.col("DOE009")).height, fields.height
