"""What the pages of a needs assessment show: the list of its parts, one component with review and rubric, the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment, Checked, Rating
from openperkins.needs.model import Check, CheckGroup, Component, Criterion, Instrument, Metric
from openperkins.needs.questions import EVERYONE, SCHOOL, own_rating, typed_places
from openperkins.needs.values import value_fault
from openperkins.portal.accounts.models import Person
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.figures import CTE, Figures, figures_of, place_titles
from openperkins.portal.needs.kind import CODE, YEARS
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a review table: a figure from the records (`text`, `under`), or a question to type at."""

    head: str
    text: str = ""
    under: str = ""
    question: str = ""
    value: str = ""
    fault: str = ""

    @property
    def field(self) -> str:
        """Its id on the page."""
        return self.question.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One metric (or a measure beside one) of a review table. `computed` says that the records answer it."""

    metric: Metric
    title: str
    cells: list[Cell]
    computed: bool
    source: str
    name: str = ""
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """A criterion as the page of one scope asks for it: the reader's rating, the team's, and everybody's."""

    criterion: Criterion
    rating: Rating
    own_question: str
    own: str
    settled_question: str
    raters: list[tuple[str, str]]
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

    `schools` is code → name of an organization with several; of one with a single school that school is the whole.
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
        """The school (all of them, where there are several, then each), then each program."""
        return {SCHOOL: "All schools" if self.schools else "School", **self.schools, **self.programs}

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
    """School code → name, in order of names; empty for an organization with one school at most."""
    own = Q(parent=organization) | Q(parent__parent=organization)
    schools = Organization.objects.filter(own, kind="school", is_current=True).order_by("name", "code")
    found = dict(schools.values_list("code", "name"))
    return found if len(found) > 1 else {}


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
    return Workspace(
        document.organization,
        document.year,
        document,
        assessment.instrument,
        assessment,
        figures_of(document.organization_id, document.year, schools),
        schools,
    )


def review(space: Workspace, component: Component, scope: str) -> list[Row]:
    """The review table of a component for the school or a program: what records answer, and what is typed."""
    rows = []
    for metric in component.metrics:
        rows.append(_row(space, component, metric, scope))
        rows += [_beside(space, metric, measure, scope) for measure in metric.beside if _known(space, measure, scope)]
    return rows


def heads(space: Workspace, component: Component) -> list[tuple[str, str]]:
    """(id, title) of the columns: all students and the groups, or the place alone where groups are not asked for."""
    if component.of_places:
        return [(EVERYONE, "Value")]
    return [(EVERYONE, "All students"), *((group.id, group.short) for group in space.instrument.groups)]


def _row(space: Workspace, component: Component, metric: Metric, scope: str) -> Row:
    computed = bool(metric.measure) and _known(space, metric.measure, scope)
    groups = [group for group, _ in heads(space, component)]
    titles = {EVERYONE: "all students", **{group.id: group.title for group in space.instrument.groups}}
    if computed:
        cells = [_figure(space, metric.measure, scope, group, titles[group]) for group in groups]
    else:
        cells = [_typed(space, metric, scope, group, titles[group]) for group in groups]
    source = space.figures.source if computed and space.figures else space.assessment.text(f"{metric.id}.source")
    return Row(metric, metric.title, cells, computed, source, space.assessment.text(f"{metric.id}.name"))


#: measures shown beside a metric, in words
BESIDE = {
    "response": "Response rate of the follow-up",
    "nontraditional": "In a program nontraditional for their gender",
    "postsecondary_plans": "Graduates who plan further education",
    "program_changes": "Changed to another program",
    "exploratory": "Students in exploratory",
}


def _beside(space: Workspace, metric: Metric, measure: str, scope: str) -> Row:
    titles = {EVERYONE: "all students", **{group.id: group.title for group in space.instrument.groups}}
    component = space.instrument.component_of(metric.id)
    cells = [_figure(space, measure, scope, group, titles[group]) for group, _ in heads(space, component)]
    return Row(metric, BESIDE[measure], cells, True, space.figures.source if space.figures else "", is_beside=True)


def _known(space: Workspace, measure: str, scope: str) -> bool:
    return space.figures is not None and space.figures.of(measure, scope, EVERYONE) is not None


def _figure(space: Workspace, measure: str, scope: str, group: str, head: str) -> Cell:
    found = space.figures.of(measure, scope, group) if space.figures else None
    if found is None:
        return Cell(head, "–")
    if found.is_count:
        return Cell(head, f"{found.denominator:,}")
    if not found.denominator:
        return Cell(head, "–", "n 0")
    return Cell(head, f"{found.percent_text}%", f"n {found.denominator:,}")


def _typed(space: Workspace, metric: Metric, scope: str, group: str, head: str) -> Cell:
    question = f"{metric.id}.value.{scope}.{group}"
    value = space.assessment.text(question)
    return Cell(head, question=question, value=value, fault=value_fault(metric, value))


@dataclass(frozen=True, slots=True)
class ByProgram:
    """One program beside the school: a text for each metric, all students."""

    code: str
    title: str
    texts: list[str]


def by_program(space: Workspace, component: Component) -> list[ByProgram]:
    """All students of the school and each program, metric by metric."""
    return [
        ByProgram(scope, title, [_text(space, metric, scope) for metric in component.metrics])
        for scope, title in space.scopes.items()
    ]


def _text(space: Workspace, metric: Metric, scope: str) -> str:
    if metric.measure and _known(space, metric.measure, scope):
        cell = _figure(space, metric.measure, scope, EVERYONE, "")
        return f"{cell.text} ({cell.under})" if cell.under else cell.text
    return space.assessment.value(metric, scope) or "–"


def metric_now(space: Workspace, named: str) -> str:
    """What a metric is now for all students, to set a target beside it; empty where nothing is known of it."""
    metric = next((one for one in space.instrument.metrics if named in (one.id, one.title)), None)
    if metric is None:
        return ""
    text = _text(space, metric, SCHOOL)
    return "" if text == "–" else text


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
                levels.get(space.last_answers.get(f"{criterion.id}.rating.{scope}", ""), ""),
                [(title, levels[level]) for title, level in settled if level in levels],
                by_question.get(f"{criterion.id}.evidence", []),
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
    found = space.figures.of("programs", CTE, EVERYONE) if space.figures and check.fewest_programs else None
    if found is None or found.denominator is None:
        return said
    return f"{said} The {space.figures.source} show {found.denominator} programs." if space.figures else said
