"""The graduate follow-up: where the concentrators who left were nine to twelve months later."""

from __future__ import annotations

import numpy as np
import polars as pl

from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, pick, some, stream
from openperkins.synth.names import COLLEGES, EMPLOYERS
from openperkins.synth.rows import GRADUATED

STATUSES = [
    "postsecondary", "advanced_training", "apprenticeship", "military",
    "employed_related", "employed_unrelated", "not_placed", "unknown",
]  # fmt: skip
_GRADUATES = (56, 4.5, 4, 3, 15, 13.2, 0.9, 0.3)
_OTHERS = (4, 8, 2, 4, 15, 38, 22, 7)
_PLACEMENT_EFFECT = 0.018
NOTES = ["", "reached by phone", "moved, answered by e-mail", "parent answered"]


def answers(careers: Careers, year: int, who: np.ndarray, status: np.ndarray) -> pl.DataFrame:
    """Answers for the leavers of school year `year` (`status`: how they left), sorted; few leavers answer twice."""
    rng, n = stream(careers.seed, "follow-up", year), len(who)
    graduated = status == GRADUATED
    effect = _PLACEMENT_EFFECT * careers.organizations.placement[careers.district(who)]
    answered = happens(rng, np.clip(np.where(graduated, 0.985, 0.8) + effect, 0, 1))
    placed = np.where(graduated, pick(rng, n, _GRADUATES), pick(rng, n, _OTHERS))
    lost = happens(rng, np.clip(0.008 - effect, 0, 1))
    placed = np.where(lost, 6, placed)
    first = _frame(careers, rng, year, who[answered], placed[answered])
    twice = some(rng, np.flatnonzero(answered), 0.012)
    second = _frame(careers, rng, year, who[twice], pick(rng, len(twice), (2, 1, 1, 1, 4, 6, 3, 2)))
    return pl.concat([first, second]).sort("sasid", "status", "responded_on", "institution", "note")


def _frame(careers: Careers, rng: np.random.Generator, year: int, who: np.ndarray, placed: np.ndarray) -> pl.DataFrame:
    n = len(who)
    days = (np.datetime64(f"{year + 1}-04-01") + rng.integers(0, 90, n)).astype(str)
    studies, works = placed <= 1, (placed == 4) | (placed == 5)
    college = rng.integers(0, len(COLLEGES), n)
    employer = len(COLLEGES) + rng.integers(0, len(EMPLOYERS), n)
    place = np.select([studies, works], [college, employer], -1)
    named = happens(rng, 0.7, n)
    names = pl.Series([*COLLEGES, *EMPLOYERS, ""])
    at = np.where(named & (place >= 0), place, len(names) - 1)
    return pl.DataFrame(
        {
            "sasid": pl.Series(careers.people.sasid_number(who)).cast(pl.String),
            "status": pl.Series(STATUSES).gather(pl.Series(placed.astype(np.int64))),
            "responded_on": pl.Series(np.where(happens(rng, 0.97, n), days, "").tolist(), dtype=pl.String),
            "institution": names.gather(pl.Series(at)),
            "note": pl.Series(NOTES).gather(pl.Series(pick(rng, n, (90, 6, 2, 2)).astype(np.int64))),
        }
    )
