"""Random people of a district and of the State at one cycle: the State reads what is shared, as it was, and no more."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from openperkins.needs.questions import own_rating
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.workflow import Refused
from openperkins.workflows.needs_assessment import NEEDS_ASSESSMENT
from tests.portal import factories
from tests.portal.any_order import OneDocument, run_in_any_order
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with

PEOPLE = [
    *((role, DISTRICT) for role in ("viewer", "contributor", "cte_director", "negotiator", "superintendent")),
    ("cte_director", OTHER),
    *((role, STATE) for role in ("liaison", "administrator", "data_steward", "support", "system_administrator")),
]
WRITERS = {("contributor", DISTRICT), ("cte_director", DISTRICT)}
SHARERS = {("cte_director", DISTRICT), ("superintendent", DISTRICT)}
QUESTION = "1.identify.highlights"


class Cycle(OneDocument):
    """One cycle; `shared` is the text of the version the State may read, None while there is none."""

    @initialize()
    def begin(self) -> None:
        self.open_savepoint()
        self.document = factories.needs_assessment(DISTRICT, 2018)
        self.shared: str | None = None
        self.frozen: dict[int, dict[str, str]] = {}

    @rule(person=st.sampled_from(PEOPLE), text=st.sampled_from(("One", "Two", "")))
    def write(self, person: tuple[str, str], text: str) -> None:
        before = self._now().answers.get(QUESTION, "")
        try:
            actions.save(self.document, changes=[Change(QUESTION, before, text)], by=reach_with(*person))
        except Refused:
            assert person not in WRITERS
            text = before
        assert self._now().answers.get(QUESTION, "") == text
        assert text == before or person in WRITERS

    @rule(person=st.sampled_from(PEOPLE), whose=st.sampled_from(PEOPLE[:5]))
    def rate(self, person: tuple[str, str], whose: tuple[str, str]) -> None:
        question = own_rating("1.1", "school", factories.person_with(*whose).pk)
        before = self._now().answers.get(question, "")
        try:
            actions.save(self.document, changes=[Change(question, before, "challenge")], by=reach_with(*person))
        except Refused:
            assert before != "challenge" and (person not in WRITERS or person != whose)
            return
        assert before == "challenge" or (person == whose and person in WRITERS)

    @rule(
        person=st.sampled_from(PEOPLE),
        step=st.sampled_from([step.name for step in NEEDS_ASSESSMENT.steps]),
        name=st.sampled_from(("For March", "")),
    )
    def step(self, person: tuple[str, str], step: str, name: str) -> None:
        before = self._now()
        try:
            move = actions.take(self.document, step, by=reach_with(*person), note=name)
        except Refused as refused:
            assert refused.reasons and self._now().status == before.status
            return
        assert person in SHARERS and before.status in NEEDS_ASSESSMENT.step(step).from_
        if step == "share":
            assert name
            self.shared = before.answers.get(QUESTION, "")
            self.frozen[move.revision.number] = move.revision.answers
        else:
            self.shared = None

    @invariant()
    def the_state_reads_what_is_shared(self) -> None:
        if hasattr(self, "document"):
            held = self._now().in_force
            assert (None if held is None else held.answers.get(QUESTION, "")) == self.shared
            assert held is None or not [question for question in held.answers if ".by." in question]
            assert self._now().status == ("draft" if self.shared is None else "shared")

    @invariant()
    def what_was_frozen_stays(self) -> None:
        if hasattr(self, "document"):
            stored = Revision.objects.filter(document=self.document)
            assert {one.number: one.answers for one in stored} == self.frozen


@pytest.mark.django_db
def test_any_order(organizations: dict):
    run_in_any_order(Cycle)
    assert not Document.objects.exists(), "each run is undone"
