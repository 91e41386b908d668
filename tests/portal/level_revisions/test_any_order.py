"""Random people take random steps at one request: the level changes only when the Administrator grants."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from openperkins.portal.audit.models import Event
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Answer, Revision
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.workflow import Refused
from openperkins.workflows.level_revision import LEVEL_REVISION
from tests.portal.any_order import OneDocument, run_in_any_order
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with
from tests.portal.level_revisions.steps import agreed, begun

PEOPLE = [
    *((role, DISTRICT) for role in ("viewer", "contributor", "cte_director", "negotiator", "superintendent")),
    ("superintendent", OTHER),
    *((role, STATE) for role in ("liaison", "administrator", "data_steward", "support")),
]


class Request(OneDocument):
    """One request; `levels` are the versions of the agreed level there must be, in order."""

    @initialize()
    def begin(self) -> None:
        self.open_savepoint()
        self.document = begun()
        self.levels, self.frozen, self.steps = ["90"], {}, 0

    @rule(person=st.sampled_from(PEOPLE), level=st.sampled_from(("85", "84.5", "95", "")))
    def write(self, person: tuple[str, str], level: str) -> None:
        answer, by = Answer.objects.get(document=self.document, question="level"), reach_with(*person)
        before, status = answer.text, self._now().status
        try:
            actions.save(self.document, changes=[Change("level", before, level)], by=by)
        except Refused:
            level = before
        assert Answer.objects.get(pk=answer.pk).text == level
        if level != before:
            assert by.may("write_level_revision", DISTRICT) and status in ("draft", "returned")

    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from([step.name for step in LEVEL_REVISION.steps]))
    def step(self, person: tuple[str, str], step: str) -> None:
        by, before = reach_with(*person), self._now()
        try:
            move = actions.take(self.document, step, by=by, note="Said.")
        except Refused as refused:
            assert refused.reasons and self._now().status == before.status
            return
        self.steps += 1
        table = LEVEL_REVISION.step(step)
        assert by.may(table.action, DISTRICT) and before.status in table.from_
        if step == "send":
            assert person == ("superintendent", DISTRICT)
        if move.revision is not None:
            self.frozen[move.revision.number] = (move.revision.answers, move.revision.attachments)
        if step == "grant":
            assert person == ("administrator", STATE)
            self.levels.append(before.answers["level"])

    @invariant()
    def each_grant_is_a_version_and_nothing_else_is(self) -> None:
        if hasattr(self, "document"):
            found = AgreedLevel.objects.filter(organization=DISTRICT, indicator="5S1").order_by("version")
            assert [one.level for one in found] == self.levels
            assert [one.version for one in found] == list(range(1, len(self.levels) + 1))

    @invariant()
    def what_is_frozen_stays(self) -> None:
        if hasattr(self, "document"):
            stored = Revision.objects.filter(document=self.document)
            assert {one.number: (one.answers, one.attachments) for one in stored} == self.frozen

    @invariant()
    def each_step_is_an_event(self) -> None:
        if hasattr(self, "document"):
            verbs = [f"document.{step.name}" for step in LEVEL_REVISION.steps]
            about = f"document {self.document.pk}"
            assert Event.objects.filter(about=about, verb__in=verbs).count() == self.steps


@pytest.mark.django_db
def test_any_order_of_steps_by_anybody(organizations):
    agreed()
    for person in PEOPLE:
        reach_with(*person)
    run_in_any_order(Request)
