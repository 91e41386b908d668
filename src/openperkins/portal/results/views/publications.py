"""Publications of the State: the list, composing one, and the page of one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.audit.words import Told, told
from openperkins.portal.forms import Textarea
from openperkins.portal.levels import records as levels
from openperkins.portal.plans import records as plans
from openperkins.portal.results import actions, steps, tasks, verify
from openperkins.portal.results.comparison import comparison_file
from openperkins.portal.results.composing import composing, years_with_files
from openperkins.portal.results.models import Publication
from openperkins.portal.results.provenance import (
    about,
    comparison_of,
    inputs_of,
    notices_of,
    quality_of,
    readings_changed,
)
from openperkins.portal.results.views.downloads import as_file
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear


class ComposeForm(forms.Form):
    """Why a publication is composed; figures that are in force are not replaced without a reason."""

    reason = forms.CharField(label="Why", required=False, max_length=2000, widget=Textarea(rows=3))

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if replaces:
            field = self.fields["reason"]
            field.required, field.label = True, "Why the figures in force are replaced"
            field.error_messages["required"] = "Say why the published figures are replaced."
            field.help_text = "Districts read this beside the new figures."


@state_page("see_publications")
def publications(request: HttpRequest) -> HttpResponse:
    """All publications, by school year, latest first."""
    found = Publication.objects.select_related("composed_by", "approved_by", "retracted_by")
    page = Paginator(found, 40).get_page(request.GET.get("page"))
    years = [(SchoolYear(ends), list(rows)) for ends, rows in groupby(page.object_list, lambda p: p.school_year)]
    return render(request, "publications/list.html", {"page": page, "years": years})


@state_page("compose_publication", post="compose_publication")
def compose_publication(request: HttpRequest) -> HttpResponse:
    """Shows what a year would be composed of; POST composes it and has it computed."""
    years = years_with_files()
    year = _year_asked(request.GET.get("year"), years)
    if year is None:
        if request.method == "POST":
            raise Http404
        return render(request, "publications/compose.html", {"years": [], "crumbs": [_crumb(), ("Compose", "")]})
    shown = composing(year)
    form = ComposeForm(request.POST or None, replaces=shown.in_force is not None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # both files or none
                levels.take_over(by=request.reach)
                plans.take_over(by=request.reach)
        except Refused as refused:
            form.add_error(None, refused.reasons)
    if request.method == "POST" and form.is_valid():
        publication = actions.compose(year=year, reason=form.cleaned_data["reason"], by=request.reach)
        tasks.compute_publication.enqueue(publication.pk)
        messages.success(request, f"Version {publication.version} of {year} is being computed.")
        return redirect("publication", publication.pk)
    context = {
        "years": years,
        "year": year,
        "shown": shown,
        "form": form,
        "agreed": len(levels.not_in_file()),
        "accepted": len(plans.not_in_file()),
        "crumbs": [_crumb(), ("Compose", "")],
    }
    wrong = request.method == "POST"
    return render(
        request, "publications/compose.html", {**context, "page_has_errors": wrong}, status=422 if wrong else 200
    )


@state_page("see_publications")
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: its state, where it comes from, what it would change, the steps that are open."""
    joined = Publication.objects.select_related("composed_by", "approved_by", "retracted_by", "supersedes")
    one = get_object_or_404(joined, pk=pk)
    has_figures = bool(one.results)
    comparison = comparison_of(one) if has_figures else None
    groups = comparison.districts if comparison else []
    history = told(f"publication {one.pk}")
    offers = steps.offered(one, request.reach)
    return render(
        request,
        "publications/publication.html",
        {
            "publication": one,
            "crumbs": [_crumb(), (str(one), "")],
            "has_figures": has_figures,
            "returned_with": _note(one, history),
            "offers": offers,
            "waits_for": steps.waits_for(one, offers),
            "closed": [offer for offer in offers if offer.against],
            "comparison": comparison,
            "page": Paginator(groups, 10).get_page(request.GET.get("page")),
            "readings": readings_changed(one),
            "notices": notices_of(one) if has_figures else [],
            "quality": quality_of(one) if has_figures else [],
            "history": history,
            "verified": verify.last_verified(one) if one.published_at else None,
            "verifying": one.published_at is not None and verify.is_asked(one),
        },
    )


@state_page("see_publications")
def publication_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that renews itself while figures are computed or derived again."""
    one = get_object_or_404(Publication, pk=pk)
    if not request.htmx:
        return redirect("publication", pk)
    context = {"publication": one, "verifying": verify.is_asked(one)}
    return render(request, "publications/_state.html", context)


@state_page("see_publications")
def publication_changes(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What would change, as a file."""
    one = get_object_or_404(Publication, pk=pk)
    comparison = comparison_of(one)
    if comparison is None:
        raise Http404
    title = f"What version {one.version} of {one.year} changes"
    return as_file(comparison_file(title, comparison, about(one)), f"changes {one.year} version {one.version}", form)


@state_page("see_publications")
def publication_inputs(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file a publication is computed from, with its hash."""
    one = get_object_or_404(Publication, pk=pk)
    page = Paginator(inputs_of(one), 100).get_page(request.GET.get("page"))
    crumbs = [_crumb(), (str(one), reverse("publication", args=[pk])), ("Files", "")]
    return render(request, "publications/inputs.html", {"publication": one, "page": page, "crumbs": crumbs})


def _note(publication: Publication, history: list[Told]) -> str:
    """Why a draft was returned; empty when it was not."""
    if publication.status != "draft":
        return ""
    returned = next((row for row in history if row.verb == "publication.returned"), None)
    return dict(returned.details).get("note", "") if returned else ""


def _crumb() -> tuple[str, str]:
    return "Publications", reverse("publications")


def _year_asked(value: str | None, years: list[SchoolYear]) -> SchoolYear | None:
    """The year of `?year=2018`, by default the latest with files. Raises Http404 for one without."""
    if not value:
        return years[0] if years else None
    found = [year for year in years if str(year.ends) == value]
    if not found:
        raise Http404
    return found[0]
