"""The two turns of a school year: how it ends in June, and what happens over the summer."""

from __future__ import annotations

import numpy as np

from openperkins.synth.attributes import PLACEMENTS
from openperkins.synth.careers import DROPPED, GONE, Careers
from openperkins.synth.chance import happens, pick, some, stream
from openperkins.synth.rows import (
    DROPOUT_WEIGHTS,
    ENROLLED,
    GRADUATED,
    NO_CTE,
    SPECIAL_GRADE,
    STATUS,
    TRANSFER_WEIGHTS,
    Rows,
)

CREDENTIALS = 14  # DOE031 values 01-14


def june_statuses(careers: Careers, year: int, who: np.ndarray) -> np.ndarray:
    """End-of-year status of everyone enrolled in June (positions in STATUSES)."""
    rng, people = stream(careers.seed, "june", year), careers.people
    n, grade = len(who), careers.grade[who]
    services = people.service_only[who]
    concentrator = careers.concentrators(who)
    chance = 0.93 + 0.052 * concentrator + 0.03 * people.ability[who]
    chance += 0.008 * careers.organizations.hold[careers.district(who)]
    chance = np.select([grade == 12, grade == SPECIAL_GRADE, grade == 11], [chance, 0.06, 0.003], 0.0)
    status = np.full(n, ENROLLED, dtype=np.uint8)
    status[happens(rng, np.clip(chance, 0, 0.995))] = GRADUATED
    without = (status == ENROLLED) & happens(rng, np.select([grade == 12, grade == SPECIAL_GRADE], [0.2, 0.12], 0.0))
    status[without] = careers.certificate(who)[without]
    status[people.age(who, year, 630) >= 22] = STATUS["09"]
    status[services] = STATUS["40"]
    over = services & ((grade >= 12) | happens(rng, 0.03, n))
    status[over] = STATUS["41"]
    return status


def award_credentials(careers: Careers, year: int, who: np.ndarray, status: np.ndarray) -> None:
    """Competencies attained (DOE031): most who finish a program, some a year early, few others."""
    rng, n = stream(careers.seed, "credentials", year), len(who)
    effect = 0.035 * careers.organizations.credential[careers.district(who)]
    concentrator, grade = careers.concentrators(who), careers.grade[who]
    finishing = concentrator & (status != ENROLLED)
    chance = np.where(finishing, 0.915 + effect + 0.02 * careers.people.ability[who], 0.0)
    chance = np.where(concentrator & ~finishing & (grade >= 11), 0.18, chance)
    chance = np.where(~concentrator & (careers.kind[who] != NO_CTE) & (grade >= 11), 0.25, chance)
    earned = happens(rng, chance) & (careers.credential[who] == 0)
    weights = [20, 12, 9, 7, 5, 4, 3, 1, 1, 1, 8, 6, 4, 2]
    careers.credential[who[earned]] = (1 + pick(rng, n, weights))[earned]


def summer(careers: Careers, year: int) -> Rows:
    """Everything between June and October before school year `year`; rows the old district sends (555)."""
    rng = stream(careers.seed, "summer", year)
    who = careers.enrolled()
    status = _summer_statuses(careers, rng, year, who)
    report = np.where(status == STATUS["20"], 0.25, np.where(status == GRADUATED, 1.0, 0.8))
    out = status != ENROLLED
    rows = careers.rows(who[out], status[out], 0, summer=True).take(happens(rng, report[out]))
    moved, services = status == STATUS["20"], status == STATUS["40"]
    dropped = (status >= STATUS["30"]) & (status <= STATUS["36"])
    careers.move(rng, who[moved])
    careers.leave(who[dropped], status[dropped], DROPPED)
    gone = out & ~moved & ~dropped & ~services
    careers.leave(who[gone], status[gone], GONE)
    vanished = some(rng, careers.enrolled(), 0.0012)
    careers.leave(vanished, careers.status[vanished], GONE)
    return rows


def _summer_statuses(careers: Careers, rng: np.random.Generator, year: int, who: np.ndarray) -> np.ndarray:
    """Status per student still enrolled in June; ENROLLED for all who simply come back."""
    people, n, grade = careers.people, len(who), careers.grade[who]
    services = people.service_only[who]
    high = (grade >= 9) & ~services
    drawn, status = rng.random(n), np.full(n, ENROLLED, dtype=np.uint8)
    senior = high & (grade == 12)
    status[senior & (drawn < 0.55)] = GRADUATED
    stopped = senior & (drawn >= 0.55) & (drawn < 0.61)
    status[stopped] = careers.certificate(who)[stopped]
    younger = high & (grade < 12)
    dropped = (STATUS["30"] + pick(rng, n, DROPOUT_WEIGHTS)).astype(np.uint8)
    away = (STATUS["21"] + pick(rng, n, TRANSFER_WEIGHTS)).astype(np.uint8)
    steadier = np.where(careers.kind[who] != NO_CTE, 0.35, 1.0)
    for mask in (
        (senior & (drawn >= 0.61) & (drawn < 0.67), dropped),
        (younger & (drawn < 0.004 * steadier * np.exp(-0.6 * people.ability[who])), dropped),
        (younger & (drawn >= 0.97) & (drawn < 0.978), away),
        (younger & (drawn >= 0.98) & (drawn < 0.991), np.full(n, STATUS["20"], dtype=np.uint8)),
        (younger & (drawn >= 0.995) & (drawn < 0.9953), np.full(n, STATUS["05"], dtype=np.uint8)),
        (younger & (drawn >= 0.996) & (drawn < 0.9962), np.full(n, STATUS["06"], dtype=np.uint8)),
    ):
        status[mask[0]] = mask[1][mask[0]]
    status[people.age(who, year - 1, 1001) >= 22] = STATUS["09"]
    status[services & (drawn < 0.10)] = STATUS["41"]
    status[services & (people.age(who, year - 1, 1001) >= 20)] = STATUS["41"]
    return status


def promote(careers: Careers, year: int) -> None:
    """A grade up for everyone still in school; few repeat; seniors repeat or go on in the special grade."""
    rng = stream(careers.seed, "promote", year)
    who = careers.enrolled()
    grade, n = careers.grade[who].astype(np.int64), len(who)
    repeats = happens(rng, np.select([grade == 9, grade == 10, grade == 11], [0.042, 0.022, 0.016], 0.0))
    repeats &= ~happens(rng, np.where(careers.kind[who] != NO_CTE, 0.75, 0.0))
    going_on = (grade == 12) & (careers.attributes.placement[who] > 0) & happens(rng, 0.75, n)
    going_on &= careers.people.age(who, year - 1, 1001) >= 17
    up = np.select([going_on, grade >= 12, repeats], [SPECIAL_GRADE, grade, grade], grade + 1)
    careers.grade[who] = up
    # The special grade is for students with a placement: those who lost theirs keep the commonest one.
    special = who[(up == SPECIAL_GRADE) & (careers.attributes.placement[who] == 0)]
    careers.attributes.placement[special] = PLACEMENTS.index("20")
    leaves_lower = who[(up == 9) & (grade == 8)]
    careers.school[leaves_lower] = _high_school_of(careers, leaves_lower)


def _high_school_of(careers: Careers, who: np.ndarray) -> np.ndarray:
    """The first high school of the district each pupil is in."""
    district_of, high = careers.organizations.district_of, careers.high
    first = np.full(len(careers.organizations.district_codes), -1, dtype=np.int32)
    first[district_of[high][::-1]] = high[::-1]
    return first[careers.district(who)]


def reopen(careers: Careers, year: int) -> None:
    """Dropouts who come back in October; those 20 or older do not."""
    rng = stream(careers.seed, "return", year)
    back = careers.come_back(rng, 0.10)
    too_old = back[careers.people.age(back, year - 1, 1001) >= 20]
    careers.leave(too_old, np.full(len(too_old), STATUS["35"], dtype=np.uint8), GONE)
