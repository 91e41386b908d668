"""What the pages of plans and reports show: a task list over all core indicators, and one with its entries."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from openperkins.deadlines.schedule import DueItem
from openperkins.portal.deadlines.schedule import items_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.showing import LOOKS, read_answers
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.plans.added import added_since
from openperkins.portal.plans.answers import CHECKS, TICKED, Written, written_of
from openperkins.portal.plans.counted import (
    charts_in_words,
    count,
    entries_in_words,
    in_force_in_words,
    is_sent,
    is_settled,
)
from openperkins.portal.plans.owed import Accepted, Due, Owed, owed
from openperkins.portal.plans.reported import Reported, reported
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Task:
    """One population on a task list. `word` is a status of a task; `written` whether nothing of its text is missing."""

    title: str
    word: str
    look: str
    is_due: bool
    written: bool
    due: Due | None = None
    accepted: Accepted | None = None


@dataclass(frozen=True)
class Listed:
    """One core indicator on a task list, with the document about it once somebody began it.

    `added` says which populations are owed since the plan was waived or accepted.
    """

    indicator: str
    title: str
    document: Document | None
    tasks: list[Task]
    added: str = ""

    @property
    def is_owed(self) -> bool:
        return any(task.is_due for task in self.tasks)

    @property
    def may_be_waived(self) -> bool:
        """Whether a waiver is open: something is owed, it is not with the State, and no version of it is in force."""
        if self.document is None:
            return self.is_owed
        is_open = self.document.status in ("draft", "returned", "discarded") and not self.document.in_force_id
        return self.is_owed and is_open

    @property
    def word(self) -> str:
        if self.document is None:
            return "Not yet started"
        return in_force_in_words(self.document) or self.document.status_title

    @property
    def unasked(self) -> str:
        """Why nothing asks for a draft any more; empty for anything else."""
        is_draft = self.document is not None and self.document.status == "draft" and not self.document.in_force_id
        return self.document.unasked if is_draft and not self.is_owed else ""

    @property
    def look(self) -> str:
        return LOOKS[self.document.status] if self.document else "todo"

    @property
    def lacks(self) -> bool:
        """Whether its accepted version says nothing of what is owed by now; what is waived lacks nothing."""
        return bool(self.added) and not _is_waived(self.document)

    @property
    def is_settled(self) -> bool:
        """Whether the State has no more to ask."""
        known = self.document
        return known is not None and is_settled(known.status, known.in_force_id, lacks=self.lacks)

    @property
    def is_sent(self) -> bool:
        """Whether it is with the State, or settled."""
        known = self.document
        return known is not None and is_sent(known.status, known.in_force_id, lacks=self.lacks)


@dataclass(frozen=True)
class TaskList:
    """All of a year. `due_items` are the calendar's lines about it, `outcome` how a chart is settled.

    What is written is counted for those who read drafts.
    """

    listed: list[Listed]
    due_items: list[DueItem]
    outcome: str
    reads_drafts: bool

    @property
    def _owed(self) -> list[Listed]:
        return [one for one in self.listed if one.is_owed]

    @property
    def charts(self) -> int:
        """How many charts are asked for, one for each core indicator."""
        return len(self._owed)

    @property
    def settled(self) -> int:
        """How many of them meet the requirements, hold on, or are waived."""
        return count(one.is_settled for one in self._owed)

    @property
    def to_revise(self) -> str:
        """Core indicators whose accepted plan says nothing of what is owed by now; what is waived stays so."""
        return ", ".join(one.indicator for one in self._owed if one.lacks)

    @property
    def words(self) -> str:
        """`5 of 5 entries written, 2 of 3 charts sent, 1 of 3 accepted or waived`."""
        sent = count(one.is_sent for one in self._owed)
        charts = charts_in_words(self.charts, sent=sent, settled=self.settled, outcome=self.outcome)
        asked = [
            task.written for one in self._owed if not _is_waived(one.document) for task in one.tasks if task.is_due
        ]
        entries = [entries_in_words(len(asked), written=count(asked))] if self.reads_drafts and asked else []
        return ", ".join([*entries, charts])


@dataclass(frozen=True)
class Entry:
    """One population on the page of a plan. `faults` are sentences; `due` is None where figures do not ask any more."""

    population: str
    title: str
    is_owed: bool
    due: Due | None
    written: Written
    last: Accepted | None
    faults: list[str]
    checks: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Progress:
    """One plan on the page of a report: what was planned, the figures since, the progress written."""

    population: str
    title: str
    plan: Reported | None
    text: str


def plan_list(organization: Organization, year: SchoolYear, *, drafts: bool) -> tuple[Owed, TaskList]:
    """What is owed in a year, and where each plan stands; without `drafts` by what was sent alone."""
    everything = owed(organization, year)
    documents = documents_of("improvement_plan", organization, year)
    listed = []
    for indicator, title in indicator_titles().items():
        document = documents.get(indicator)
        dues = everything.by_indicator.get(indicator, [])
        if dues or document:
            answers = read_answers(document, drafts=drafts)
            tasks = [_plan_task(due, written_of(answers, due.population), document) for due in dues]
            listed.append(Listed(indicator, title, document, tasks, added_since(document, dues)))
    return everything, TaskList(listed, _due_items(year, "improvement_plans"), "accepted or waived", drafts)


def report_list(organization: Organization, year: SchoolYear, *, drafts: bool) -> TaskList:
    """Which reports are due in a year, and where each stands; without `drafts` by what was sent alone."""
    plans = reported(organization, year)
    documents = documents_of("annual_report", organization, year)
    listed = []
    for indicator, title in indicator_titles().items():
        document = documents.get(indicator)
        due = plans.get(indicator, [])
        if due or document:
            answers = read_answers(document, drafts=drafts)
            tasks = [_report_task(one, answers.get(f"{one.population}.progress", ""), document) for one in due]
            listed.append(Listed(indicator, title, document, tasks))
    return TaskList(listed, _due_items(year, "annual_reports"), "accepted", drafts)


def plan_entries(
    organization: Organization,
    year: SchoolYear,
    indicator: str,
    document: Document | None,
    *,
    drafts: bool,
) -> tuple[Owed, list[Entry]]:
    """What is owed for one core indicator with what is written; without `drafts` what was sent instead."""
    everything = owed(organization, year, indicator)
    answers = read_answers(document, drafts=drafts)
    dues = {due.population: due for due in everything.dues}
    own = _own_accepted(document)
    entries = []
    for population, title in population_titles().items():
        due, written = dues.get(population), written_of(answers, population)
        if due is None and not written.any:
            continue
        last = own.get(population) or (due.accepted if due else None)
        is_owed = due is not None and due.owed
        checks = [(check, point, answers.get(f"{population}.{check}") == TICKED) for check, point in CHECKS.items()]
        faults = written.faults if is_owed or written.any else []
        entries.append(Entry(population, title, is_owed, due, written, last, faults, checks))
    return everything, entries


def report_entries(
    organization: Organization,
    year: SchoolYear,
    indicator: str,
    document: Document | None,
    *,
    drafts: bool,
) -> list[Progress]:
    """The plans reported on for one core indicator with the progress written; without `drafts` what was sent."""
    plans = {one.population: one for one in reported(organization, year, indicator).get(indicator, [])}
    answers = read_answers(document, drafts=drafts)
    return [
        Progress(population, title, plans.get(population), answers.get(f"{population}.progress", ""))
        for population, title in population_titles().items()
        if population in plans or answers.get(f"{population}.progress")
    ]


def document_of(kind: str, organization: Organization, year: SchoolYear, indicator: str) -> Document | None:
    """The plan or report of a core indicator; None before anybody began."""
    known = Document.objects.filter(kind=kind, organization=organization, school_year=year.ends, part=indicator)
    return known.select_related("organization", "edited_by", "reviewer", "in_force").first()


def documents_of(kind: str, organization: Organization, year: SchoolYear) -> dict[str, Document]:
    """Core indicator → the document of a year, with its answers read for all at once."""
    known = Document.objects.filter(kind=kind, organization=organization, school_year=year.ends)
    found = {one.part: one for one in known.select_related("organization", "in_force").prefetch_related("typed")}
    for document in found.values():
        document.answers = {answer.question: answer.text for answer in document.typed.all() if answer.text}
    return found


def _own_accepted(document: Document | None) -> dict[str, Accepted]:
    """Population → what is in force of this very document, while a revision of it is written."""
    held = document.in_force if document else None
    if document is None or held is None or document.status == "meets":
        return {}
    return {
        population: Accepted(document.pk, document.year, held.number, timezone.localdate(held.made_at), written)
        for population in population_titles()
        if (written := written_of(held.answers, population)).any
    }


def _plan_task(due: Due, written: Written, document: Document | None) -> Task:
    complete = written.any and not written.faults
    word, look = _word(document, f"{due.population}.plan", started=written.any, complete=complete)
    if not due.owed and not written.any:
        word, look = "On file", "filed"
    return Task(due.title, word, look, due.owed, complete and not _is_discarded(document), due, due.accepted)


def _report_task(plan: Reported, text: str, document: Document | None) -> Task:
    word, look = _word(document, f"{plan.population}.progress", started=bool(text), complete=bool(text))
    return Task(plan.title, word, look, True, bool(text) and not _is_discarded(document), accepted=plan.accepted)


def _word(document: Document | None, question: str, *, started: bool, complete: bool) -> tuple[str, str]:
    """The status of one entry: that of its document once the other side spoke, else how far it is written."""
    status, held = (document.status, document.in_force) if document is not None else ("", None)
    if document is not None and status in ("returned", "waived", "discarded"):
        return document.status_title, LOOKS[status]
    if held is not None and held.answers.get(question):
        return "Accepted", "done"
    if complete:
        return ("Sent", "waiting") if status == "in_review" else ("Written", "progress")
    return ("In progress", "progress") if started else ("Not yet started", "todo")


def _is_discarded(document: Document | None) -> bool:
    return document is not None and document.status == "discarded"


def _is_waived(document: Document | None) -> bool:
    return document is not None and document.status == "waived"


def _due_items(year: SchoolYear, deadline: str) -> list[DueItem]:
    return [item for item in items_of(year) if item.deadline == deadline]
