"""A person's own notices."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.telling import tell
from tests.portal import factories
from tests.portal.notices.conftest import NOON

PAGE = "/notices/"


@pytest.fixture
def client(director) -> Client:
    return factories.signed_in(director)


def _words(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_unread_ones_come_first_then_the_latest(told, client):
    for number in (1, 2, 3):
        told(f"submission {number} checked")
    Notice.objects.filter(key="submission 3 checked").update(read_at=NOON)
    text = _words(client.get(PAGE))
    places = [text.index(f"About submission {number} checked") for number in (2, 1, 3)]
    assert places == sorted(places)
    assert "2 unread." in text


def test_a_notice_leads_where_it_is_about(told, client):
    notice = told(link="/d/00010000/files/1/")
    assert f'<a href="/notices/{notice.pk}/">About submission 1 checked</a>' in client.get(PAGE).content.decode()
    answer = client.get(f"/notices/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/d/00010000/files/1/")
    assert Notice.objects.get(pk=notice.pk).read_at is not None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"state": "waiting"}, "Not mailed yet"),
        ({"state": "waiting", "attempts": 2, "problem": "The server is away."}, "tried 2 times The server is away."),
        ({"state": "sending"}, "Being mailed"),
        ({"state": "sent", "sent_at": NOON}, "Mailed October 17, 2017, noon"),
        (
            {"state": "failed", "problem": "Whether it was sent is not known."},
            "Could not be mailed Whether it was sent",
        ),
        (
            {"state": "bounced", "problem": "The address takes no mail."},
            "The mail came back The address takes no mail.",
        ),
        ({"state": "screen"}, "On screen only"),
    ],
)
def test_what_became_of_the_mail(told, client, said, words):
    told()
    Notice.objects.update(**said)
    assert words in _words(client.get(PAGE))


def test_marking_one_as_read(told, client):
    notice = told()
    told("submission 2 checked")
    answer = client.post(f"/notices/{notice.pk}/read/", {"page": "1"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert list(Notice.objects.filter(read_at__isnull=True).values_list("key", flat=True)) == ["submission 2 checked"]
    read_at = Notice.objects.get(pk=notice.pk).read_at
    client.post(f"/notices/{notice.pk}/read/")
    assert Notice.objects.get(pk=notice.pk).read_at == read_at


@pytest.mark.parametrize(("page", "leads"), [("2", "/notices/?page=2"), ("//evil.example", PAGE), ("", PAGE)])
def test_reading_leads_back_to_the_page(told, client, page, leads):
    assert client.post(f"/notices/{told().pk}/read/", {"page": page})["Location"] == leads


def test_marking_all_as_read(told, client, director):
    told()
    told("submission 2 checked")
    other = factories.person_with("viewer", factories.DISTRICT)
    told("of another", person=other)
    text = _words(client.post("/notices/read/", follow=True))
    assert "2 notices are marked as read." in text
    assert other.notices.filter(read_at__isnull=True).count() == 1


def test_somebody_else_s_notice_is_not_there(told, client):
    other = factories.person_with("viewer", factories.DISTRICT)
    notice = told("of another", person=other)
    assert client.post(f"/notices/{notice.pk}/read/").status_code == 404
    assert "of another" not in _words(client.get(PAGE))
    assert other.notices.get().read_at is None


def test_reading_and_writing_are_kept_apart(told, client):
    notice = told()
    assert client.get(f"/notices/{notice.pk}/read/").status_code == client.get("/notices/read/").status_code == 405
    assert client.post(PAGE).status_code == 405
    assert Client().get(PAGE).status_code == Client().post(f"/notices/{notice.pk}/read/").status_code == 302
    assert Notice.objects.get().read_at is None


def test_many_are_on_several_pages_and_cost_no_more(director, client, django_assert_max_num_queries):
    for number in range(60):
        tell([director], key=f"n {number}", kind="role.granted", subject=f"Number {number}", body="Body")
    client.get(PAGE)
    with django_assert_max_num_queries(16):
        assert client.get(PAGE).content.decode().count("Mark as read<span") == 50
    assert client.get(f"{PAGE}?page=2").content.decode().count("Mark as read<span") == 10


def test_nothing_to_tell(client):
    assert "You have not been told anything yet." in _words(client.get(PAGE))


def test_nobody_is_told_the_same_twice(director):
    said = {"key": "k", "kind": "role.granted", "subject": "s", "body": "b"}
    assert [tell([director, director], **said), tell([director], **said)] == [1, 0]
