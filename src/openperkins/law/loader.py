"""The one way into a ruleset: read, refuse what is not sound, apply changes, fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from openperkins.errors import LawError, UnknownNameError, UsageError, nearest
from openperkins.law.kinds import checked, from_text
from openperkins.law.model import Parameter, Reading, Ruleset, Source, law_of
from openperkins.law.reading_rules import Rules, read_rules

#: Where the rulesets of this package lie, one folder each.
BUILT_IN = Path(__file__).parent


def list_rulesets(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the rulesets there are, sorted. `folder` holds an agency's own, one folder each."""
    return tuple(sorted(path.parent.name for path in (folder or BUILT_IN).glob("*/ruleset.yaml")))


def load_ruleset(name: str, changes: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Ruleset:
    """A ruleset by name, with `changes` applied: parameter name → text as `--set` takes it, or a value.

    `folder` holds an agency's own rulesets. Raises UnknownNameError (a ruleset, naming the nearest), UsageError
    (a parameter that is not there, or a value that cannot be, with the choices), LawError (a file that is not sound).
    """
    known = list_rulesets(folder)
    if name not in known:
        raise UnknownNameError(f"There is no ruleset `{name}`.", nearest(name, known) or _listed(known))
    return _ruleset(_read(folder / name) if folder else _read_built_in(name), changes)


def load_review(changes: Mapping[str, Any] | None = None) -> Ruleset:
    """The choices of the measures of the needs assessment's review (`clna/measures.yaml`), in the shape of a ruleset.

    `changes` as for `load_ruleset`. Raises UsageError, LawError.
    """
    return _ruleset(_read_review(), changes)


def _ruleset(rules: Rules, changes: Mapping[str, Any] | None) -> Ruleset:
    parameters = _changed(rules.parameters, changes or {})
    return Ruleset(
        name=rules.name,
        version=rules.version,
        title=rules.title,
        parameters=parameters,
        readings=dict(rules.readings),
        sources=dict(rules.sources),
        law=law_of(parameters, rules.groups),
        fingerprint=_fingerprint(rules, parameters),
        table_sums=dict(rules.table_sums),
        folder=rules.folder,
    )


def _listed(known: tuple[str, ...]) -> str:
    return f"Rulesets are {', '.join(known)}." if known else "No ruleset is installed."


@cache
def _read_built_in(name: str) -> Rules:
    # The package's own files do not change while it runs; an agency's folder is read again each time.
    return _read(BUILT_IN / name)


@cache
def _read_review() -> Rules:
    return read_rules(BUILT_IN / "clna", "measures.yaml")


def _read(folder: Path) -> Rules:
    rules = read_rules(folder)
    if rules.name != folder.name:
        raise LawError(f"The folder {folder.name} holds a ruleset named `{rules.name}`.", "Give both one name.")
    return rules


def _changed(parameters: Mapping[str, Parameter], changes: Mapping[str, Any]) -> dict[str, Parameter]:
    changed = dict(parameters)
    for name, given in changes.items():
        if name not in parameters:
            raise UsageError(f"The ruleset has no parameter `{name}`.", nearest(name, parameters))
        changed[name] = _with_value(parameters[name], given)
    return changed


def _with_value(parameter: Parameter, given: Any) -> Parameter:
    value = from_text(parameter.kind, given) if isinstance(given, str) else given
    try:
        value = checked(parameter.kind, value, parameter.choices, parameter.least, parameter.most)
    except ValueError as error:
        reason = str(error) if str(error).endswith("?") else str(error).rstrip(".") + "."
        raise UsageError(f"`{parameter.name}` cannot be set: {reason}", parameter.expects) from error
    return replace(parameter, value=value)


def _fingerprint(rules: Rules, parameters: Mapping[str, Parameter]) -> str:
    known = {
        "name": rules.name,
        "version": rules.version,
        "values": {name: parameter.value for name, parameter in parameters.items()},
        "tables": rules.table_sums,
    }
    canonical = json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


__all__ = ["BUILT_IN", "Parameter", "Reading", "Ruleset", "Source", "list_rulesets", "load_review", "load_ruleset"]
