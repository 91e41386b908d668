"""What differs between two rulesets, or between a ruleset and itself with changes."""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.law.model import Ruleset


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` and `after` are as `--set` takes them, None where a ruleset has no such name.

    A code table that differs is named `codes/<table>.csv`, with the first twelve digits of its sha256 as its
    value and no reading.
    """

    parameter: str
    before: str | None
    after: str | None
    reading: str


def diff_rulesets(a: Ruleset, b: Ruleset) -> list[Change]:
    """Every parameter (by reading, then name) and then every code table that differs; empty when none."""
    changes = []
    for name in a.parameters.keys() | b.parameters.keys():
        before, after = a.parameters.get(name), b.parameters.get(name)
        if before is None or after is None or before.value != after.value:
            present = after or before
            changes.append(
                Change(name, before and before.text, after and after.text, present.reading if present else "")
            )
    return sorted(changes, key=lambda c: (c.reading, c.parameter)) + _tables(a, b)


def _tables(a: Ruleset, b: Ruleset) -> list[Change]:
    def short(sums: dict[str, str], name: str) -> str | None:
        return sums[name][:12] if name in sums else None

    return [
        Change(f"codes/{name}.csv", short(a.table_sums, name), short(b.table_sums, name), "")
        for name in sorted(a.table_sums.keys() | b.table_sums.keys())
        if a.table_sums.get(name) != b.table_sums.get(name)
    ]
