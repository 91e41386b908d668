"""Programs of the invented state: which schools teach which, and which students choose which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openperkins.synth.chance import Stream, stream
from openperkins.synth.organizations import Organizations
from openperkins.synth.program_titles import CHAPTER_74, NON_CHAPTER_74

CHAPTER, OTHER = 1, 2
UNKNOWN_CODE = "5990"  # taught in one school, missing from programs.csv on purpose (R33)


@dataclass(frozen=True, slots=True)
class Programs:
    """The program table; a program is named by its position. `known` is false for the one left out of programs.csv."""

    codes: list[str]
    kinds: np.ndarray
    titles: list[str]
    clusters: list[str]
    nontraditional_for: list[str]
    known: np.ndarray

    def rows(self) -> list[dict[str, str]]:
        """The rows of programs.csv, sorted by code."""
        words = {CHAPTER: "chapter74", OTHER: "non_chapter74"}
        rows = [
            {
                "code": self.codes[k],
                "kind": words[int(self.kinds[k])],
                "title": self.titles[k],
                "cluster": self.clusters[k],
                "nontraditional_for": self.nontraditional_for[k],
            }
            for k in range(len(self.codes))
            if self.known[k]
        ]
        return sorted(rows, key=lambda row: row["code"])


def program_table() -> Programs:
    """Chapter 74 titles with six-digit codes, then invented non-Chapter 74 programs with four digits."""
    table = [(CHAPTER, *row) for row in CHAPTER_74] + [(OTHER, *row) for row in NON_CHAPTER_74]
    table.append((OTHER, UNKNOWN_CODE, "", "", ""))
    return Programs(
        codes=[row[1].replace(".", "") for row in table],
        kinds=np.array([row[0] for row in table], dtype=np.uint8),
        titles=[row[2] for row in table],
        clusters=[row[3] for row in table],
        nontraditional_for=[row[4] for row in table],
        known=np.array([row[1] != UNKNOWN_CODE for row in table]),
    )


class Offers:
    """What each school teaches; `choose` draws a program for many students at once."""

    def __init__(self, seed: int, organizations: Organizations, programs: Programs) -> None:
        self.programs = programs
        self.taught = _taught(stream(seed, "offers"), organizations, programs)
        self._edges, self._choice = _choice_table(stream(seed, "taste"), organizations, programs, self.taught)
        self.has = np.stack([(self.taught & (programs.kinds == kind)).any(axis=1) for kind in (CHAPTER, OTHER)], axis=1)

    def crosses(self, program: np.ndarray, gender: np.ndarray) -> np.ndarray:
        """True where the program (-1 none) is nontraditional for the student's gender (0 F, 1 M, 2 N)."""
        field = np.array([{"F": 0, "M": 1, "": -1}[given] for given in self.programs.nontraditional_for])
        return (program >= 0) & (field[np.maximum(program, 0)] == gender)

    def choose(self, rng: Stream, school: np.ndarray, kind: np.ndarray, gender: np.ndarray) -> np.ndarray:
        """A program position per student (int16), of the kind given; -1 where the school teaches none."""
        cell = (school.astype(np.int64) * 2 + (kind - 1)) * 3 + gender
        at = np.searchsorted(self._edges, cell + rng.random(len(cell)), side="right")
        return np.where(self.has[school, kind - 1], self._choice[np.minimum(at, len(self._choice) - 1)], -1)


def _taught(rng: Stream, organizations: Organizations, programs: Programs) -> np.ndarray:
    chapter, other = np.flatnonzero(programs.kinds == CHAPTER), np.flatnonzero(programs.kinds == OTHER)[:-1]
    taught = np.zeros((len(organizations.school_codes), len(programs.codes)), dtype=bool)
    for school in np.flatnonzero(~organizations.lower):
        district = organizations.district_of[school]
        if organizations.vocational[district]:
            taught[school, rng.choice(chapter, int(rng.integers(10, 19)), replace=False)] = True
            continue
        if organizations.member_of[district] < 0 and rng.random() < 0.4:
            taught[school, rng.choice(chapter, int(rng.integers(2, 7)), replace=False)] = True
        taught[school, rng.choice(other, int(rng.integers(3, 9)), replace=False)] = True
    unlisted = np.flatnonzero(~organizations.lower & ~organizations.vocational[organizations.district_of])
    if len(unlisted):
        taught[unlisted[len(unlisted) // 2], -1] = True
    return taught


def _choice_table(
    rng: Stream, organizations: Organizations, programs: Programs, taught: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Cumulative weights of every (school, kind, gender) cell laid end to end, cell k living in [k, k+1)."""
    popularity = rng.uniform(0.5, 1.5, len(programs.codes)) * np.where(programs.known, 1.0, 0.15)
    field = np.array([{"F": 0, "M": 1, "": 2}[gender] for gender in programs.nontraditional_for])
    popularity *= np.array([0.8, 2.4, 1.2])[field]
    edges, choice = [], []
    for school in range(len(taught)):
        drawn_across = 0.235 * np.exp(0.3 * organizations.nontraditional[organizations.district_of[school]])
        for kind in (CHAPTER, OTHER):
            members = np.flatnonzero(taught[school] & (programs.kinds == kind))
            for gender in range(3):
                cell = (school * 2 + kind - 1) * 3 + gender
                crossing = field[members] == (0, 1, -1)[gender]
                weight = popularity[members] * np.where(crossing, drawn_across, 1.0)
                if len(members):
                    edges.append(cell + np.minimum(np.cumsum(weight) / weight.sum(), 1.0))
                    edges[-1][-1] = cell + 1
                    choice.append(members)
    return np.concatenate(edges), np.concatenate(choice).astype(np.int16)
