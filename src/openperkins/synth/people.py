"""The invented people: what stays with a person for life, drawn when the person first appears.

Arrays grow in blocks, one block per kind of arrival and school year, each with its own stream.
"""

from __future__ import annotations

import numpy as np

from openperkins.synth.chance import Stream, pick, steep, stream
from openperkins.synth.names import BIRTHPLACES, FIRST_F, FIRST_M, FIRST_N, LAST, MIDDLE

FEMALE, MALE, NON_BINARY = 0, 1, 2
GENDERS = ["F", "M", "N"]
FIRST = FIRST_F + FIRST_M + FIRST_N
_FIRST_START = np.array([0, len(FIRST_F), len(FIRST_F) + len(FIRST_M)])
_FIRST_COUNT = np.array([len(FIRST_F), len(FIRST_M), len(FIRST_N)])
RACES = [f"{code:02d}" for code in [*range(1, 32), *range(33, 64)]]
LANGUAGES = ["267", *[f"{code:03d}" for code in range(12, 660, 18) if code != 267]]
COUNTRIES = [
    "BR",
    "CN",
    "CV",
    "DO",
    "GT",
    "HT",
    "HN",
    "IN",
    "IQ",
    "KH",
    "KE",
    "LB",
    "MX",
    "NP",
    "NG",
    "PK",
    "PE",
    "PT",
    "PH",
    "SV",
    "SO",
    "SY",
    "UA",
    "VN",
]
FIRST_BIRTH_YEAR = 1960
_SASID_PRIME = 99_999_989

_STATIC = {
    "gender": np.uint8,
    "race": np.uint8,
    "birth_year": np.int16,
    "birth_md": np.int16,  # month * 100 + day
    "first": np.int16,
    "middle": np.int16,
    "last": np.int16,
    "birthplace": np.uint8,
    "language": np.uint8,
    "country": np.uint8,
    "town": np.int16,
    "ability": np.float32,
    "poverty": np.float32,
    "absence": np.float32,
    "service_only": np.bool_,
    "single_parent": np.uint8,  # position in DOE042's values
}


class People:
    """Everyone who ever appears, by position; `sasid` and `lasid` follow from the position alone."""

    def __init__(self, seed: int, capacity: int) -> None:
        self.seed = seed
        self.count = 0
        for name, kind in _STATIC.items():
            setattr(self, name, np.zeros(capacity, dtype=kind))

    gender: np.ndarray
    race: np.ndarray
    birth_year: np.ndarray
    birth_md: np.ndarray
    first: np.ndarray
    middle: np.ndarray
    last: np.ndarray
    birthplace: np.ndarray
    language: np.ndarray
    country: np.ndarray
    town: np.ndarray
    ability: np.ndarray
    poverty: np.ndarray
    absence: np.ndarray
    service_only: np.ndarray
    single_parent: np.ndarray

    def sasid_number(self, who: np.ndarray) -> np.ndarray:
        """Ten-digit SASIDs as integers, in no order a reader could guess (int64)."""
        return 1_010_000_000 + (who.astype(np.int64) * 7_654_321 + 104_729 * (self.seed + 1)) % _SASID_PRIME

    def lasid_number(self, who: np.ndarray) -> np.ndarray:
        """Locally assigned numbers: one to eight digits, one per person (int64)."""
        return (who.astype(np.int64) * 4_801 + 37) % _SASID_PRIME

    def birthday(self, who: np.ndarray) -> np.ndarray:
        """Position of the birth date in `BIRTHDAYS` (int32)."""
        month, day = np.divmod(self.birth_md[who].astype(np.int32), 100)
        return (self.birth_year[who].astype(np.int32) - FIRST_BIRTH_YEAR) * 372 + (month - 1) * 31 + day - 1

    def age(self, who: np.ndarray, year: int, month_day: int) -> np.ndarray:
        """Completed years on a date such as (2016, 1001)."""
        return year - self.birth_year[who] - (self.birth_md[who] > month_day)

    def lot(self, who: np.ndarray, trait: int) -> np.ndarray:
        """A lasting number 0..9999 per person and trait, for small traits not worth an array (int64)."""
        mixed = (who.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed += np.uint64((self.seed * 1_000_003 + trait * 7_919) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF)
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(29)
        return (mixed % np.uint64(10_000)).astype(np.int64)

    def arrive(self, purpose: str, fall: int, grade: np.ndarray, quality: np.ndarray, urban: np.ndarray) -> np.ndarray:
        """Draw new people who start in `grade` in the fall of a calendar year; returns their positions.

        `quality` and `urban` are those of the district each one arrives in.
        """
        rng, n = stream(self.seed, "people", purpose, fall), len(grade)
        who = np.arange(self.count, self.count + n)
        if who.size and who[-1] >= len(self.gender):
            raise MemoryError("the invented state outgrew the room planned for its people")
        self.count += n
        self._identity(rng, who)
        self._birth(rng, who, fall, grade)
        self._background(rng, who, quality, urban)
        return who

    def _identity(self, rng: Stream, who: np.ndarray) -> None:
        n = len(who)
        gender = pick(rng, n, (0.487, 0.508, 0.005))
        self.gender[who] = gender
        self.first[who] = _FIRST_START[gender] + (rng.random(n) * _FIRST_COUNT[gender]).astype(np.int64)
        self.middle[who] = rng.integers(0, len(MIDDLE), n)
        self.last[who] = rng.integers(0, len(LAST), n)
        self.birthplace[who] = rng.integers(0, len(BIRTHPLACES), n)
        self.single_parent[who] = pick(rng, n, (0.962, 0.011, 0.022, 0.005))

    def _birth(self, rng: Stream, who: np.ndarray, fall: int, grade: np.ndarray) -> None:
        """Five years older than the grade on September 1; one in twelve a year older, few two years."""
        n = len(who)
        older = pick(rng, n, (0.91, 0.082, 0.008))
        years = (fall - 1970 - (grade.astype(np.int64) + 5) - older).astype("datetime64[Y]")
        born = years.astype("datetime64[D]") + 243 - rng.integers(0, 365, n)
        year = born.astype("datetime64[Y]")
        month = born.astype("datetime64[M]")
        self.birth_year[who] = year.astype(np.int64) + 1970
        month_number = (month - year.astype("datetime64[M]")).astype(np.int64) + 1
        self.birth_md[who] = month_number * 100 + (born - month.astype("datetime64[D]")).astype(np.int64) + 1

    def _background(self, rng: Stream, who: np.ndarray, quality: np.ndarray, urban: np.ndarray) -> None:
        n = len(who)
        self.race[who] = _races(rng, urban)
        self.poverty[who] = np.clip(0.12 + 0.6 * urban + 0.22 * rng.standard_normal(n), 0, 0.97)
        foreign = rng.random(n) < 0.06 + 0.3 * urban
        self.language[who] = np.where(foreign, 1 + pick(rng, n, steep(len(LANGUAGES) - 1, ratio=0.85)), 0)
        self.country[who] = pick(rng, n, steep(len(COUNTRIES), ratio=0.87))
        self.town[who] = rng.integers(1, 352, n)
        self.ability[who] = rng.standard_normal(n) + 0.35 * quality - 0.5 * self.poverty[who]
        self.absence[who] = np.clip(0.045 * np.exp(0.6 * rng.standard_normal(n)), 0.002, 0.5)


def _races(rng: Stream, urban: np.ndarray) -> np.ndarray:
    """Positions in RACES: five single races, 06-31 two or more, 33-63 Hispanic; mixes follow how urban a place is."""
    n = len(urban)
    base = np.stack(
        [0.80 - 0.55 * urban, 0.04 + 0.18 * urban, 0.05 + 0.04 * urban, 0.008 + 0 * urban, 0.004 + 0 * urban,
         0.035 + 0 * urban, 0.06 + 0.45 * urban], axis=1,
    )  # fmt: skip
    edges = np.cumsum(base / base.sum(axis=1, keepdims=True), axis=1)
    group = np.minimum((rng.random(n)[:, None] >= edges).sum(axis=1), 6)
    several = 5 + pick(rng, n, [*steep(10, 6.0, 0.9), *[0.25] * 16])
    hispanic = 31 + pick(rng, n, [60, 8, 1, 2, 0.6, *[0.3] * 26])
    return np.where(group < 5, group, np.where(group == 5, several, hispanic))


def birthdays() -> list[str]:
    """Text of every position `People.birthday` can give; days a month does not have are never used."""
    return [
        f"{month:02d}/{day:02d}/{year}"
        for year in range(FIRST_BIRTH_YEAR, 2060)
        for month in range(1, 13)
        for day in range(1, 32)
    ]
