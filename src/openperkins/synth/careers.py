"""School careers: where everyone is, year after year, and how they come and go."""

from __future__ import annotations

import numpy as np

from openperkins.synth.attributes import Attributes
from openperkins.synth.chance import Stream, happens, pick, some, stream
from openperkins.synth.organizations import Organizations
from openperkins.synth.people import People
from openperkins.synth.rows import (
    DROPOUT_WEIGHTS,
    ENROLLED,
    NO_CTE,
    SPECIAL_GRADE,
    STATUS,
    TRANSFER_WEIGHTS,
    Rows,
)

HOME, DROPPED, GONE = 0, 1, 2
_ARRAYS = {
    "active": np.bool_,
    "away": np.uint8,  # why not active: DROPPED may come back, GONE does not
    "school": np.int32,
    "grade": np.int8,
    "cohort": np.int16,
    "kind": np.uint8,
    "program": np.int16,
    "inclined": np.uint8,  # will to take CTE where it is a choice: 0 none, else the grade of the start
    "paused": np.bool_,
    "octobers": np.int64,  # bit k: enrolled in CTE in the October of school year `base + k`
    "credential": np.uint8,
    "status": np.uint8,  # last true status
    "seen": np.bool_,
}


class Careers:
    """The state of everyone, by position in `People`. `base` is the first simulated school year."""

    active: np.ndarray
    away: np.ndarray
    school: np.ndarray
    grade: np.ndarray
    cohort: np.ndarray
    kind: np.ndarray
    program: np.ndarray
    inclined: np.ndarray
    paused: np.ndarray
    octobers: np.ndarray
    credential: np.ndarray
    status: np.ndarray
    seen: np.ndarray

    def __init__(self, seed: int, students: int, base: int, organizations: Organizations, capacity: int) -> None:
        self.seed, self.students, self.base = seed, students, base
        self.organizations = organizations
        self.people = People(seed, capacity)
        self.attributes = Attributes(seed, self.people, capacity)
        for name, kind in _ARRAYS.items():
            setattr(self, name, np.zeros(capacity, dtype=kind))
        self.high = np.flatnonzero(~organizations.lower)
        share = organizations.weight[organizations.district_of[self.high]]
        count = np.bincount(organizations.district_of[self.high], minlength=len(organizations.district_codes))
        self._high_share = share / count[organizations.district_of[self.high]]
        self.low = np.flatnonzero(organizations.lower)

    def enrolled(self) -> np.ndarray:
        """Positions of everyone now in school, in order (special education only included)."""
        return np.flatnonzero(self.active[: self.people.count])

    def district(self, who: np.ndarray) -> np.ndarray:
        """Position of the district each person is now in."""
        return self.organizations.district_of[self.school[who]]

    def concentrators(self, who: np.ndarray) -> np.ndarray:
        """True for those enrolled in CTE in two Octobers running so far."""
        mask = self.octobers[who]
        return (mask & (mask >> 1)) != 0

    # arriving

    def arrive(self, purpose: str, year: int, grades: np.ndarray, service_only: bool = False) -> np.ndarray:
        """New people in these grades (school year `year`), spread over the schools by size."""
        if not len(grades):
            return np.zeros(0, dtype=np.int64)
        rng, organizations = stream(self.seed, "arrive", purpose, year), self.organizations
        school = np.where(
            (grades >= 9) | (len(self.low) == 0),
            self.high[pick(rng, len(grades), self._high_share)],
            self.low[(rng.random(len(grades)) * len(self.low)).astype(np.int64)] if len(self.low) else 0,
        )
        district = organizations.district_of[school]
        who = self.people.arrive(
            purpose, year - 1, grades, organizations.quality[district], organizations.urban[district]
        )
        self.people.service_only[who] = service_only
        self.attributes.arrive(purpose, year, who, grades)
        self.active[who] = True
        self.school[who], self.grade[who], self.program[who] = school, grades, -1
        start = pick(rng, len(who), (0.52, 0.05, 0.27, 0.16))
        self.inclined[who] = np.where(start > 0, start + 8, 0)
        return who

    def populate(self) -> None:
        """Everyone of the first simulated October: four grades, the few younger pupils, special education only."""
        rng = stream(self.seed, "populate")
        self.arrive("first", self.base, 9 + pick(rng, self.students, (27, 25, 24, 24)))
        pupils = max(1, round(self.students * 0.001))
        self.arrive("first young", self.base, np.repeat(np.arange(-1, 9), pupils))
        services = 9 + pick(rng, max(1, round(self.students * 0.0025)), (1, 1, 1, 1))
        self.arrive("first services", self.base, services, service_only=True)

    def fill_up(self, year: int) -> None:
        """Arrivals of an October: from abroad or other states in any grade, young pupils, and grade 9 to size."""
        rng = stream(self.seed, "fill", year)
        late = 10 + pick(rng, round(self.students * 0.012), (5, 4, 1))
        self.arrive("late", year, late)
        pupils = max(1, round(self.students * 0.001))
        self.arrive("young", year, np.concatenate([np.full(pupils, -1), np.full(2 * pupils, 6)]))
        services = 9 + pick(rng, max(1, round(self.students * 0.0008)), (3, 1, 1, 1))
        self.arrive("services", year, services, service_only=True)
        who = self.enrolled()
        here = np.count_nonzero((self.grade[who] >= 9) & ~self.people.service_only[who])
        self.arrive("ninth", year, np.full(max(0, self.students - here), 9))

    def join_cohorts(self, year: int) -> None:
        """The first October in grade 9-12 fixes the graduation cohort for good (R27)."""
        who = self.enrolled()
        new = who[(self.cohort[who] == 0) & (self.grade[who] >= 9) & (self.grade[who] <= 12)]
        self.cohort[new] = year + 12 - self.grade[new].astype(np.int16)

    # coming and going during a year

    def leave(self, who: np.ndarray, status: np.ndarray, away: int) -> None:
        """Take people out of school with a true last status."""
        self.active[who] = False
        self.away[who] = away
        self.status[who] = status

    def rows(self, who: np.ndarray, status: np.ndarray | int, member: np.ndarray | int, summer: bool = False) -> Rows:
        """Rows of these people as they now stand."""
        n = len(who)
        return Rows(
            who.astype(np.int32),
            self.school[who],
            np.broadcast_to(np.asarray(status, dtype=np.uint8), n).copy(),
            self.grade[who],
            self.kind[who],
            self.program[who],
            np.broadcast_to(np.asarray(member, dtype=np.int16), n).copy(),
            np.full(n, summer),
        )

    def during_year(self, year: int, season: str, days: tuple[int, int]) -> Rows:
        """Dropouts, transfers and the rest between two collections; rows for those the old district reports.

        `days` is the range of membership days they had. Moves inside the state change the school at once.
        """
        rng = stream(self.seed, "during", season, year)
        who = self.enrolled()
        who = who[(self.grade[who] >= 9) & ~self.people.service_only[who]]
        status = self._events(rng, who)
        out = who[status != ENROLLED]
        status = status[status != ENROLLED]
        left = self.rows(out, status, rng.integers(days[0], days[1] + 1, len(out)))
        self._carry_out(rng, out, status)
        keep = (status != STATUS["20"]) | happens(rng, 0.6, len(out))
        return left.take(keep)

    def _events(self, rng: Stream, who: np.ndarray) -> np.ndarray:
        """A status per student: mostly ENROLLED, else why the old district no longer has the student."""
        n, organizations = len(who), self.organizations
        steadier = np.where(self.kind[who] != NO_CTE, 0.32, 1.0)
        hold = np.exp(-0.6 * self.people.ability[who] - 0.35 * organizations.hold[self.district(who)])
        dropout = np.where(self.grade[who] == SPECIAL_GRADE, 0, 0.0075 * steadier * hold)
        edges = [dropout, 0.005, 0.006, 0.0002, 0.0003]  # dropout, transfer out, move, expelled, died
        drawn, status = rng.random(n), np.full(n, ENROLLED, dtype=np.uint8)
        dropped = STATUS["30"] + pick(rng, n, DROPOUT_WEIGHTS)
        moved_away = STATUS["21"] + pick(rng, n, TRANSFER_WEIGHTS)
        floor = np.zeros(n)
        for width, code in zip(
            edges,
            (dropped, moved_away, STATUS["20"], STATUS["05"], STATUS["06"]),
            strict=True,
        ):
            hit = (drawn >= floor) & (drawn < floor + width)
            status[hit] = code[hit] if isinstance(code, np.ndarray) else code
            floor = floor + width
        return status

    def _carry_out(self, rng: Stream, who: np.ndarray, status: np.ndarray) -> None:
        moved = status == STATUS["20"]
        self.move(rng, who[moved])
        dropped = (status >= STATUS["30"]) & (status <= STATUS["36"])
        self.leave(who[dropped], status[dropped], DROPPED)
        gone = ~moved & ~dropped
        self.leave(who[gone], status[gone], GONE)

    def move(self, rng: Stream, who: np.ndarray) -> None:
        """Send students to a high school of another district (some end up in a private one: 21)."""
        before = self.district(who)
        target = self.high[pick(rng, len(who), self._high_share)]
        again = self.high[pick(rng, len(who), self._high_share)]
        same = self.organizations.district_of[target] == before
        target = np.where(same, again, target)
        same = self.organizations.district_of[target] == before
        self.leave(who[same], np.full(same.sum(), STATUS["21"], dtype=np.uint8), GONE)
        self.school[who[~same]] = target[~same]
        self.kind[who], self.program[who] = NO_CTE, -1

    def come_back(self, rng: Stream, share: float) -> np.ndarray:
        """Some dropouts under 20 return to the school they left; returns their positions."""
        dropped = np.flatnonzero((self.away == DROPPED) & ~self.active)
        young = dropped[dropped < self.people.count]
        back = some(rng, young, share)
        self.active[back], self.away[back], self.status[back] = True, HOME, ENROLLED
        self.kind[back], self.program[back] = NO_CTE, -1
        return back

    def age_out(self, year: int, month_day: int) -> np.ndarray:
        """Those enrolled who are 22 on the date: they leave with status 09 (V04, V23)."""
        who = self.enrolled()
        return who[self.people.age(who, year, month_day) >= 22]

    def certificate(self, who: np.ndarray) -> np.ndarray:
        """Status for completing without a diploma: 10 or 11 by district (V05); 11 needs grade 12 (V02)."""
        gives = self.organizations.uses_certificate[self.district(who)]
        plain = np.where(self.grade[who] == 12, STATUS["11"], ENROLLED)
        return np.where(gives, STATUS["10"], plain).astype(np.uint8)

    def finish(self, who: np.ndarray, status: np.ndarray) -> None:
        """Take those out whose end-of-year status is an ending (40, special education only, is none)."""
        done = (status != ENROLLED) & (status != STATUS["40"])
        self.leave(who[done], status[done], GONE)
        self.status[who[~done]] = ENROLLED
