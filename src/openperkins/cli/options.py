"""Options several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
year = click.option("--year", required=True, metavar="2016-17", help="The reporting (school) year.")
ruleset = click.option("--ruleset", default="perkins_iv_ma", show_default=True, help="The rules to run under.")
changes = click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="KEY=VALUE",
    callback=lambda _context, _parameter, given: parsed_changes(given),
    help="Change a parameter of the ruleset; may be repeated.",
)
engine = click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What computes; the results are the same.",
)
memory = click.option("--memory", default="8GB", show_default=True, help="The most memory the engine may use.")
store = click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="Folder of sealed records (default: OPENPERKINS_STORE, else the user's data folder).",
)
as_json = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")


def text_or_json(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format text|json` and `--json`; the command gets `as_json`."""
    return _formats(command, "text")


def table_or_json(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format table|json` and `--json`; the command gets `as_json`."""
    return _formats(command, "table")


def running(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that runs a year."""
    return reduce(lambda made, option: option(made), (store, memory, engine, changes, ruleset), command)


def parsed_changes(given: tuple[str, ...]) -> dict[str, str]:
    """`KEY=VALUE` texts as a dict; a click usage error for anything else."""
    changes = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"{text!r} is not KEY=VALUE, for instance academic.attempt=best")
        changes[key.strip()] = value.strip()
    return changes


def _formats(command: Callable[..., Any], plain: str) -> Callable[..., Any]:
    from functools import wraps

    @wraps(command)
    def with_flag(*args: Any, form: str, as_json: bool, **kwargs: Any) -> Any:
        return command(*args, as_json=as_json or form == "json", **kwargs)

    form = click.option(
        "--format",
        "form",
        type=click.Choice([plain, "json"]),
        default=plain,
        show_default=True,
        help="How to print what was found.",
    )
    return form(as_json(with_flag))
