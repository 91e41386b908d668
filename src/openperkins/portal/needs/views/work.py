"""The pages a team writes on: a component with review and rubric, compliance, workforce data, people, priorities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from openperkins.needs.action_plan import NextStep, metric_labels
from openperkins.needs.model import Instrument
from openperkins.needs.priorities import answered_no, lowest_ratings, suggestions, widest_gaps
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL, WORKFORCE_FIELDS
from openperkins.needs.values import answer_titles
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.admissions import admissions
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.faults import listed, wrong
from openperkins.portal.needs.gaps import gaps_of
from openperkins.portal.needs.page import (
    Workspace,
    checklist,
    other_programs,
    rubric,
    workspace,
)
from openperkins.portal.needs.review import by_program, heads, metric_now, review
from openperkins.portal.needs.views.common import SEES, WRITES, attached, found, is_writable, of_page, saved, where
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear


@district_page(SEES, post=WRITES)
def needs_component(request: HttpRequest, organization: Organization, year: SchoolYear, component: int) -> HttpResponse:
    """A component: its questions to keep in mind, the review filled in, the rubric; or the compliance checks."""
    document = found(organization, year)
    if request.method == "POST":
        return saved(request, document, request.get_full_path())
    space = workspace(document)
    try:
        one = space.instrument.component(component)
    except KeyError:
        raise Http404 from None
    context = {
        **of_page(request, space, f"{one.number} {one.title}"),
        "component": one,
        "files_url": reverse("needs_files", args=[organization.code, year.ends]),
        "open_points": space.assessment.open_points(one),
        "is_done": space.assessment.is_done(one),
    }
    files = attached.listed(document, request.reach, where(space))
    if one.is_compliance:
        groups = checklist(space, one, files)
        context |= {
            "groups": groups,
            "unanswered": [asked for _, items in groups for asked in items if not asked.checked.answer],
            "answers": answer_titles(space.instrument),
            "faults": dict(wrong(document)),
        }
        return render(request, "needs/compliance.html", context)
    scope = _scope(request, space)
    context |= {
        "scope": scope,
        "scope_title": space.shown[scope],
        "is_rated": scope != CTE,
        "others": other_programs(space) if is_writable(document, request.reach) else [],
        "heads": heads(space, one),
        "rows": review(space, one, scope),
        "programs": by_program(space, one) if scope in (SCHOOL, CTE) else [],
        "criteria": rubric(space, one, scope, request.user, files) if scope != CTE else [],
        "prompts": _written(
            space, [(f"{one.number}.identify.{p.id}", p.title, p.asks) for p in space.instrument.prompts]
        ),
        "notes": _written(space, [(f"{one.number}.review.{r.id}", "", r.asks) for r in space.instrument.reflections]),
        "metrics": [(metric.title, f"{metric.id}.value.{scope}.{EVERYONE}") for metric in one.metrics]
        if scope != CTE
        else [],
        "funnel": admissions(space.assessment, one, scope) if one.funnel and scope != CTE else None,
    }
    return render(request, "needs/component.html", context)


@district_page(SEES, post=WRITES)
def needs_workforce(request: HttpRequest, organization: Organization, year: SchoolYear, program: str) -> HttpResponse:
    """The labor market projections of one program."""
    document = found(organization, year)
    if request.method == "POST":
        return saved(request, document, request.get_full_path())
    space = workspace(document)
    if program not in space.programs and not space.take_in(program):
        raise Http404
    said = space.assessment.workforce(program).said
    fields = [(f"workforce.{program}.{field}", title, said[field]) for field, title in WORKFORCE_FIELDS.items()]
    context = {
        **of_page(request, space, f"Workforce data: {space.programs[program]}"),
        "program": program,
        "program_title": space.programs[program],
        "fields": [(question, title, text, question.endswith("_titles")) for question, title, text in fields],
    }
    return render(request, "needs/workforce.html", context)


@district_page(SEES, post=WRITES)
def needs_people(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Who took part, by group."""
    document = found(organization, year)
    if request.method == "POST":
        return saved(request, document, request.get_full_path())
    space = workspace(document)
    groups = [
        (group, _written(space, [(f"people.{group.id}.who", "Who", ""), (f"people.{group.id}.how", "How", "")]))
        for group in space.instrument.stakeholders
    ]
    return render(request, "needs/people.html", {**of_page(request, space, "People who took part"), "groups": groups})


@district_page(SEES, post=WRITES)
def needs_priorities(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Lowest ratings, widest gaps and "No" answers side by side, and the one or two priorities the team names."""
    document = found(organization, year)
    if request.method == "POST":
        return saved(request, document, request.get_full_path())
    space = workspace(document)
    gaps = list(gaps_of(space.figures, space.assessment, space.places))
    context = {
        **of_page(request, space, "Priorities"),
        "ratings": lowest_ratings(space.assessment, space.scopes),
        "gaps": widest_gaps(gaps),
        "noes": answered_no(space.assessment),
        "suggestions": suggestions(space.assessment, space.scopes, gaps),
        "priorities": space.assessment.priorities,
        "levels": {level.id: level.title for level in space.instrument.levels},
        "components": space.instrument.components,
    }
    return render(request, "needs/priorities.html", context)


@district_page(SEES, post=WRITES)
def needs_plan(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The one action plan of a cycle, begun from a priority."""
    document = found(organization, year)
    if request.method == "POST":
        if "from" in request.POST:
            return _begun_from(request, document)
        request.POST = _with_metric(request.POST, instrument_of(document))
        return saved(request, document, request.get_full_path())
    space = workspace(document)
    today = timezone.localdate()
    look_again = [one for one in listed(document) if one.question.startswith("plan.")]
    lists = [(actor, _shown(space.plan.steps_of(actor))) for actor in space.instrument.action_plan.actors]
    context = {
        **of_page(request, space, "Action plan"),
        "plan": space.plan,
        "fields": {
            field: space.plan.text(field) for field in (*space.instrument.action_plan.fields, "status", "agreements")
        },
        "priorities": space.assessment.named,
        "metrics": list(metric_labels(space.instrument).values()),
        "components": space.instrument.components,
        "lists": lists,
        "written": [(actor, [step for step in steps if step.any]) for actor, steps in lists],
        "form": space.instrument.action_plan,
        "metric_now": metric_now(space, space.plan.text("metric")),
        "wrong": look_again,
        "faults": {one.question: one.says for one in look_again},
        "missing": space.plan.missing() if space.plan.any else [],
        "today": today,
    }
    return render(request, "needs/plan.html", context)


def _with_metric(data: QueryDict, instrument: Instrument) -> QueryDict:
    """The page as it was sent, with the related metric by its id where its label was chosen from the list."""
    ids = {label: id for id, label in metric_labels(instrument).items()}
    read = data.copy()
    for name in ("was.plan.metric", "q.plan.metric", "both.plan.metric"):
        if name in data:
            read[name] = ids.get(data[name].strip(), data[name])
    return read


#: lines of each list of next steps, as the template has them
_LINES = 3


def _shown(steps: list[NextStep]) -> list[NextStep]:
    """The lines of a list: as many as the template has, those filled in, and one to go on with."""
    filled = max((step.number for step in steps if step.any), default=0)
    return steps[: max(_LINES, filled + 1)]


_ABOUT_ANOTHER = "The action plan is about something else already. What is written of it was not changed."


def _begun_from(request: HttpRequest, document: Document) -> HttpResponse:
    """Begin the action plan with a priority: only what is empty is filled in, and nothing of a plan about another."""
    chosen = next(
        (one for one in workspace(document).assessment.named if str(one.number) == request.POST["from"]), None
    )
    if chosen is None:
        raise Http404
    about = document.answers.get("plan.challenge", "")
    if about and about != chosen.challenge:
        messages.error(request, _ABOUT_ANOTHER)
        return redirect(request.path)
    today = timezone.localdate().isoformat()
    filling = {
        "plan.component": chosen.component,
        "plan.challenge": chosen.challenge,
        "plan.description": chosen.why,
        "plan.start": today,
        "plan.current": today,
    }
    changes = [Change(question, "", text) for question, text in filling.items() if not document.answers.get(question)]
    try:
        quicker = actions.save(document, changes=changes, by=request.reach)
    except Refused as refused:
        raise PermissionDenied from refused
    if any(one.change.question == "plan.challenge" for one in quicker):
        messages.error(request, _ABOUT_ANOTHER)
    else:
        messages.success(request, "The action plan begins with this priority.")
    return redirect(request.path)


def _scope(request: HttpRequest, space: Workspace) -> str:
    """The school, or the place `?program=` names: CTE, one of several schools, or a program of the State's list.

    Raises Http404 for another.
    """
    asked = request.GET.get("program", "")
    if asked and (asked == SCHOOL or (asked not in space.shown and not space.take_in(asked))):
        raise Http404
    return asked or SCHOOL


def _written(space: Workspace, asked: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Questions answered in writing: each with its text now and what the team wrote in the cycle before."""
    return [
        {
            "question": question,
            "field": question.replace(".", "-"),
            "title": title,
            "asks": asks,
            "text": space.assessment.text(question),
            "before": space.last_answers.get(question, ""),
        }
        for question, title, asks in asked
    ]
