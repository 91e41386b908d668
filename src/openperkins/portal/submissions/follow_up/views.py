"""The follow-up of one year's leavers: how it stands, who is to be followed up, and the file it becomes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.errors import InputError
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.follow_up import actions
from openperkins.portal.submissions.follow_up.entry import Work, disputes, page_of, rows_of, sent_forms, work
from openperkins.portal.submissions.follow_up.lists import american
from openperkins.portal.submissions.follow_up.standing import standing, years_with_lists
from openperkins.portal.submissions.links import link
from openperkins.portal.submissions.sending import send as send_bytes
from openperkins.portal.submissions.views.files import XLSX
from openperkins.records.submitted.worksheet import COLUMNS, write_worksheet
from openperkins.schoolyear import SchoolYear


@district_page("see_follow_up")
def follow_up(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """How many leavers there are and of how many something is known; when it is due; what was sent."""
    may_answer = request.reach.may("answer_follow_up", organization.code)
    found = work(organization, year) if may_answer else None
    context = _about(organization, year) | {
        "standing": standing(organization, year),
        "years": years_with_lists(),
        "may_answer": may_answer,
        "unsent": found.unsent if found else 0,
        "open_ones": len(found.open()) if found else 0,
    }
    return render(request, "submissions/follow_up.html", context)


@district_page("answer_follow_up", post="answer_follow_up")
def answers(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The leavers by name, 25 at a time, with a form each."""
    found = _work(organization, year)
    if request.method == "POST":
        return _save(request, found)
    actions.opened(organization, year, what="page", by=request.reach)
    return _page(request, found)


@district_page("answer_follow_up", post="send_files")
def send(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Asks once more, then makes the answers a file that is checked like any other."""
    found = _work(organization, year)
    wrong = None
    if request.method == "POST":
        try:
            content = actions.as_file(found.leavers, found.answers, statuses=found.statuses, nothing=found.nothing)
        except InputError:  # its words name students
            wrong = "An answer cannot stand in a follow-up file. Open the answers and look through dates and notes."
        else:
            return _sent(request, found, content)
    context = _about(organization, year) | {
        "leavers": len(found.leavers),
        "open_ones": len(found.open()),
        "unsent": found.unsent,
        "page_has_errors": wrong is not None,
        "errors": [("", wrong)] if wrong else [],
    }
    return render(request, "submissions/follow_up_send.html", context, status=422 if wrong else 200)


@district_page("answer_follow_up")
def worksheet(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The leavers as a workbook to fill in, with what is known so far."""
    found = _work(organization, year)
    rows = []
    for leaver in found.leavers:
        told = actions.latest(leaver, found.answers)
        status = told.status or found.nothing
        rows.append((leaver.sasid, status, american(told.responded_on), told.institution, told.note))
    table = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as scratch:
        path = Path(scratch) / "worksheet.xlsx"
        write_worksheet(table, path, found.statuses)
        content = path.read_bytes()
    actions.opened(organization, year, what="worksheet", by=request.reach)
    name = f"follow-up {year} {organization.code}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _save(request: HttpRequest, found: Work) -> HttpResponse:
    """Keeps what was typed; shows it again where something is wrong, or where somebody else was quicker."""
    forms = sent_forms(found, request.POST)
    known = {leaver.sasid: leaver for leaver in found.leavers}
    valid = [form.is_valid() for form in forms]  # each, so that every field is marked that is wrong
    if not all(valid):
        return _page(request, found, wrong=True)
    changes = [form.change for form in forms if form.cleaned_data["keep"] != "theirs"]
    conflicts = actions.save(
        found.organization,
        found.year,
        leavers=found.leavers,
        changes=[change for change in changes if change.sasid in known],
        by=request.reach,
    )
    if gone := sum(1 for change in changes if change.sasid not in known):
        messages.warning(request, f"{gone} of the page's students are no longer among the leavers: not saved.")
    if conflicts:
        again = _work(found.organization, found.year)
        context = _about(found.organization, found.year) | {"disputes": disputes(again, conflicts)}
        return render(request, "submissions/follow_up_conflict.html", context, status=409)
    messages.success(request, "The answers are saved. They are not sent yet.")
    return redirect(_after(request, found))


def _page(request: HttpRequest, found: Work, *, wrong: bool = False) -> HttpResponse:
    only_open = request.GET.get("show") == "open"
    page = page_of(found, request.GET.get("page"), only_open=only_open)
    placed = list(enumerate(page.object_list))
    if wrong:  # the very students the page was sent with, wherever they stand by now
        known = {leaver.sasid: leaver for leaver in found.leavers}
        asked = [form["sasid"].value() for form in sent_forms(found, request.POST)]
        placed = [(place, known[sasid]) for place, sasid in enumerate(asked) if sasid in known]
    rows = rows_of(found, placed, request.POST if wrong else None)
    context = _about(found.organization, found.year) | {
        "page": page,
        "rows": rows,
        "forms": [row.form for row in rows],
        "rows_sent": max((place for place, _ in placed), default=-1) + 1,
        "only_open": only_open,
        "draft": found.draft,
        "page_has_errors": wrong,
    }
    return render(request, "submissions/follow_up_answers.html", context, status=422 if wrong else 200)


def _after(request: HttpRequest, found: Work) -> str:
    """Where saving leads: the next page, the same again, or back to the overview."""
    own = (found.organization.code, found.year.ends)
    if request.POST.get("then") == "overview":
        return reverse("follow_up", args=own)
    query = request.GET.copy()
    if request.POST.get("then") == "next":
        page = request.GET.get("page", "1")
        query["page"] = str(int(page) + 1) if page.isascii() and page.isdigit() else "1"
    address = reverse("follow_up_answers", args=own)
    return f"{address}?{query.urlencode()}" if query else address


def _sent(request: HttpRequest, found: Work, content: bytes) -> HttpResponse:
    submission, is_new = send_bytes(
        found.organization,
        [content],
        kind="follow_up",
        season="",
        school_year=found.year.ends,
        file_name=f"follow-up {found.year}.csv",
        by=request.reach,
    )
    told = "The answers were sent and are being checked." if is_new else "These very answers were sent before."
    messages.info(request, told)
    return redirect(link("submission", submission))


def _work(organization: Organization, year: SchoolYear) -> Work:
    found = work(organization, year)
    if found is None:
        raise Http404
    return found


def _about(organization: Organization, year: SchoolYear) -> dict:
    own = (organization.code, year.ends)
    return {
        "of": organization,
        "year": year,
        "overview_url": reverse("follow_up", args=own),
        "answers_url": reverse("follow_up_answers", args=own),
        "send_url": reverse("follow_up_send", args=own),
        "worksheet_url": reverse("follow_up_worksheet", args=own),
        "upload_url": f"{reverse('send_files', args=[organization.code])}?collection=follow_up&year={year.ends}",
    }
