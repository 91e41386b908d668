"""Career and technical education: who is in which program in which year."""

from __future__ import annotations

import numpy as np

from openperkins.synth.attributes import OUT_PLACED
from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, stream
from openperkins.synth.programs import Offers
from openperkins.synth.rows import CHAPTER_74, EXPLORING, NO_CTE, OTHER_CTE

TECH_PREP_ENDED = 2017  # DOE035 03, 05 and 13 are not reported from this school year on


def october(careers: Careers, offers: Offers, year: int) -> None:
    """Settle everyone's CTE enrollment for the October of school year `year`, and remember it."""
    rng = stream(careers.seed, "cte", year)
    who = careers.enrolled()
    grade, kind = careers.grade[who], careers.kind[who].copy()
    vocational = careers.organizations.vocational[careers.district(who)]
    may = (grade >= 9) & (grade <= 12) & ~careers.people.service_only[who]
    may &= ~np.isin(careers.attributes.placement[who], OUT_PLACED)
    wanted = _choice_school(careers, rng, who, grade, kind)
    wanted = np.where(vocational, np.where(grade == 9, EXPLORING, CHAPTER_74), wanted)
    wanted = np.where(vocational & (grade >= 10) & happens(rng, 0.025, len(who)), NO_CTE, wanted)
    wanted = np.where(may, wanted, NO_CTE)
    _settle(careers, offers, rng, who, wanted)
    counted = who[(careers.kind[who] == CHAPTER_74) | (careers.kind[who] == OTHER_CTE)]
    careers.octobers[counted] |= 1 << (year - careers.base)


def _choice_school(
    careers: Careers, rng: np.random.Generator, who: np.ndarray, grade: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    """Kind wanted where CTE is a choice: start in the grade one is inclined to, stay mostly, pause, come back."""
    n = len(who)
    inside = (kind == CHAPTER_74) | (kind == OTHER_CTE)
    stays = inside & happens(rng, 0.86, n)
    starts = ~inside & (careers.inclined[who] == grade)
    resumes = careers.paused[who] & happens(rng, 0.35, n)
    late = ~inside & (careers.inclined[who] > 0) & (careers.inclined[who] < grade) & happens(rng, 0.05, n)
    careers.paused[who] = (careers.paused[who] | (inside & ~stays)) & ~resumes
    fresh = np.where(happens(rng, 0.55, n), CHAPTER_74, OTHER_CTE)
    return np.select([stays, starts | resumes | late], [kind, fresh], NO_CTE)


def _settle(careers: Careers, offers: Offers, rng: np.random.Generator, who: np.ndarray, wanted: np.ndarray) -> None:
    """Give programs: the old one where it is still taught (few change, more so across gender lines), else a new one."""
    school, gender = careers.school[who], careers.people.gender[who]
    has = offers.has[school]
    wanted = np.where((wanted == CHAPTER_74) & ~has[:, 0] & has[:, 1], OTHER_CTE, wanted)
    wanted = np.where((wanted == OTHER_CTE) & ~has[:, 1] & has[:, 0], CHAPTER_74, wanted)
    real = (wanted == CHAPTER_74) | (wanted == OTHER_CTE)
    wanted = np.where(real & ~has.any(axis=1), NO_CTE, wanted)
    real = (wanted == CHAPTER_74) | (wanted == OTHER_CTE)
    old = careers.program[who]
    keeps = real & (old >= 0) & offers.taught[school, np.maximum(old, 0)]
    keeps &= offers.programs.kinds[np.maximum(old, 0)] == wanted
    keeps &= ~happens(rng, np.where(offers.crosses(old, gender), 0.14, 0.04))
    chosen = offers.choose(rng, school, np.where(real, wanted, CHAPTER_74), gender)
    careers.kind[who] = wanted
    careers.program[who] = np.where(keeps, old, np.where(real, chosen, -1))


def winter(careers: Careers, offers: Offers, year: int) -> None:
    """By March those exploring in grade 9 have a program, and movers in vocational schools have one too."""
    rng = stream(careers.seed, "cte winter", year)
    who = careers.enrolled()
    vocational = careers.organizations.vocational[careers.district(who)]
    joins = vocational & (careers.kind[who] == NO_CTE) & (careers.grade[who] <= 12) & (careers.grade[who] >= 9)
    joins &= happens(rng, 0.6, len(who)) & ~careers.people.service_only[who]
    joins &= ~np.isin(careers.attributes.placement[who], OUT_PLACED)
    ready = who[(careers.kind[who] == EXPLORING) | joins]
    chapter = np.full(len(ready), CHAPTER_74)
    careers.program[ready] = offers.choose(rng, careers.school[ready], chapter, careers.people.gender[ready])
    careers.kind[ready] = CHAPTER_74


def program_types(
    careers: Careers, kind: np.ndarray, who: np.ndarray, grade: np.ndarray, year: int, season: int
) -> np.ndarray:
    """Position in DOE035's values (00 01 02 03 04 05 13 14) for rows of a collection; `season` 0 October, 1, 2."""
    tech_prep = (careers.people.lot(who, 1) < 1800) & (year < TECH_PREP_ENDED)
    cooperative = (grade >= 11) & (careers.people.lot(who, 2) < np.where(grade == 12, 1800 + 900 * season, 900))
    chapter = 2 + tech_prep + 2 * cooperative
    return np.select([kind == EXPLORING, kind == CHAPTER_74, kind == OTHER_CTE], [1, chapter, 7 - tech_prep], 0)
