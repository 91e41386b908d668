"""Hidden groups that would follow from the printed ones: of parts that make up a whole, what is left is theirs.

Rounding leaves room for several numbers, but not always: where every other part was rounded up and the whole down, a
hidden group can only be nil; the other way round, only the largest number that is hidden. Then a number less is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openperkins.accountability.names import POPULATIONS
from openperkins.disclosure.profile import Profile

EVERYONE = "all"
_GENDERS = ("male", "female")
_RACES = tuple(POPULATIONS)[3:10]
#: populations that share all students out among them: one that is hidden is all students less the others
SHARED_OUT = (_GENDERS, _RACES)
#: more students than any count: how far a number that is not printed may reach
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Prints:
    """What is printed of groups of students: the `numbers` (None where withheld), and which groups are `hidden`,

    that is under the smallest shown.
    """

    numbers: Mapping[str, int | None]
    hidden: frozenset[str]
    profile: Profile

    def fitting(self, group: str) -> range:
        """The numbers of students a group can have for all that is printed of it."""
        smallest, base = self.profile.smallest, self.profile.base
        if group in self.hidden:
            return range(smallest)
        printed = self.numbers[group]
        if printed is None:
            return range(smallest, _MOST)
        return range(max(smallest, printed - base // 2), printed + (base + 1) // 2)

    def together(self, groups: Sequence[str]) -> range:
        """The numbers of students that groups without a student in common can have together."""
        each = [self.fitting(group) for group in groups]
        return range(sum(one[0] for one in each), sum(one[-1] for one in each) + 1)

    def without(self, group: str) -> Prints:
        return Prints({**self.numbers, group: None}, self.hidden, self.profile)


def left_over(prints: Prints, whole: str, parts: Sequence[str], *, also: Sequence[Sequence[str]] = ()) -> range:
    """How many students the hidden of the `parts` of `whole` can have together, as one sees who adds and subtracts.

    `also` are other parts that make up the same whole: where its own number is withheld, theirs tell it.
    """
    wholes = [prints.fitting(whole), *(prints.together(others) for others in also)]
    least, most = max(one[0] for one in wholes), min(one[-1] for one in wholes)
    if least > most:  # some students are in none of the other parts: those say nothing
        least, most = wholes[0][0], wholes[0][-1]
    shown = prints.together([part for part in parts if part not in prints.hidden])
    hidden = prints.together([part for part in parts if part in prints.hidden])
    return range(max(hidden[0], least - shown[-1]), min(hidden[-1], most - shown[0]) + 1)


def withheld(prints: Prints, whole: str, sharings: Sequence[Sequence[str]]) -> frozenset[str]:
    """The groups whose number is not to be printed, so that no hidden group's follows; nearly always none.

    Each of `sharings` are the parts that share the whole out among them. The whole's number goes first, then those of
    parts, the smallest first.
    """

    def follows(now: Prints) -> bool:
        return any(
            now.hidden.intersection(parts)
            and 0
            < len(left_over(now, whole, parts, also=[others for others in sharings if others is not parts]))
            < now.profile.left
            for parts in sharings
        )

    printed = {part: prints.numbers.get(part) for parts in sharings for part in parts}
    smallest_first = sorted((number, part) for part, number in printed.items() if number is not None)
    held: set[str] = set()
    for group in (whole, *(part for _, part in smallest_first)):
        if not follows(prints):
            break
        held.add(group)
        prints = prints.without(group)
    return frozenset(held)
