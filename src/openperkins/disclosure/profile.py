"""The parameters of a public profile, read strictly: an unknown key or an uncited value does not load."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openperkins.errors import LawError

#: no deployment may print smaller groups
FLOOR = 6
_PLAIN = ("name", "version", "valid_from")
_CITED = ("smallest", "base", "bands", "unprinted_denominators", "sticky", "left")


@dataclass(frozen=True, slots=True)
class Profile:
    """What may be printed: `smallest` denominator, rounding `base`, `bands` as (largest printed denominator or None,

    width in percentage points) in order, indicators whose denominator is not printed, how large a change must be before
    a restated denominator prints anew, and how many numbers must be `left` for hidden groups. Raises LawError when that
    protects nobody.
    """

    name: str
    version: int
    smallest: int
    base: int
    bands: tuple[tuple[int | None, int], ...]
    unprinted_denominators: frozenset[str]
    sticky: int
    left: int

    def __post_init__(self) -> None:
        if self.smallest < FLOOR:
            raise LawError(
                f"Profile {self.name} would print denominators from {self.smallest} on.",
                f"The smallest denominator shown is at least {FLOOR}.",
            )
        if self.base < 2 or self.sticky < self.base:
            raise LawError(
                f"Profile {self.name} rounds to {self.base} and prints anew from a change of {self.sticky} on.",
                "Round to 2 or more; a change that prints anew is at least as large.",
            )
        if self.left < 2:
            raise LawError(
                f"Profile {self.name} would let a hidden group be certain.", "At least 2 numbers are left for one."
            )
        ends = [end for end, _ in self.bands]
        if not ends or ends[-1] is not None or None in ends[:-1] or ends[:-1] != sorted(set(ends[:-1])):
            raise LawError(f"The bands of profile {self.name} are not in order.", "The last one has no upper end.")
        if any(width < 1 or 100 % width for _, width in self.bands):
            raise LawError(
                f"A band of profile {self.name} does not divide 100.", "Use widths such as 1, 5, 10, 20, 50."
            )

    def width(self, printed: int) -> int:
        """The width of the percent's band beside a printed denominator."""
        return next(width for end, width in self.bands if end is None or printed <= end)


@cache
def profile_r5() -> Profile:
    """The public profile R5."""
    return read_profile(files(__package__).joinpath("r5.yaml").read_text(encoding="utf-8"))


def read_profile(text: str) -> Profile:
    """A profile from its table. Raises LawError for an unknown or missing key and for a value without citation."""
    stated = yaml.safe_load(text)
    if not isinstance(stated, dict) or set(stated) != {*_PLAIN, *_CITED}:
        keys = sorted(set(stated) ^ {*_PLAIN, *_CITED}) if isinstance(stated, dict) else []
        raise LawError(f"The profile's keys are not those it needs: {', '.join(map(str, keys))}.", "See r5.yaml.")
    values = {name: _cited(name, stated[name]) for name in _CITED}
    return Profile(
        name=str(stated["name"]),
        version=int(stated["version"]),
        smallest=values["smallest"],
        base=values["base"],
        bands=tuple((band["up_to"], band["width"]) for band in values["bands"]),
        unprinted_denominators=frozenset(values["unprinted_denominators"]),
        sticky=values["sticky"],
        left=values["left"],
    )


def _cited(name: str, entry: Any) -> Any:
    if not isinstance(entry, dict) or set(entry) != {"value", "cites", "note"} or not entry["cites"]:
        raise LawError(f"{name} of the profile has no value with a citation and a note.", "See r5.yaml.")
    return entry["value"]
