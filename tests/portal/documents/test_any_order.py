"""Random people take random steps at one negotiation: what must always hold, holds after each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from openperkins.accountability.names import INDICATORS
from openperkins.portal.audit.log import faults
from openperkins.portal.audit.models import Event
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Answer, Revision
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.queries import agreed_levels
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.level_negotiation import NEGOTIATION
from tests.portal import factories
from tests.portal.any_order import OneDocument
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with

PEOPLE = [
    *((role, DISTRICT) for role in ("viewer", "contributor", "cte_director", "negotiator", "superintendent")),
    ("superintendent", OTHER),
    *((role, STATE) for role in ("liaison", "administrator", "data_steward", "support")),
]
PARTS = ("choice", "level", "reasons", "countered", "answer")
TEXTS = ("", "adopt", "propose", "85", "90", "101", "Because.", "ninety")


class Negotiation(OneDocument):
    """One document; `frozen` is what each revision said when it was made, `done` how many changes were made."""

    can_be_reopened = False

    @initialize()
    def begin(self) -> None:
        self.open_savepoint()
        by = reach_with("cte_director", DISTRICT)
        self.document = actions.begin(
            kind="levels", organization=Organization.objects.get(pk=DISTRICT), year=SchoolYear(2018), by=by
        )
        adopted = [Change(f"{indicator}.choice", "", "adopt") for indicator in INDICATORS]
        actions.save(self.document, changes=adopted, by=by)
        self.frozen: dict[int, dict] = {}
        self.ever_agreed = False
        self.done = Event.objects.filter(about=f"document {self.document.pk}").count()

    @rule(
        person=st.sampled_from(PEOPLE),
        indicator=st.sampled_from(("1S1", "6S2")),
        part=st.sampled_from(PARTS),
        text=st.sampled_from(TEXTS),
        stale=st.booleans(),
    )
    def write(self, person: tuple[str, str], indicator: str, part: str, text: str, stale: bool) -> None:
        question = f"{indicator}.{part}"
        answer = Answer.objects.filter(document=self.document, question=question).first()
        shown = "what is long gone" if stale else (answer.text if answer else "")
        before = answer.text if answer else ""
        try:
            conflicts = actions.save(self.document, changes=[Change(question, shown, text)], by=reach_with(*person))
        except Refused:
            kept = before
        else:
            kept = before if conflicts or (shown == text) else text
        now = Answer.objects.filter(document=self.document, question=question).first()
        assert (now.text if now else "") == kept
        if kept != before:
            self.done += 1

    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from([step.name for step in NEGOTIATION.steps]))
    def step(self, person: tuple[str, str], step: str) -> None:
        by, before = reach_with(*person), self._now()
        try:
            move = actions.take(self.document, step, by=by, note="Said.")
        except Refused as refused:
            assert refused.reasons
            assert self._now().status == before.status
            return
        self.done += 1
        assert by.may(NEGOTIATION.step(step).action, DISTRICT) and before.status in NEGOTIATION.step(step).from_
        self.ever_agreed |= move.to == "agreed"
        if move.revision is not None:
            self.frozen[move.revision.number] = dict(move.revision.answers)

    @invariant()
    def what_is_frozen_stays(self) -> None:
        if hasattr(self, "document"):
            stored = {one.number: one.answers for one in Revision.objects.filter(document=self.document)}
            assert stored == self.frozen and sorted(stored) == list(range(1, len(stored) + 1))

    @invariant()
    def one_agreed_level_an_indicator_and_only_when_both_agreed(self) -> None:
        if hasattr(self, "document"):
            levels = agreed_levels(SchoolYear(2018), DISTRICT)[DISTRICT]
            agreed = self.ever_agreed if self.can_be_reopened else self._now().status == "agreed"
            assert sorted(levels) == (sorted(INDICATORS) if agreed else [])
            assert (self._now().in_force_id is not None) == agreed

    @invariant()
    def versions_of_a_level_follow_one_another_and_differ(self) -> None:
        if hasattr(self, "document"):
            rows = AgreedLevel.objects.filter(document=self.document).order_by("indicator", "version")
            for indicator in INDICATORS:
                found = [(row.version, row.level) for row in rows if row.indicator == indicator]
                assert [version for version, _ in found] == list(range(1, len(found) + 1))
                assert all(before != after for (_, before), (_, after) in pairwise(found))
                assert self.can_be_reopened or len(found) <= 1

    @invariant()
    def each_change_is_in_the_event_log(self) -> None:
        if hasattr(self, "document"):
            assert Event.objects.filter(about=f"document {self.document.pk}").count() == self.done
            assert list(faults()) == []


class NegotiatedAgain(Negotiation):
    """The same where the rules of the year let agreed levels be negotiated again; it begins with agreed ones."""

    can_be_reopened = True

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.step(("superintendent", DISTRICT), "send")
        self.step(("liaison", STATE), "agree")


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Negotiation, NegotiatedAgain])
def test_any_order_of_steps_by_anybody(published, own_home, machine):
    factories.state_levels(2018)
    if machine.can_be_reopened:
        factories.adopted(2018, levels__agreed="open")
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    for person in PEOPLE:
        reach_with(*person)
    wanted = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(machine, settings=wanted)
