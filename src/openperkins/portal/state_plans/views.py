"""The State's improvement plans: what is owed in a year, one core indicator, its steps, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import state_office
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.levels.overtaken import of_the_state, overtaken_words
from openperkins.portal.plans.views.common import begun_and_saved, known_indicator, new_tab, of_document
from openperkins.portal.results.queries import retraction_of
from openperkins.portal.results.words import words_under
from openperkins.portal.state_plans.answers import PLAN
from openperkins.portal.state_plans.charts import state_plan_chart
from openperkins.portal.state_plans.kind import KIND
from openperkins.portal.state_plans.owed import Owed, state_owed, state_when_approved
from openperkins.portal.state_plans.page import consulted_of, grounds_of, lines_of, plan_of, years_of_plans
from openperkins.schoolyear import SchoolYear

_SEES, _WRITES = "see_state_plan", "write_state_plan"
#: step → the name of its page
_STEPS = {
    "send": "check_state_plan",
    "withdraw": "take_back_state_plan",
    "approve": "approve_state_plan",
    "return": "return_state_plan",
    "revise": "revise_state_plan",
    "drop": "drop_state_plan_revision",
}
_TITLE = "State Improvement Plans"


def _finds(organization: Organization, year: SchoolYear, ind: str) -> Document:
    known_indicator(ind)
    document = plan_of(year, ind)
    if document is None:
        raise Http404
    return document


def _list_url(year: SchoolYear) -> str:
    return f"{reverse('state_plans')}?year={year.ends}"


def _crumbs(document: Document, for_state: bool) -> list[tuple[str, str]]:
    return [(_TITLE, _list_url(document.year)), (str(document), document.about.url(document))]


def _summary(document: Document, for_state: bool) -> dict[str, Any]:
    return _written(state_owed(document.year), document.part, document) | {"faults": document.faults}


pages = Pages(lambda: KIND, _finds, _crumbs, _summary, "state_plans/_summary.html", door=state_office)


def _written(everything: Owed, indicator: str, document: Document | None) -> dict[str, Any]:
    """The figures and every answer, as the page and the check show them."""
    answers = document.answers if document else {}
    return {
        "due": everything.of(indicator),
        "consulted": consulted_of(answers),
        "plan": answers.get(PLAN, ""),
        "grounds": grounds_of(everything, indicator, answers),
    }


@state_office(_SEES)
def state_plans(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Every core indicator of a year: what the State reached, whether a plan is owed, where it stands."""
    years = years_of_plans()
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one.ends) == asked), years[0])
    everything, lines = lines_of(year)
    context = {
        "year": year,
        "years": years,
        "owed": everything,
        "lines": lines,
        "number": sum(due.owed for due in everything.dues),
        "retraction": retraction_of(year - 1),
        "judged": of_the_state(year - 1),
        "words": words_under(everything.figures.publication if everything.figures else None),
    }
    return render(request, "state_plans/state_plans.html", context)


@state_office(_SEES, post=_WRITES)
def state_plan(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    """The plan of one core indicator, with the gaps it weighs beside the answers."""
    title, document = known_indicator(ind), plan_of(year, ind)
    everything = state_owed(year)
    if document is None and not _is_owed(everything, ind):
        return _not_owed(request, everything, ind, title)
    if request.method == "POST":
        return _save(request, organization, year, ind)
    reach, figures = request.reach, everything.figures
    writes = reach.may(_WRITES, organization.code)
    context = {
        "owed": everything,
        "year": year,
        "indicator": ind,
        "title": title,
        "document": document,
        "tab": new_tab(),
        "writable": writes and (document is None or document.status in KIND.writes),
        "may_comment": document is not None and writes,
        "words": words_under(figures.publication if figures else None),
        "retraction": None if figures else retraction_of(year - 1),
        "judged": overtaken_words(organization, year - 1, figures, ind),
        "crumbs": [(_TITLE, _list_url(year)), (f"{ind} {title}", "")],
        **_written(everything, ind, document),
        **(of_document(document, reach, _STEPS, for_state=False) if document else {}),
    }
    return render(request, "state_plans/state_plan.html", context)


def _is_owed(everything: Owed, indicator: str) -> bool:
    due = everything.of(indicator)
    return bool(due and due.owed)


def _not_owed(request: HttpRequest, everything: Owed, indicator: str, title: str) -> HttpResponse:
    """That there is no such plan, and why: somebody may come from a notice whose figures were taken back since."""
    context = {
        "year": everything.year,
        "indicator": indicator,
        "title": title,
        "figures": everything.figures,
        "retraction": retraction_of(everything.year - 1),
        "list_url": _list_url(everything.year),
        "crumbs": [(_TITLE, _list_url(everything.year)), (f"{indicator} {title}", "")],
    }
    return render(request, "state_plans/not_owed.html", context, status=404)


def _save(request: HttpRequest, organization: Organization, year: SchoolYear, indicator: str) -> HttpResponse:
    if instead := begun_and_saved(request, pages, (organization, year, indicator)):
        return instead
    messages.success(request, "Saved. It is not sent yet.")
    then = request.POST.get("then", "")
    if then == "list":
        return redirect(_list_url(year))
    return redirect("check_state_plan" if then == "check" else "state_plan", year.ends, indicator)


@state_office(_SEES)
def state_plan_file(
    request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, form: str
) -> HttpResponse:
    """The plan as Word or PDF: as it stands, or (`?version=in-force`) the version in force.

    What is in force keeps the figures it was approved with. With `?counts=full` figures and gaps are exact.
    """
    known_indicator(ind)
    document = plan_of(year, ind)
    everything = state_owed(year)
    if document is None and not _is_owed(everything, ind):
        raise Http404
    in_force = request.GET.get("version") == "in-force"
    held = document.in_force if document and (in_force or document.status == "in_force") else None
    if form not in ("docx", "pdf") or (in_force and held is None):
        raise Http404
    exact = request.GET.get("counts") == "full"
    figures = state_when_approved(document) if held else everything
    made = state_plan_chart(figures, ind, document, held, exact=exact)
    content = as_word(made) if form == "docx" else as_pdf(made.page())
    return as_attachment(content, f"State improvement plan {year} {ind}.{form}")


send = pages.step("send", sees=_SEES, action="send_state_plan")
withdraw = pages.step("withdraw", sees=_SEES, action="send_state_plan")
approve = pages.step("approve", sees=_SEES, action="decide_state_plan")
return_ = pages.step("return", sees=_SEES, action="decide_state_plan")
revise = pages.step("revise", sees=_SEES, action="send_state_plan")
drop = pages.step("drop", sees=_SEES, action="send_state_plan")
history = pages.history(sees=_SEES)
state_plan_record = pages.record(sees=_SEES)
comment = pages.comment(sees=_SEES)
