"""Random people take random steps at one State plan: what is in force changes only by two people."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Answer, Revision
from openperkins.portal.state_plans.answers import QUESTIONS, faults_of
from openperkins.portal.state_plans.page import KIND, state
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.state_plan import STATE_PLAN
from tests.portal.any_order import OneDocument, run_in_any_order
from tests.portal.factories import DISTRICT, STATE, reach_with
from tests.portal.state_plans.steps import figures

PEOPLE = [
    ("superintendent", DISTRICT),
    *((role, STATE) for role in ("data_steward", "administrator", "administrator", "liaison", "support")),
]
STEPS = [step.name for step in STATE_PLAN.steps]


class StatePlan(OneDocument):
    """One document; `held` is the revision that must be in force, `frozen` what each said, `sender` who sent last."""

    @initialize()
    def begin(self) -> None:
        self.open_savepoint()
        by = reach_with("data_steward", STATE)
        self.document = actions.begin(kind=KIND, organization=state(), year=SchoolYear(2018), part="2S1", by=by)
        actions.save(self.document, changes=[Change(question, "", "Said.") for question in QUESTIONS], by=by)
        self.frozen: dict[int, dict] = {}
        self.held = self.sender = None

    @rule(
        person=st.sampled_from(PEOPLE),
        question=st.sampled_from([*QUESTIONS, "no question"]),
        text=st.sampled_from(("", "Tutors.", "Mentors.", "Visits.")),
    )
    def write(self, person: tuple[str, str], question: str, text: str) -> None:
        answer = Answer.objects.filter(document=self.document, question=question).first()
        before, by, status = answer.text if answer else "", reach_with(*person), self._now().status
        try:
            actions.save(self.document, changes=[Change(question, before, text)], by=by)
        except Refused:
            text = before
        assert self._now().answers.get(question, "") == text
        if text != before:
            assert by.may("write_state_plan", STATE) and status in ("draft", "returned") and question in QUESTIONS

    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from(STEPS))
    def step(self, person: tuple[str, str], step: str) -> None:
        by, before = reach_with(*person), self._now()
        try:
            move = actions.take(self.document, step, by=by, note="Said.")
        except Refused as refused:
            assert refused.reasons and self._now().status == before.status
            return
        assert by.may(STATE_PLAN.step(step).action, STATE) and before.status in STATE_PLAN.step(step).from_
        if step == "send":
            self.sender = by.person
            self.frozen[move.revision.number] = dict(move.revision.answers)
        if step in ("approve", "return"):
            assert by.person != self.sender
        if step == "approve":
            self.held = Revision.objects.filter(document=self.document).latest("number").pk
            assert not faults_of(self._now().answers, self._now().asked)
        if step == "drop":
            assert self._now().answers == self._now().in_force.answers

    @invariant()
    def what_is_frozen_stays(self) -> None:
        if hasattr(self, "document"):
            stored = {one.number: one.answers for one in Revision.objects.filter(document=self.document)}
            assert stored == self.frozen

    @invariant()
    def what_is_in_force_was_approved_last(self) -> None:
        if hasattr(self, "document"):
            now = self._now()
            assert now.in_force_id == self.held
            assert now.status != "in_force" or now.answers == now.in_force.answers


@pytest.mark.django_db
def test_any_order_of_steps_by_anybody(organizations):
    figures()
    for person in PEOPLE:
        reach_with(*person)
    run_in_any_order(StatePlan)
