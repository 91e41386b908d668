"""The commands. Each is a few lines around the function of the same name in the Python API."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from openperkins import __version__
from openperkins.cli import options
from openperkins.cli.show import print_json, print_rows, print_table, say, working

FINDINGS = 1


class ReaderGone(Exception):
    """Whoever read our output has closed the pipe. Not an OSError: click would take that for a failure."""


class _Commands(click.Group):
    """The commands; a closed pipe becomes `ReaderGone`, while there is still someone to handle it."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="openperkins")
def openperkins() -> None:
    """Career and technical education accountability: from student records to the improvement plans owed."""


@openperkins.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--districts", default=12, show_default=True, type=click.IntRange(1), help="How many districts.")
@click.option(
    "--students", default=20_000, show_default=True, type=click.IntRange(1), help="High-school students a year."
)
@click.option("--years", default=6, show_default=True, type=click.IntRange(1), help="How many school years.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same state.")
def synth(folder: Path, districts: int, students: int, years: int, seed: int) -> None:
    """Write an invented state into DIR: records of invented students, in exactly the formats districts send."""
    from openperkins import api
    from openperkins.schoolyear import SchoolYear

    with working("Inventing a state") as progress:
        made = api.make_state(folder, districts=districts, students=students, years=years, seed=seed, progress=progress)
    spans = f"{SchoolYear(made.first_year)} to {SchoolYear(made.last_year)}"
    say(
        f"Wrote an invented state to {folder}: {made.people:,} people in {made.schools} schools of {made.districts} "
        f"districts, {spans}, {made.files} files."
    )


@openperkins.command()
@options.folder
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
    default="table",
    show_default=True,
    help="How to print the problems.",
)
@options.as_json
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@click.option("--fail-on", type=click.Choice(["warnings"]), help="Exit 1 when there are warnings.")
@options.ruleset
@click.pass_context
def check(
    context: click.Context, folder: Path, form: str, as_json: bool, output: Path | None, fail_on: str, ruleset: str
) -> None:
    """Edit checks only: list every problem of every file in DIR."""
    from openperkins.checking import check as checked
    from openperkins.cli.checking import rendered
    from openperkins.errors import InputError

    with working("Checking") as progress:
        found = checked(folder, ruleset=ruleset, progress=progress)
    content = rendered(found, "json" if as_json else form)
    if output is not None:
        from openperkins.exports.tables import write_whole

        write_whole(output, content)
    else:
        click.get_binary_stream("stdout").write(content)
    if found.errors:
        context.exit(InputError.exit_code)
    if fail_on == "warnings" and found.warnings:
        context.exit(FINDINGS)


@openperkins.command()
@options.folder
@click.option("--year", "years", required=True, multiple=True, metavar="2016-17", help="May be repeated.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder to write; an earlier run's is replaced."
)
@click.option("--fail-on", type=click.Choice(["plans"]), help="Exit 1 when a plan is owed.")
@options.running
@options.table_or_json
@click.pass_context
def run(
    context: click.Context, folder: Path, years: tuple[str, ...], out: Path, fail_on: str, as_json: bool, **how: Any
) -> None:
    """Check, seal and run DIR: rates, standings and plans owed for every organization, into OUT."""
    from openperkins import api

    with working("Running") as progress:
        found = api.run(folder, years, out=out, progress=progress, **how)
    for notice in found.notices:
        say(notice)
    if found.snapshot.warnings:
        say(f"The records have {found.snapshot.warnings} warnings; `openperkins check {folder}` lists them.")
    owing = found.results.filter(plan="required")
    state = found.results.filter(org_kind="state", population="all")
    headings = [
        "school_year",
        "indicator",
        "numerator",
        "denominator",
        "percent",
        "level",
        "threshold",
        "standing",
        "plan",
    ]
    print_rows(state.select(headings).to_dicts(), headings, as_json=as_json)
    say(f"{owing.height} plans are owed by {owing['org_code'].n_unique()} organizations. Written to {out}.")
    if fail_on == "plans" and owing.height:
        context.exit(FINDINGS)


@openperkins.command()
@options.folder
@options.year
@click.option("--student", metavar="SASID", help="Whose trace to show.")
@click.option(
    "--org", "org_code", metavar="CODE", help="Instead: which criterion keeps this organization's students out."
)
@click.option("--indicator", "indicators", multiple=True, metavar="5S1", help="Only this indicator; may be repeated.")
@click.option("--population", default="all", show_default=True, help="With --org: of this population.")
@options.running
@options.text_or_json
def explain(
    folder: Path,
    year: str,
    student: str | None,
    org_code: str | None,
    indicators: tuple[str, ...],
    population: str,
    as_json: bool,
    **how: Any,
) -> None:
    """Why a student is in or out of each indicator, or what keeps the students of a cell out of it."""
    from openperkins.cli import explaining

    if (student is None) == (org_code is None):
        raise click.UsageError("Name either --student SASID or --org CODE.")
    if student is not None:
        how.pop("memory")
        explaining.student(folder, year, student, indicators or None, as_json=as_json, **how)
    else:
        explaining.cell(folder, year, org_code, indicators, population, as_json=as_json, **how)


@openperkins.command()
@options.folder
@options.year
@click.option("--org", "org_code", metavar="CODE", help="Only this organization.")
@click.option("--owed-only", is_flag=True, help="Leave out the exempt and those with a plan on file.")
@click.option("--fail-on", type=click.Choice(["plans"]), help="Exit 1 when a plan is owed.")
@options.running
@options.table_or_json
@click.pass_context
def plans(
    context: click.Context,
    folder: Path,
    year: str,
    org_code: str | None,
    owed_only: bool,
    fail_on: str,
    as_json: bool,
    **how: Any,
) -> None:
    """Which improvement plans are owed, and why: a sentence each, with the numbers used."""
    from dataclasses import asdict

    from openperkins import api
    from openperkins.cli.explaining import points

    with working("Running") as progress:
        listed = api.plans(folder, year, org_code=org_code, progress=progress, **how)
    required = [plan for plan in listed if plan.plan == "required"]
    shown = required if owed_only else listed
    if as_json:
        print_json([{**asdict(plan), "gap": points(plan.gap)} for plan in shown])
    else:
        print_table(
            ["org_code", "organization", "plan", "why"],
            [[plan.org_code, plan.org_name, plan.plan, plan.sentence] for plan in shown],
        )
    say(f"{len(required)} plans are owed for {year}.")
    if fail_on == "plans" and required:
        context.exit(FINDINGS)


@openperkins.command()
@options.folder
@options.year
@click.option("--org", "org_code", metavar="CODE", help="Only this organization.")
@click.option("--indicator", metavar="5S1", help="Only this indicator.")
@options.running
@options.table_or_json
def gaps(folder: Path, year: str, org_code: str | None, indicator: str | None, as_json: bool, **how: Any) -> None:
    """The gap of every population to all students, in percentage points (negative: behind)."""
    from openperkins import api

    found = api.gaps(folder, year, **how)
    for column, wanted in (("org_code", org_code), ("indicator", indicator and indicator.upper())):
        if wanted:
            require_known(wanted, found[column].unique().to_list(), column)
            found = found.filter(**{column: wanted})
    headings = [
        "org_code",
        "indicator",
        "population",
        "numerator",
        "denominator",
        "gap",
        "gap_to_others",
        "consideration",
    ]
    print_rows(found.filter(found["gap"].is_not_null()).to_dicts(), headings, as_json=as_json)


@openperkins.command()
@options.folder
@options.year
@click.option("--org", "org_code", metavar="CODE", help="Only this organization.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the measures.",
)
@options.as_json
@options.running
def measures(folder: Path, year: str, org_code: str | None, form: str, as_json: bool, **how: Any) -> None:
    """The measures of the needs assessment's review: by school, CTE and program, for each student group.

    The percent is printed in the table alone. Small groups are not protected.
    """
    from openperkins import api
    from openperkins.cli.measuring import shown

    with working("Measuring") as progress:
        found = api.measures(folder, year, progress=progress, **how)
    if org_code:
        require_known(org_code, found["org_code"].unique().to_list(), "org_code")
        found = found.filter(org_code=org_code)
    if as_json or form == "json":
        print_json(found.to_dicts())
    elif form == "csv":
        click.echo(found.write_csv(), nl=False)
    else:
        rows = shown(found)
        print_rows(rows.to_dicts(), rows.columns, as_json=False)


@openperkins.command("follow-up")
@options.folder
@options.year
@click.option("--org", "org_code", metavar="CODE", help="Only this organization.")
@click.option("--worksheet", type=click.Path(path_type=Path), help="Write the leavers without an answer, to fill in.")
@options.running
@options.table_or_json
def follow_up(folder: Path, year: str, org_code: str | None, worksheet: Path | None, as_json: bool, **how: Any) -> None:
    """The graduate follow-up of a year's leavers: response rates, and the list of who must still be asked."""
    from openperkins import api
    from openperkins.exports.tables import write_csv

    found = api.follow_up(folder, year, **how)
    response = found.response
    if org_code:
        require_known(org_code, response["org_code"].to_list(), "org_code")
        response = response.filter(org_code=org_code)
    print_rows(response.to_dicts(), response.columns, as_json=as_json)
    if worksheet is not None:
        missing = found.worksheet(org_code)
        write_csv(missing, worksheet)
        say(f"Wrote {missing.height} leavers without an answer to {worksheet}. It names students: keep it safe.")


@openperkins.command()
@options.folder
@options.year
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the workbooks.")
@click.option("--org", "org_codes", multiple=True, metavar="CODE", help="Only this organization; may be repeated.")
@options.running
def export(folder: Path, year: str, out: Path, org_codes: tuple[str, ...], **how: Any) -> None:
    """An Excel workbook per district: the eight core indicator reports, years side by side."""
    from openperkins import api

    with working("Running") as progress:
        written = api.export(folder, year, out, org_codes=list(org_codes) or None, progress=progress, **how)
    for path in written:
        click.echo(str(path))
    say(f"Wrote {len(written)} workbooks to {out}.")


def require_known(wanted: str, known: list[str], what: str) -> None:
    """Raise UnknownNameError when a name given on the command line is not there."""
    from openperkins.errors import UnknownNameError, nearest

    if wanted not in known:
        raise UnknownNameError(f"There is no {what.replace('_', ' ')} {wanted} here.", nearest(wanted, known))


def _register() -> None:
    from openperkins.cli.instrument import instrument
    from openperkins.cli.rules import rules
    from openperkins.cli.serving import serve

    openperkins.add_command(instrument)
    openperkins.add_command(rules)
    openperkins.add_command(serve)


_register()
