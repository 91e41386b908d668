"""Days at either end of the calendar, typed wherever the portal asks for one: told or taken, never an error page."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Membership
from openperkins.portal.directory.models import LiaisonAssignment
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE

FAR = ("9999-12-31", "9999-12-30", "0001-01-01")


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("side", ["begins", "last"])
@pytest.mark.parametrize(("name", "prefix"), [("cover_liaison", "cover"), ("coverage", "absence")])
def test_coverage(organizations: Any, client_of: Any, day: str, side: str, name: str, prefix: str):
    ana, luis = factories.person_with("liaison", STATE), factories.person_with("administrator", STATE)
    factories.serve_by(ana, DISTRICT)
    Membership.objects.create(person=luis, organization_id=STATE, role="liaison", begins=factories.BEGINS)
    form = {"absent": ana.pk, "liaison": luis.pk, "begins": timezone.localdate(), "last": timezone.localdate()}
    form[side] = day
    url = reverse(name, args=[DISTRICT] if name == "cover_liaison" else [])
    answer = client_of("administrator").post(url, {f"{prefix}-{field}": value for field, value in form.items()})
    assert (answer.status_code, "<title>Error:" in answer.text) == (422, True)
    assert ("within the next 10 years" in answer.text) == day.startswith("9999")
    assert LiaisonAssignment.objects.count() == 1


@pytest.mark.parametrize("day", FAR)
def test_assigning(organizations: Any, client_of: Any, day: str):
    liaison = factories.person_with("liaison", STATE)
    form = {"assign-liaison": liaison.pk, "assign-begins": day}
    assert client_of("administrator").post(reverse("assign_liaison", args=[DISTRICT]), form).status_code == 422


@pytest.mark.parametrize("name", ["state_events", "state_events_file"])
def test_the_event_log(organizations: Any, client_of: Any, name: str):
    client, url = client_of("administrator"), reverse(name)
    client.post(reverse("view_as", args=[DISTRICT]), {"reason": "To help with a page."})
    client.post(reverse("end_view_as"))

    def is_told(**asked: str) -> bool:
        answer = client.get(url, asked)
        assert answer.status_code == 200
        told = b"".join(answer).decode().partition("<table")
        return "Began to view pages as a district" in told[2 if name == "state_events" else 0]

    assert is_told(until=FAR[0]) and is_told(until=FAR[1]) and is_told(since=FAR[2])
    assert not is_told(until=FAR[2]) and not is_told(since=FAR[0]) and not is_told(since=FAR[0], until=FAR[0])


@pytest.mark.parametrize("day", FAR)
def test_roles(organizations: Any, client_of: Any, day: str):
    viewer = factories.person_with("viewer", DISTRICT)
    held, client = Membership.objects.get(person=viewer), client_of("access_administrator")
    asked = [
        ("invite", [], {"name": "A", "email": "a@example.org", "roles": ["viewer"], "begins": day}),
        ("grant_role", [viewer.pk], {"role": "contributor", "begins": day}),
        ("end_role", [held.pk], {"ends": day}),
        ("replace", [viewer.pk], {"name": "B", "email": "b@example.org", "ends": day}),
    ]
    for name, about, form in asked:
        answer = client.post(reverse(name, args=[DISTRICT, *about]), form)
        assert answer.status_code in ([422] if day.startswith("0001") else [200, 302]), name
    for page in ("people", "events"):
        assert client.get(reverse(page, args=[DISTRICT])).status_code == 200
