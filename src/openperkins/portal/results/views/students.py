"""The students behind a figure and one student's trace: with the right, a reason, and a note of both."""

from __future__ import annotations

import csv
import io

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from openperkins.api import explain_student
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.compose import folder_of, store
from openperkins.portal.results.showing import show, title_of
from openperkins.portal.results.students import (
    MOST_AN_HOUR,
    is_open,
    key_of,
    listed,
    open_students,
    places_of,
    too_many,
)
from openperkins.portal.results.unit import Unit, unit_of
from openperkins.portal.results.views.reports import check_names
from openperkins.schoolyear import SchoolYear


class ReasonForm(forms.Form):
    """Why somebody needs to see students."""

    reason = forms.CharField(
        label="Why do you need to see these students?",
        help_text="For example: checking the records of students who did not take the grade 10 test. Name no student.",
        max_length=500,
        min_length=10,
        error_messages={
            "required": "Say why, in a few words.",
            "min_length": "Say why in a few words: at least 10 characters.",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@district_page("see_students", post="see_students")
def students(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str) -> HttpResponse:
    """Asks for a reason, then lists the students of the figure; `?form=csv` gives the list as a file."""
    unit = _unit(request, organization, year, ind, pop)
    context = {
        "unit": unit,
        "indicator": ind,
        "population": pop,
        "title": indicator_titles()[ind],
        "who": title_of(pop),
    }
    if request.method == "POST":
        return _ask(request, unit, ind, pop, context)
    if not is_open(request, key_of(unit, ind, pop)):
        return render(request, "results/students_reason.html", {**context, "form": ReasonForm()})
    found = listed(unit, ind, pop)
    if request.GET.get("form") == "csv":
        return _csv(request, unit, ind, pop, found)
    shown = show(unit.cells.of(ind, pop), unit.law)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "results/students.html", {**context, "page": page, "shown": shown})


@district_page("see_students")
def student(
    request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str, place: int
) -> HttpResponse:
    """One student's trace through the indicator: each criterion's answer, the facts and where they came from."""
    unit = _unit(request, organization, year, ind, pop)
    if not is_open(request, key_of(unit, ind, pop)):
        return redirect("students", organization.code, year.ends, ind, pop)
    found = listed(unit, ind, pop)
    if not 1 <= place <= len(found):
        raise Http404
    publication = unit.publication
    trace = explain_student(
        folder_of(publication) / "records",
        year,
        found[place - 1].sasid,
        indicators=[ind],
        ruleset=publication.ruleset,
        changes=publication.changes or None,
        store=store(),
    )
    context = {
        "unit": unit,
        "indicator": ind,
        "population": pop,
        "title": indicator_titles()[ind],
        "who": title_of(pop),
    }
    return render(
        request,
        "results/student.html",
        {**context, "trace": trace.indicators[0], "records": places_of(trace.records), "listed": found[place - 1]},
    )


def _ask(request: HttpRequest, unit: Unit, ind: str, pop: str, context: dict) -> HttpResponse:
    form = ReasonForm(request.POST)
    if too_many(request.reach):
        form.add_error(None, f"You opened {MOST_AN_HOUR} figures in the last hour. Wait a while, then go on.")
    if not form.is_valid():
        context |= {"form": form, "page_has_errors": True}
        return render(request, "results/students_reason.html", context, status=422)
    open_students(request, unit, ind, pop, reason=form.cleaned_data["reason"], by=request.reach)
    return redirect(request.get_full_path())


def _csv(request: HttpRequest, unit: Unit, ind: str, pop: str, found: list) -> HttpResponse:
    """The list as a file; its last line says for whom it was made."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["sasid", "made_it", "school", "program", "why_out"])
    for one in found:
        writer.writerow(
            [one.sasid, "yes" if one.made_it else "no", _plain(one.school), _plain(one.program), one.why_out]
        )
    stamp = timezone.localtime().strftime("%B %d, %Y, %H:%M")
    writer.writerow([f"Made for {_plain(request.user.email)} on {stamp}. Contains students' records. Do not share."])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"students {ind} {pop} {unit.sheet.org_code} {unit.publication.year}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _plain(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _unit(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str) -> Unit:
    check_names(ind, pop)
    unit = unit_of(request, organization, year)
    if unit is None or unit.program is not None:
        raise Http404
    return unit
