"""The heat map's kept pages: nobody gets another's, and nothing old is shown."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import LiaisonAssignment, Organization, Program
from openperkins.portal.results import rendered
from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER


def heat_map_of(client, org_code, year=2017, **query):
    return client.get(reverse("heat_map", args=[org_code, year]), query).text


def main_of(page: str) -> str:
    return page.split("<main")[1].split("</main>")[0]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(rendered, "_kept", type(rendered._kept)())


def test_a_page_asked_for_again_is_the_same_and_is_not_made_again(published, client_of, monkeypatch):
    first = main_of(heat_map_of(client_of("viewer"), DISTRICT))
    monkeypatch.setattr(rendered, "_render", None)
    assert main_of(heat_map_of(client_of("viewer"), DISTRICT)) == first


def test_no_two_of_what_can_be_asked_for_share_a_page(published, client_of):
    client = client_of("administrator")
    pages = [heat_map_of(client, code) for code in (DISTRICT, OTHER, CONSORTIUM, MEMBER)]
    pages += [heat_map_of(client, DISTRICT, **query) for query in ({"show": "plan"}, {"compare": "prev"})]
    pages += [heat_map_of(client, DISTRICT, **query) for query in ({"unit": "00010505"}, {"program": "010205"})]
    pages.append(heat_map_of(client, DISTRICT, 2016))
    assert len({main_of(page) for page in pages}) == len(pages)
    again = [heat_map_of(client, code) for code in (DISTRICT, OTHER, CONSORTIUM, MEMBER)]
    assert [main_of(page) for page in again] == [main_of(page) for page in pages[:4]]


def test_who_may_not_compare_is_shown_no_link_to_it(published, client_of, monkeypatch):
    address = reverse("compare", args=[DISTRICT, 2017])
    assert address in heat_map_of(client_of("administrator"), DISTRICT)
    may = Reach.may
    monkeypatch.setattr(
        Reach, "may", lambda self, action, code: action != "compare_districts" and may(self, action, code)
    )
    assert address not in heat_map_of(client_of("administrator"), DISTRICT)


def test_what_is_renamed_is_shown_so_at_once(published, client_of):
    client = client_of("viewer")
    before = heat_map_of(client, DISTRICT, program="010205")
    Program.objects.update_or_create(code="010205", defaults={"title": "Horticulture, renamed"})
    assert "Horticulture, renamed" not in before
    assert "Horticulture, renamed" in main_of(heat_map_of(client, DISTRICT, program="010205"))
    heat_map_of(client, DISTRICT)
    Organization.objects.filter(pk=DISTRICT).update(name="Renamed Regional")
    assert "Renamed Regional" in main_of(heat_map_of(client, DISTRICT))


def test_a_correction_is_shown_at_once_with_its_reason(published, client_of):
    client = client_of("viewer")
    assert "a correction" not in heat_map_of(client, DISTRICT)
    second = factories.publish(2017, version=2)
    Publication.objects.filter(pk=second.pk).update(reason="Follow-up answers were late")
    assert "a correction: Follow-up answers were late" in main_of(heat_map_of(client, DISTRICT))


def test_no_more_are_kept_than_said(published, client_of, monkeypatch):
    monkeypatch.setattr(rendered, "_MOST", 2)
    for code in (DISTRICT, OTHER, CONSORTIUM):
        heat_map_of(client_of("administrator"), code)
    assert len(rendered._kept) == 2


@pytest.mark.parametrize(
    ("begins", "ends", "named"), [(-1, None, True), (0, None, True), (1, None, False), (-9, 0, False)]
)
def test_the_liaison_of_today_is_named(published, client_of, begins, ends, named):
    liaison = factories.person_with("liaison", OTHER)
    LiaisonAssignment.objects.filter(organization=DISTRICT).delete()
    first, last = (n if n is None else timezone.localdate() + datetime.timedelta(days=n) for n in (begins, ends))
    LiaisonAssignment.objects.create(liaison=liaison, organization_id=DISTRICT, begins=first, ends=last)
    page = heat_map_of(client_of("viewer"), DISTRICT)
    assert (f"Your liaison: <strong>{liaison.name}</strong>" in page) == named
