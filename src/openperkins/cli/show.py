"""What people see: tables on standard output, words on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from openperkins.errors import OpenPerkinsError

_DEBUG = "OPENPERKINS_DEBUG"


def say(text: str) -> None:
    """A line for people, on standard error."""
    click.echo(text, err=True)


def refusal(error: OpenPerkinsError) -> None:
    """An error a user can act on, with every problem of the records when it is about them."""
    report = getattr(error, "report", None)
    if report is not None:
        from openperkins.records.report import as_lines

        for line in as_lines(report):
            say(line)
    say(f"Error: {error.message}")
    if error.remedy:
        say(error.remedy)


def unexpected(error: Exception) -> int:
    """Anything else: click's own messages keep their exit codes; a defect says what to do, without student rows."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        say("Stopped.")
        return 130
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if os.environ.get(_DEBUG):
        raise error
    say(f"Error: something went wrong inside OpenPerkins ({type(error).__name__}); nothing was written.")
    say(f"Please report it with the command you ran. {_DEBUG}=1 shows the details, which may name students.")
    return 5


def print_json(value: Any) -> None:
    """A value as JSON on standard output."""
    click.echo(json.dumps(value, indent=1, ensure_ascii=False, default=str))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Iterable[int] = ()) -> None:
    """A table on standard output: ruled on a terminal, tab-separated into a pipe."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        click.echo("\t".join(headings))
        for row in cells:
            click.echo("\t".join(cell.replace("\t", " ") for cell in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place in set(right) else "left")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_rows(rows: Sequence[Mapping[str, Any]], headings: Sequence[str], *, as_json: bool) -> None:
    """Dicts as a table of some of their keys, or whole as JSON."""
    if as_json:
        print_json(list(rows))
    else:
        print_table(headings, [[row[heading] for heading in headings] for row in rows])


@contextmanager
def working(title: str) -> Iterator[Callable[[str], None]]:
    """A spinner that names what is being worked on, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(title) as status:
        yield lambda what: status.update(f"{title} {what}")
