"""Every command says what it does, and so does every option; the reference page names them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from openperkins.cli.commands import openperkins

ROOT = Path(__file__).parents[2]


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


COMMANDS = dict(_commands(openperkins, "openperkins"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_explained(name):
    command = COMMANDS[name]
    assert command.help
    unexplained = [p.opts[0] for p in command.params if isinstance(p, click.Option) and not p.help]
    assert unexplained == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_names_a_command_and_its_options(name):
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    heading = f"## `{name}`\n"
    assert heading in page
    section = page.split(heading)[1].split("\n## ")[0]
    options = [o for p in COMMANDS[name].params if isinstance(p, click.Option) for o in p.opts]
    assert [o for o in options if f"`{o}`" not in section] == []


@pytest.mark.parametrize("command", [name for name, c in COMMANDS.items() if not isinstance(c, click.Group)])
def test_a_command_that_prints_a_table_takes_json(command):
    options = {o for p in COMMANDS[command].params for o in p.opts}
    silent = {"openperkins synth", "openperkins export"}  # their output is files
    assert ("--json" in options) == ("--format" in options) == (command not in silent)
