"""SIMS rows as text: the fifty-two elements of each row, consistent with one another (V01-V26)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from openperkins.synth import cte
from openperkins.synth.attributes import OUT_PLACED, PLACEMENTS
from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, pick, stream
from openperkins.synth.names import BIRTHPLACES, LAST, MIDDLE
from openperkins.synth.people import COUNTRIES, FIRST, GENDERS, LANGUAGES, RACES, birthdays
from openperkins.synth.programs import CHAPTER, OTHER, Programs
from openperkins.synth.rows import GRADUATED, SPECIAL_GRADE, STATUS, STATUSES, Rows

OCTOBER, MARCH, END_OF_YEAR = 0, 1, 2
SIMS = [f"DOE{number:03d}" for number in range(1, 53)]
TYPES = ["00", "01", "02", "03", "04", "05", "13", "14"]
_GRADES = ["PK", "KP", "KF", "KT", *[f"{grade:02d}" for grade in range(1, 13)], "SP"]
_EARLY_PLACEMENTS = ["00", "05", "01", "30", "31", "32", "34", "36", "38", "42", "44", "45", "46", "48"]
_REASONS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]
_PLANS = [*[f"{code:02d}" for code in range(1, 11)], "500"]
_METCO_TOWNS = (35, 281)


class Collection:
    """Turns `Rows` into the table of one collection. `year` is the school year, `season` 0 October, 1 March, 2 EOY."""

    def __init__(self, careers: Careers, programs: Programs) -> None:
        self.careers = careers
        self.districts = careers.organizations.district_of
        numbers = [int(code[:4]) % 351 + 1 for code in careers.organizations.district_codes]
        self._town = np.array(numbers, dtype=np.int16)
        self._texts = {
            "birthday": pl.Series(birthdays()),
            "school": pl.Series(careers.organizations.school_codes),
            "chapter": pl.Series([*_codes(programs, CHAPTER), "500"]),
            "other": pl.Series([*_codes(programs, OTHER), "500"]),
            "number": pl.Series([str(k) for k in range(1000)]),
            "two": pl.Series([f"{k:02d}" for k in range(100)]),
            "three": pl.Series([f"{k:03d}" for k in range(1000)]),
        }

    def frame(self, rows: Rows, year: int, season: int) -> pl.DataFrame:
        """DOE001-DOE052 as text, one line per row, sorted by school and then student."""
        people = self.careers.people
        sasid = people.sasid_number(rows.student)
        rows = rows.take(np.lexsort((sasid, rows.school)))
        rng = stream(people.seed, "rows", year, season)
        columns: dict[str, pl.Series | str] = dict.fromkeys(["DOE045", "DOE046"], "0")
        columns |= dict.fromkeys([f"DOE{k:03d}" for k in range(47, 52)], "500")
        columns |= self._identity(rows)
        columns |= self._enrollment(rng, rows, year, season)
        columns |= self._language(rows, year)
        columns |= self._support(rows, year)
        columns |= self._special_education(rows)
        constants = [pl.lit(value).alias(name) for name, value in columns.items() if isinstance(value, str)]
        series = {name: value for name, value in columns.items() if isinstance(value, pl.Series)}
        return pl.DataFrame(series).with_columns(constants).select(SIMS)

    def _identity(self, rows: Rows) -> dict[str, pl.Series]:
        people, who = self.careers.people, rows.student
        return {
            "DOE001": _digits(people.lasid_number(who)),
            "DOE002": _digits(people.sasid_number(who)),
            "DOE003": _text(FIRST, people.first[who]),
            "DOE004": _text(MIDDLE, people.middle[who]),
            "DOE005": _text(LAST, people.last[who]),
            "DOE006": _text(self._texts["birthday"], people.birthday(who)),
            "DOE007": _text(["D10"], np.zeros(len(who), dtype=np.uint8)),
            "DOE008": _text(BIRTHPLACES, people.birthplace[who]),
            "DOE009": _text(GENDERS, people.gender[who]),
            "DOE010": _text(RACES, people.race[who]),
        }

    def _enrollment(self, rng: np.random.Generator, rows: Rows, year: int, season: int) -> dict[str, pl.Series]:
        careers, who = self.careers, rows.student
        out_placed = self._out_placed(rows)
        can = (rows.grade >= 9) & (rows.grade <= 12) & ~out_placed
        kind = np.where(can, rows.kind, 0)
        types = cte.program_types(careers, kind, who, rows.grade, year, season)
        resident, reason, town = self._residence(rows, types, out_placed)
        ending = np.isin(rows.status, [GRADUATED, STATUS["10"], STATUS["11"]])
        graduate = rows.status == GRADUATED
        plans = np.where(ending, pick(rng, len(rows), (30, 18, 18, 3, 7, 12, 3, 3, 4, 2)), 10)
        core = np.where(graduate, np.where(happens(rng, 0.8, len(rows)), 1, 2), 0)
        attended, absent = _days(rng, rows, careers.people.absence[who])
        credential = np.where(types >= 2, careers.credential[who], 101)
        credential = np.where((types < 2) & (careers.credential[who] > 0), careers.credential[who], credential)
        return {
            "DOE011": _text(["01", "02", "03"], resident),
            "DOE012": _text(STATUSES, rows.status),
            "DOE013": _text(_REASONS, reason - 1),
            "DOE014": _text(self._texts["three"], town),
            "DOE015": _text(self._texts["school"], rows.school),
            "DOE016": _text(_GRADES, self._grade_positions(rows)),
            "DOE017": _text(self._texts["number"], attended),
            "DOE018": _text(self._texts["number"], np.where(rows.summer, 555, rows.member)),
            "DOE052": _text(self._texts["number"], absent),
            "DOE028": _text(["00", "01"], graduate & (year >= 2016) & (careers.people.lot(who, 3) < 300)),
            "DOE031": _text([*[f"{k:02d}" for k in range(15)], "500"], np.minimum(credential, 15)),
            "DOE033": _text(_PLANS, plans),
            "DOE035": _text(TYPES, types),
            "DOE037": _text(["00", "01", "02"], core),
            "DOE042": _text(["500", "01", "02", "03"], np.where(types > 0, careers.people.single_parent[who], 0)),
            "DOE043": _text(self._texts["chapter"], np.where((types >= 2) & (types <= 5), rows.program, -1)),
            "DOE044": _text(self._texts["other"], np.where(types >= 6, rows.program, -1)),
        }

    def _grade_positions(self, rows: Rows) -> np.ndarray:
        kindergarten = 1 + self.careers.people.lot(rows.student, 4) % 3
        return np.select([rows.grade < 0, rows.grade == 0], [0, kindergarten], rows.grade.astype(np.int16) + 3)

    def _residence(
        self, rows: Rows, types: np.ndarray, out_placed: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """DOE011 (position), DOE013 (number) and DOE014 (town number) that fit together (V09, V12, V25)."""
        careers, who = self.careers, rows.student
        district = self.districts[rows.school]
        lot = careers.people.lot(who, 5)
        vocational = careers.organizations.vocational[district]
        chapter = (types >= 2) & (types <= 5)
        visiting = lot < np.where(vocational, 6000, 450)
        own = np.select([lot > 9980, lot > 9700], [11, 8], 1)
        away = np.array([2, 3, 4, 6, 8, 8, 8, 9, 10, 11, 8, 8])[lot % 12]
        away = np.where(chapter & (vocational | (lot % 2 == 0)), 5, away)
        placed = np.where(lot % 2 == 0, 6, 7)
        resident = np.where(out_placed, 1, np.where(visiting, 2, 0))
        reason = np.where(out_placed, placed, np.where(visiting, away, own))
        home = self._town[district]
        town = np.where(visiting, careers.people.town[who], home)
        town = np.where(reason == 4, np.array(_METCO_TOWNS)[lot % 2], town)
        town = np.where((resident == 2) & (reason != 4) & (lot % 97 == 0), 888, town)
        return resident, reason, town

    def _language(self, rows: Rows, year: int) -> dict[str, pl.Series]:
        careers, who = self.careers, rows.student
        given = careers.attributes
        learner = given.learner[who]
        newcomer = (given.first_here[who] > 0) & (year - given.first_here[who] < 3)
        first = given.first_here[who] == year
        return {
            "DOE021": _text(["00", "01", "02"], np.where(learner, np.where(first, 1, 2), 0)),
            "DOE022": _text(["00", "01"], newcomer),
            "DOE023": _text([*COUNTRIES, "500"], np.where(newcomer, careers.people.country[who], len(COUNTRIES))),
            "DOE024": _text(LANGUAGES, careers.people.language[who]),
            "DOE025": _text(["00", "01"], learner),
            "DOE026": _text(["00", "01", "02", "03", "04", "05"], np.where(learner, given.english[who], 0)),
            "DOE041": _text(["00", "01"], learner & (careers.people.lot(who, 6) < 600)),
        }

    def _support(self, rows: Rows, year: int) -> dict[str, pl.Series]:
        careers, who = self.careers, rows.student
        lot = careers.people.lot
        low = careers.attributes.low_income[who]
        title_one = np.where((low > 0) & (lot(who, 7) < 3000), 1 + lot(who, 8) % 27, 0)
        program = np.where(lot(who, 9) < 60, 1 + lot(who, 10) % 4, 0)
        assistance = np.where((title_one > 0) & (lot(who, 11) < 1500), 1 + lot(who, 12) % 7, 0)
        military = np.where(lot(who, 13) < 70, np.minimum(1 + lot(who, 13) % 4, 3 if year >= 2016 else 1), 0)
        return {
            "DOE019": _text(["00", "01", "02"], low),
            "DOE020": _text(self._texts["two"], title_one),
            "DOE027": _text(["00000000", "10000001", "10000002", "20000001", "90000010"], program),
            "DOE029": _text(["00", "01", "02", "03"], military),
            "DOE030": _text(["500", "01", "02", "03", "04", "05", "06", "07"], assistance),
            "DOE039": _text(["00", "01", "02"], careers.attributes.plan_504[who]),
        }

    def _out_placed(self, rows: Rows) -> np.ndarray:
        placement = self.careers.attributes.placement[rows.student]
        return np.isin(placement, OUT_PLACED) & (rows.grade > 0)

    def _special_education(self, rows: Rows) -> dict[str, pl.Series]:
        """DOE032, DOE034, DOE036, DOE038 and DOE040 that fit together (V17, V18)."""
        careers, who = self.careers, rows.student
        given, lot = careers.attributes, careers.people.lot(who, 14)
        placed = (given.placement[who] > 0) & (rows.status != STATUS["41"])
        placed |= (given.placement[who] > 0) & careers.people.service_only[who]
        placed |= rows.grade == SPECIAL_GRADE
        early = rows.grade <= 0
        young = np.where(placed, 2 + lot % 12, lot % 2)
        older = np.where(placed & ~early, np.maximum(given.placement[who], 1), 0)
        nature = given.nature[who].astype(np.int64)
        nature = np.where((nature == 13) & (rows.grade > 2) | (nature == 0), 1 + lot % 12, nature)
        evaluated = np.where(lot % 9 < 4, 0, lot % 5 + 1)
        result = np.where(placed, np.array([1, 3, 4, 5, 6, 7])[evaluated], 0)
        result = np.where(~placed & (lot % 100 < 3), np.array([2, 8, 9])[lot % 3], result)
        return {
            "DOE032": _text(_EARLY_PLACEMENTS, np.where(early, young, 0)),
            "DOE034": _text(PLACEMENTS, older),
            "DOE036": _text(["500", *[f"{k:02d}" for k in range(1, 14)]], np.where(placed, nature, 0)),
            "DOE038": _text(["500", "01", "02", "03", "04"], np.where(placed, np.maximum(given.need[who], 1), 0)),
            "DOE040": _text([f"{k:02d}" for k in range(10)], result),
        }


def _codes(programs: Programs, kind: int) -> list[str]:
    """Program codes by position; those of the other kind are never asked for."""
    return [code if of == kind else "500" for code, of in zip(programs.codes, programs.kinds, strict=True)]


def _days(rng: np.random.Generator, rows: Rows, absence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days attended and days absent without excuse; 555 and 0 for summer exits (V20, V22)."""
    missed = rng.binomial(rows.member.astype(np.int64), absence)
    truant = rng.binomial(missed, 0.3)
    return np.where(rows.summer, 555, rows.member - missed), np.where(rows.summer, 0, truant)


def _text(values: Sequence[str] | pl.Series, positions: np.ndarray) -> pl.Series:
    """The text of each position; a negative position counts from the end."""
    series = values if isinstance(values, pl.Series) else pl.Series(values, dtype=pl.String)
    at = np.asarray(positions, dtype=np.int64)
    return series.gather(pl.Series(np.where(at < 0, at + len(series), at)))


def _digits(numbers: np.ndarray) -> pl.Series:
    return pl.Series(numbers).cast(pl.String)
