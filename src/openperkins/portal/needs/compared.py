"""This cycle beside the last, table by table: figures, plan, priorities, gaps, ratings, checks and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from openperkins.needs import compare
from openperkins.needs.compare import Compared
from openperkins.needs.model import Metric
from openperkins.needs.priorities import Gap, widest_gaps
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL
from openperkins.needs.values import number_of, plain_text
from openperkins.portal.needs.figures import IN_CTE
from openperkins.portal.needs.gaps import gaps_of
from openperkins.portal.needs.kind import cycle_in_words
from openperkins.portal.needs.page import Workspace
from openperkins.portal.needs.review import metric_now

_MOVED = {"up": "higher", "down": "lower", "same": "the same", "": "–"}
_GAP_MOVED = {"up": "wider", "down": "narrower", "same": "the same", "": "–"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table: `heads` after the first column, each row a name and as many texts; `note` is said before it."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    empty: str
    note: str = ""
    first: str = "What"


def comparisons(last: Workspace, this: Workspace) -> list[Comparison]:
    """Everything that is compared, in the order of the page."""
    cycles = (cycle_in_words(last.year), cycle_in_words(this.year))
    heads, nothing = (*cycles, "Now"), "Nothing was said in either cycle."
    places = {SCHOOL: "", **last.places, **this.places}
    return [
        _figures(last, this),
        _plan(last, this),
        Comparison("Priorities", cycles, _told(compare.priorities(last.assessment, this.assessment)), nothing),
        _gaps(last, this, heads),
        Comparison("Ratings", heads, _lines(compare.ratings(last.assessment, this.assessment, places)), nothing),
        Comparison("Compliance", heads, _lines(compare.checks(last.assessment, this.assessment)), nothing),
        Comparison("Typed values, all students", heads, _lines(_typed(last, this)), nothing),
        Comparison("Identify", cycles, _told(compare.identified(last.assessment, this.assessment)), nothing),
    ]


def _lines(found: list[Compared]) -> list[tuple[str, ...]]:
    return [(one.title, one.before, one.now, _MOVED[one.moved]) for one in found]


def _told(found: list[Compared]) -> list[tuple[str, ...]]:
    return [(one.title, one.before, one.now) for one in found]


def _same_figures(last: Workspace, this: Workspace) -> bool:
    """Whether both cycles read one publication: nothing was published since that could have moved."""
    return bool(last.figures and this.figures and last.figures.publication.pk == this.figures.publication.pk)


def _figures(last: Workspace, this: Workspace) -> Comparison:
    """What records answer this time, beside what they, or people, said last time. Each head names its records."""
    of_years = tuple(
        f"{cycle_in_words(one.year)}: " + (f"records of {one.figures.year}" if one.figures else "no records")
        for one in (last, this)
    )
    title, heads = "Figures from records, all students", (*of_years, "Now")
    if this.figures and _same_figures(last, this):
        said = f"No newer figures are published yet: both cycles read the {this.figures.source}."
        return Comparison(title, heads, [], said)
    rows = [row for metric, scope in _measured(this) if (row := _figure(last, this, metric, scope))]
    return Comparison(title, heads, rows, "No figures are published yet.")


def _measured(space: Workspace) -> Iterator[tuple[Metric, str]]:
    """Each metric records can answer, of the school and of students in CTE; one measure once."""
    seen: set[str] = set()
    for metric in space.instrument.metrics:
        if not metric.measure or metric.measure in seen:
            continue
        seen.add(metric.measure)
        yield metric, SCHOOL
        if space.figures and space.figures.tells_cte_apart(metric.measure):
            yield metric, CTE


def _figure(last: Workspace, this: Workspace, metric: Metric, scope: str) -> tuple[str, ...]:
    """One row; empty where records do not answer this time."""
    (before, then), (now, size) = (_said(one, metric, scope) for one in (last, this))
    if not this.figures or this.figures.of(metric.measure, scope, EVERYONE) is None:
        return ()
    counts_cte = scope == CTE or this.figures.counts_cte(metric.measure, scope)
    moved = "–" if then is None or size is None else _MOVED[compare.moved(then, size)]
    return f"{metric.title} ({IN_CTE})" if counts_cte else metric.title, before, now, moved


def _said(space: Workspace, metric: Metric, scope: str) -> tuple[str, Fraction | None]:
    """A figure in words and as a number: from records, else as typed."""
    found = space.figures.of(metric.measure, scope, EVERYONE) if space.figures else None
    if found is None:
        typed = space.assessment.value(metric, scope)
        number = number_of(typed)
        return (f"{typed} (typed)", None if number is None else Fraction(number)) if typed else ("", None)
    if found.is_count and found.denominator is not None:
        return f"{found.denominator:,}", Fraction(found.denominator)
    return (f"{found.percent_text}%", found.fraction * 100) if found.fraction is not None else ("", None)


def _typed(last: Workspace, this: Workspace) -> list[Compared]:
    """Typed values of what records do not answer this time."""
    figures = this.figures
    answered = {
        metric.id
        for metric in this.instrument.metrics
        if figures and metric.measure and figures.of(metric.measure, SCHOOL, EVERYONE) is not None
    }
    return [one for one in compare.values(last.assessment, this.assessment) if one.id not in answered]


def _plan(last: Workspace, this: Workspace) -> Comparison:
    """The metric the last plan set out to move: its target, what it was, and what it is now."""
    plan = last.plan
    metric, challenge = plan.metric_title, plan.text("challenge")
    named = plan.text("metric")
    found = next((one for one in last.instrument.metrics if named in (one.id, one.title)), None)
    asked = compare.asked_by(last.assessment, found) if found else ""
    is_one = found is None or compare.asks_the_same(last.assessment, this.assessment, found)
    now = metric_now(this, named) if is_one else ""
    metric = f"{metric} ({asked})" if asked else metric
    told = (challenge or "–", metric, plan.text("target"), metric_now(last, named), now)
    heads = ("Metric", "Target", cycle_in_words(last.year), f"{cycle_in_words(this.year)}, now")
    rows = [told] if challenge or metric else []
    return Comparison("The last action plan", heads, rows, "The last cycle has no action plan.", first="Challenge")


def _gaps(last: Workspace, this: Workspace, heads: tuple[str, ...]) -> Comparison:
    """The widest gaps of either cycle, with what each was and is. Gaps of one publication are shown once."""
    both = [_by_group(one) for one in (last, this)]
    widest = [
        (space, gap) for space, found in zip((last, this), both, strict=True) for gap in widest_gaps(found.values())
    ]
    names = dict.fromkeys(_key(space, gap) for space, gap in sorted(widest, key=lambda one: -one[1].points))
    note = ""
    if _same_figures(last, this):
        both[0] = {key: gap for key, gap in both[0].items() if gap.note}
        names = {key: None for key in names if any(key in found for found in both)}
        note = "No newer figures are published yet: gaps in records stand once."
    rows = []
    for key in names:
        before, now = (found.get(key) for found in both)
        one = now or before
        if one is None:
            continue
        moved = _GAP_MOVED[compare.moved(before.points, now.points)] if before and now else "–"
        whose = f" ({IN_CTE})" if one.scope == CTE else ""
        rows.append((f"{one.title}{whose}: {one.group}", _points(before), _points(now), moved))
    return Comparison("Widest gaps", heads, rows, "No group of 16 or more is behind in either cycle.", note)


def _by_group(space: Workspace) -> dict[tuple[str, str, str, str], Gap]:
    return {_key(space, gap): gap for gap in widest_gaps(gaps_of(space.figures, space.assessment, space.places), None)}


def _key(space: Workspace, gap: Gap) -> tuple[str, str, str, str]:
    """By which a gap is found again: what a school words itself is the same where it asks the same."""
    asked = compare.asked_by(space.assessment, space.instrument.metric(gap.metric))
    return gap.metric, gap.scope, gap.group, plain_text(asked)


def _points(gap: Gap | None) -> str:
    return "" if gap is None else f"{gap.points_text} points (n {gap.students:,})"
