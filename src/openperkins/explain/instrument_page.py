"""The page of the instrument's file format, and of the instrument that comes with OpenPerkins."""

from __future__ import annotations

from collections.abc import Iterator

from openperkins.explain.pages import table
from openperkins.law.bounded_yaml import MOST_BYTES, MOST_DEPTH, MOST_ENTRIES, MOST_SIGNS
from openperkins.needs import instrument as known
from openperkins.needs.instrument_rows import rows_of
from openperkins.needs.model import Instrument
from openperkins.needs.occupations import Occupation, packaged_crosswalk
from openperkins.needs.projections import COLUMNS

#: what each key of the file means; a test holds these to the keys the reader knows
TOP_KEYS = {
    "name": "the instrument's short name, of small letters, digits and underlines",
    "version": "of the wording, in quotes",
    "title": "of the instrument",
    "question": "the question the whole assessment answers",
    "cites": "where it comes from; each begins with a source",
    "levels": "the four levels of the rubric: `id`, `title`, `means`",
    "answers": "the three answers of a compliance check: `id`, `title`",
    "groups": "the twelve groups of students: `id`, `title`, and `short` for a column's head",
    "reflections": "questions to reflect on while reviewing: `id`, `asks`",
    "prompts": "what is answered in writing for each component: `id`, `title`, `asks`",
    "components": "the components, numbered from 1 on",
    "action_plan": "`cites`, `fields`, `actors` (`id`, `title`), `months` a step may lie ahead, `closing`",
    "stakeholders": "`cites`, and `groups` (`id`, `title`) of people who take part",
}
COMPONENT_KEYS = {
    "metrics": "the rows of its review table",
    "criteria": "the lines of its rubric: `id`, `title`, `elements`",
    "checks": "instead of metrics and criteria: groups of compliance checks (`id`, `title`, `items`)",
    "of_places": "true when its table has a column for each place, not for groups of students",
    "workforce": "true when it asks for labor market projections by program",
    "funnel": "metrics in the order students pass through",
}
METRIC_KEYS = {
    "measure": "what records answer of it",
    "beside": "further measures shown with it",
    "find": "where to look for it, when records do not hold it",
    "names_itself": "true when the team also says what the metric asks",
    "better": "`higher` (unless said otherwise) or `lower`",
}


def instrument_page(note: str) -> str:
    """Markdown of the file format, its bounds, and everything the newest instrument asks."""
    newest = known.load_instrument()
    lines = [
        "# The instrument of the needs assessment",
        "",
        note,
        "",
        "An instrument is a YAML file. An agency's own wording or a later edition is a file of the same shape; a cycle "
        "keeps the one it began with. `openperkins instrument check FILE` lists every fault of a file, `openperkins "
        "instrument diff A B` what differs between two.",
        "",
        *_format(),
        *_instrument(newest),
        *_projections(),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _format() -> Iterator[str]:
    yield from ("## The file", "", *_keys(TOP_KEYS))
    yield from ("## A component", "", "`number`, `title`, `objective`, `cites`, and:", "", *_keys(COMPONENT_KEYS))
    yield "Either metrics with criteria, or checks; one component at most holds checks."
    yield from ("", "## A metric", "", "`id`, `title`, `unit`, and:", "", *_keys(METRIC_KEYS))
    yield from ("It has a measure or a place to find it.", "")
    rows = [
        ("units", ", ".join(one or "empty (text)" for one in known.UNITS)),
        ("measures", ", ".join(known.MEASURES)),
        ("sources a citation begins with", ", ".join(known.SOURCES)),
        ("ids of levels, best first", ", ".join(known.LEVELS)),
        ("ids of answers", ", ".join(known.ANSWERS)),
        ("ids of groups", ", ".join(known.GROUPS)),
        ("fields of the action plan", ", ".join(known.FIELDS)),
        ("closing fields", ", ".join(known.CLOSING)),
    ]
    yield from ("## What is fixed", "", *table(("words", "known"), rows), "")
    yield (
        "An agency words these, and cannot add or drop one: figures and answers hang on them. A check is `id`, "
        "`says`, and when it is starred `applies_when` with `fewest_programs`."
    )
    yield from ("", "## Ids", "")
    yield (
        "Every answer is kept under an id, so an id stays when its wording changes. What belongs to a component begins "
        f"with its number; a metric or criterion is the number and one word (none of {', '.join(known.TAKEN)}), "
        "a group of checks the same, and a check its group's id and one word (none of "
        f"{', '.join(known.TAKEN_CHECKS)}). All other ids have no point, and are none of "
        f"{', '.join(known.TAKEN_PARTS)}."
    )
    yield from ("", "## Bounds", "")
    yield (
        f"At most {MOST_BYTES:,} bytes of UTF-8, {MOST_ENTRIES:,} entries, {MOST_DEPTH} levels deep, "
        f"{MOST_SIGNS:,} signs a text. No anchors, no key twice, no control or direction characters."
    )
    yield ""


def _instrument(newest: Instrument) -> Iterator[str]:
    yield from (f"## {newest.title}, {newest.version}", "", newest.question, "")
    rows = [(f"`{one['id']}`", one["part"], one["text"], one["more"]) for one in rows_of(newest)]
    yield from (*table(("id", "what", "words", "more"), rows), "")


def _projections() -> Iterator[str]:
    yield from ("## Labor market projections", "")
    yield (
        f"A CSV file or workbook with the columns {', '.join(f'`{name}`' for name in COLUMNS)}: `term` is short or "
        "long, `mean_wage` dollars a year, `annual_openings` a number; what is not published is empty, `*` or `N/A`. "
        "Mean wages are weighed by openings over the occupations that have both, and rounded half up to dollars. "
        "Which occupations a program leads to is a crosswalk, all of it assumed until an agency confirms it or brings "
        "its own (`law/clna/occupations.csv`). It is that of NCES (CIP 2020 to SOC 2018) for the code of the same "
        "number; what only a program's title names is starred:"
    )
    rows = [
        (f"`{code}`", ones[0].group, "; ".join(f"{one.soc_code} {one.soc_title}{_star(one)}" for one in ones))
        for code, ones in packaged_crosswalk().by_code.items()
    ]
    yield from ("", *table(("program", "related occupational group", "occupations"), rows), "")


def _star(one: Occupation) -> str:
    return "" if one.cites.startswith("NCES") else "\\*"


def _keys(keys: dict[str, str]) -> list[str]:
    return [*table(("key", "is"), [(f"`{key}`", words) for key, words in keys.items()]), ""]
