"""A published year run again under other readings, before anybody adopts them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.comparison import comparison_file
from openperkins.portal.results.models import Publication
from openperkins.portal.results.views.downloads import as_file
from openperkins.portal.rulesets import actions, replays
from openperkins.portal.rulesets.forms import ReplayForm, changes_text
from openperkins.portal.rulesets.queries import differences
from openperkins.portal.rulesets.replays import Replay


@state_page("replay_ruleset", post="replay_ruleset")
def replay_ruleset(request: HttpRequest) -> HttpResponse:
    """Asks which published year to run again, and under what."""
    begin = {name: request.GET[name] for name in ("publication", "ruleset", "changes") if name in request.GET}
    form = ReplayForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = actions.ask_replay(
            publication=Publication.objects.get(pk=said["publication"]),
            ruleset=said["ruleset"],
            changes=said["changes"],
            by=request.reach,
        )
        return redirect("replay", asked.id)
    wrong = request.method == "POST"
    context = {
        "form": form,
        "crumbs": [("Rulesets", reverse("rulesets")), ("Run a year again", "")],
        "page_has_errors": wrong,
    }
    return render(request, "rulesets/replay_ask.html", context, status=422 if wrong else 200)


@state_page("replay_ruleset")
def replay(request: HttpRequest, id: str) -> HttpResponse:
    """What a replay found: cells that change, plans gained and lost, by district."""
    found, publication = _found(id)
    before = ruleset_of(publication.ruleset, publication.changes)
    comparison = found.comparison
    context = {
        "replay": found,
        "publication": publication,
        "readings": differences(before, ruleset_of(found.ruleset, found.changes)),
        "comparison": comparison,
        "page": Paginator(comparison.districts, 10).get_page(request.GET.get("page")),
        "text": changes_text(found.changes),
        "crumbs": [("Rulesets", reverse("rulesets")), (f"{publication.year} again", "")],
    }
    return render(request, "rulesets/replay.html", context)


@state_page("replay_ruleset")
def replay_state(request: HttpRequest, id: str) -> HttpResponse:
    """The part of the page that renews itself while the year is run again."""
    found, publication = _found(id)
    if not request.htmx:
        return redirect("replay", id)
    return render(request, "rulesets/_replay_state.html", {"replay": found, "publication": publication})


@state_page("replay_ruleset")
def replay_file(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """What changes, as a file."""
    found, publication = _found(id)
    if found.status != "done":
        raise Http404
    about = [
        ("School year", str(publication.year)),
        ("Published", f"version {publication.version}, run {publication.run}"),
        ("Run again under", found.ruleset),
        ("Readings changed", "; ".join(f"{k} = {v}" for k, v in sorted(found.changes.items())) or "none"),
    ]
    title = f"{publication.year} under other readings"
    return as_file(comparison_file(title, found.comparison, about), f"replay {publication.year} {id[:8]}", form)


def _found(id: str) -> tuple[Replay, Publication]:
    """The replay of a URL. Raises Http404."""
    found = replays.load(id)
    if found is None:
        raise Http404
    return found, get_object_or_404(Publication, pk=found.publication)
