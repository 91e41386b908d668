"""What a loaded ruleset is made of: parameters, readings, sources and the law as code reads it.

All of it is plain and immutable; nothing here opens a file but `Ruleset.table`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from openperkins.errors import LawError, UnknownNameError, nearest
from openperkins.law.kinds import Value, expected, to_text
from openperkins.law.tables import read_table
from openperkins.schoolyear import SchoolYear

Status = Literal["confirmed", "assumed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document citations begin with: `id` as cited, `title`, and `where` it can be found."""

    id: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One choice of the ruleset.

    `value` is in force, `default` is the ruleset's own; `choices` is empty where any value of the kind will
    do; `least` and `most` bound whole numbers and decimals. Kinds: see `openperkins.law.kinds`.
    """

    name: str
    value: Value
    default: Value
    kind: str
    choices: tuple[str, ...]
    cites: tuple[str, ...]
    reading: str
    status: Status
    says: str
    least: int | str | None = None
    most: int | str | None = None

    @property
    def changed(self) -> bool:
        """Whether the value in force is not the ruleset's own."""
        return self.value != self.default

    @property
    def text(self) -> str:
        """The value as `--set` takes it."""
        return to_text(self.value)

    @property
    def expects(self) -> str:
        """One sentence on what may be given."""
        return expected(self.kind, self.choices, self.least, self.most)


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer chosen where sources contradict themselves or are silent, and what it governs."""

    id: str
    question: str
    says: str
    status: Status
    parameters: tuple[str, ...]
    cites: tuple[str, ...]


class UnknownParameterError(LawError, AttributeError):
    """Code asked the law for a name it does not have; also an AttributeError, so that `hasattr` answers."""


class Namespace:
    """Values by attribute, read-only, as in `law.academic.attempt`. Raises UnknownParameterError."""

    __slots__ = ("_prefix", "_values")

    def __init__(self, values: Mapping[str, Any], prefix: str = "law") -> None:
        object.__setattr__(self, "_values", dict(values))
        object.__setattr__(self, "_prefix", prefix)

    def __getattr__(self, name: str) -> Any:
        # Dunder names are asked for by copy, pickle and inspect, not by people.
        if name.startswith("__") or name in Namespace.__slots__:
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            hint = nearest(name, self._values)
            raise UnknownParameterError(f"The law has no `{self._prefix}.{name}`.", hint) from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise UnknownParameterError(
            f"`{self._prefix}.{name}` cannot be set: the law is read-only.",
            "Give `changes` to load_ruleset instead.",
        )

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __dir__(self) -> list[str]:
        return sorted(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Namespace) and self._values == other._values

    def __hash__(self) -> int:
        return hash((self._prefix, tuple(self._values.items())))

    def __repr__(self) -> str:
        return f"<{self._prefix}: {', '.join(self._values)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Namespace, (self._values, self._prefix))


Law = Namespace


def law_of(parameters: Mapping[str, Parameter], tables: Mapping[str, Mapping[str, Value]] | None = None) -> Law:
    """The values of dotted parameters as one namespace of namespaces; `tables` are further ones, from code tables."""
    groups: dict[str, dict[str, Value]] = {name: dict(values) for name, values in (tables or {}).items()}
    for name, parameter in parameters.items():
        group, _, rest = name.partition(".")
        groups.setdefault(group, {})[rest] = parameter.value
    return Namespace({group: Namespace(values, f"law.{group}") for group, values in groups.items()})


def joined(*laws: Law) -> Law:
    """Namespaces of different groups as one."""
    return Namespace({group: getattr(law, group) for law in laws for group in law})


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One body of rules with all its values; `table_sums` is code table → sha256 (hex).

    `fingerprint` is the sha256 (hex) of its name, version, every value and the bytes of its code tables: two
    rulesets with one fingerprint decide every case alike.
    """

    name: str
    version: str
    title: str
    parameters: dict[str, Parameter]
    readings: dict[str, Reading]
    sources: dict[str, Source]
    law: Law
    fingerprint: str
    table_sums: dict[str, str] = field(repr=False)
    folder: Path = field(repr=False)

    @property
    def first_year(self) -> SchoolYear:
        """The first school year the rules hold for."""
        return SchoolYear.parse(self.law.years.first)

    @property
    def assumptions(self) -> tuple[Reading, ...]:
        """The readings no agency has confirmed yet."""
        return tuple(r for r in self.readings.values() if r.status == "assumed")

    @property
    def changes(self) -> dict[str, str]:
        """The parameters that differ from the ruleset's own values, as `--set` takes them."""
        return {p.name: p.text for p in self.parameters.values() if p.changed}

    def check_year(self, year: SchoolYear) -> None:
        """Raises UnknownNameError, naming the first valid year, when the rules do not hold for `year`."""
        if year < self.first_year:
            raise UnknownNameError(
                f"The ruleset {self.name} does not hold for {year}.",
                f"Its first school year is {self.first_year}.",
            )

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a code table `codes/<name>.csv`, all values text.

        Raises UnknownNameError naming the nearest table, LawError when a row has no source.
        """
        return read_table(self.folder / "codes", name)
