"""What the pages of a needs assessment show: a cycle with its places, rubrics, compliance checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment, Checked, Rating
from openperkins.needs.model import Check, CheckGroup, Component, Criterion, Instrument
from openperkins.needs.questions import ALL_CTE, CTE, EVERYONE, SCHOOL, evidence_of, own_rating, typed_places
from openperkins.portal.accounts.models import Person
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.figures import Figures, figures_of, place_titles
from openperkins.portal.needs.kind import CODE, YEARS
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Rated:
    """A criterion as the page of one scope asks for it: the reader's rating, the team's, and everybody's."""

    criterion: Criterion
    rating: Rating
    own_question: str
    own: str
    settled_question: str
    raters: list[tuple[str, str]]
    evidence_question: str
    before: str
    by_program: list[tuple[str, str]]
    files: list[object]

    @property
    def key(self) -> str:
        return self.criterion.id.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Asked:
    """A compliance check as asked; `hint` says of a starred one when it applies, and what records know of that."""

    checked: Checked
    hint: str
    files: list[object]

    @property
    def check(self) -> Check:
        return self.checked.check

    @property
    def key(self) -> str:
        return self.check.id.replace(".", "-")


@dataclass(frozen=True)
class Workspace:
    """A cycle of an organization: its document, instrument, answers, and the figures beside them.

    `schools` is code → name of an organization with several (`places_of`); where there is one, it is the whole.
    """

    organization: Organization
    year: SchoolYear
    document: Document
    instrument: Instrument
    assessment: Assessment
    figures: Figures | None
    schools: dict[str, str]

    @cached_property
    def programs(self) -> dict[str, str]:
        """Program code → title, of the programs with students and of those something is typed about."""
        known = {*(self.figures.programs if self.figures else ()), *typed_places(self.assessment.answers)}
        known -= self.schools.keys()
        titles = place_titles(sorted(known))
        return dict(sorted(titles.items(), key=lambda one: (one[1], one[0])))

    def take_in(self, code: str) -> bool:
        """Add a program of the State's list about which nothing is said yet; whether there is one of that code."""
        title = Program.objects.filter(code=code).values_list("title", flat=True).first()
        if title is None:
            return False
        self.programs.setdefault(code, title)
        return True

    @property
    def scopes(self) -> dict[str, str]:
        """Where the team rates and types: the school (all of them, and each, where there are several), each program."""
        return {SCHOOL: "All schools" if self.schools else "School", **self.schools, **self.programs}

    @property
    def shown(self) -> dict[str, str]:
        """Where figures are shown: the same, and students in any program right after the school."""
        whole = {SCHOOL: self.scopes[SCHOOL]}
        return whole | ({CTE: ALL_CTE} if self.figures and self.figures.has_cte else {}) | self.places

    @property
    def kinds(self) -> list[tuple[str, dict[str, str]]]:
        """The places of `shown` to choose from, by kind; the school's code is empty."""
        whole = {"" if code == SCHOOL else code: title for code, title in self.shown.items() if code in (SCHOOL, CTE)}
        found = [("All students", whole), ("Schools", self.schools), ("Programs", self.programs)]
        return [(kind, places) for kind, places in found if places]

    @property
    def places(self) -> dict[str, str]:
        """Every scope but the school as a whole."""
        return {**self.schools, **self.programs}

    @cached_property
    def plan(self) -> ActionPlan:
        return ActionPlan(self.assessment)

    @cached_property
    def document_before(self) -> Document | None:
        """The cycle before this one."""
        return documents_of(self.organization).filter(school_year__lte=self.year.ends - YEARS).first()

    @property
    def last(self) -> Workspace | None:
        """The workspace of the cycle before."""
        return workspace(self.document_before) if self.document_before else None

    @cached_property
    def last_answers(self) -> dict[str, str]:
        """The answers of the cycle before; empty when there is none."""
        return dict(self.document_before.answers) if self.document_before else {}


def schools_of(organization: Organization) -> dict[str, str]:
    """School code → name, in order of names."""
    own = Q(parent=organization) | Q(parent__parent=organization)
    schools = Organization.objects.filter(own, kind="school", is_current=True).order_by("name", "code")
    return dict(schools.values_list("code", "name"))


def places_of(schools: dict[str, str], figures: Figures | None, answers: Iterable[str]) -> dict[str, str]:
    """The schools to look at one by one: those the figures count students of, and those something is typed about.

    All of them before figures are published. Empty where one school is the whole: nothing is typed of it alone then.
    """
    typed = typed_places(answers)
    with_students = schools.keys() if figures is None else figures.schools.keys()
    found = {code: name for code, name in schools.items() if code in with_students or code in typed}
    return found if len(found) > 1 or typed & found.keys() else {}


def documents_of(organization: Organization) -> QuerySet[Document]:
    """The needs assessments of an organization, latest cycle first."""
    found = Document.objects.filter(kind=CODE, organization=organization).order_by("-school_year")
    return found.select_related("organization", "edited_by", "cycle__edition", "in_force")


def other_programs(space: Workspace) -> list[tuple[str, str]]:
    """(code, title) of the State's programs that are not on the pages yet, in order of titles."""
    known = Program.objects.order_by("title", "code").values_list("code", "title")
    return [(code, title) for code, title in known if code not in space.programs]


def document_of(organization: Organization, year: SchoolYear) -> Document | None:
    return documents_of(organization).filter(school_year=year.ends).first()


def assessment_of(document: Document) -> Assessment:
    """The answers of a cycle as they stand, under its own instrument."""
    return Assessment(instrument_of(document), document.answers)


def workspace(document: Document) -> Workspace:
    """The workspace of a cycle as it stands."""
    assessment, schools = assessment_of(document), schools_of(document.organization)
    figures = figures_of(document.organization_id, document.year, schools)
    return Workspace(
        document.organization,
        document.year,
        document,
        assessment.instrument,
        assessment,
        figures,
        places_of(schools, figures, assessment.answers),
    )


#: measures shown beside a metric, in words
BESIDE = {
    "response": "Response rate of the follow-up",
    "nontraditional": "In a program nontraditional for their gender",
    "postsecondary_plans": "Graduates who plan further education",
    "program_changes": "Changed to another program",
    "exploratory": "Students in exploratory",
}


def rubric(
    space: Workspace, component: Component, scope: str, reader: Person | None, files: Iterable[object]
) -> list[Rated]:
    """The criteria of a component for the school or a program, with everybody's ratings by name."""
    everybody = _names(space, component)
    levels = {level.id: level.title for level in space.instrument.levels}
    by_question: dict[str, list[object]] = {}
    for file in files:
        by_question.setdefault(file[0].question, []).append(file)  # type: ignore[index]
    found = []
    for criterion in component.criteria:
        rating = space.assessment.rating(criterion, scope)
        evidence = evidence_of(criterion.id, scope)
        own_question = own_rating(criterion.id, scope, reader.pk) if reader else ""
        settled = [(title, space.assessment.rating(criterion, code).settled) for code, title in space.scopes.items()]
        found.append(
            Rated(
                criterion,
                rating,
                own_question,
                rating.by.get(reader.pk, "") if reader else "",
                f"{criterion.id}.rating.{scope}",
                [(everybody.get(pk, "Somebody"), levels.get(level, level)) for pk, level in rating.by.items()],
                evidence,
                levels.get(space.last_answers.get(f"{criterion.id}.rating.{scope}", ""), ""),
                [(title, levels[level]) for title, level in settled if level in levels],
                by_question.get(evidence, []),
            )
        )
    return found


def _names(space: Workspace, component: Component) -> dict[int, str]:
    people = {
        pk
        for criterion in component.criteria
        for scope in space.scopes
        for pk in space.assessment.rating(criterion, scope).by
    }
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=people)} if people else {}


def checklist(space: Workspace, component: Component, files: Iterable[object]) -> list[tuple[CheckGroup, list[Asked]]]:
    """The compliance checks, group by group; a starred one says whether its case is known to hold."""
    by_question: dict[str, list[object]] = {}
    for file in files:
        by_question.setdefault(file[0].question, []).append(file)  # type: ignore[index]
    return [
        (
            group,
            [
                Asked(space.assessment.checked(item), _hint(space, item), by_question.get(f"{item.id}.shows", []))
                for item in group.items
            ],
        )
        for group in component.checks
    ]


def _hint(space: Workspace, check: Check) -> str:
    if not check.is_starred:
        return ""
    said = f"Applies only if {check.applies_when}."
    figures = space.figures if check.fewest_programs else None
    found = figures.of("chapter74_programs", CTE, EVERYONE) if figures else None
    if figures is None or found is None:
        return said
    many = f"{found.denominator} Chapter 74 program" + ("" if found.denominator == 1 else "s")
    return f"{said} The {figures.source} show {many}."
