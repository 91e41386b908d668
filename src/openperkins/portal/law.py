"""Rulesets as the portal uses them: loaded once per set of readings, with the titles of the code tables."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from openperkins.law import load_ruleset

RULESET = "perkins_iv_ma"


def ruleset_of(name: str = RULESET, changes: dict[str, Any] | None = None) -> Any:
    """The ruleset with some parameters changed; the same object for the same readings."""
    return _loaded(name, json.dumps(changes or {}, sort_keys=True))


@lru_cache(maxsize=32)
def _loaded(name: str, changes: str) -> Any:
    return load_ruleset(name, json.loads(changes) or None)


@lru_cache(maxsize=8)
def population_titles(name: str = RULESET) -> dict[str, str]:
    """Population code → title, in the order of results."""
    return {row["population"]: row["title"] for row in ruleset_of(name).table("populations")}


@lru_cache(maxsize=8)
def indicator_titles(name: str = RULESET) -> dict[str, str]:
    """Indicator code → title, in the order of results."""
    return {row["code"]: row["title"] for row in ruleset_of(name).table("indicators")}
