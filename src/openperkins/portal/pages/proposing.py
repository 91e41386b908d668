"""What one person proposes and another decides: the page of each step, for readings and for State levels alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import View, state_page
from openperkins.portal.workflow import Refused
from openperkins.workflows.model import Workflow


@dataclass(frozen=True, slots=True)
class Way:
    """How a page speaks of a step; `tells` names who is told, `asks` whether it takes a reason."""

    step: str
    page: str
    label: str
    does: str
    done: str
    tells: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Proposals:
    """Proposals of one kind. `acts` maps a step to its action, `people_told` a word of `Way.tells` to people.

    `called` is what its templates call a proposal; `home` names its page's URL, `above` the page over it (title, URL
    name), `title` heads its own page.
    """

    model: Any
    workflow: Workflow
    sees: str
    acts: Mapping[str, Callable[..., None]]
    people_told: Callable[[str], list[Any]]
    reason_form: type[forms.Form]
    title: Callable[[Any], str]
    called: str
    home: str
    above: tuple[str, str]
    template: str

    def offers(self, request: HttpRequest, one: Any, ways: Mapping[str, Way]) -> list[tuple[Way, list[str]]]:
        """The steps that begin where it is, as far as the reader's roles go, each with what speaks against it."""
        return [
            (ways[step.name], self.workflow.refusals(step.name, one, request.reach))
            for step in self.workflow.steps
            if one.status in step.from_ and request.reach.may(step.action, one.org_code)
        ]

    def view(self, way: Way) -> View:
        """The page of a step; POST takes it."""
        return state_page(self.sees, post=self.workflow.step(way.step).action)(self._asking(way))

    def _asking(self, way: Way) -> View:
        def step(request: HttpRequest, pk: int) -> HttpResponse:
            one = get_object_or_404(self.model.objects.select_related("proposed_by"), pk=pk)
            form = (self.reason_form if way.asks else forms.Form)(request.POST or None)
            if request.method != "POST":
                return self._page(request, one, way, form)
            if way.asks and not form.is_valid():
                return self._page(request, one, way, form, status=422)
            reason = {"reason": form.cleaned_data["reason"]} if way.asks else {}
            try:
                self.acts[way.step](one, by=request.reach, **reason)
            except Refused as refused:
                return self._page(request, one, way, form, refused.reasons, status=409)
            messages.success(request, way.done)
            return redirect(self.home, one.pk)

        return step

    def _page(
        self,
        request: HttpRequest,
        one: Any,
        way: Way,
        form: forms.Form,
        refused: list[str] | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        title, above = self.above
        context: dict[str, Any] = {
            self.called: one,
            "way": way,
            "form": form,
            "against": refused or self.workflow.refusals(way.step, one, request.reach),
            "told": len(self.people_told(way.tells)) if way.tells else None,
            "crumbs": [
                (title, reverse(above)),
                (self.title(one), reverse(self.home, args=[one.pk])),
                (way.label, ""),
            ],
            "page_has_errors": status != 200,
            "errors": [("", reason) for reason in refused or ()],
        }
        return render(request, self.template, context, status=status)
