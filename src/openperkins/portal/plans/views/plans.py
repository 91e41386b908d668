"""Improvement plans: what is owed, one core indicator's chart, the State's review, a waiver."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import check, district_page, state_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import against_writing
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.showing import is_written
from openperkins.portal.documents.views.attached import Attached
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.plans.added import added_since
from openperkins.portal.plans.answers import DISTRICT
from openperkins.portal.plans.charts import plan_chart as chart
from openperkins.portal.plans.forms import WaiveForm
from openperkins.portal.plans.owed import Owed, asked_of
from openperkins.portal.plans.page import document_of, plan_entries, plan_list
from openperkins.portal.plans.plan_kind import KIND
from openperkins.portal.plans.printed import IN_FORCE, choices, printed
from openperkins.portal.plans.views.common import (
    crumbs_of,
    filled,
    found_document,
    is_writable,
    known_indicator,
    new_tab,
    of_document,
    save,
)
from openperkins.portal.results.models import Publication
from openperkins.portal.results.queries import retraction_of
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

_KIND = "improvement_plan"
#: step → the name of its page
_DISTRICT = {
    "send": "check_plan",
    "withdraw": "take_back_plan",
    "revise": "revise_plan",
    "implement": "carry_out_plan",
    "drop": "drop_plan_revision",
    "discard": "discard_plan",
    "resume": "resume_plan",
    "waive": "waive_plan",
}
_STATE = {"meets": "review_plan_meets", "return": "review_plan_return", "end_waiver": "review_plan_end_waiver"}
_TASKS = ("Improvement plans", "plans")


def _finds(organization: Organization, year: SchoolYear, ind: str) -> Document:
    return found_document(_KIND, organization, year, ind)


def _crumbs(document: Document, for_state: bool) -> list[tuple[str, str]]:
    return crumbs_of(document, for_state, _TASKS, "review_plan")


def _summary(document: Document, for_state: bool) -> dict[str, Any]:
    place = (document.organization, document.year, document.part, document)
    entries = plan_entries(*place, drafts=not for_state)[1]
    return {"entries": [entry for entry in entries if entry.is_owed or entry.written.any]}


pages = Pages(lambda: KIND, _finds, _crumbs, _summary, "plans/_plan_summary.html")
attached = Attached(pages, "plan_files", "remove_plan_file", "plan_file", "review_plan_file")


@district_page("see_plans")
def plans(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Every core indicator with a plan owed or on file, and how far each population's entry is."""
    everything, tasks = plan_list(organization, year, drafts=request.reach.reads_drafts)
    context = {
        "owed": everything,
        "tasks": tasks,
        "year": year,
        "retraction": _retraction(everything),
        "may_waive": request.reach.may("waive_plans", organization.code),
        "crumbs": [("Improvement plans", "")],
    }
    return render(request, "plans/plans.html", context)


@district_page("see_plans", post="write_plans")
def plan(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    """The chart of one core indicator: an entry for each population that owes a plan, with the working beside it."""
    title, document = known_indicator(ind), document_of(_KIND, organization, year, ind)
    if request.method == "POST" and document is not None and not _copies(request):
        return _save(request, organization, year, ind)  # the page saves itself all the time: no figures are worked out
    everything, entries = plan_entries(organization, year, ind, document, drafts=request.reach.reads_drafts)
    if not entries and document is None:
        raise Http404
    if request.method == "POST":
        _copy(request, entries)
        return _save(request, organization, year, ind)
    context = {
        "owed": everything,
        "entries": entries,
        "charts": choices(document, drafts=request.reach.reads_drafts),
        "year": year,
        "indicator": ind,
        "title": title,
        "document": document,
        "tab": new_tab(),
        "files": attached.listed(document, request.reach, {"org": organization.code, "sy": year.ends, "ind": ind}),
        "writable": is_writable(document, organization, request.reach),
        "may_comment": document is not None and request.reach.may("write_plans", organization.code),
        "added": added_since(document, everything.dues),
        "retraction": _retraction(everything),
        "crumbs": [(_TASKS[0], reverse("plans", args=[organization.code, year.ends])), (f"{ind} {title}", "")],
        **(of_document(document, request.reach, _DISTRICT, for_state=False) if document else {}),
    }
    return render(request, "plans/plan.html", context)


def _save(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    return save(request, pages, (organization, year, ind), ("plan", "plans", "check_plan"))


def _copies(request: HttpRequest) -> bool:
    return request.POST.get("then", "").startswith("copy.")


def _copy(request: HttpRequest, entries: list[Any]) -> None:
    """Fill the empty answers of one population with its text accepted last, where that was asked for."""
    population = request.POST.get("then", "").partition(".")[2]
    for entry in entries if _copies(request) else ():
        if entry.population == population and entry.last:
            typed = {f"{population}.{part}": getattr(entry.last.written, part) for part in DISTRICT}
            request.POST = filled(request.POST, typed)


@district_page("see_plans")
def plan_chart(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, form: str) -> HttpResponse:
    """Appendix D as Word or PDF: as it stands, or (`?version=in-force`) the version in force."""
    known_indicator(ind)
    document = document_of(_KIND, organization, year, ind)
    in_force = request.GET.get("version") == IN_FORCE
    version = printed(document, drafts=request.reach.reads_drafts, in_force=in_force)
    if version is None:
        raise Http404
    # what was sent asked for what was owed then: it holds an entry for each
    asked = {} if in_force or version.submitted else asked_of(organization, year, ind)
    made = chart(organization, ind, version, {one for one, is_owed in asked.items() if is_owed})
    if document is None and not made.entries:
        raise Http404
    write = {"docx": lambda: as_word(made), "pdf": lambda: as_pdf(made.page())}.get(form)
    if write is None:
        raise Http404
    return as_attachment(write(), f"improvement plan {organization.code} {year} {ind}.{form}")


@district_page("see_plans", post="waive_plans")
def waive_plan(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    """Say, with a reason, that a plan need not be sent, whether the district has begun it or not."""
    title, document = known_indicator(ind), document_of(_KIND, organization, year, ind)
    entries = plan_entries(organization, year, ind, document, drafts=request.reach.reads_drafts)[1]
    if not any(entry.is_owed for entry in entries):
        raise Http404
    form, refused = WaiveForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            _waive(organization, year, ind, form.cleaned_data["note"], request.reach)
        except Refused as against:
            refused = against.reasons
        else:
            messages.success(request, "Waived.")
            return redirect("plan", organization.code, year.ends, ind)
    wrong = request.method == "POST"
    context = {
        "entries": entries,
        "year": year,
        "indicator": ind,
        "title": title,
        "document": document,
        "form": form,
        "may_waive": request.reach.may("waive_plans", organization.code),
        "errors": [("", reason) for reason in refused],
        "page_has_errors": wrong,
        "crumbs": [
            (_TASKS[0], reverse("plans", args=[organization.code, year.ends])),
            (f"{ind} {title}", reverse("plan", args=[organization.code, year.ends, ind])),
            ("Waive", ""),
        ],
    }
    return render(request, "plans/waive.html", context, status=409 if refused else 422 if wrong else 200)


@transaction.atomic
def _waive(organization: Organization, year: SchoolYear, indicator: str, note: str, by: Any) -> None:
    document = actions.begin(kind=_KIND, organization=organization, year=year, part=indicator, by=by)
    actions.take(document, "waive", by=by, note=note)


@state_page("see_queue", post="decide_plans")
def review_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The State's side: what the district wrote, the figures, the checklist, the decision."""
    document = pages.of_state(request, pk, "see_plans")
    if request.method == "POST":
        check(request.reach, "decide_plans", document.organization_id)
        if instead := pages.save(request, document):
            return instead
        messages.success(request, "The checklist is saved.")
        return redirect("review_plan", pk)
    place = (document.organization, document.year, document.part, document)
    everything, entries = plan_entries(*place, drafts=False)
    context = {
        "document": document,
        "tab": new_tab(),
        "owed": everything,
        "entries": [entry for entry in entries if entry.is_owed or entry.written.any],
        "is_earlier": is_written(document),
        "charts": choices(document, drafts=False),
        "added": added_since(document, everything.dues),
        "retraction": _retraction(everything),
        "files": attached.listed_for_state(document, request.reach),
        "writable": not against_writing(document, request.reach),
        "may_comment": request.reach.may("decide_plans", document.organization_id),
        "may_waive": request.reach.may("waive_plans", document.organization_id),
        "crumbs": [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", "")],
        **of_document(document, request.reach, _STATE, for_state=True),
        "unasked": document.unasked if document.status == "in_review" and not document.in_force_id else "",
    }
    return render(request, "plans/review_plan.html", context)


def _retraction(everything: Owed) -> Publication | None:
    """The publication that asked for plans and was taken back; None while figures are in force, or never were."""
    return None if everything.figures else retraction_of(everything.year - 1)


send = pages.step("send", sees="see_plans", action="send_plans")
withdraw = pages.step("withdraw", sees="see_plans", action="send_plans")
revise = pages.step("revise", sees="see_plans", action="send_plans")
implement = pages.step("implement", sees="see_plans", action="send_plans")
drop = pages.step("drop", sees="see_plans", action="send_plans")
discard = pages.step("discard", sees="see_plans", action="send_plans")
resume = pages.step("resume", sees="see_plans", action="send_plans")
plan_history = pages.history(sees="see_plans")
plan_record = pages.record(sees="see_plans")
comment = pages.comment(sees="see_plans")
meets = pages.review_step("meets", sees="see_plans", action="decide_plans")
return_ = pages.review_step("return", sees="see_plans", action="decide_plans")
end_waiver = pages.review_step("end_waiver", sees="see_plans", action="waive_plans")
review_history = pages.review_history(sees="see_plans")
review_record = pages.review_record(sees="see_plans")
review_comment = pages.review_comment(sees="see_plans")
files = attached.files(sees="see_plans", action="write_plans")
file = attached.file(sees="see_plans")
remove_file = attached.remove(sees="see_plans", action="write_plans")
review_file = attached.review_file(sees="see_plans")
