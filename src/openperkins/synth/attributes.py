"""What a school knows about a student in a school year: income, English, disability, 504 plan."""

from __future__ import annotations

import numpy as np

from openperkins.synth.chance import happens, pick, some, stream
from openperkins.synth.names import LAST
from openperkins.synth.people import People

PLACEMENTS = ["00", "01", "10", "20", "40", "41", "50", "60", "70", "90"]
OUT_PLACED = (6, 7)  # positions of 50 and 60: schooled elsewhere at district expense (V19)
_PLACEMENT_WEIGHTS = (0.01, 0.60, 0.18, 0.10, 0.03, 0.03, 0.02, 0.01, 0.01)
LUNCH_COUNTING_ENDED = 2015  # reduced-price lunch (02) is not reported from this school year on


class Attributes:
    """One value per person, kept up to date year by year (positions in code lists; 0 means none).

    `low_income` 0-2, `english` program 0-5 with `learner` saying whether English is being learned,
    `first_here` the school year of arrival from abroad (0 when not), `placement` in PLACEMENTS,
    `nature` 1-13, `need` 1-4, `plan_504` 0-2.
    """

    def __init__(self, seed: int, people: People, capacity: int) -> None:
        self.seed, self.people = seed, people
        self.low_income = np.zeros(capacity, dtype=np.uint8)
        self.learner = np.zeros(capacity, dtype=bool)
        self.english = np.zeros(capacity, dtype=np.uint8)
        self.first_here = np.zeros(capacity, dtype=np.int16)
        self.placement = np.zeros(capacity, dtype=np.uint8)
        self.nature = np.zeros(capacity, dtype=np.uint8)
        self.need = np.zeros(capacity, dtype=np.uint8)
        self.plan_504 = np.zeros(capacity, dtype=np.uint8)

    def arrive(self, purpose: str, year: int, who: np.ndarray, grade: np.ndarray) -> None:
        """First values of people who have just arrived (school year `year`)."""
        rng, n = stream(self.seed, "attributes", purpose, year), len(who)
        young = grade <= 2
        disabled = happens(rng, np.where(young, 0.35, 0.165)) | self.people.service_only[who]
        self._disability(rng, who, disabled, young)
        served_elsewhere = self.people.service_only[who] & np.isin(self.placement[who], OUT_PLACED)
        self.placement[who[served_elsewhere]] = PLACEMENTS.index("10")
        self.plan_504[who] = np.where(disabled, 0, pick(rng, n, (0.945, 0.05, 0.005)))
        foreign = self.people.language[who] > 0
        self.learner[who] = foreign & happens(rng, 0.30, n)
        newcomer = foreign & happens(rng, np.where(self.learner[who], 0.25, 0.02))
        self.first_here[who] = np.where(newcomer, year, 0)
        self.english[who] = np.where(self.learner[who], pick(rng, n, (0.02, 0.72, 0.06, 0.04, 0.08, 0.08)), 0)
        ability = self.people.ability
        ability[who] -= 0.45 * disabled + 0.55 * self.learner[who]
        self._income(rng, year, who)

    def next_year(self, year: int, who: np.ndarray) -> None:
        """Move everyone still in school into school year `year`."""
        rng, n = stream(self.seed, "attributes", "next", year), len(who)
        leaves_el = self.learner[who] & happens(rng, 0.18, n)
        self.learner[who[leaves_el]] = False
        self.english[who[leaves_el]] = 0
        found = (self.placement[who] == 0) & happens(rng, 0.005, n)
        self._disability(rng, who[found], np.ones(found.sum(), dtype=bool), np.zeros(found.sum(), dtype=bool))
        self.plan_504[who[found]] = 0
        ended = (self.placement[who] > 0) & ~self.people.service_only[who] & happens(rng, 0.02, n)
        self.placement[who[ended]] = 0
        renamed = some(rng, who, 0.0003)  # a new last name is a warning for whoever checks (V30)
        self.people.last[renamed] = rng.integers(0, len(LAST), len(renamed))
        again = happens(rng, 0.3, n)
        self._income(rng, year, who[again])
        if year >= LUNCH_COUNTING_ENDED:
            late = who[self.low_income[who] == 2]
            self.low_income[late] = 1

    def _disability(self, rng: np.random.Generator, who: np.ndarray, disabled: np.ndarray, young: np.ndarray) -> None:
        n = len(who)
        self.placement[who] = np.where(disabled, 1 + pick(rng, n, _PLACEMENT_WEIGHTS), 0)
        nature = 1 + pick(rng, n, (2, 4, 8, 2, 14, 1, 2, 45, 10, 9, 1, 2))
        self.nature[who] = np.where(young & happens(rng, 0.5, n), 13, nature)
        self.need[who] = 1 + pick(rng, n, (3, 4, 2, 1))

    def _income(self, rng: np.random.Generator, year: int, who: np.ndarray) -> None:
        n = len(who)
        low = happens(rng, self.people.poverty[who])
        reduced = happens(rng, 0.15, n) & (year < LUNCH_COUNTING_ENDED)
        self.low_income[who] = np.where(low, np.where(reduced, 2, 1), 0)
