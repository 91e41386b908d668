"""The event log against somebody who writes into the database but does not have the key."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from openperkins.portal.audit.log import faults, record
from openperkins.portal.audit.models import Event, NeverChanged
from openperkins.portal.directory.models import Organization
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER


@dataclasses.dataclass(frozen=True)
class Change:
    sql: str
    says: str


CHANGES = {
    "who": Change("UPDATE audit_event SET by_id = {other} WHERE number = 3", "Event 3 is not"),
    "what": Change("UPDATE audit_event SET verb = 'role.ended' WHERE number = 3", "Event 3 is not"),
    "when": Change("UPDATE audit_event SET at = '2001-01-01T00:00:00Z' WHERE number = 3", "Event 3 is not"),
    "whose": Change(f"UPDATE audit_event SET organization_id = '{OTHER}' WHERE number = 3", "Event 3 is not"),
    "about": Change("UPDATE audit_event SET about = 'submission 9' WHERE number = 3", "Event 3 is not"),
    "details": Change("""UPDATE audit_event SET details = '{{"n": 99}}' WHERE number = 3""", "Event 3 is not"),
    "for whom": Change("UPDATE audit_event SET is_data = NOT is_data WHERE number = 3", "Event 3 is not"),
    "seal": Change("UPDATE audit_event SET seal = 'a' WHERE number = 3", "Event 3 is not"),
    "one taken out": Change("DELETE FROM audit_event WHERE number = 3", "are missing"),
    "the first taken out": Change("DELETE FROM audit_event WHERE number = 1", "are missing"),
    "the end cut off": Change("DELETE FROM audit_event WHERE number > 3", "ends with event 3"),
    "all taken out": Change("DELETE FROM audit_event", "ends with event 0"),
    "two exchanged": Change(
        "UPDATE audit_event SET number = CASE number WHEN 2 THEN 102 ELSE 103 END WHERE number IN (2, 3)", "missing"
    ),
}


@pytest.fixture
def log(organizations: dict, django_capture_on_commit_callbacks: Any) -> None:
    steward = factories.person_with("data_steward", factories.STATE)
    factories.person_with("viewer", DISTRICT)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for number in range(1, 7):
            record("role.granted", by=steward, organization=organizations[DISTRICT], about="person 1", n=number)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_as_written_nothing_is_wrong(log):
    assert list(faults()) == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_below_the_portal_is_found(log, client_of, change):
    other = factories.person_with("viewer", DISTRICT).pk
    run(CHANGES[change].sql.format(other=other))
    assert any(CHANGES[change].says in fault for fault in faults())
    page = client_of("administrator").get(reverse("check_log"), {"now": "yes"}).text
    assert CHANGES[change].says in page


def test_the_end_cut_off_and_its_mark_set_back_is_found(log):
    """Every event keeps a valid seal, so what is left is a log that once was."""
    kept = Event.objects.get(number=3).seal
    run("DELETE FROM audit_event WHERE number > 3")
    run(f"UPDATE audit_chainhead SET number = 3, seal = '{kept}'")
    assert list(faults()) == ["The log ends with event 3; it once had 6."]


def test_other_events_in_place_of_those_cut_off_are_found(log, organizations):
    """The portal itself goes on from there: their seals are genuine."""
    kept = Event.objects.get(number=3).seal
    run("DELETE FROM audit_event WHERE number > 3")
    run(f"UPDATE audit_chainhead SET number = 3, seal = '{kept}'")
    with transaction.atomic():
        for number in range(4, 8):
            record("role.granted", by=None, organization=organizations[DISTRICT], n=number)
    assert list(faults()) == ["Event 6 is not what was noted beside the database when it was written."]


def test_a_line_that_was_cut_off_does_no_harm(log, own_files):
    with (own_files / "event_log_end").open("a") as file:
        file.write("9")
    assert list(faults()) == []


def test_an_event_put_in_without_the_key_is_found(log):
    run(
        "INSERT INTO audit_event (number, at, verb, by_id, organization_id, about, is_data, details, seal) "
        "SELECT 7, at, verb, by_id, organization_id, about, is_data, details, seal FROM audit_event WHERE number = 6"
    )
    found = list(faults())
    assert any("Event 7 is not" in fault for fault in found)


def test_the_key_that_signs_sessions_may_be_changed(log, settings):
    settings.SECRET_KEY = "another key"
    assert list(faults()) == []


def test_with_another_key_every_seal_is_wrong(log, settings):
    settings.EVENT_LOG_KEY = "another key"
    assert len(list(faults())) >= 6


def test_no_code_of_the_portal_changes_or_removes_an_event(log):
    event = Event.objects.get(number=3)
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="x"),
        lambda: Event.objects.filter(number=3).bulk_update([event], ["verb"]),
        lambda: Event._default_manager.filter(number=3)._raw_delete("default"),
    ):
        with pytest.raises(NeverChanged):
            attempt()
    assert Event.objects.count() == 6
    assert list(faults()) == []


def test_nobody_reads_beyond_their_reach(log, organizations, client_of):
    with transaction.atomic():
        record("role.granted", by=None, organization=organizations[OTHER], about="person 77")
    for name, rest in (("state_events", []), ("state_events_file", []), ("events", [DISTRICT])):
        text = client_of("viewer").get(reverse(name, args=rest), {"organization": OTHER, "who": ""}).content.decode()
        assert "person 77" not in text
    assert client_of("viewer").get(reverse("events", args=[OTHER])).status_code == 404
    assert "person" not in client_of("data_steward").get(reverse("events_file", args=[DISTRICT])).content.decode()
    assert Organization.objects.filter(pk=OTHER).exists()
