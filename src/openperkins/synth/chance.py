"""Seeded chance: one independent stream per named purpose, so that adding a draw in one place moves no other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

Stream = np.random.Generator


def stream(seed: int, *purpose: object) -> Stream:
    """The stream for a purpose such as `("moves", 2016, "winter")`. Depends on nothing but its arguments."""
    name = zlib.crc32("/".join(map(str, purpose)).encode())
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, name])))


def pick(rng: Stream, count: int, weights: Sequence[float]) -> np.ndarray:
    """`count` positions 0..len(weights)-1, drawn in proportion to the weights (int16)."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn = np.searchsorted(edges / edges[-1], rng.random(count), side="right")
    return np.minimum(drawn, len(edges) - 1).astype(np.int16)


def happens(rng: Stream, probability: np.ndarray | float, count: int | None = None) -> np.ndarray:
    """True with the probability given, one draw per element (or `count` draws of one probability)."""
    size = count if count is not None else len(np.asarray(probability))
    return rng.random(size) < probability


def some(rng: Stream, members: np.ndarray, share: float) -> np.ndarray:
    """A random part of `members`, each kept with probability `share`, in their order."""
    return members[rng.random(len(members)) < share]


def steep(tails: int, first: float = 1.0, ratio: float = 0.8) -> list[float]:
    """Falling weights, so that every value of a code list occurs but the first ones prevail."""
    return [first * ratio**k for k in range(tails)]
