"""Write every generated page of the docs, or (`--check`) say which is out of step and exit 1.

Pages made from definitions come from `openperkins.explain.pages`. What this file adds: the command line, read off
the commands; the edit checks, read off the cases of specs/checks.md by running them; the coverage page.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import click
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
sys.path[:0] = [str(ROOT), str(DOCS)]

from handed_in import handed_in  # noqa: E402
from settings_page import settings_page  # noqa: E402

from openperkins.cli.commands import openperkins as command_line  # noqa: E402
from openperkins.explain.instrument_page import instrument_page  # noqa: E402
from openperkins.explain.measures import measures_page  # noqa: E402
from openperkins.explain.pages import pages, table  # noqa: E402
from openperkins.law import load_review, load_ruleset  # noqa: E402
from openperkins.law.model import Ruleset  # noqa: E402
from openperkins.records import pipeline  # noqa: E402
from openperkins.records.checks import cross_element  # noqa: E402
from openperkins.records.checks.codebook import Codebook  # noqa: E402
from openperkins.records.model import Problem  # noqa: E402
from openperkins.records.reading.catalogue import CATALOGUE  # noqa: E402
from openperkins.workflows.pages import roles_page, workflows_page  # noqa: E402

NOTE = "*Generated; `make docs` writes it again.*"
#: first letter of a check → where the rule comes from, when the check itself does not say
SOURCES = {
    "S": "the element's row in [elements](elements.md)",
    "V": "the format of the records folder",
    "X": "the format of the records folder",
}


def everything() -> dict[Path, str]:
    """Path → text of every generated page."""
    ruleset = load_ruleset("perkins_iv_ma")
    made = {DOCS / "reference" / name: text for name, text in pages(ruleset).items()}
    made[DOCS / "reference" / "measures.md"] = measures_page(ruleset, load_review())
    made[DOCS / "reference" / "cli.md"] = cli_page()
    made[DOCS / "reference" / "elements.md"] = elements_page(ruleset)
    made[DOCS / "reference" / "checks.md"] = checks_page(ruleset)
    made[DOCS / "reference" / "instrument.md"] = instrument_page(NOTE)
    made[DOCS / "reference" / "roles.md"] = roles_page(NOTE)
    made[DOCS / "reference" / "workflows.md"] = workflows_page(NOTE)
    made[DOCS / "reference" / "settings.md"] = settings_page(NOTE)
    made[DOCS / "coverage.md"] = coverage_page(made)
    return made


# --- the command line -----------------------------------------------------------------------------------------


def commands(group: click.Group = command_line, path: str = "openperkins") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, in alphabetical order; groups stand before what they hold."""
    for name, command in sorted(group.commands.items()):
        full = f"{path} {name}"
        yield full, command
        if isinstance(command, click.Group):
            yield from commands(command, full)


def cli_page() -> str:
    """The reference of every command, argument and option."""
    lines = ["# The command line", "", NOTE, ""]
    lines += [
        "Data goes to standard output, everything else to standard error. Tables are ruled on a terminal and "
        "separated by tabs in a pipe. `--json` is the same as `--format json`.",
        "",
        *table(
            ("exit code", "means"),
            (
                ("0", "fine"),
                ("1", "there are findings, and `--fail-on` asked for them"),
                ("2", "the command was put wrongly"),
                ("3", "the records have errors; nothing was published"),
                ("4", "a ruleset, year, organization or student that is not there"),
                ("5", "a folder or file that cannot be read or written, or a defect"),
            ),
        ),
        "",
    ]
    for name, command in commands():
        context = click.Context(command, info_name=name)
        lines += [f"## `{name}`", "", str(command.help), ""]
        if isinstance(command, click.Group):
            continue
        lines += ["```", " ".join([name, *command.collect_usage_pieces(context)]), "```", ""]
        options = [option_row(p) for p in command.params if isinstance(p, click.Option)]
        if options:
            lines += [*table(("option", "takes", "default", "what it does"), options), ""]
    return _page(lines)


def option_row(option: click.Option) -> tuple[str, ...]:
    """One option: its names, what it takes, its default and its help text."""
    takes = "" if option.is_flag else option.metavar or option.make_metavar(click.Context(click.Command("")))
    default = "" if option.is_flag or option.multiple or not option.show_default else str(option.default)
    required = "required" if option.required else default
    return (", ".join(f"`{name}`" for name in option.opts), f"`{takes}`" if takes else "", required, option.help or "")


# --- elements and checks --------------------------------------------------------------------------------------


def elements_page(ruleset: Ruleset) -> str:
    """The 52 elements: what each may hold and what stands for "does not apply"."""
    book = Codebook.from_law(ruleset)
    cited = {row["element"]: row["source"] for row in ruleset.table("sims_elements")}
    rows = [(f"{e.id}", e.name, e.accepts, e.filler, _limits(e), e.check_id, cited[e.id]) for e in book.elements]
    return _page(
        [
            "# Elements of a SIMS record",
            "",
            NOTE,
            "",
            "A record has these 52 elements in this order, none of them empty. Sources are explained at the end of "
            "[readings](readings.md).",
            "",
            *table(("element", "name", "accepted", "filler", "differs by year", "check", "from"), rows),
        ]
    )


def _limits(element: Any) -> str:
    """Which codes came or went, and the years in which only one value was allowed."""
    said = []
    if element.constant_years:
        first, last = element.constant_years
        said.append(f"only {element.constant} in the school years ending {first} to {last}")
    for value in element.values:
        if value.first_year:
            said.append(f"{value.code} from the school year ending {value.first_year}")
        if value.last_year:
            said.append(f"{value.code} up to the school year ending {value.last_year}")
    return "; ".join(said)


def checks_page(ruleset: Ruleset) -> str:
    """Every edit check: severity, an example of what it says, the remedy, the source."""
    lines = ["# Edit checks", "", NOTE, ""]
    lines += [
        "`openperkins check DIR` lists every problem of every file. An **error** keeps its file from being sealed and "
        "the folder from being run; a **warning** does not; a **note** says what was read differently from how it was "
        "written, without loss. What each check says is shown as it appeared for one case of "
        "[`specs/checks.md`](../../specs/checks.md); every case there is run as a test.",
        "",
    ]
    cited = {check.id: check.cites for check in cross_element.CHECKS}
    for heading, examples in _examples(ruleset):
        rows = [(*_told(id, p), _cited(id, cited)) for id, p in sorted(examples.items())]
        lines += [f"## {heading}", "", *table(("check", "severity", "says, for instance", "remedy", "from"), rows), ""]
    lines += ["## Handed in one at a time", ""]
    lines += [
        "A file sent to the portal, or given to `check_submission`, is checked as part of its folder, with these "
        "besides. Mails and logs hold counts alone, nothing of the file.",
        "",
    ]
    rows = [_told(id, p) for id, p in handed_in(ruleset).items()]
    lines += [*table(("check", "severity", "says, for instance", "remedy"), rows), ""]
    lines += ["## Reading the files", "", "What stands for `…` depends on the file.", ""]
    rows = [
        (f'<a id="{e.id.lower()}"></a>{e.id}', e.severity, _open(e.message), _open(e.remedy))
        for e in sorted(CATALOGUE.values(), key=lambda e: (e.id[0] == "N", e.id))
    ]
    return _page([*lines, *table(("check", "severity", "says", "remedy"), rows)])


def _told(id: str, problem: Problem) -> tuple[str, str, str, str]:
    return f'<a id="{id.lower()}"></a>{id}', problem.severity, problem.message, problem.remedy


def _cited(id: str, cited: dict[str, str]) -> str:
    said = cited.get(id, "")
    if said.startswith("S-"):
        return f"{said}, see [sources](readings.md#sources)"
    return SOURCES.get(id[0], "[formats](formats.md)")


def _open(template: str) -> str:
    return re.sub(r"\{[Ll]ine\}", "Line", re.sub(r"\{(?![Ll]ine\})\w+\}", "…", template)).strip()


def _examples(ruleset: Ruleset) -> list[tuple[str, dict[str, Problem]]]:
    """Heading of specs/checks.md → check → the problem the first of its cases gave. The cases are run."""
    from tests.records.checks.good_records import parse, write

    found: list[tuple[str, dict[str, Problem]]] = []
    seen: set[str] = set()
    for line in (ROOT / "specs" / "checks.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:], {}))
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        wanted = set(cells[-1].split(", ")) - seen
        if len(cells) != 4 or cells[0] == "check" or not all(re.fullmatch(r"[A-Z]\d+", id) for id in wanted):
            continue
        if not wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            report = pipeline.examine(write(Path(folder), parse(cells[2])), law=ruleset)
        for problem in (p for file in report.files for p in file.problems if p.id in wanted):
            found[-1][1].setdefault(problem.id, problem)
        seen |= set(found[-1][1])
    return [(heading, examples) for heading, examples in found if examples]


# --- coverage -------------------------------------------------------------------------------------------------


def coverage_page(made: Collection[Path]) -> str:
    """Which system lives where and which test holds it; a path that does not exist is an error."""
    data = yaml.safe_load((DOCS / "coverage.yaml").read_text(encoding="utf-8"))
    lines = [
        "# Coverage",
        "",
        NOTE,
        "",
        "Each system OpenPerkins is to have, where it lives and which test holds it.",
        "",
    ]
    rows = [(e["id"], e["what"], _paths(e["where"], made), _paths(e["tests"], made)) for e in data["here"]]
    lines += [*table(("id", "system", "lives in", "held by"), rows), "", "## Not yet", ""]
    lines += table(("id", "system"), ((e["id"], e["what"]) for e in data["not_yet"]))
    return _page(lines)


def _paths(given: list[str], made: Collection[Path]) -> str:
    missing = [path for path in given if ROOT / path not in made and not (ROOT / path).exists()]
    if missing:
        raise SystemExit(f"docs/coverage.yaml names what is not there: {', '.join(missing)}")
    return "<br>".join(f"[`{path}`](../{path})" for path in given)


def _page(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def out_of_step(made: dict[Path, str]) -> list[str]:
    """Pages that are missing, differ, or are left over in a folder only generated pages live in."""
    differ = [p for p, text in made.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    left = [p for p in (DOCS / "reference" / "indicators").glob("*.md") if p not in made]
    return sorted(str(p.relative_to(ROOT)) for p in (*differ, *left))


def main(arguments: list[str]) -> int:
    """`--check` compares and writes nothing; without it every page is written."""
    made = everything()
    if arguments == ["--check"]:
        stale = out_of_step(made)
        if stale:
            print(f"Out of step, run `make docs`: {', '.join(stale)}", file=sys.stderr)
        return 1 if stale else 0
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"Wrote {len(made)} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
