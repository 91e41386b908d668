"""Where the State's year stands, for its home: districts' files and follow-up, figures, readings."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.progress import LOOKS, Progress, progress_of
from openperkins.portal.pages.home import Process
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.submissions.expected import year_at_hand

#: a publication that is under way: its status → what is said of it
_UNDER_WAY = {
    "composing": "is being computed",
    "failed": "could not be computed",
    "draft": "is a draft",
    "proposed": "waits for approval",
}


def state_processes(reach: Reach) -> list[Process]:
    """What the State's people look after, each as far as the reader may see it: a fixed number of questions."""
    found = []
    if reach.may_anywhere("see_progress"):
        progress = progress_of(reach, year_at_hand())
        found += [_files(progress), _follow_up(progress)]
    if reach.may_anywhere("see_publications"):
        found.append(_figures())
    if reach.may_anywhere("see_rulesets"):
        found.append(_readings())
    return found


def _files(progress: Progress) -> Process:
    lines = [line for line in progress.lines if line.organization.kind == "district"]
    counted = Counter(line.files.word for line in lines)
    url = f"{reverse('progress')}?year={progress.year.ends}"
    return _of_districts(f"Files of {progress.year}", counted, url, "See the districts")


def _follow_up(progress: Progress) -> Process:
    lines = [line for line in progress.lines if line.organization.kind == "district"]
    counted = Counter(line.follow_up.word for line in lines)
    title = f"Graduate follow-up of {progress.followed}" if progress.followed else "Graduate follow-up"
    return _of_districts(title, counted, reverse("progress"), "See the follow-up")


def _of_districts(title: str, counted: Counter[str], url: str, label: str) -> Process:
    """`3 of 12` districts complete, and how many are at each other word."""
    total, done = sum(counted.values()), counted["Completed"]
    others = [f"{counted[word]} {word.lower()}" for word in LOOKS if counted[word] and word != "Completed"]
    word = "Completed" if total and done == total else "In progress" if total else "No districts"
    return Process(0, title, word, ", ".join(others), url, label, done, total)


def _figures() -> Process:
    """The latest year in force, and every version that is under way."""
    url = reverse("publications")
    current = Publication.objects.filter(in_force=True).order_by("-school_year").first()
    open_ones = Publication.objects.filter(status__in=_UNDER_WAY).order_by("-school_year", "-version")
    told = [f"{one} {_UNDER_WAY[one.status]}" for one in open_ones[:3]]
    status = f"{current} is in force" if current else "Nothing is published"
    return Process(0, "Published figures", status, "; ".join(told), url, "Open the publications")


def _readings() -> Process:
    """How many proposals wait, and how many years have readings of their own."""
    waiting = Adoption.objects.filter(status="proposed").count()
    adopted = Adoption.objects.filter(status="adopted").values("school_year").distinct().count()
    status = f"{waiting} {'proposal waits' if waiting == 1 else 'proposals wait'}" if waiting else "No proposal waits"
    detail = f"Readings adopted for {adopted} school {'year' if adopted == 1 else 'years'}" if adopted else ""
    return Process(0, "Rules and readings", status, detail, reverse("rulesets"), "Open the rulesets")
