"""C9, U6: nobody of the State, and no other district, reads an unshared cycle: by address, export, log or mail."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.attaching import attach
from openperkins.portal.documents.models import Document
from openperkins.portal.notices.models import Notice
from openperkins.workflows.rights import roles
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE
from tests.portal.samples import make_samples
from tests.portal.test_every_url import OURS

#: what is nowhere in the portal but in the assessment
SECRET = "Xylophone-4711"
LATER = "Zeppelin-0815"
OF_STATE = [role.code for role in roles().values() if role.side == "state"]
OF_DISTRICT = [role.code for role in roles().values() if role.side == "district"]
READS = ("viewer", "contributor", "cte_director", "superintendent")


@pytest.fixture
def secret(published: Any) -> Document:
    """A cycle with a secret in everything that can hold text, and nothing shared."""
    director = factories.reach_with("cte_director", DISTRICT)
    answers = {
        "1.identify.highlights": SECRET,
        "1.1.rating.school": "challenge",
        "1.1.evidence": SECRET,
        "7.1.a.shows": SECRET,
        "priority.1.component": "1",
        "priority.1.challenge": SECRET,
        "plan.challenge": SECRET,
        "plan.school.1.what": SECRET,
        "people.others.who": SECRET,
        "1.time_on_learning.source": SECRET,
    }
    document = factories.needs_assessment(DISTRICT, 2018, answers)
    actions.comment(document, text=SECRET, by=director, question="1.identify.highlights")
    attach(document, io.BytesIO(SECRET.encode()), f"{SECRET}.txt", by=director, question="1.1.evidence")
    return document


def _body(answer: Any) -> str:
    """What an answer holds as text, a file's parts unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace") + str(dict(answer.headers))


@pytest.mark.parametrize("role", OF_STATE)
def test_no_address_tells_the_state_of_an_unshared_cycle(secret: Document, client_of: Any, role: str):
    samples = make_samples(OTHER)
    client, told = client_of(role), []
    asked = {**samples.objects, "document": secret.pk, "needs": secret.pk, "file": secret.attachments.get().pk}
    samples.objects = asked
    for name, _, arguments in OURS:
        given = samples.arguments(name, arguments, DISTRICT)
        for year in (2017, 2018) if "sy" in given else (None,):
            url = reverse(name, kwargs={**given, **({"sy": year} if year else {})})
            if SECRET in _body(client.get(url)):
                told.append(url)
    assert told == []


@pytest.mark.parametrize("role", OF_STATE)
def test_the_workspace_is_closed_to_the_state(secret: Document, client_of: Any, role: str):
    """Not one address of the workspace answers, nor a word of it in the log, whatever is asked of the log."""
    client = client_of(role)
    for name, view, arguments in OURS:
        if view.access.action in ("see_needs",):
            given = make_arguments(name, arguments, secret)
            assert client.get(reverse(name, kwargs=given)).status_code in (403, 404), name
            assert client.post(reverse(name, kwargs=given)).status_code in (403, 404, 405), name
    assert client.get(reverse("open_document", args=[secret.pk])).status_code == 404
    if client.get(reverse("state_events")).status_code == 200:
        for asked in (
            "",
            "?what=document.begun",
            "?what=document.saved",
            "?organization=Alderbrook",
            "?what=document.attached",
        ):
            body = _body(client.get(reverse("state_events") + asked))
            assert "eeds assessment 2016-18" not in body
            assert f"document {secret.pk}" not in body


def make_arguments(name: str, arguments: tuple[str, ...], document: Document) -> dict[str, Any]:
    plain = {
        "org": DISTRICT,
        "sy": 2018,
        "component": 1,
        "metric": "1.ela",
        "program": "010205",
        "form": "pdf",
        "file": document.attachments.get().pk,
        "pk": document.pk,
    }
    return {argument: plain[argument] for argument in arguments}


@pytest.mark.parametrize("role", OF_DISTRICT)
def test_another_district_finds_nothing(secret: Document, role: str):
    client = factories.signed_in(factories.person_with(role, OTHER))
    for name, view, arguments in OURS:
        if view.access.action == "see_needs":
            assert client.get(reverse(name, kwargs=make_arguments(name, arguments, secret))).status_code == 404, name


@pytest.mark.parametrize("role", OF_DISTRICT)
def test_the_own_district_reads_by_role(secret: Document, client_of: Any, role: str):
    answer = client_of(role).get(reverse("needs_component", args=[DISTRICT, 2018, 1]))
    assert answer.status_code == (200 if role in READS else 403)
    assert (SECRET in _body(answer)) == (role in READS)


@pytest.mark.parametrize("role", ["liaison", "administrator", "data_steward"])
def test_who_views_as_the_district_does_not_read_it(secret: Document, client_of: Any, role: str):
    client = client_of(role)
    client.post(reverse("view_as", args=[DISTRICT]), {"reason": "To help with a page."})
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 200
    for name in ("needs", "needs_cycle", "needs_summary", "needs_history"):
        given = make_arguments(name, ("org",) if name == "needs" else ("org", "sy"), secret)
        assert client.get(reverse(name, kwargs=given)).status_code in (403, 404)
    for name in ("district_home", "events"):
        given = {"org": DISTRICT} if name == "events" else {"org": DISTRICT, "sy": 2018}
        assert SECRET not in _body(client.get(reverse(name, kwargs=given)))
        assert "Needs assessment 2016-18" not in _body(client.get(reverse(name, kwargs=given)))


def test_nobody_of_the_state_was_told(secret: Document):
    of_state = Notice.objects.filter(person__memberships__organization=STATE, kind__startswith="document.")
    assert not of_state.filter(key__startswith=f"document {secret.pk} ").exists()
    assert SECRET not in "".join(f"{one.subject}{one.body}" for one in Notice.objects.all())
    assert SECRET not in str([one.details for one in Event.objects.all()])
    assert SECRET not in "".join(message.body for message in mail.outbox)


def test_a_shared_version_and_nothing_after_it(secret: Document, client_of: Any):
    director = factories.reach_with("cte_director", DISTRICT)
    liaison, url = client_of("liaison"), reverse("shared_need", args=[secret.pk])
    assert liaison.get(url).status_code == 404
    actions.take(secret, "share", by=director, note="For our talk in March")
    actions.save(secret, changes=[Change("2.identify.highlights", "", LATER)], by=director)
    attach(secret, io.BytesIO(LATER.encode()), f"{LATER}.txt", by=director)
    shown = _body(liaison.get(url))
    assert SECRET in shown and "For our talk in March" in shown
    assert LATER not in shown and "cte_director" not in shown
    for form in ("docx", "xlsx"):
        body = _body(liaison.get(reverse("shared_need_summary", args=[secret.pk, form])))
        assert SECRET in body and LATER not in body
    ours, theirs = (secret.attachments.get(name=f"{name}.txt") for name in (SECRET, LATER))
    assert liaison.get(reverse("shared_need_file", args=[secret.pk, ours.pk])).status_code == 200
    assert liaison.get(reverse("shared_need_file", args=[secret.pk, theirs.pk])).status_code == 404
    assert liaison.get(reverse("open_document", args=[secret.pk])).url == url
    assert client_of("administrator").get(url).status_code == 200
    for role in ("data_steward", "support", "system_administrator"):
        assert client_of(role).get(url).status_code == 403
    other = factories.person_with("liaison", STATE, name="Another liaison")
    assert other is not None


def test_comments_and_single_ratings_are_not_shared(secret: Document, client_of: Any):
    director = factories.reach_with("cte_director", DISTRICT)
    own = f"1.2.rating.school.by.{director.person.pk}"
    actions.save(secret, changes=[Change(own, "", "challenge")], by=director)
    actions.comment(secret, text=LATER, by=director)
    actions.take(secret, "share", by=director, note="Version")
    held = Document.objects.get(pk=secret.pk).in_force
    assert held is not None and own not in held.answers and held.answers["1.1.rating.school"] == "challenge"
    assert LATER not in _body(client_of("liaison").get(reverse("shared_need", args=[secret.pk])))


def test_sharing_ends(secret: Document, client_of: Any):
    director = factories.reach_with("superintendent", DISTRICT)
    url, liaison = reverse("shared_need", args=[secret.pk]), client_of("liaison")
    file = reverse("shared_need_file", args=[secret.pk, secret.attachments.get().pk])
    actions.take(secret, "share", by=director, note="Version")
    assert liaison.get(url).status_code == liaison.get(file).status_code == 200
    actions.take(secret, "stop", by=director)
    assert liaison.get(url).status_code == liaison.get(file).status_code == 404
    assert SECRET not in _body(liaison.get(reverse("shared_needs")))
    assert "Version" not in _body(liaison.get(reverse("shared_needs")))
    told = Notice.objects.filter(person__email__startswith="liaison.", kind="document.stop").get()
    assert told.link == reverse("shared_needs"), "the page of what is no longer shared is closed"
    shared = Event.objects.filter(verb__in=("document.share", "document.stop"))
    assert [one.verb for one in shared.order_by("number")] == ["document.share", "document.stop"]
