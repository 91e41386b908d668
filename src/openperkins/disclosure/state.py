"""Whether an indicator's figures of the whole State can be exact: nothing small may follow from them by subtracting."""

from __future__ import annotations

from collections.abc import Mapping

from openperkins.accountability.names import POPULATIONS
from openperkins.disclosure.parts import EVERYONE, SHARED_OUT
from openperkins.disclosure.profile import Profile

#: what the indicators with unprinted denominators lie inside of: the leavers
_LEAVERS = "3S1"

#: (indicator, population) → students counted, None without a result
Denominators = Mapping[tuple[str, str], int | None]


def can_be_exact(denominators: Denominators, indicator: str, profile: Profile) -> bool:
    """Whether no group of the indicator, and no rest of one, is under the smallest shown.

    A rest is what all students less a group are: those who are neither male nor female, those who are not migrant, the
    leavers who did not take a test. None at all is no rest.
    """

    def shows_few(count: int) -> bool:
        return 0 < count < profile.smallest

    counts = {population: denominators.get((indicator, population)) or 0 for population in POPULATIONS}
    everyone = counts[EVERYONE]
    for parts in SHARED_OUT:
        told = [counts[part] for part in parts]
        if min(told) < profile.smallest or shows_few(everyone - sum(told)):
            return False
    if any(shows_few(everyone - count) for count in counts.values()):
        return False
    if indicator not in profile.unprinted_denominators:
        return True
    leavers = (denominators.get((_LEAVERS, population)) or 0 for population in POPULATIONS)
    return not any(shows_few(outer - inner) for outer, inner in zip(leavers, counts.values(), strict=True))
