"""The reference page of the measures of the review, from the definitions that run."""

from __future__ import annotations

import re

from openperkins.explain.pages import table
from openperkins.kernel import words
from openperkins.law.describe import reading_sections
from openperkins.law.model import Ruleset, joined
from openperkins.needs.measures import MEASURES, Measure

_NOTE = "*Generated from the definitions that run; `make docs` writes it again.*"
_HEADINGS = ("measure", "title", "scopes", "by", "counts", "in CTE", "in the numerator", "reading")
#: record → which it is
_RECORDS = {
    "enrolled": "the year's October",
    "earlier": "the October before",
    "tested": "End of Year, else October",
    "left": "the leaving record",
    "october": "as 6S1",
    "cohort": "as 4S1",
}


def measures_page(ruleset: Ruleset, review: Ruleset) -> str:
    """Markdown: every measure in words, then the readings of the review with their parameters and sources."""
    law = joined(ruleset.law, review.law)

    def row(measure: Measure) -> tuple[str, ...]:
        made = "" if measure.numerator is None else words(measure.numerator, law)
        if measure.stays:
            made += ", in the same organization"
        if measure.of_programs:
            made = "(their different programs are counted)"
        return (
            f"`{measure.code}`",
            measure.title,
            ", ".join(measure.scopes),
            _RECORDS[measure.record],
            f"The student {words(measure.measured, law)}.",
            "" if measure.scopes == ("school",) else words(measure.in_cte, law),
            made,
            _reading(measure.reading),
        )

    groups = ", ".join(f"`{group}`" for group in review.law.review.groups)
    lines = [
        "# Measures of the review",
        "",
        _NOTE,
        "",
        "What student records answer of the needs assessment's review, for every school, district and consortium with "
        "students. The scope `school` counts all its students, `cte` those of any program, a program's code those of "
        f"that program. Each is given for all students and for the groups {groups}. `openperkins measures` prints "
        "them; readings R01 and up are [those of the core indicators](readings.md).",
        "",
        *table(_HEADINGS, map(row, MEASURES)),
    ]
    sections = "\n".join(reading_sections(review))
    anchored = re.sub(r"^## (N\d\d) ", lambda m: f'<a id="{m[1].lower()}"></a>\n\n{m[0]}', sections, flags=re.MULTILINE)
    return "\n".join(lines) + "\n" + anchored.rstrip() + "\n"


def _reading(id: str) -> str:
    return f"[{id}](#{id.lower()})" if id.startswith("N") else f"[{id}](readings.md#{id.lower()})"
