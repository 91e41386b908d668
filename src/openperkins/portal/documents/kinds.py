"""The kinds of documents: what each asks, how it moves, what its steps mean. Each kind is one module of its own app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from openperkins.workflows.model import Workflow

if TYPE_CHECKING:
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents.models import Document, Move, Revision
    from openperkins.schoolyear import SchoolYear

#: code of a kind → the module that defines it as KIND
_MODULES = {
    "levels": "openperkins.portal.levels.kind",
    "level_revision": "openperkins.portal.level_revisions.kind",
    "improvement_plan": "openperkins.portal.plans.plan_kind",
    "annual_report": "openperkins.portal.plans.report_kind",
    "state_plan": "openperkins.portal.state_plans.kind",
    "needs_assessment": "openperkins.portal.needs.kind",
}

Faults = list[tuple[str, str]]


@dataclass(frozen=True)
class Kind:
    """What is particular to a kind of document.

    `writes` are the rights by which answers are typed: status → right; in a status that is not there nobody types.
    `writes_question` says whether a question is typed at under a right, `question_title` what it is called,
    `question_place` where it stands among the others, `answer_words` how its answer reads. `freezes` are the steps that
    make a revision, `holds` those after which it is in force. `then` is done in a step's own transaction. `words` are
    what is told of a step: step → (subject, body), both with `{document}`, `{by}`, `{organization}` and `{year}`. `url`
    is the district's page of it, `review_url` the State's. `asks` is what the document asks for now, where that hangs
    on figures; `unchecked` what the State's checklist still lacks. `owed` are the parts an organization owes a document
    of in a year, `unasked` says of a document why nothing asks for it, where it hangs on figures. `places` are the
    questions a remark can be about, `is_place` whether it can be about one besides, too many to choose from, `anchor`
    where one stands on the pages. `begins` are rights by which it may be begun besides the one it is written by at the
    start. `of_the_state` is a kind no district writes and no liaison reviews: all its people read it at one page.
    `tells_roles` are roles by a word of the workflow's table, `remark_tells` the words of who is told of a remark: of
    the writers' and of who decides. `means` are the kind's own words on what a step means.

    A `private` kind is the organization's own: no State role finds it, its drafts or its events; what a step of `told`
    does is no secret. `belongs_to` is whose own answer a question is, None for one all writers share. `frozen` is what
    a version holds of the answers. `begun` is done with its beginning, `attaches_at` are the questions a file can go
    with, `is_attachable` whether it can go with one besides. `for_document` binds a kind to what one document was
    begun with, such as the questions of its edition; `for_version` to what a version of it was frozen with.

    `wrong` are (question, sentence) of the answers that cannot stand as typed: they are kept, and said at their fields.
    `against_answer` is why a text is no answer at a question at all, such as one outside its list: it is not kept.
    `is_one_line` says whether a page asks a question in one line.

    `answers_to` names what it is an answer to, such as the figures published, where that can change meanwhile. `added`
    is what is asked for beside the version in force by now, as a sentence.

    `against_beginning` says why one cannot be begun at a place. `attaches` says whether files go with it. `advises` is
    the right of those of the State who see and comment on it without deciding. `due` says by when the State's answer is
    due, of one that waits.

    For the printed record, as (what, in words): `rested_on` is what a version was written and decided on, as it was
    when it was frozen, `followed` what came of the document. `shows_figures` says whether those are full counts.
    """

    code: str
    workflow: Workflow
    sees: str
    title: Callable[[Document], str]
    url: Callable[[Document], str]
    review_url: Callable[[Document], str]
    question_title: Callable[[str], str]
    writes: Mapping[str, str]
    writes_question: Callable[[str, str, Document], bool]
    faults: Callable[[Document], Faults]
    words: Mapping[str, tuple[str, str]]
    question_place: Callable[[str], Any] = lambda question: question
    answer_words: Callable[[str, str], str] = lambda question, text: text
    freezes: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    counters: Callable[[Document], dict[str, str]] = lambda document: {}
    counter_faults: Callable[[Document], Faults] = lambda document: []
    asks: Callable[[Document], Any] = lambda document: None
    unchecked: Callable[[Document], Faults] = lambda document: []
    owed: Callable[[Organization, SchoolYear], list[str]] = lambda organization, year: []
    unasked: Callable[[Document], str] = lambda document: ""
    begins: tuple[str, ...] = ()
    places: Callable[[Document], list[str]] = lambda document: []
    is_place: Callable[[str, Document], bool] = lambda question, document: False
    anchor: Callable[[str], str] = lambda question: ""
    answers_to: Callable[[Document], str] = lambda document: ""
    added: Callable[[Document], str] = lambda document: ""
    against_beginning: Callable[[Organization, SchoolYear], list[str]] = lambda organization, year: []
    wrong: Callable[[Document], Faults] | None = None
    against_answer: Callable[[str, str, Document], str] = lambda question, text, document: ""
    is_one_line: Callable[[str], bool] = lambda question: False
    attaches: bool = False
    advises: str = ""
    due: Callable[[Document], str] = lambda document: ""
    then: Mapping[str, Callable[[Document, Move], None]] = field(default_factory=dict)
    tells_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remark_tells: tuple[str, str] = ("liaison", "district")
    means: Mapping[str, str] = field(default_factory=dict)
    of_the_state: bool = False
    private: bool = False
    told: frozenset[str] = frozenset()
    belongs_to: Callable[[str], int | None] = lambda question: None
    frozen: Callable[[Document, dict[str, str]], dict[str, str]] = lambda document, answers: answers
    begun: Callable[[Document], None] = lambda document: None
    attaches_at: Callable[[Document], list[str]] = lambda document: []
    is_attachable: Callable[[str, Document], bool] = lambda question, document: False
    for_document: Callable[[Document], Kind] | None = None
    for_version: Callable[[Kind, Revision], Kind] | None = None
    rested_on: Callable[[Document, Revision], list[tuple[str, str]]] = lambda document, revision: []
    followed: Callable[[Document], list[tuple[str, str]]] = lambda document: []
    shows_figures: bool = False

    @property
    def decides(self) -> str:
        """The right of the steps the State takes; empty where it takes none."""
        return next((step.action for step in self.workflow.steps if step.action.startswith("decide_")), "")

    @property
    def is_reviewed(self) -> bool:
        """Whether a district writes it and the State reviews it."""
        return not (self.of_the_state or self.private)

    @property
    def decisions(self) -> frozenset[str]:
        """The steps the State takes."""
        return frozenset(step.name for step in self.workflow.steps if step.action.startswith(("decide_", "waive_")))

    @property
    def remarks(self) -> str:
        """The right by which the State's people find it in their queue and comment on it."""
        return self.advises or self.decides

    @property
    def begins_with(self) -> str:
        """The right by which the district writes it: at the start the document is the district's."""
        return self.writes[self.workflow.start]


@cache
def kind_of(code: str) -> Kind:
    """The kind of that code. Raises KeyError."""
    found: Any = import_module(_MODULES[code]).KIND
    return found


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the year."""
    return tuple(kind_of(code) for code in _MODULES)


def reviewed_kinds() -> tuple[Kind, ...]:
    """The kinds a district writes and the State reviews."""
    return tuple(kind for kind in all_kinds() if kind.is_reviewed)
