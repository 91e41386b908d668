"""What a district takes away and brings back: the summary, the action plan, worksheets, projections from a file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from openperkins.needs.occupations import packaged_crosswalk
from openperkins.needs.projections import Projections, workforce_of
from openperkins.needs.questions import metric_and_place, source_beside
from openperkins.needs.unread import Unread
from openperkins.needs.values import as_kept
from openperkins.offline import About, read_projections_file, read_values_file, read_worksheet, write_worksheet
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change, Conflict, against_writing
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.forms import RegionForm, WorksheetForm
from openperkins.portal.needs.kind import KIND, cycle_in_words
from openperkins.portal.needs.outcome import context_of, made, outcome_files, outcome_of, plan_files
from openperkins.portal.needs.page import Workspace, schools_of, workspace
from openperkins.portal.needs.views.common import SEES, WRITES, crumbs, found, pages
from openperkins.portal.needs.worksheet import answered, figures_in
from openperkins.portal.submissions.handlers import too_large
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

_FULL = "full"
#: the "page" answers come from that a file of projections gave
_FROM_A_FILE = "projections"


@district_page(SEES)
def needs_summary(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The summary for the Perkins application as it stands."""
    document = found(organization, year)
    outcome = outcome_of(document, exact=_exact(request, organization))
    may_exact = request.reach.may("see_results", organization.code)
    context = {
        **context_of(outcome),
        "document": document,
        "year": year,
        "may_exact": may_exact,
        "crumbs": [*crumbs(document), ("Summary", "")],
    }
    return render(request, "needs/summary.html", context)


@district_page(SEES)
def needs_summary_file(request: HttpRequest, organization: Organization, year: SchoolYear, form: str) -> HttpResponse:
    """The summary as a Word, PDF or Excel file."""
    return outcome_files(outcome_of(found(organization, year), exact=_exact(request, organization)), form)


@district_page(SEES)
def needs_plan_file(request: HttpRequest, organization: Organization, year: SchoolYear, form: str) -> HttpResponse:
    """The action plan as a Word or PDF file, in the shape of the template."""
    return plan_files(outcome_of(found(organization, year)), form)


def _exact(request: HttpRequest, organization: Organization) -> bool:
    """Whether full counts are asked for by somebody who may see them."""
    return request.GET.get("counts") == _FULL and request.reach.may("see_results", organization.code)


@district_page(SEES)
def needs_worksheet(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The worksheet of one component (`?component=`) or of everything. Raises Http404 for one there is not."""
    document = found(organization, year)
    space = workspace(document)
    asked = request.GET.get("component", "")
    numbers = {str(one.number): one.number for one in space.instrument.components}
    if asked and asked not in numbers:
        raise Http404
    components = [numbers[asked]] if asked else None
    buffer = io.BytesIO()
    write_worksheet(
        buffer,
        space.instrument,
        space.assessment.answers,
        about=About(organization.code, organization.name, cycle_in_words(year)),
        scopes=space.places,
        components=components,
        figures=figures_in(space),
        schools=space.schools,
    )
    name = f"Needs assessment {cycle_in_words(year)} {organization.code}" + (f" component {asked}" if asked else "")
    return made({"xlsx": buffer.getvalue}, "xlsx", name)


@district_page(SEES, post=WRITES)
def needs_worksheets(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Worksheets to take away, and a filled-in one to read: every fault, or a preview of what will change, then the
    changes themselves. An answer somebody changed meanwhile is decided on a page of its own."""
    document = found(organization, year)
    space = workspace(document)
    form, errors, changes, unread = WorksheetForm(), [], None, ()
    if "changes" in request.POST:
        return _applied(request, document)
    if any(name.startswith("keep.") for name in request.POST):
        return pages.save(request, document) or redirect(KIND.url(document))
    if request.method == "POST":
        form = WorksheetForm(request.POST, request.FILES)
        changes, errors, unread = _read(request, form, space)
    wrong = request.method == "POST" and changes is None
    context = {
        "document": document,
        "year": year,
        "space": space,
        "form": form,
        "preview": _preview(space, changes or ()),
        "changes": _handed_on(document, changes or ()),
        "is_read": changes is not None,
        "unread": unread,
        "writable": request.reach.may(WRITES, organization.code),
        "errors": [("id_file", error) for error in errors],
        "page_has_errors": wrong,
        "crumbs": [*crumbs(document), ("Worksheets", "")],
    }
    return render(request, "needs/worksheets.html", context, status=422 if wrong else 200)


def _read(
    request: HttpRequest, form: WorksheetForm, space: Workspace
) -> tuple[list[Change] | None, list[str], Sequence[Unread]]:
    """What a filled-in worksheet changes, or every reason why it cannot be read; and the text it has besides."""
    if why := too_large(request):
        return None, [why], ()
    if not form.is_valid():
        return None, [], ()
    file = form.cleaned_data["file"]
    programs = _programs(space)
    if request.POST.get("then") == "values":
        places, now = dict(zip(programs, programs, strict=True)) | space.places, space.assessment.answers
        known = answered(space)
        typed, faults = read_values_file(file, file.name, space.instrument, places=places, answered=known, now=now)
        return (None if faults else [Change(one, now.get(one, ""), text) for one, text in typed.items()]), faults, ()
    filled = read_worksheet(
        file,
        space.instrument,
        org_code=space.organization.code,
        cycle=cycle_in_words(space.year),
        programs=programs,
        schools=schools_of(space.organization).keys() | space.schools.keys(),
        today=timezone.localdate(),
    )
    if filled.faults:
        return None, [fault.says for fault in filled.faults], ()
    changes = [Change(one.question, one.started_from, as_kept(one.question, one.typed)) for one in filled.changes]
    return changes, [], filled.unread


def _programs(space: Workspace) -> set[str]:
    """Codes of the programs a file may speak of: those a team can open a page of, whatever is published or typed."""
    return {*Program.objects.values_list("code", flat=True), *space.programs} - space.schools.keys()


def _preview(space: Workspace, changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Each change in words: what the portal holds now, what the file says, whether somebody changed it meanwhile;
    of a value also the source it would stand under unchanged, and whether a record stands before it."""
    about, changes = space.document.about, list(changes)
    changed = {change.question for change in changes}
    sources = {one: "" if source_beside(one) in changed else source_beside(one) for one in changed}
    found, known = [], answered(space)
    for change in changes:
        now = space.assessment.text(change.question)
        if now != change.typed:
            found.append(
                {
                    "change": change,
                    "title": about.question_title(change.question),
                    "now": about.answer_words(change.question, now),
                    "typed": about.answer_words(change.question, change.typed),
                    "meanwhile": now != change.started_from,
                    "source": space.assessment.text(sources[change.question]),
                    "is_recorded": bool(change.typed) and metric_and_place(change.question) in known,
                }
            )
    return found


def _handed_on(document: Document, changes: Iterable[Change]) -> str:
    """The changes as one signed field: a worksheet has more answers than a form may have fields."""
    return signing.dumps([astuple(one) for one in changes], salt=_salt(document), compress=True)


def _applied(request: HttpRequest, document: Document) -> HttpResponse:
    """Keep the changes that were previewed, all that nobody contradicts; the others are chosen on a page."""
    try:
        held = signing.loads(request.POST["changes"], salt=_salt(document))
    except signing.BadSignature:
        messages.error(request, "The page was not sent whole. Read the worksheet again.")
        return redirect(request.path)
    try:
        conflicts = actions.save(document, changes=[Change(*one) for one in held], by=request.reach)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect(request.path)
    if conflicts:
        return pages.conflict(request, document, conflicts)
    messages.success(request, "The worksheet is read in.")
    return redirect(KIND.url(document))


def _salt(document: Document) -> str:
    """What a preview hands on is taken back for the same assessment alone."""
    return f"worksheet of document {document.pk}"


@district_page(SEES, post=WRITES)
def needs_projections(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Reads labor market projections from a file into the workforce data of every program of the crosswalk."""
    document = found(organization, year)
    space = workspace(document)
    form, errors = RegionForm(), []
    if request.method == "POST":
        form = RegionForm(request.POST, request.FILES)
        read = redirect("needs_component", organization.code, year.ends, _workforce_component(space))
        if any(name.startswith("keep.") for name in request.POST):
            return pages.save(request, document) or read
        errors, conflicts = _read_projections(request, form, document, space)
        if conflicts:
            return pages.conflict(request, document, conflicts)
        if not errors and form.is_valid():
            return read
    context = {
        "document": document,
        "form": form,
        "programs": [(title, packaged_crosswalk().of(code)) for code, title in space.programs.items()],
        "errors": errors,
        "against": against_writing(document, request.reach),
        "page_has_errors": request.method == "POST",
        "crumbs": [*crumbs(document), ("Projections from a file", "")],
    }
    return render(request, "needs/projections.html", context, status=422 if request.method == "POST" else 200)


def _workforce_component(space: Workspace) -> int:
    return next((one.number for one in space.instrument.components if one.workforce), 1)


def _read_projections(
    request: HttpRequest, form: RegionForm, document: Document, space: Workspace
) -> tuple[list[tuple[str, str]], list[Conflict]]:
    """Keep what a file projects: (field, sentence) of each reason why it was not, and answers somebody typed otherwise.

    What an earlier file said is written over, and emptied where this one is silent, so that no figure stands under
    another file's region; what a person typed is theirs until somebody chooses.
    """
    if why := too_large(request):
        return [("id_file", why)], []
    if not form.is_valid():
        return [], []
    file, region = form.cleaned_data["file"], form.cleaned_data["region"]
    projections, faults = read_projections_file(file, file.name)
    if faults:
        return [("id_file", fault) for fault in faults], []
    if region.casefold().split() not in [one.casefold().split() for one in projections.regions]:
        return [("id_region", f"The file has no region “{region}”. It has: {', '.join(projections.regions)}.")], []
    typed = _projected(space, region, projections)
    if not typed:
        return [("id_file", "The file projects nothing for the occupations of your programs in this region.")], []
    changes = [Change(question, "", text) for question, text in typed.items()]
    changes += [Change(one, text, "") for one, text in _of_earlier_files(document) if one not in typed]
    try:
        conflicts = actions.save(document, changes=changes, by=request.reach, tab=_FROM_A_FILE)
    except Refused as refused:
        return [("", reason) for reason in refused.reasons], []
    if conflicts:
        return [], conflicts
    messages.success(request, _read_in({question.split(".")[1] for question in typed}, space))
    return [], []


def _of_earlier_files(document: Document) -> list[tuple[str, str]]:
    """(question, text) of what an earlier file of projections said and nobody typed over."""
    found = document.typed.filter(tab=_FROM_A_FILE, question__startswith="workforce.").exclude(text="")
    return list(found.order_by("question").values_list("question", "text"))


def _read_in(programs: set[str], space: Workspace) -> str:
    """How many programs a file spoke of, in words."""
    every, without = len(space.programs), len(space.programs.keys() - programs)
    are = "Projections for 1 program are" if every == 1 else f"Projections for {len(programs)} of {every} programs are"
    rest = {0: "", 1: " 1 program has none in the file: type those yourself."}
    return f"{are} read in." + rest.get(without, f" {without} programs have none in the file: type those yourself.")


def _projected(space: Workspace, region: str, projections: Projections) -> dict[str, str]:
    """Question → text for every program the file says something of."""
    crosswalk = packaged_crosswalk()
    return {
        f"workforce.{program}.{field}": text
        for program in space.programs
        for field, text in workforce_of(program, region, projections, crosswalk).items()
    }
