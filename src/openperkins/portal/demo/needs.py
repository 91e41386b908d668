"""Needs assessments of one district: the last cycle, finished and shared, and the one under way."""

from __future__ import annotations

import io

from openperkins.needs.model import Component, Instrument
from openperkins.needs.questions import own_rating
from openperkins.needs.values import APPLIES_NOT
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.demo.levels import of_district
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions as documents
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.attaching import attach
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.kind import CODE, YEARS
from openperkins.schoolyear import SchoolYear

_HIGHLIGHTS = "Shops are full and safe. Students with disabilities reach the ELA standard less often than their peers."
_OPPORTUNITIES = "Soon: one hour of tutoring in each shop. Later: a second teacher for science in grade 10."
_IMPORTANCE = "It comes before everything else we looked at: it touches every program."
_EVIDENCE = "Minutes of the advisory committees; the schedule of replacements."
_CHALLENGE = "Grade 10 results in science lag behind in three programs."
_WHY = "Science opens the door to four programs, and tutoring works within a term."
#: the levels of the criteria, over and over
_LEVELS = ("established", "developing", "exemplar", "challenge", "established")
_ANSWERS = ("yes", "yes", "planned", "no")
_LOCAL = {
    "1.time_on_learning.value.school.all": "990",
    "1.academic_time.value.school.all": "480",
    "1.staff_ratio.value.school.all": "14.5",
    "2.coop.value.school.all": "38.2",
}
_FUNNEL = {"3.eligible": (240, 110), "3.applicants": (180, 80), "3.accepted": (150, 52), "3.enrolled": (140, 48)}


def needs(organization: Organization, year: SchoolYear) -> None:
    """Two cycles of an organization: the one that ends in `year`, and the one before."""
    _finished(organization, year - YEARS)
    _under_way(organization, year)


def _finished(organization: Organization, year: SchoolYear) -> None:
    """Every component answered, the priority and the plan named, a version shared."""
    document, director = _begun(organization, year)
    instrument = instrument_of(document)
    for component in instrument.components:
        _save(document, _answers(instrument, component, whole=True), by=director)
    _save(document, _rest(year), by=director)
    criterion = next(iter(instrument.criteria))
    minutes = io.BytesIO(b"Minutes of the committee for automotive technology.\n")
    attach(document, minutes, "minutes.txt", by=director, question=f"{criterion.id}.evidence")
    documents.take(
        document, "share", by=of_district(organization, "superintendent"), note="As sent with the application"
    )


def _under_way(organization: Organization, year: SchoolYear) -> None:
    """Three components begun, two people's ratings apart, the first one completed."""
    document, director = _begun(organization, year)
    instrument = instrument_of(document)
    for component in instrument.components[:3]:
        _save(document, _answers(instrument, component, whole=component.number == 1), by=director)
    _save(document, _LOCAL | _counts(), by=director)
    for criterion, theirs in zip(instrument.criteria, _LEVELS, strict=False):
        for person, level in ((director, "established"), (of_district(organization, "contributor"), theirs)):
            _save(document, {own_rating(criterion.id, "school", person.person.pk): level}, by=person)
    _save(document, {"people.employers.who": "Harbor Marine\nMill Valley Builders"}, by=director)
    documents.comment(
        document, text="Who has the numbers of the spring survey?", by=director, question="4.1.rating.school"
    )


def _begun(organization: Organization, year: SchoolYear) -> tuple[Document, Reach]:
    director = of_district(organization, "cte_director")
    return documents.begin(kind=CODE, organization=organization, year=year, by=director), director


def _answers(instrument: Instrument, component: Component, *, whole: bool) -> dict[str, str]:
    number = component.number
    if component.is_compliance:
        answers = {}
        for place, item in enumerate(component.items):
            answer = APPLIES_NOT if item.is_starred and place % 2 else _ANSWERS[place % len(_ANSWERS)]
            answers |= {
                f"{item.id}.answer": answer,
                f"{item.id}.owner": "Rosa Lind",
                f"{item.id}.shows": "Handbook, p. 4",
            }
        return answers | {f"{number}.done": "yes"}
    said = dict(zip((p.id for p in instrument.prompts), (_HIGHLIGHTS, _OPPORTUNITIES, _IMPORTANCE), strict=True))
    answers = {f"{number}.identify.{prompt}": text for prompt, text in said.items()}
    if whole:
        for place, criterion in enumerate(component.criteria):
            answers[f"{criterion.id}.rating.school"] = _LEVELS[(number + place) % len(_LEVELS)]
            answers[f"{criterion.id}.evidence"] = _EVIDENCE
        answers[f"{number}.done"] = "yes"
    return answers


def _counts() -> dict[str, str]:
    """The admissions funnel of all students and of one group."""
    found = {}
    for metric, (everyone, group) in _FUNNEL.items():
        found |= {
            f"{metric}.value.school.all": str(everyone),
            f"{metric}.value.school.students_with_disabilities": str(group),
            f"{metric}.value.school.male": str(everyone // 2),
            f"{metric}.source": "CTE-ART, admissions",
        }
    return found


def _rest(year: SchoolYear) -> dict[str, str]:
    """Priority, action plan and people of the finished cycle."""
    start = f"{year.ends}-02-01"
    return {
        "priority.1.component": "1",
        "priority.1.challenge": _CHALLENGE,
        "priority.1.why": _WHY,
        "plan.start": start,
        "plan.end": f"{year.ends}-12-15",
        "plan.current": start,
        "plan.revisit": f"{year.ends}-04-15",
        "plan.component": "1",
        "plan.challenge": _CHALLENGE,
        "plan.description": _WHY,
        "plan.metric": "School and program science MCAS",
        "plan.target": "Two points more",
        "plan.school.1.what": "Tutor twice a week in each shop",
        "plan.school.1.who": "Shop teachers",
        "plan.school.1.by": f"{year.ends}-03-01",
        "plan.district.1.what": "Pay for the hours",
        "plan.district.1.who": "Business office",
        "plan.district.1.by": f"{year.ends}-02-15",
        "plan.status": "Tutoring began in the second week.",
        "people.educators.who": "Rosa Lind\nJohn Abara",
        "people.educators.how": "Rated the criteria in two meetings",
        "people.families.who": "Parents' council",
    }


def _save(document: Document, answers: dict[str, str], *, by: Reach) -> None:
    changes = [Change(question, "", text) for question, text in answers.items()]
    documents.save(document, changes=changes, by=by)
