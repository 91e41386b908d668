"""MCAS results: grade 10 every spring, retests in November and March, a few grade 8 rows.

Scores and levels fit each other: the legacy scale (200-280, even) before spring 2019, the next-generation
scale (440-560) from spring 2019 on.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, pick, some, stream
from openperkins.synth.names import LAST, MIDDLE
from openperkins.synth.people import FIRST, GENDERS, birthdays
from openperkins.synth.rows import SPECIAL_GRADE

NEXT_GENERATION = 2019
LEVELS = ["", "F", "W", "NI", "P", "A", "NM", "PM", "M", "E",
          "ABS", "MED", "LEP", "TRN", "INC", "VAB", "INV", "DNT", "DUP",
          "INP", "AWR", "EMG", "PRG", "NIA", "P_A", "A_A"]  # fmt: skip
_LEVEL = {code: position for position, code in enumerate(LEVELS)}
STATUSES = ["", "T", "TR", "NTA", "NTL", "NTO"]
_NOT_TESTED = ["ABS", "LEP", "MED", "TRN", "INC", "INV", "DNT", "DUP", ""]
_SUBJECTS = ("e", "m", "s")
_MEANS = {"e": (259.8, 12.5), "m": (254.0, 13.5), "s": (249.0, 12.0)}
_RACE_LETTERS = np.array(["W", "B", "A", "N", "P", "M", "H"])


class Assessments:
    """Tests sat so far. `rows` gives one administration's rows; `owes` says who still needs to pass what."""

    def __init__(self, careers: Careers, capacity: int) -> None:
        self.careers = careers
        self.owes = np.zeros((capacity, 2), dtype=bool)
        self.tested = np.zeros(capacity, dtype=bool)

    def spring(self, year: int) -> pl.DataFrame:
        """The spring of school year `year`: grade 10, the pupils of grade 8, and a few pairs of rows."""
        rng, careers = stream(self.careers.seed, "mcas", year), self.careers
        who = careers.enrolled()
        who = who[~careers.people.service_only[who]]
        tenth = who[(careers.grade[who] == 10) & ~(self.tested[who] & happens(rng, 0.6, len(who)))]
        tenth = some(rng, tenth, 0.995)
        eighth = who[careers.grade[who] == 8]
        new_scale = year >= NEXT_GENERATION
        tests = {s: self._sit(rng, tenth, s, new_scale) for s in _SUBJECTS}
        self._remember(tenth, tests)
        parts = [self._frame(tenth, str(year), "10", tests)]
        twice = some(rng, np.arange(len(tenth)), 0.0008)
        again = {s: self._sit(rng, tenth[twice], s, new_scale) for s in _SUBJECTS}
        parts.append(self._frame(tenth[twice], str(year), "10", again))
        younger = {s: self._sit(rng, eighth, s, new_scale, lowest="W") for s in _SUBJECTS}
        parts.append(self._frame(eighth, str(year), "08", younger))
        return _distinct(pl.concat(parts))

    def retests(self, year: int, month: int) -> pl.DataFrame:
        """November (before) or March of school year `year`: grade 10 tests sat in grade 11, 12 or later."""
        rng, careers = stream(self.careers.seed, "retests", year, month), self.careers
        who = careers.enrolled()
        who = who[(careers.grade[who] >= 11) & ~careers.people.service_only[who]]
        late = ~self.tested[who] & happens(rng, 0.5, len(who))
        retests = self.owes[who].any(axis=1) & happens(rng, 0.8, len(who))
        sitting = who[late | retests]
        calendar = year - 1 if month == 11 else year
        new_scale = calendar >= NEXT_GENERATION and (calendar, month) != (2019, 3)
        tests = {}
        for column, subject in enumerate(("e", "m")):
            status, level, score = self._sit(rng, sitting, subject, new_scale, again=True)
            skips = self.tested[sitting] & ~self.owes[sitting, column]
            tests[subject] = tuple(
                np.where(skips, blank, part) for blank, part in zip((0, 0, 0), (status, level, score), strict=True)
            )
        nothing = np.zeros(len(sitting), dtype=np.int64)
        tests["s"] = (nothing, nothing, nothing)
        self._remember(sitting, tests)
        return self._frame(sitting, f"{month:02d}{calendar % 100:02d}", "10", tests)

    def _sit(
        self, rng: np.random.Generator, who: np.ndarray, subject: str, new_scale: bool, *,
        lowest: str = "F", again: bool = False,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
        """Status, level (positions) and scaled score (0 when none) of one subject for each student."""
        people, n = self.careers.people, len(who)
        mean, spread = _MEANS[subject]
        quality = 0.92 * people.ability[who] + 0.45 * rng.standard_normal(n)
        legacy = np.clip(np.round((mean + spread * quality) / 2) * 2, 200, 280).astype(np.int64)
        score = np.clip(np.round(505 + 18 * quality), 440, 560).astype(np.int64) if new_scale else legacy
        level = _next_levels(score) if new_scale else _legacy_levels(score, lowest)
        status = np.where(happens(rng, 0.15, n) | again, 2, 1) if again else np.ones(n, dtype=np.int64)
        status, level, score = _not_tested(rng, self._newcomers(who), status, level, score, subject)
        return self._alternate(rng, who, status, level, score, new_scale)

    def _newcomers(self, who: np.ndarray) -> np.ndarray:
        return (self.careers.attributes.first_here[who] > 0) & self.careers.attributes.learner[who]

    def _alternate(
        self, rng: np.random.Generator, who: np.ndarray, status: np.ndarray, level: np.ndarray,
        score: np.ndarray, new_scale: bool,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
        """Few students with disabilities take the alternate assessment: a level of its own and no score."""
        severe = (self.careers.attributes.placement[who] > 0) & (self.careers.people.lot(who, 20) < 800)
        severe &= (status == 1) | (status == 2)
        codes = np.array([_LEVEL[code] for code in ("PRG", "EMG", "AWR", "INP", "NIA", "P_A", "A_A")])
        drawn = codes[pick(rng, len(who), (40, 15, 6, 6, 4, 2, 1))]
        if new_scale:
            drawn = np.where(np.isin(drawn, codes[:4]), _LEVEL["NM"], drawn)
        return status, np.where(severe, drawn, level), np.where(severe, 0, score)

    def _remember(self, who: np.ndarray, tests: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
        sat = np.zeros(len(who), dtype=bool)
        for column, subject in enumerate(("e", "m")):
            status, level, _ = tests[subject]
            tested = (status == 1) | (status == 2)
            low = np.isin(level, [_LEVEL["F"], _LEVEL["NM"]])
            self.owes[who, column] = np.where(tested, low, self.owes[who, column])
            sat |= tested
        self.tested[who] |= sat

    def _frame(self, who: np.ndarray, administration: str, grade: str, tests: dict) -> pl.DataFrame:
        people, careers = self.careers.people, self.careers
        sims_grade = np.where(careers.grade[who] == SPECIAL_GRADE, 13, careers.grade[who])
        district = careers.district(who)
        columns = {
            "student": who.astype(np.int32),
            "adminyear": pl.Series([administration]).new_from_index(0, len(who)),
            "grade": pl.Series([grade]).new_from_index(0, len(who)),
            "sasid": pl.Series(people.sasid_number(who)).cast(pl.String),
            "gradesims": _text([*[f"{k:02d}" for k in range(13)], "SP"], sims_grade),
            "sprp_dis": _text(careers.organizations.district_codes, district),
            "sprp_sch": _text(careers.organizations.school_codes, careers.school[who]),
            "sprp_dis_name": _text(careers.organizations.district_names, district),
            "lastname": _text(LAST, people.last[who]),
            "firstname": _text(FIRST, people.first[who]),
            "mi": _text([name[:1] for name in MIDDLE], people.middle[who]),
            "dob": _text(birthdays(), people.birthday(who)),
            "gender": _text(GENDERS, people.gender[who]),
            "race": _text(list(_RACE_LETTERS), _race_letter(people.race[who])),
            "ecodis": _text(["0", "1"], careers.attributes.low_income[who] > 0),
            "EL": _text(["0", "1"], careers.attributes.learner[who]),
            "IEP": _text(["0", "1"], careers.attributes.placement[who] > 0),
            "plan504": _text(["0", "1"], careers.attributes.plan_504[who] == 1),
            "emode": _text(["P", "C"], people.lot(who, 21) % 2),
            "summarize": _text(["1", "0"], np.full(len(who), int(grade == "08"))),
        }
        for subject, (status, level, score) in tests.items():
            numbers = pl.Series(np.asarray(score, dtype=np.int64)).cast(pl.String)
            columns[f"{subject}teststat"] = _text(STATUSES, status)
            columns[f"{subject}perf2"] = _text(LEVELS, level)
            columns[f"{subject}perflev"] = _text(LEVELS, level)
            columns[f"{subject}scaleds"] = numbers.replace("0", "")
        return pl.DataFrame(columns)


def _race_letter(race: np.ndarray) -> np.ndarray:
    return np.where(race < 5, race, np.where(race < 31, 5, 6))


def _legacy_levels(score: np.ndarray, lowest: str) -> np.ndarray:
    codes = np.array([_LEVEL[code] for code in (lowest, "NI", "P", "A")])
    return codes[np.searchsorted([220, 240, 260], score, side="right")]


def _next_levels(score: np.ndarray) -> np.ndarray:
    codes = np.array([_LEVEL[code] for code in ("NM", "PM", "M", "E")])
    return codes[np.searchsorted([470, 500, 530], score, side="right")]


def _not_tested(
    rng: np.random.Generator, newcomers: np.ndarray, status: np.ndarray, level: np.ndarray,
    score: np.ndarray, subject: str,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Absent, excused and void tests: no score, and a level code that says why; a rare tested row lacks its score."""
    n = len(status)
    out = happens(rng, np.where(newcomers, 0.35, 0.009))
    why = pick(rng, n, (40, 0, 12, 12, 8, 4, 8, 3, 8))
    why = np.where(newcomers & happens(rng, 0.7, n), 1, why)
    codes = np.array([_LEVEL[code] for code in _NOT_TESTED])[why]
    if subject == "s":
        codes = np.where(codes == _LEVEL["INV"], _LEVEL["VAB"], codes)
    no_status = np.select([why == 0, why == 1], [3, 4], 5)
    score = np.where(out | happens(rng, 0.0004, n), 0, score)
    return np.where(out, no_status, status), np.where(out, codes, level), score


def _text(values: list[str], positions: np.ndarray) -> pl.Series:
    at = pl.Series(np.asarray(positions, dtype=np.int64))
    return pl.Series(values, dtype=pl.String).gather(at)


def _distinct(frame: pl.DataFrame) -> pl.DataFrame:
    """The same attempt is never written twice: pairs of rows differ in some level or score."""
    says = [f"{subject}{part}" for subject in _SUBJECTS for part in ("teststat", "perf2", "scaleds")]
    return frame.unique(subset=["sasid", "adminyear", "grade", *says], keep="first", maintain_order=True)


def layout(frame: pl.DataFrame, seed: int, year: int) -> pl.DataFrame:
    """The columns of one year's file: order, extra columns and letter case change from year to year."""
    rng = stream(seed, "mcas layout", year)
    needed = ["sasid", "adminyear", "grade", "gradesims"]
    needed += [f"{s}{part}" for s in _SUBJECTS for part in ("teststat", "perf2", "scaleds")]
    extra = [name for name in frame.columns if name not in needed and name != "student"]
    names = needed + (extra if year % 3 else extra[:8])
    if year % 2:
        names = [names[k] for k in rng.permutation(len(names))]
    frame = frame.sort("adminyear", "sasid", "grade", maintain_order=True).select(names)
    return frame.rename(str.upper) if year % 4 == 0 else frame
