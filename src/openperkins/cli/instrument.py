"""`openperkins instrument`: the instruments of the needs assessment, and files that hold one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openperkins.cli import options
from openperkins.cli.show import print_json, print_table, say

if TYPE_CHECKING:
    from openperkins.needs.model import Instrument

_form = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print what was found.",
)


@click.group()
def instrument() -> None:
    """The instrument of the needs assessment: show one, check a file, compare two."""


@instrument.command()
@click.argument("which", metavar="VERSION|FILE", default="2022")
@_form
@options.as_json
def show(which: str, form: str, as_json: bool) -> None:
    """Everything an instrument asks, with its ids."""
    from openperkins.needs.instrument_rows import HEADINGS, rows_of

    loaded = _loaded(which)
    _print(rows_of(loaded), HEADINGS, "json" if as_json else form)
    say(_about(loaded))


@instrument.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_form
@options.as_json
@click.pass_context
def check(context: click.Context, file: Path, form: str, as_json: bool) -> None:
    """Whether FILE is an instrument that loads; every fault is listed. Exits 3 when there is one."""
    from openperkins.errors import InputError

    faults: list[str] = []
    try:
        say(_about(_read(file)))
    except InputError as error:
        first, *listed = error.message.splitlines()
        faults = [line.strip() for line in listed if line.strip()] or [first]
        say(f"{file.name} does not load. {error.remedy}")
    _print([{"file": file.name, "fault": fault} for fault in faults], ("file", "fault"), "json" if as_json else form)
    if faults:
        context.exit(InputError.exit_code)


@instrument.command()
@click.argument("first", metavar="VERSION|FILE")
@click.argument("second", metavar="VERSION|FILE")
@_form
@options.as_json
def diff(first: str, second: str, form: str, as_json: bool) -> None:
    """What differs between two instruments: added, removed, changed, reordered."""
    from openperkins.needs.instrument_diff import HEADINGS, diff_instruments

    found = diff_instruments(_loaded(first), _loaded(second))
    if form == "table" and not as_json:
        for one in found:
            click.echo(one.says)
    else:
        _print([one.row() for one in found], HEADINGS, "json" if as_json else form)
    say(f"{len(found)} differences." if len(found) != 1 else "1 difference.")


def _loaded(which: str) -> Instrument:
    """One that comes with OpenPerkins by its version, else a file."""
    from openperkins.errors import UnknownNameError, nearest
    from openperkins.needs.instrument import load_instrument, packaged

    if which in packaged():
        return load_instrument(which)
    if not Path(which).exists() and not which.endswith((".yaml", ".yml")):
        known = nearest(which, packaged())
        raise UnknownNameError(f"There is no instrument `{which}`, and no file of that name.", known)
    return _read(Path(which))


def _read(file: Path) -> Instrument:
    """An instrument's file. Raises InputError (exit 3) with every fault: a file handed in is input, not our law."""
    from openperkins.errors import InputError, LawError
    from openperkins.needs.instrument import read_instrument_file

    try:
        return read_instrument_file(file)
    except LawError as error:
        raise InputError(error.message, error.remedy) from error


def _about(loaded: Instrument) -> str:
    counts = (
        (len(loaded.components), "components"),
        (len(list(loaded.metrics)), "metrics"),
        (len(list(loaded.criteria)), "criteria"),
        (len(loaded.narratives), "answers in writing"),
        (len(list(loaded.checks)), "checks"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts)
    return f"{loaded.name} {loaded.version}: {told}. SHA-256 {loaded.sha256}"


def _print(rows: Sequence[Mapping[str, str]], headings: Sequence[str], form: str) -> None:
    if form == "json":
        print_json(list(rows))
    elif form == "csv":
        from openperkins.exports.page.texts import inert

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows([inert(row[name]) for name in headings] for row in rows)
        click.echo(out.getvalue(), nl=False)
    else:
        print_table(headings, [[row[name] for name in headings] for row in rows])
