"""The steps of a publication as its pages offer them: what each does, who is told, and why it is not open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.results.models import Publication
from openperkins.workflows.publication import PUBLICATION


@dataclass(frozen=True, slots=True)
class Way:
    """How a page speaks of a step. `asks` labels the reason it takes, empty when none; `tells` names who is told."""

    step: str
    page: str
    label: str
    does: str
    done: str
    asks: str = ""
    tells: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A step at a publication: open when nothing speaks against it."""

    way: Way
    url: str
    against: list[str]


WAYS = {
    way.step: way
    for way in (
        Way(
            "propose",
            "propose_publication",
            "Propose these figures",
            "A second person looks at them and approves or returns them. Nothing is published yet.",
            "The figures wait for approval.",
            tells="proposed",
        ),
        Way(
            "approve",
            "approve_publication",
            "Approve and publish",
            "The figures are published at once for every district, whole. They are never changed; a correction is a "
            "new version.",
            "The figures are published.",
            tells="published",
        ),
        Way(
            "return",
            "return_publication",
            "Return with a note",
            "It becomes a draft again. Nothing is published.",
            "It was returned.",
            asks="What must be different",
            tells="returned",
        ),
        Way(
            "discard",
            "discard_publication",
            "Discard this draft",
            "The draft is dropped and cannot be taken up again. What is published stays as it is.",
            "The draft is discarded.",
            danger=True,
        ),
        Way(
            "retract",
            "retract_publication",
            "Take these figures back",
            "No figures of this year are shown any more until a new version is published. Pages of the year say when "
            "they were taken back and why.",
            "The figures were taken back.",
            asks="Why they are taken back",
            tells="retracted",
            danger=True,
        ),
    )
}


#: a status that waits for somebody else → who
_WAITS_FOR = {
    "failed": "A data steward composes it again or discards it.",
    "draft": "A data steward looks at what would change, then proposes it or discards it.",
    "proposed": "An administrator who did not compose it approves it or returns it.",
}


def waits_for(publication: Publication, offers: list[Offer]) -> str:
    """Who does the next step, when the reader cannot; empty otherwise."""
    return "" if any(not one.against for one in offers) else _WAITS_FOR.get(publication.status, "")


def offered(publication: Publication, by: Reach) -> list[Offer]:
    """The steps of the reader's roles that begin at its status, each with everything that speaks against it now."""
    steps = [
        step
        for step in PUBLICATION.steps
        if publication.status in step.from_ and by.may(step.action, publication.org_code)
    ]
    if publication.status == "published" and not publication.in_force:
        return []
    return [offer(WAYS[step.name], publication, by) for step in steps]


def offer(way: Way, publication: Publication, by: Reach) -> Offer:
    """One step with everything that speaks against it now."""
    against = PUBLICATION.refusals(way.step, publication, by)
    return Offer(way, reverse(way.page, args=[publication.pk]), against)
