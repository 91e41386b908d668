"""The page of the portal's settings: names and defaults read off the code, words from settings.yaml.

A setting without words is refused, and words without a setting are: nothing can be missing or left over.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from openperkins.explain.pages import table

DOCS = Path(__file__).parent
SRC = DOCS.parent / "src" / "openperkins"
PREFIX = "OPENPERKINS_"
#: how environs reads a value → what one writes
_TAKES = {"str": "text", "int": "a whole number", "bool": "`true` or `false`", "list": "a list, commas between",
          "json": "JSON"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the code reads it; `default` is what stands in the code, None where it is computed there."""

    name: str
    takes: str
    default: str | None


def settings_read() -> dict[str, Setting]:
    """Name → setting, of everything the code asks of the environment under our prefix."""
    typed: dict[str, Setting] = {}
    plain: dict[str, Setting] = {}
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(_constants(tree))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if (setting := _of_environs(call, path)) is not None:
                typed[setting.name] = setting
            elif (setting := _of_os(call, constants)) is not None:
                plain[setting.name] = setting
    return plain | typed


def settings_page(note: str) -> str:
    """Markdown of every setting, in the sections and the order of settings.yaml."""
    told = yaml.safe_load((DOCS / "settings.yaml").read_text(encoding="utf-8"))
    read = settings_read()
    named = [PREFIX + row["name"] for section in told["sections"] for row in section["settings"]]
    if sorted(named) != sorted(read):
        wrong = ", ".join(sorted(set(named) ^ set(read)) or sorted(named))
        raise SystemExit(f"docs/settings.yaml and the code do not name the same settings: {wrong}")
    lines = ["# Settings", "", note, "", *told["introduction"].strip().splitlines(), ""]
    for section in told["sections"]:
        rows = [_row(row, read[PREFIX + row["name"]]) for row in section["settings"]]
        lines += [f"## {section['title']}", "", *section.get("says", "").strip().splitlines()]
        lines += [""] if "says" in section else []
        lines += [*table(("setting", "takes", "default", "what it does", "set it when"), rows), ""]
        if "example" in section:
            lines += ["```", *section["example"].strip().splitlines(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _row(told: dict[str, str], setting: Setting) -> tuple[str, ...]:
    if (setting.default is None and "default" not in told) or (setting.default and "default" in told):
        raise SystemExit(f"docs/settings.yaml: {setting.name}: `default` tells one that is computed, and no other")
    default = told.get("default") or (f"`{setting.default}`" if setting.default else "none")
    return f"`{setting.name}`", told.get("takes", setting.takes), default, told["what"], told["when"]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's names for texts: `_DEBUG = "OPENPERKINS_DEBUG"`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _of_environs(call: ast.Call, path: Path) -> Setting | None:
    """`env.int("PORT", 8000)` of the portal's settings."""
    what = call.func
    if not (isinstance(what, ast.Attribute) and isinstance(what.value, ast.Name) and what.value.id == "env"):
        return None
    if not call.args or not isinstance(call.args[0], ast.Constant):
        raise SystemExit(f"{path}: a setting's name is written out, so that the docs can name it")
    default = _default(call.args[1]) if len(call.args) > 1 else ""
    return Setting(PREFIX + call.args[0].value, _TAKES[what.attr], default)


def _of_os(call: ast.Call, constants: dict[str, str]) -> Setting | None:
    """`os.environ.get("OPENPERKINS_…")`, or by a name of the module."""
    if ast.unparse(call.func) not in ("os.environ.get", "os.getenv"):
        return None
    asked = call.args[0]
    name = str(asked.value) if isinstance(asked, ast.Constant) else constants.get(ast.unparse(asked), "")
    return Setting(name, _TAKES["str"], "") if name.startswith(PREFIX) else None


def _default(node: ast.expr) -> str | None:
    """A default as one would write it into the environment; None for one that is computed."""
    try:
        value: Any = ast.literal_eval(node)
    except ValueError:
        return None
    if value in ("", [], {}):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
