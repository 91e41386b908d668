"""A query as named steps, so that an engine may take it whole or one step after another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Step:
    """A named intermediate table. `kept` tells whether it is read more than once and dear enough to be kept."""

    name: str
    text: str
    kept: bool
    #: what the dialect wants between the name and the text: `MATERIALIZED `, `NOT MATERIALIZED ` or nothing
    hint: str = ""


@dataclass(frozen=True)
class Script:
    """SQL of some steps and the query that reads them; as a string, one WITH statement."""

    steps: tuple[Step, ...]
    last: str

    def __str__(self) -> str:
        named = ", ".join(f"{step.name} AS {step.hint}(\n{_indented(step.text)}\n)" for step in self.steps)
        return f"WITH {named}\n{self.last}\n"

    def one_by_one(self) -> Iterator[tuple[str, str, str]]:
        """`TABLE` or `VIEW`, name and text of each step in order: kept steps are tables, the others views."""
        for step in self.steps:
            yield "TABLE" if step.kept else "VIEW", step.name, step.text

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @staticmethod
    def from_json(text: str) -> Script:
        stated = json.loads(text)
        return Script(tuple(Step(**step) for step in stated["steps"]), stated["last"])


def _indented(text: str) -> str:
    return "\n".join("  " + line for line in text.splitlines())
