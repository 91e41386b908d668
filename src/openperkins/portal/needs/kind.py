"""The needs assessment as a kind of document: private to its organization, one for each cycle of two school years."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from openperkins.needs.assessment import team_answers
from openperkins.needs.model import Instrument
from openperkins.needs.questions import (
    SCHOOL,
    component_of,
    evidence_of,
    is_question,
    person_of,
    question_title,
    typed_places,
)
from openperkins.needs.values import answer_titles, is_day, is_one_line
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents.kinds import Kind
from openperkins.portal.documents.models import Document, Move, Revision
from openperkins.portal.needs import faults
from openperkins.portal.needs.editions import begin_cycle, instrument_of
from openperkins.portal.results.models import Publication
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.needs_assessment import NEEDS_ASSESSMENT

CODE = "needs_assessment"
#: a cycle's school years
YEARS = 2
#: kept with a version: which publication the figures beside the answers are from
FIGURES = "figures"
#: kept with a version: which versions of improvement plans were in force, by their numbers, with commas
PLANS = "plans"
#: kept with a version: what the district and its places were called then
NAMES = "names"


def cycle_in_words(year: SchoolYear) -> str:
    """`2016-18`: the years a cycle begins and ends in; `year` is its last school year."""
    return f"{year.ends - YEARS}-{year.ends % 100:02d}"


class _Places(dict[str, str]):
    """Code → title of the programs and of an organization's schools, read when somebody first asks."""

    def __contains__(self, code: object) -> bool:
        return self.get(str(code)) != ""

    def __init__(self, org_code: str) -> None:
        self.org_code = org_code
        self._schools: set[str] = set()

    def is_school(self, code: str) -> bool:
        """Whether it is one of the organization's schools, at which no projections are asked."""
        return code in self and code in self._schools

    def get(self, code: str, default: str = "") -> str:  # type: ignore[override]
        if not self:
            schools = Organization.objects.filter(kind="school").filter(
                Q(parent=self.org_code) | Q(parent__parent=self.org_code)
            )
            self.update(Program.objects.values_list("code", "title"))
            names = dict(schools.order_by().values_list("code", "name"))
            self._schools = names.keys() - self.keys()
            self.update(names)
        return super().get(code, default)


def titled(question: str, instrument: Instrument, places: dict[str, str] | None = None) -> str:
    """What a question is called, with its component."""
    if question == FIGURES:
        return "Figures beside the answers"
    if question == PLANS:
        return "Improvement plans in force then"
    if question == NAMES:
        return "District and places, as they were called then"
    title, number = question_title(question, instrument, places), component_of(question)
    return f"{number} {instrument.component(number).title}: {title}" if title and number else title or question


def _place(question: str) -> tuple[int, str]:
    """Components in their order, then the rest in the order of the pages."""
    rest = {"workforce": 900, "priority": 910, "plan": 920, "people": 930}
    number = component_of(question)
    return (number if number is not None else rest.get(question.partition(".")[0], 990), question)


def _words(question: str, text: str, instrument: Instrument) -> str:
    """An answer as people read it: a level, a yes or no, a component by their titles."""
    if ".rating." in question:
        return {level.id: level.title for level in instrument.levels}.get(text, text)
    if question.endswith(".done"):
        return "Yes" if text else ""
    if question.endswith(".answer"):
        return answer_titles(instrument).get(text, text)
    if question.endswith(".component") and text.isdecimal():
        return next((f"{one.number} {one.title}" for one in instrument.components if str(one.number) == text), text)
    if question == "plan.metric":
        return {metric.id: metric.title for metric in instrument.metrics}.get(text, text)
    if question == FIGURES:
        found = Publication.objects.filter(pk=int(text)).first() if text.isdecimal() else None
        return str(found) if found else text
    if question == PLANS:
        return "; ".join(f"{one.document}, {one}" for one in plans_kept(text)) or text
    if question == NAMES:
        from openperkins.portal.needs.names import in_words

        return in_words(text)
    return text


def _for_document(document: Document) -> Kind:
    instrument, places = instrument_of(document), _Places(document.organization_id)
    return replace(
        KIND,
        question_title=partial(titled, instrument=instrument, places=places),
        answer_words=partial(_words, instrument=instrument),
        writes_question=partial(_writes_question, places=places),
        is_place=partial(_is_place, places=places),
        is_attachable=partial(_is_attachable, places=places),
        is_one_line=partial(_is_one_line, instrument=instrument),
    )


def _for_version(about: Kind, revision: Revision) -> Kind:
    """Programs and schools by the names of the day a version was frozen."""
    from openperkins.portal.needs.names import from_text

    names = from_text(revision.answers.get(NAMES, ""))
    if names is None:
        return about
    title = partial(titled, instrument=instrument_of(revision.document), places=names.places)
    return replace(about, question_title=title)


def _writes_question(question: str, right: str, document: Document, places: Collection[str] = ()) -> bool:
    """Whether the instrument asks it, of the whole, a program or an own school; what is there already stays open.

    Projections are of programs alone.
    """
    if right != "write_needs" or not is_question(question, instrument_of(document)):
        return False
    named = typed_places([question])
    if question.startswith("workforce.") and isinstance(places, _Places) and any(map(places.is_school, named)):
        return False
    return all(code in places or _is_known(document, code) for code in named)


def _is_one_line(question: str, instrument: Instrument) -> bool:
    """Whether a page asks it in one line: so are days and numbers, too."""
    metric, value, _ = question.partition(".value.")
    return is_one_line(question) or is_day(question) or bool(value and not instrument.metric(metric).is_text)


def _is_known(document: Document, code: str) -> bool:
    """Whether figures or answers speak of a place the directory does not have."""
    from openperkins.portal.needs.figures import figures_of

    figures = figures_of(document.organization_id, document.year)
    return code in typed_places(document.answers) or bool(figures and code in figures.programs)


def _frozen(document: Document, answers: dict[str, str]) -> dict[str, str]:
    """What a version holds: the team's answers, not what single people thought; which figures stood beside them, and
    what everything was called."""
    from openperkins.portal.needs.figures import figures_of
    from openperkins.portal.needs.names import names_of, to_text

    kept, figures = team_answers(answers), figures_of(document.organization_id, document.year)
    names = to_text(names_of(document, figures, kept))
    if figures is not None:
        kept[FIGURES] = str(figures.publication.pk)
    if plans := plans_in_force(document):
        kept[PLANS] = ",".join(str(plan.pk) for plan in plans)
    return kept | {NAMES: names}


def plans_in_force(document: Document) -> list[Revision]:
    """The versions in force of the improvement plans of a cycle's school years, in order of years and indicators."""
    found = Revision.objects.filter(
        document__kind="improvement_plan",
        document__organization=document.organization_id,
        document__school_year__in=(document.school_year - 1, document.school_year),
        document__in_force=F("pk"),
    )
    return list(_in_order(found))


def plans_kept(text: str) -> list[Revision]:
    """The versions of improvement plans that a version of an assessment names."""
    return list(_in_order(Revision.objects.filter(pk__in=[int(one) for one in text.split(",") if one.isdecimal()])))


def _in_order(found: QuerySet[Revision]) -> QuerySet[Revision]:
    return found.select_related("document__organization").order_by("document__school_year", "document__part")


def _stopped(document: Document, move: Move) -> None:
    """No version is in force any more; those that were stay in the history."""
    Document.objects.filter(pk=document.pk).update(in_force=None)
    document.in_force = None


def _against_beginning(organization: Organization, year: SchoolYear) -> list[str]:
    """Cycles of an organization do not overlap."""
    near = Document.objects.filter(
        kind=CODE, organization=organization, school_year__gt=year.ends - YEARS, school_year__lt=year.ends + YEARS
    ).exclude(school_year=year.ends)
    return [f"The {one} runs in the same years." for one in near]


def _title(document: Document) -> str:
    return f"Needs assessment {cycle_in_words(document.year)}"


def places(document: Document) -> list[str]:
    """What a comment can be about: written answers, ratings, checks and the plan."""
    instrument = instrument_of(document)
    found = []
    for component in instrument.components:
        found += [f"{component.number}.identify.{prompt.id}" for prompt in instrument.prompts if not component.checks]
        found += [f"{criterion.id}.rating.school" for criterion in component.criteria]
        found += [f"{item.id}.answer" for item in component.items]
    return [*found, "priority.1.challenge", "priority.2.challenge", "plan.challenge", "plan.target"]


def _is_place(question: str, document: Document, places: Collection[str] = ()) -> bool:
    """Whether a comment can be about it: any answer the team shares, a program's rating or a step of the plan too."""
    return person_of(question) is None and _writes_question(question, "write_needs", document, places)


def _is_attachable(question: str, document: Document, places: Collection[str] = ()) -> bool:
    """Whether a file can show it: evidence of a place nothing was typed for yet, too."""
    return question.split(".")[2:3] == ["evidence"] and _writes_question(question, "write_needs", document, places)


def evidence(document: Document) -> list[str]:
    """What a file can show: each criterion, at the school and at each place, and each check."""
    from openperkins.portal.needs.page import workspace

    space = workspace(document)
    places = (SCHOOL, *space.places)
    shown = [evidence_of(one.id, scope) for one in space.instrument.criteria for scope in places]
    return shown + [f"{one.id}.shows" for one in space.instrument.checks]


def _review_url(document: Document) -> str:
    """The State's page of the version in force; without one, which no page shows, the list of what is shared."""
    return reverse("shared_need", args=[document.pk]) if document.in_force_id else reverse("shared_needs")


KIND = Kind(
    code=CODE,
    workflow=NEEDS_ASSESSMENT,
    sees="see_needs",
    title=_title,
    url=lambda document: reverse("needs_cycle", args=[document.organization_id, document.school_year]),
    review_url=_review_url,
    question_title=lambda question: question,
    question_place=_place,
    writes={"draft": "write_needs", "shared": "write_needs"},
    writes_question=_writes_question,
    faults=faults.titled,
    wrong=faults.wrong,
    against_answer=faults.against_answer,
    against_beginning=_against_beginning,
    begun=begin_cycle,
    for_document=_for_document,
    for_version=_for_version,
    private=True,
    told=frozenset({"share", "stop"}),
    belongs_to=person_of,
    frozen=_frozen,
    attaches=True,
    attaches_at=evidence,
    advises="comment_needs",
    places=places,
    is_place=_is_place,
    is_attachable=_is_attachable,
    freezes=frozenset({"keep", "share"}),
    holds=frozenset({"share"}),
    then={"stop": _stopped},
    tells_roles={"district": ("cte_director", "superintendent")},
    remark_tells=("district", "district"),
    means={
        "keep": "The team's answers, ratings and files as they are now are kept under the name you give. Nobody is "
        "told, and the State does not read it. You find it in the history and in the record.",
        "share": "Your liaison and the State's leads can read this version: the team's answers and ratings, the files "
        "with them and the figures beside them. They do not see comments, single people's ratings, or anything you "
        "write later. You can stop sharing at any time.",
        "stop": "The State can no longer open the assessment. What was read or downloaded meanwhile stays read.",
    },
    words={
        "share": (
            "{document} of {organization} is shared",
            "{by} shared a version of the {document} of {organization} with the State.",
        ),
        "stop": (
            "{document} of {organization} is no longer shared",
            "{by} stopped sharing the {document} of {organization}.",
        ),
    },
)
