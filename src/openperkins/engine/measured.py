"""The measures of the review as SQL text: students of one school year, grouped by what they count as."""

from __future__ import annotations

from typing import Any

from openperkins.engine.compile import bits, reads_of, script
from openperkins.engine.script import Script
from openperkins.facts.review_year import REVIEWED, ReviewYear
from openperkins.facts.sources import REVIEW_SCHEMAS, Sources
from openperkins.indicators.catalogue import BY_CODE as INDICATORS
from openperkins.kernel import expression
from openperkins.law import load_review
from openperkins.law.model import joined
from openperkins.lazy import ibis
from openperkins.needs.measures import EVERYONE, MEASURES
from openperkins.populations.catalogue import BY_CODE as POPULATIONS

#: the core indicators that are measures as they stand: record → code
_AS_THEY_STAND = {"october": "6S1", "cohort": "4S1"}
_SIGNATURE = ("org_code", "next_org", "program", "groups", "measured", "in_cte", "numerators")


def measured_students(sources: Sources, years: tuple[int, ...], stated: Any, law: Any, dialect: str) -> Script:
    """SQL of `org_code, next_org, program`, bits and `students`, how many share them.

    `groups` has a bit per group (all students first), `measured`, `in_cte` and `numerators` a bit per measure in the
    order of the catalogue. `next_org` is where who is expected back is enrolled. `stated` are the fingerprint of the
    review's choices and those that were changed.
    """
    law = joined(law, load_review(dict(stated[1])).law)
    narrowing = {record: [INDICATORS[code].counts_in_denominator] for record, code in _AS_THEY_STAND.items()}
    reads = {record: reads_of(record, law) for record in _AS_THEY_STAND}
    whole = Sources(sources.cohort_file_years, REVIEW_SCHEMAS)
    facts = ReviewYear(whole, years[0], law, narrowing=narrowing, reads=reads)
    parts = [_measured(facts.of(record), record, law) for record in REVIEWED]
    together = facts.steps.named("measured_students", parts[0].union(*parts[1:]))
    counted = together.group_by(*_SIGNATURE).agg(students=together.count().cast("int64"))
    return script(facts.steps, counted, dialect)


def _measured(student: ibis.Table, record: str, law: Any) -> ibis.Table:
    own = [(bit, measure) for bit, measure in enumerate(MEASURES) if measure.record == record]
    groups = [POPULATIONS[code] for code in (EVERYONE, *law.review.groups)]
    rules = {
        "measured": [(bit, m.measured) for bit, m in own],
        "in_cte": [(bit, m.measured & m.in_cte) for bit, m in own],
        "numerators": [(bit, m.measured & m.numerator) for bit, m in own if m.numerator is not None],
    }
    flags = {name: bits((bit, expression(rule, student, law)) for bit, rule in of) for name, of in rules.items()}
    rows = student.select(
        "org_code",
        next_org=student.next_org if record == "earlier" else ibis.null("string"),
        program=student.program,
        groups=bits((bit, expression(group.rule, student, law)) for bit, group in enumerate(groups)),
        **flags,
    )
    return rows.filter(rows.measured != 0)
