"""One metric of the review that records answer: by year, and group by group, each drawing with its table."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.accountability.exact import fixed_text, half_up
from openperkins.needs.measures import BY_CODE
from openperkins.needs.priorities import fewest_of_a_gap
from openperkins.needs.questions import EVERYONE, SCHOOL
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.charts import Group, Year, gap_plot, trend
from openperkins.portal.directory.models import Organization
from openperkins.portal.needs.explained import measure_in_words
from openperkins.portal.needs.figures import Figures, years_without
from openperkins.portal.needs.page import BESIDE, Workspace, workspace
from openperkins.portal.needs.review import who_of
from openperkins.portal.needs.views.common import SEES, crumbs, found
from openperkins.portal.results.measures import Measured
from openperkins.schoolyear import SchoolYear


@district_page(SEES)
def needs_metric(request: HttpRequest, organization: Organization, year: SchoolYear, metric: str) -> HttpResponse:
    """A metric, for the school or the program `?program=` names. Raises Http404 for one records do not answer."""
    document = found(organization, year)
    space = workspace(document)
    try:
        asked = space.instrument.metric(metric)
    except KeyError:
        raise Http404 from None
    program = request.GET.get("program", "")
    if space.figures is None or not asked.measures or (program and (program == SCHOOL or program not in space.shown)):
        raise Http404
    scope = program or SCHOOL
    titles = [(measure, BESIDE.get(measure, asked.title)) for measure in asked.measures]
    counted = [(measure, title, who_of(space, measure, scope)) for measure, title in titles]
    shown = [_shown(space, measure, f"{title} ({who})" if who else title, scope) for measure, title, who in counted]
    component = space.instrument.component_of(asked.id)
    context = {
        "space": space,
        "document": document,
        "year": year,
        "metric": asked,
        "scope": scope,
        "scope_title": space.shown[scope],
        "shown": [one for one in shown if one],
        "crumbs": [
            *crumbs(document),
            (f"{component.number} {component.title}", _above(space, component)),
            (asked.title, ""),
        ],
    }
    return render(request, "needs/metric.html", context)


def _above(space: Workspace, component: Any) -> str:
    return reverse("needs_component", args=[space.organization.code, space.year.ends, component.number])


def _shown(space: Workspace, measure: str, title: str, scope: str) -> dict[str, Any] | None:
    """The drawings of one measure, or its table alone for a count; None where the records say nothing of it."""
    figures = space.figures
    if figures is None or figures.of(measure, scope, EVERYONE) is None:
        return None
    told = _told(measure, title, scope, figures)
    key = told["key"]
    everyone = figures.of(measure, scope, EVERYONE)
    groups = [(group.title, figures.of(measure, scope, group.id)) for group in space.instrument.groups]
    by_year = dict(figures.by_year(measure, scope, EVERYONE))
    missing = years_without(by_year)
    if everyone.is_count:
        years = [(str(year), missing.get(year) or _count(by_year.get(year))) for year in sorted({*by_year, *missing})]
        counted = [(name, one) for name, one in groups if one is not None]  # programs are not counted by group
        lines = [("All students", _count(everyone)), *((name, _count(one)) for name, one in counted)]
        return told | {"years": years, "lines": lines}
    return told | {
        "trend": trend(f"t-{key}", f"{title}: all students by year", _years(by_year, missing), has_levels=False),
        "gaps": gap_plot(
            f"g-{key}", f"{title}: groups beside all students", _group("All students", everyone, None),
            [_group(name, one, everyone) for name, one in groups],
            fewest=fewest_of_a_gap(),
            has_levels=False,
        ),
    }  # fmt: skip


def _told(measure: str, title: str, scope: str, figures: Figures) -> dict[str, Any]:
    """What a drawing and a table have in common: name, and who is counted by which reading."""
    return {
        "title": title,
        "key": measure.replace("_", "-"),
        "definition": measure_in_words(measure, scope, figures),
        "of_programs": BY_CODE[measure].of_programs,
    }


def _count(found: Measured | None) -> str:
    return "–" if found is None or found.denominator is None else f"{found.denominator:,}"


def _years(told: dict[SchoolYear, Measured | None], missing: dict[SchoolYear, str]) -> list[Year]:
    return [
        Year(str(year), *_percent(told.get(year)), word=missing.get(year) or _word(told[year]))
        for year in sorted({*told, *missing})
    ]


def _word(found: Measured | None) -> str:
    return "" if found and found.denominator else "No result"


def _percent(found: Measured | None) -> tuple[str | None, None, None, int | None]:
    if found is None or not found.denominator:
        return None, None, None, None
    return found.percent_text, None, None, found.denominator


def _group(name: str, found: Measured | None, everyone: Measured | None) -> Group:
    if found is None or found.fraction is None:
        return Group(name, None, 0 if found else None, word="No students")
    gap = ""
    if everyone is not None and everyone.fraction is not None:
        points = (found.fraction - everyone.fraction) * 100
        side = "over" if points > 0 else "under"
        gap = f"{fixed_text(half_up(abs(points), 1), 1)} points {side}" if points else "the same"
    return Group(name, found.percent_text, found.denominator, gap)
