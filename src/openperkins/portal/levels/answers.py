"""What a negotiation's answers say: per indicator a choice, a level, reasons, and what the State offers instead.

Questions are `1S1.choice` (adopt or propose), `1S1.level`, `1S1.reasons`, and the State's `1S1.countered` and
`1S1.answer`. A revision also holds `1S1.state`, the State's level it was said against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.accountability.names import INDICATORS
from openperkins.accountability.negotiation import Floor, faults_of

DISTRICT, STATE = ("choice", "level", "reasons"), ("countered", "answer")
#: what a revision holds besides: nobody types it
AGAINST = "state"
ADOPT, PROPOSE = "adopt", "propose"


@dataclass(frozen=True, slots=True)
class Said:
    """What both sides said of one indicator; empty text where nothing is said."""

    indicator: str
    choice: str = ""
    level: str = ""
    reasons: str = ""
    countered: str = ""
    answer: str = ""
    state: str = ""

    def proposed(self, state: str) -> str:
        """The level the district asks for: the State's when it adopts it; empty before it chose."""
        return {ADOPT: state, PROPOSE: self.level}.get(self.choice, "")

    def faults(self, state: str, floor: Floor) -> list[str]:
        """Why this cannot be sent, as sentences."""
        if not state:
            return ["The State has not set its level yet."]
        if self.choice == ADOPT:
            return []
        if self.choice != PROPOSE:
            return ["Adopt the State level or propose another."]
        if not self.level:
            return ["Enter the level you propose."]
        found = faults_of(self.level, floor)
        return found if self.reasons else [*found, "Give the reasons for another level than the State's."]

    def counter_faults(self, floor: Floor) -> list[str]:
        """Why what the State offers cannot be sent."""
        found = faults_of(self.countered, floor)
        return found if self.answer else [*found, "Say why you offer another level."]

    def agreed(self, state: str, *, countered: bool) -> tuple[str, str]:
        """(level, source) as both agree: with the State's offers, or as the district asked."""
        if countered and self.countered:
            return _plain(self.countered), "countered"
        return _plain(self.proposed(state)), "state" if self.choice == ADOPT else "proposed"


def said_of(answers: Mapping[str, str]) -> dict[str, Said]:
    """Indicator → what was said, in order; every indicator is there."""
    parts = (*DISTRICT, *STATE, AGAINST)
    return {
        indicator: Said(indicator, **{part: answers.get(f"{indicator}.{part}", "") for part in parts})
        for indicator in INDICATORS
    }


def is_question(question: str, parts: tuple[str, ...]) -> bool:
    """Whether it is a question of a negotiation with one of the parts."""
    indicator, _, part = question.partition(".")
    return indicator in INDICATORS and part in parts


def _plain(level: str) -> str:
    """The level in its one shortest form: 90, 86.625."""
    return decimal_text(fraction(level))
