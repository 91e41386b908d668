"""Reads `ruleset.yaml` and refuses what is not sound, all of it at once.

A ruleset is sound when every key is known, every parameter has a value of its kind, a citation of a known
source and a reading that names it back, and every reading governs parameters that exist.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openperkins.errors import OpenPerkinsError, nearest
from openperkins.law.faults import Faults
from openperkins.law.kinds import BOUNDED_KINDS, CODE_KINDS, KINDS, checked
from openperkins.law.model import Parameter, Reading, Source
from openperkins.law.strict_yaml import read_yaml
from openperkins.law.tables import first_column, list_tables, read_table

_TOP = {"name", "version", "title", "sources", "parameters", "readings"}
_SOURCE = {"title", "where"}
_PARAMETER = {"value", "kind", "says", "cites", "reading", "status"}
_PARAMETER_MAY = {"choices", "choices_from", "least", "most"}
_READING = {"question", "says", "status", "parameters", "cites"}


@dataclass(frozen=True, slots=True)
class Rules:
    """A sound ruleset as its folder holds it, without changes.

    `groups` are code tables that criteria read as values (`law.race_groups.asian`): name → group → codes.
    `table_sums` is code table → sha256 (hex).
    """

    name: str
    version: str
    title: str
    sources: dict[str, Source]
    parameters: dict[str, Parameter]
    readings: dict[str, Reading]
    groups: dict[str, dict[str, tuple[str, ...]]]
    table_sums: dict[str, str]
    folder: Path


class _Reader(Faults):
    """Reads the entries of the sections; what is wrong is collected, see `Faults`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.codes = folder / "codes"

    def source(self, id: str, given: Any) -> Source:
        place = f"sources, {id}"
        entry = self.keys(place, given, _SOURCE)
        return Source(id, *(self.text(place, key, entry[key]) if entry else "" for key in ("title", "where")))

    def parameter(self, name: Any, given: Any, sources: Collection[str]) -> Parameter | None:
        place = f"parameters, {name}"
        entry = self.keys(place, given, _PARAMETER, _PARAMETER_MAY)
        if not isinstance(name, str) or len(name.split(".")) != 2 or not all(map(str.isidentifier, name.split("."))):
            self.fault(place, "is not a name of the form group.name")
        if not entry:
            return None
        kind, choices = entry["kind"], self.choices(place, entry)
        self.bounds(place, entry)
        value = None
        try:
            value = checked(kind, entry["value"], choices, entry.get("least"), entry.get("most"))
        except ValueError as error:
            self.fault(place, str(error))
        return Parameter(
            name=str(name),
            value=value,
            default=value,
            kind=kind,
            choices=choices,
            cites=self.cites(place, entry["cites"], sources),
            reading=self.text(place, "reading", entry["reading"]),
            status=self.status(place, entry["status"]),
            says=self.text(place, "says", entry["says"]),
            least=entry.get("least"),
            most=entry.get("most"),
        )

    def choices(self, place: str, entry: dict[str, Any]) -> tuple[str, ...]:
        kind = entry["kind"]
        if "choices" in entry and "choices_from" in entry:
            self.fault(place, "has both `choices` and `choices_from`")
        if "choices_from" in entry:
            try:
                listed: tuple[str, ...] = first_column(self.codes, str(entry["choices_from"]))
            except OpenPerkinsError as error:
                self.fault(place, str(error))
                return ()
        else:
            listed = self.names(place, "choices", entry.get("choices", []))
        if kind == "choice" and not listed:
            self.fault(place, "is a choice and has no `choices`")
        if listed and kind in KINDS and kind not in (*CODE_KINDS, "choice"):
            self.fault(place, f"a value of kind {kind} has no choices")
        return listed

    def bounds(self, place: str, entry: dict[str, Any]) -> None:
        given = [key for key in ("least", "most") if key in entry]
        if entry["kind"] not in BOUNDED_KINDS:
            if given:
                self.fault(place, f"a value of kind {entry['kind']} has no least or most")
            return
        if len(given) != 2:
            self.fault(place, f"a value of kind {entry['kind']} needs `least` and `most`")
        for key in given:
            try:
                checked(entry["kind"], entry[key])
            except ValueError as error:
                self.fault(place, f"`{key}`: {error}")
                del entry[key]

    def reading(self, id: Any, given: Any, sources: Collection[str]) -> Reading | None:
        place = f"readings, {id}"
        entry = self.keys(place, given, _READING)
        if not entry:
            return None
        return Reading(
            id=str(id),
            question=self.text(place, "question", entry["question"]),
            says=self.text(place, "says", entry["says"]),
            status=self.status(place, entry["status"]),
            parameters=self.names(place, "parameters", entry["parameters"]),
            cites=self.cites(place, entry["cites"], sources),
        )

    def groups(self, table: str, code: str, group: str) -> dict[str, dict[str, tuple[str, ...]]]:
        """The codes of each group of a table, in file order; each code is in one group (R41). {} without table."""
        place = f"codes/{table}.csv"
        if table not in list_tables(self.codes):
            return {}
        try:
            rows = read_table(self.codes, table)
        except OpenPerkinsError as error:
            self.fault(place, str(error))
            return {}
        if not rows or not {code, group} <= set(rows[0]):
            self.fault(place, f"needs rows with the columns `{code}` and `{group}`")
            return {}
        codes = [row[code] for row in rows]
        for twice in sorted({c for c in codes if codes.count(c) > 1}):
            self.fault(place, f"{code} {twice} is there twice; a code belongs to one {group}")
        names = dict.fromkeys(row[group] for row in rows)
        return {table: {name: tuple(r[code] for r in rows if r[group] == name) for name in names}}

    def both_ways(self, parameters: dict[str, Parameter], readings: dict[str, Reading]) -> None:
        """A parameter's reading names the parameter, and a reading's parameters name the reading."""
        for parameter in parameters.values():
            reading = readings.get(parameter.reading)
            if reading is None:
                hint = nearest(parameter.reading, readings)
                self.fault(f"parameters, {parameter.name}", f"the reading {parameter.reading} is not there. {hint}")
            elif parameter.name not in reading.parameters:
                self.fault(f"readings, {reading.id}", f"does not name its parameter {parameter.name}")
        for reading in readings.values():
            for name in reading.parameters:
                if name not in parameters:
                    hint = nearest(name, parameters)
                    self.fault(f"readings, {reading.id}", f"the parameter `{name}` is not there. {hint}")
                elif parameters[name].reading != reading.id:
                    self.fault(f"readings, {reading.id}", f"{name} belongs to {parameters[name].reading}")


def read_rules(folder: Path, file: str = "ruleset.yaml") -> Rules:
    """The ruleset of one folder, or another `file` of that shape. Raises LawError with every fault, one a line."""
    reader = _Reader(folder)
    top = reader.keys("the top level", read_yaml(folder / file), _TOP)
    sections = {}
    for key in ("sources", "parameters", "readings"):
        sections[key] = top.get(key) or {}
        if not isinstance(sections[key], dict):
            reader.fault(key, "is not a mapping of keys to values")
            sections[key] = {}
    sources = {str(id): reader.source(str(id), given) for id, given in sections["sources"].items()}
    parameters = _present({str(n): reader.parameter(n, given, sources) for n, given in sections["parameters"].items()})
    readings = _present({str(id): reader.reading(id, given, sources) for id, given in sections["readings"].items()})
    head = {key: reader.text("the top level", key, top.get(key)) for key in ("name", "version", "title") if top}
    if not reader.faults:
        reader.both_ways(parameters, readings)
    groups = reader.groups("race_groups", "doe010", "population")
    reader.refuse(f"{folder.name}/{file}")
    return Rules(
        **head,
        sources=sources,
        parameters=parameters,
        readings=readings,
        groups=groups,
        table_sums=_table_sums(folder / "codes"),
        folder=folder,
    )


def _present(entries: dict[str, Any]) -> dict[str, Any]:
    return {key: entry for key, entry in entries.items() if entry is not None}


def _table_sums(codes: Path) -> dict[str, str]:
    return {n: hashlib.sha256((codes / f"{n}.csv").read_bytes()).hexdigest() for n in list_tables(codes)}
