"""What of the needs assessment stands in the event log, and who reads it there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from openperkins.portal.accounts.models import Membership
from openperkins.portal.audit.log import record
from openperkins.portal.audit.models import Event
from openperkins.portal.audit.queries import events_seen
from openperkins.portal.audit.words import tell
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.workflows.rights import roles
from tests.portal import factories
from tests.portal.factories import BEGINS, DISTRICT, OTHER, STATE

PLACES = ("events", "events_file")


@pytest.fixture
def rated(published: Any) -> str:
    """A rating of one person's own, in a cycle nobody shared: its question's id."""
    document = factories.needs_assessment(DISTRICT, 2018)
    director = factories.reach_with("cte_director", DISTRICT)
    own = f"1.1.rating.school.by.{director.person.pk}"
    actions.save(
        document, changes=[Change(own, "", "challenge"), Change("1.1.rating.school", "", "developing")], by=director
    )
    return own


def read(client: Any, name: str) -> str:
    answer = client.get(reverse(name, args=[DISTRICT]))
    assert answer.status_code == 200
    return b"".join(answer).decode().partition("<table")[2 if name == "events" else 0]


@pytest.mark.parametrize("name", PLACES)
def test_who_may_not_open_it_does_not_read_of_it(rated: str, client_of: Any, name: str):
    with transaction.atomic():
        record("role.granted", by=None, organization=Organization.objects.get(pk=DISTRICT), role="viewer")
    shown = read(client_of("access_administrator"), name)
    assert "Granted a role" in shown
    for words in ("eeds assessment", "1.1.rating", "Saved answers"):
        assert words not in shown
    assert client_of("access_administrator").get(reverse("needs", args=[DISTRICT])).status_code == 403


@pytest.mark.parametrize("name", PLACES)
def test_who_may_open_it_reads_of_it_but_not_whose_rating_it_was(rated: str, client_of: Any, name: str):
    shown = read(client_of("cte_director"), name)
    assert "Saved answers" in shown and "answers: 1.1.rating.school" in shown
    for words in (".by.", "private", "for state"):
        assert words not in shown


@pytest.mark.parametrize("role", [one.code for one in roles().values()])
def test_no_role_reads_more_in_the_log_than_it_may_open(rated: str, role: str):
    code = STATE if roles()[role].side == "state" else DISTRICT
    reach = factories.reach_with(role, code)
    private = {event.organization_id for event in events_seen(reach) if "private" in event.details}
    assert private == ({DISTRICT} if reach.may("see_needs", DISTRICT) and reach.may("see_events", DISTRICT) else set())


def test_a_right_in_one_district_opens_nothing_of_another(rated: str):
    reader = factories.person_with("access_administrator", DISTRICT)
    Membership.objects.create(person=reader, organization_id=OTHER, role="cte_director", begins=BEGINS)
    factories.needs_assessment(OTHER, 2018)
    reach = factories.reach_with("access_administrator", DISTRICT)
    assert {event.organization_id for event in events_seen(reach) if "private" in event.details} == {OTHER}


def test_for_whom_an_event_is_is_no_detail_of_it(rated: str):
    event = Event.objects.filter(verb="document.saved").latest("number")
    event.details = {**event.details, "for_state": True, "levels": {rated: "a"}}
    assert tell(event).details == [("answers", "1.1.rating.school"), ("levels", "1.1.rating.school = a")]
