"""What districts report in each collection: everyone in school, those who left, and claims that conflict."""

from __future__ import annotations

import numpy as np

from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, pick, some, stream
from openperkins.synth.programs import Offers
from openperkins.synth.rows import CHAPTER_74, ENROLLED, EXPLORING, GRADUATED, NO_CTE, STATUS, Rows
from openperkins.synth.sims_rows import END_OF_YEAR, MARCH, OCTOBER

MEMBERSHIP = ((17, 23), (98, 118), (172, 182))  # days by October 1, March 1 and June, for those there from the start
_CONFLICTS = 0.003
_NOT_REPORTED = 0.003
_PROGRAM_LEFT_OUT = 0.012  # end-of-year rows that no longer name the program (the fallback of R11)


def october(careers: Careers, offers: Offers, year: int, summer: Rows) -> Rows:
    """The October of school year `year`: everyone enrolled, and the summer's exits."""
    who = _reported(careers, year, OCTOBER)
    status = np.where(careers.people.service_only[who], STATUS["40"], ENROLLED)
    now = careers.rows(who, status, _days(careers, year, OCTOBER, len(who)))
    return _whole(careers, offers, year, OCTOBER, [now, summer])


def march(careers: Careers, offers: Offers, year: int, exits: Rows) -> Rows:
    """The March of school year `year`: everyone enrolled, and who left since October."""
    who = _reported(careers, year, MARCH)
    status = np.where(careers.people.service_only[who], STATUS["40"], ENROLLED)
    now = careers.rows(who, status, _days(careers, year, MARCH, len(who)))
    return _whole(careers, offers, year, MARCH, [now, exits])


def end_of_year(
    careers: Careers, offers: Offers, year: int, june: tuple[np.ndarray, np.ndarray], exits: list[Rows]
) -> Rows:
    """The End of Year collection: how the year ended for everyone (`june`: people, statuses) and the year's exits."""
    who, status = june
    rng = stream(careers.seed, "reported", year, END_OF_YEAR)
    sent = happens(rng, 1 - _NOT_REPORTED, len(who))
    now = careers.rows(who[sent], status[sent], _days(careers, year, END_OF_YEAR, int(sent.sum())))
    silent = happens(rng, _PROGRAM_LEFT_OUT, len(now)) & (now.kind != NO_CTE)
    now.kind[silent], now.program[silent] = NO_CTE, -1
    earlier = Rows.join(exits)
    return _whole(careers, offers, year, END_OF_YEAR, [now, earlier.take(happens(rng, 0.93, len(earlier)))])


def _reported(careers: Careers, year: int, season: int) -> np.ndarray:
    return some(stream(careers.seed, "reported", year, season), careers.enrolled(), 1 - _NOT_REPORTED / 3)


def _days(careers: Careers, year: int, season: int, count: int) -> np.ndarray:
    low, high = MEMBERSHIP[season]
    return stream(careers.seed, "membership", year, season).integers(low, high + 1, count)


def _whole(careers: Careers, offers: Offers, year: int, season: int, parts: list[Rows]) -> Rows:
    rows = Rows.join(parts)
    rows = Rows.join([rows, _conflicts(careers, offers, year, season, rows)])
    return _once_per_district(careers, rows)


def _once_per_district(careers: Careers, rows: Rows) -> Rows:
    """A student once per district (V28), the first row in order staying."""
    districts = len(careers.organizations.district_codes)
    key = rows.student.astype(np.int64) * districts + careers.organizations.district_of[rows.school]
    first = np.sort(np.unique(key, return_index=True)[1])
    return rows.take(first)


def _conflicts(careers: Careers, offers: Offers, year: int, season: int, rows: Rows) -> Rows:
    """Second claims by other districts: the same status, or one that contradicts the first."""
    rng = stream(careers.seed, "conflicts", year, season)
    plain = (rows.grade >= 9) & ~careers.people.service_only[rows.student] & ~rows.summer
    claim = rows.take(np.flatnonzero(plain & happens(rng, _CONFLICTS, len(rows))))
    n = len(claim)
    claim.school = careers.high[(rng.random(n) * len(careers.high)).astype(np.int64)].astype(np.int32)
    claim.status = _claimed(careers, rng, claim, year, season)
    low, high = 1, MEMBERSHIP[season][1]
    claim.member = rng.integers(low, high + 1, n).astype(np.int16)
    teaches = offers.has[claim.school, 0] & (claim.grade <= 12) & happens(rng, 0.4, n)
    program = offers.choose(rng, claim.school, np.full(n, CHAPTER_74), careers.people.gender[claim.student])
    claim.kind = np.where(teaches, np.where(claim.grade == 9, EXPLORING, CHAPTER_74), NO_CTE).astype(np.uint8)
    claim.program = np.where(teaches & (claim.grade > 9), program, -1).astype(np.int16)
    return claim


def _claimed(careers: Careers, rng: np.random.Generator, claim: Rows, year: int, season: int) -> np.ndarray:
    """The second district's status; endings only at the end of a year and in grades that allow them (V01-V03)."""
    n = len(claim)
    choice = pick(rng, n, (40, 22, 8, 18, 12))
    dropped = np.where(claim.grade <= 12, STATUS["35"], ENROLLED)
    senior = season == END_OF_YEAR and (claim.grade >= 11)
    finished = np.where(senior, GRADUATED, ENROLLED)
    same = np.where(np.isin(claim.status, [STATUS["10"], STATUS["11"], STATUS["09"]]), ENROLLED, claim.status)
    by_choice = [same, np.full(n, STATUS["20"]), np.full(n, STATUS["22"]), dropped, finished]
    status = np.choose(choice, by_choice)
    on_year, month_day = ((year - 1, 1001), (year, 301), (year, 630))[season]
    too_old = (careers.people.age(claim.student, on_year, month_day) >= 22) & (status == ENROLLED)
    return np.where(too_old, STATUS["20"], status).astype(np.uint8)
