"""A ruleset in words: for `rules list`, `rules show`, `rules diff` and the reference page.

Everything is generated from the ruleset that runs. Dicts are plain text and lists, ready for JSON; lines are
plain text without markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openperkins.errors import UnknownNameError, nearest
from openperkins.law.diff import Change
from openperkins.law.kinds import to_text
from openperkins.law.model import Parameter, Reading, Ruleset


def ruleset_facts(ruleset: Ruleset) -> dict[str, Any]:
    """One ruleset in a list: name, title, version, first year, counts, open assumptions, fingerprint."""
    return {
        "name": ruleset.name,
        "title": ruleset.title,
        "version": ruleset.version,
        "first_year": str(ruleset.first_year),
        "parameters": len(ruleset.parameters),
        "readings": len(ruleset.readings),
        "assumed": [reading.id for reading in ruleset.assumptions],
        "changes": ruleset.changes,
        "fingerprint": ruleset.fingerprint,
    }


def parameter_facts(parameter: Parameter) -> dict[str, Any]:
    """One parameter; `value` and `default` are as `--set` takes them."""
    return {
        "name": parameter.name,
        "value": parameter.text,
        "default": to_text(parameter.default),
        "changed": parameter.changed,
        "kind": parameter.kind,
        "choices": list(parameter.choices),
        "expects": parameter.expects,
        "says": parameter.says,
        "cites": list(parameter.cites),
        "reading": parameter.reading,
        "status": parameter.status,
    }


def reading_facts(reading: Reading) -> dict[str, Any]:
    """One reading with the names of the parameters it governs (none where it is built into the facts)."""
    return {
        "id": reading.id,
        "question": reading.question,
        "says": reading.says,
        "status": reading.status,
        "parameters": list(reading.parameters),
        "cites": list(reading.cites),
    }


def readings_used(ruleset: Ruleset, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The readings that shaped a result, by id, each with the values in force of its parameters.

    `ids` None means all. Raises UnknownNameError naming the nearest reading.
    """
    wanted = sorted(ruleset.readings if ids is None else set(ids))
    for id in wanted:
        if id not in ruleset.readings:
            raise UnknownNameError(f"There is no reading {id}.", nearest(id, ruleset.readings))
    return [
        {
            **reading_facts(ruleset.readings[id]),
            "values": {name: ruleset.parameters[name].text for name in ruleset.readings[id].parameters},
        }
        for id in wanted
    ]


def show_facts(ruleset: Ruleset, only: str | None = None) -> dict[str, Any]:
    """A whole ruleset, or the part `only` names: a parameter, a group of parameters or a reading.

    Raises UnknownNameError naming the nearest.
    """
    parameters, readings = _part(ruleset, only)
    return {
        "ruleset": ruleset_facts(ruleset),
        "parameters": [parameter_facts(p) for p in parameters],
        "readings": [reading_facts(r) for r in readings],
    }


def show_lines(ruleset: Ruleset, only: str | None = None) -> list[str]:
    """The same as `show_facts`, in lines a person reads; open assumptions come last."""
    parameters, readings = _part(ruleset, only)
    lines = [f"{ruleset.name} · {ruleset.title}", f"fingerprint {ruleset.fingerprint[:12]}"]
    lines.append(f"holds from {ruleset.first_year}")
    for reading in readings:
        lines += ["", *_reading_lines(reading)]
        for parameter in parameters:
            if parameter.reading == reading.id:
                lines += _parameter_lines(parameter)
    return [*lines, "", *assumption_lines(ruleset)]


def assumption_lines(ruleset: Ruleset) -> list[str]:
    """What no agency has confirmed yet, one reading a line after a heading."""
    if not ruleset.assumptions:
        return ["Every reading is confirmed."]
    return ["Open assumptions, to be confirmed by an agency:"] + [
        f"  {reading.id} {reading.question} {reading.says}" for reading in ruleset.assumptions
    ]


def diff_lines(changes: Iterable[Change]) -> list[str]:
    """One line a change: reading, name, before → after."""
    return [_change_line(change) for change in changes] or ["No difference."]


def reference_page(ruleset: Ruleset) -> str:
    """The reference page of a ruleset in Markdown, each reading with its parameters."""
    lines = [
        f"# Rules: {ruleset.title}",
        "",
        f"Generated from the ruleset `{ruleset.name}`, version {ruleset.version}. "
        f"It holds for the school years from {ruleset.first_year} onward.",
        "",
        "Change a value for one run with `--set NAME=VALUE`: commas between codes, `|` between groups.",
    ]
    return "\n".join([*lines, *reading_sections(ruleset)]) + "\n"


def reading_sections(ruleset: Ruleset) -> list[str]:
    """Lines of Markdown: a section per reading with its parameters, then the sources."""
    lines: list[str] = []
    for reading in ruleset.readings.values():
        lines += ["", f"## {reading.id} {reading.question}", "", f"{reading.says} *{reading.status}* · "]
        lines[-1] += "; ".join(reading.cites)
        if reading.parameters:
            lines += ["", "| parameter | value | may be | says | from |", "|---|---|---|---|---|"]
            lines += [_row(ruleset.parameters[name]) for name in reading.parameters]
    lines += ["", "## Sources", "", "| id | title | where |", "|---|---|---|"]
    return lines + [f"| {s.id} | {_cell(s.title)} | {_cell(s.where)} |" for s in ruleset.sources.values()]


def _part(ruleset: Ruleset, only: str | None) -> tuple[list[Parameter], list[Reading]]:
    if only is None:
        return list(ruleset.parameters.values()), list(ruleset.readings.values())
    if only in ruleset.readings:
        reading = ruleset.readings[only]
        return [ruleset.parameters[name] for name in reading.parameters], [reading]
    parameters = [p for p in ruleset.parameters.values() if only in (p.name, p.name.partition(".")[0])]
    if not parameters:
        groups = {name.partition(".")[0] for name in ruleset.parameters}
        known = {*ruleset.parameters, *ruleset.readings, *groups}
        raise UnknownNameError(f"The ruleset has no parameter or reading `{only}`.", nearest(only, known))
    ids = dict.fromkeys(p.reading for p in parameters)
    return parameters, [ruleset.readings[id] for id in ids]


def _reading_lines(reading: Reading) -> list[str]:
    return [
        f"{reading.id} ({reading.status}) {reading.question}",
        f"  {reading.says}",
        f"  from {'; '.join(reading.cites)}",
    ]


def _parameter_lines(parameter: Parameter) -> list[str]:
    changed = f" (the ruleset's own is {to_text(parameter.default)})" if parameter.changed else ""
    return [
        f"    {parameter.name} = {parameter.text}{changed}",
        f"        {parameter.says} {parameter.expects}",
        f"        {parameter.status}, from {'; '.join(parameter.cites)}",
    ]


def _row(parameter: Parameter) -> str:
    cells = (
        f"`{parameter.name}`",
        f"`{parameter.text}`",
        parameter.expects,
        f"{parameter.says} *{parameter.status}*",
        "; ".join(parameter.cites),
    )
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _change_line(change: Change) -> str:
    before, after = _or_absent(change.before), _or_absent(change.after)
    return f"{change.reading or '   '} {change.parameter}: {before} → {after}"


def _or_absent(value: str | None) -> str:
    return "(not there)" if value is None else value
