"""Random people take random steps at one plan: what is in force changes only when the State accepts."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Answer, Revision
from openperkins.portal.plans.answers import CHECKS, DISTRICT, TICKED
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.improvement_plan import PLAN
from tests.portal import factories
from tests.portal.any_order import OneDocument, run_in_any_order
from tests.portal.factories import DISTRICT as ALDERBROOK
from tests.portal.factories import OTHER, STATE, reach_with
from tests.portal.plans.steps import BELOW, figures

PEOPLE = [
    *((role, ALDERBROOK) for role in ("viewer", "contributor", "cte_director", "superintendent")),
    ("superintendent", OTHER),
    *((role, STATE) for role in ("liaison", "administrator", "support")),
]
QUESTIONS = [f"female.{part}" for part in (*DISTRICT, *CHECKS)]


class Plan(OneDocument):
    """One document; `held` is the revision that must be in force, `frozen` what each said when it was made."""

    @initialize()
    def begin(self) -> None:
        self.open_savepoint()
        by = reach_with("cte_director", ALDERBROOK)
        self.document = actions.begin(
            kind="improvement_plan",
            organization=Organization.objects.get(pk=ALDERBROOK),
            year=SchoolYear(2018),
            part="2S1",
            by=by,
        )
        actions.save(self.document, changes=[Change(f"female.{part}", "", "Said.") for part in DISTRICT], by=by)
        self.frozen: dict[int, dict] = {}
        self.held: int | None = None

    @rule(
        person=st.sampled_from(PEOPLE),
        question=st.sampled_from(QUESTIONS),
        text=st.sampled_from(("", TICKED, "Tutors.")),
    )
    def write(self, person: tuple[str, str], question: str, text: str) -> None:
        answer = Answer.objects.filter(document=self.document, question=question).first()
        before, by = answer.text if answer else "", reach_with(*person)
        try:
            actions.save(self.document, changes=[Change(question, before, text)], by=by)
        except Refused:
            text = before
        now = Answer.objects.filter(document=self.document, question=question).first()
        assert (now.text if now else "") == text
        if text != before:
            right = "decide_plans" if question.partition(".")[2] in CHECKS else "write_plans"
            assert by.may(right, ALDERBROOK)

    @rule(person=st.sampled_from([("liaison", STATE), ("administrator", STATE)]))
    def tick(self, person: tuple[str, str]) -> None:
        if self._now().status == "in_review":
            shown = self._now().answers
            ticks = [Change(f"female.{check}", shown.get(f"female.{check}", ""), TICKED) for check in CHECKS]
            actions.save(self.document, changes=ticks, by=reach_with(*person))

    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from([step.name for step in PLAN.steps]))
    def step(self, person: tuple[str, str], step: str) -> None:
        by, before = reach_with(*person), self._now()
        try:
            move = actions.take(self.document, step, by=by, note="Said.")
        except Refused as refused:
            assert refused.reasons and self._now().status == before.status
            return
        assert by.may(PLAN.step(step).action, ALDERBROOK) and before.status in PLAN.step(step).from_
        if move.revision is not None:
            self.frozen[move.revision.number] = dict(move.revision.answers)
        if step == "meets":
            self.held = move.revision.pk
            assert all(move.revision.answers.get(f"female.{check}") == TICKED for check in CHECKS)
            assert move.revision.answers["female.plan"]

    @invariant()
    def what_is_frozen_stays(self) -> None:
        if hasattr(self, "document"):
            stored = {one.number: one.answers for one in Revision.objects.filter(document=self.document)}
            assert stored == self.frozen

    @invariant()
    def what_is_in_force_was_accepted_last(self) -> None:
        if hasattr(self, "document"):
            assert self._now().in_force_id == self.held


@pytest.mark.django_db
def test_any_order_of_steps_by_anybody(organizations):
    figures(2017, i2S1_female=BELOW)
    factories.serve_by(factories.person_with("liaison", STATE), ALDERBROOK)
    for person in PEOPLE:
        reach_with(*person)
    run_in_any_order(Plan)
