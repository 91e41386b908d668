"""The State's directory: who opens it, what it says, who serves whom from when."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.directory import actions
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.directory.queries import organization_of, servings
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.directory.people import liaison
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE

DAY = datetime.timedelta(days=1)
PAGES = [("directory", []), ("directory_organization", [DISTRICT]), ("programs", [])]


@pytest.fixture
def ana(organizations):
    person = liaison("Ana")
    factories.serve_by(person, DISTRICT)
    return person


@pytest.fixture
def luis(organizations):
    return liaison("Luis")


def shown(day=None):
    return [(str(one.liaison), one.is_coverage, one.is_now) for one in servings(organization_of(DISTRICT), day)]


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_state_roles_open_it_and_districts_do_not(client_of, client, name, arguments):
    url = reverse(name, args=arguments)
    for role in ("liaison", "administrator", "data_steward", "support", "system_administrator"):
        assert client_of(role).get(url).status_code == 200
    for role in ("superintendent", "access_administrator", "viewer"):
        assert client_of(role).get(url).status_code == 403
    assert client_of("administrator").post(url).status_code == 405
    assert "/account/login/" in client.get(url).url


def test_the_directory_says_who_serves_and_how_many_there_are(client_of, ana, today):
    factories.person_with("viewer", DISTRICT)
    page = client_of("administrator").get(reverse("directory"))
    for words in ("Alderbrook", "Northern Consortium", "Peña Blanca", "Ana", "Districts and consortia (4)"):
        assert words in page.text
    assert "Alderbrook High School" not in page.text


def test_it_is_searched_by_name_code_and_kind(client_of, organizations):
    client, url = client_of("support"), reverse("directory")
    assert "D&#x27;Orsay Falls" in client.get(url, {"q": "orsay"}).text
    assert "Alderbrook" not in client.get(url, {"q": "orsay"}).text
    assert "Alderbrook" in client.get(url, {"q": "0001"}).text
    assert "(1)" in client.get(url, {"kind": "consortium"}).text
    assert "No district" in client.get(url, {"q": "<nothing>"}).text


def test_an_organization_shows_its_parts_programs_and_people(client_of, published, ana):
    client = client_of("administrator")
    page = client.get(reverse("directory_organization", args=[DISTRICT]))
    for words in ("Alderbrook High School", "Agricultural Mechanics", "from July 1, 2012", "Assign a liaison"):
        assert words in page.text
    assert "Peña Blanca" in client.get(reverse("directory_organization", args=[CONSORTIUM])).text
    member = client.get(reverse("directory_organization", args=[MEMBER])).text
    assert "Northern Consortium" in member
    assert "Assign a liaison" not in member
    for code in ("00010505", STATE, "99999999"):
        assert client.get(reverse("directory_organization", args=[code])).status_code == 404


def test_only_who_may_assigns(client_of, luis, today):
    url = reverse("assign_liaison", args=[DISTRICT])
    form = {"assign-liaison": luis.pk, "assign-begins": today.isoformat()}
    for role in ("liaison", "data_steward", "support", "superintendent"):
        assert client_of(role).get(url).status_code == 403
        assert client_of(role).post(url, form).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.assign(
            organization=Organization.objects.get(pk=DISTRICT),
            liaison=luis,
            begins=today,
            by=factories.reach_with("support", STATE),
        )


def test_a_liaison_is_assigned_and_the_earlier_one_ends_that_day(client_of, ana, luis, today):
    begins = today + 5 * DAY
    url = reverse("assign_liaison", args=[DISTRICT])
    form = {"assign-liaison": luis.pk, "assign-begins": begins.isoformat()}
    assert client_of("administrator").post(url, form).status_code == 302
    assert LiaisonAssignment.objects.get(liaison=ana).ends == begins
    for day, who in ((begins - DAY, ana), (begins, luis)):
        assert [a.liaison for a in LiaisonAssignment.objects.filter(organization=DISTRICT).on(day)] == [who]
    assert {notice.person for notice in Notice.objects.all()} == {ana, luis}
    assert set(Event.objects.values_list("verb", flat=True)) == {"liaison.assigned", "liaison.ended"}
    again = client_of("administrator").post(url, form)
    assert (again.status_code, "serves Alderbrook already" in again.text) == (422, True)


def test_a_plan_that_is_overtaken_never_begins(ana, luis, administrator, today):
    district, third = Organization.objects.get(pk=DISTRICT), liaison("Third")
    actions.assign(organization=district, liaison=luis, begins=today + 30 * DAY, by=administrator)
    actions.assign(organization=district, liaison=third, begins=today + 10 * DAY, by=administrator)
    assert LiaisonAssignment.objects.get(liaison=ana).ends == today + 10 * DAY
    for days, who in ((9, ana), (10, third), (30, third)):
        found = LiaisonAssignment.objects.filter(organization=district).on(today + days * DAY)
        assert [a.liaison for a in found] == [who]


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("past", {"begins": -1}),
        ("not a liaison", {"who": "support"}),
        ("served with its consortium", {"org": MEMBER}),
        ("served with its consortium", {"org": "00010505"}),
    ],
)
def test_what_is_refused(ana, luis, administrator, today, why, change):
    who = factories.person_with("support", STATE) if "who" in change else luis
    with pytest.raises(Refused, match=why):
        actions.assign(
            organization=Organization.objects.get(pk=change.get("org", DISTRICT)),
            liaison=who,
            begins=today + change.get("begins", 0) * DAY,
            by=administrator,
        )


def test_a_colleague_covers_and_the_liaison_stays(client_of, ana, luis, today):
    form = {"cover-liaison": luis.pk, "cover-begins": today, "cover-last": today + 14 * DAY}
    client = client_of("administrator")
    assert client.post(reverse("cover_liaison", args=[DISTRICT]), form).status_code == 302
    assert shown(today) == [("Luis", True, True), ("Ana", False, True)]
    assert shown(today + 14 * DAY)[0] == ("Luis", True, True)
    assert shown(today + 15 * DAY)[0] == ("Luis", True, False)
    assert "Luis covers" in client.get(reverse("directory")).text
    assert {notice.person for notice in Notice.objects.all()} == {ana, luis}
    assert factories.reach_of(luis, today).may("see_results", DISTRICT)
    assert not factories.reach_of(luis, today + 15 * DAY).may("see_results", DISTRICT)
    assert factories.reach_of(ana, today).may("see_results", DISTRICT)


@pytest.mark.parametrize(("begins", "last", "why"), [(0, -1, "last day is before"), (-1, 3, "past")])
def test_coverage_with_wrong_days_is_told(client_of, ana, luis, today, begins, last, why):
    form = {"cover-liaison": luis.pk, "cover-begins": today + begins * DAY, "cover-last": today + last * DAY}
    answer = client_of("administrator").post(reverse("cover_liaison", args=[DISTRICT]), form)
    assert (answer.status_code, why in answer.text, "<title>Error:" in answer.text) == (422, True, True)


def test_nobody_covers_for_themselves_or_for_nobody(ana, luis, administrator, today):
    with pytest.raises(Refused, match="already"):
        district = Organization.objects.get(pk=DISTRICT)
        actions.cover(organization=district, liaison=ana, begins=today, ends=today + DAY, by=administrator)
    with pytest.raises(Refused, match="Nobody serves"):
        other = Organization.objects.get(pk=OTHER)
        actions.cover(organization=other, liaison=luis, begins=today, ends=today + DAY, by=administrator)


def test_programs_are_listed_and_searched(client_of, organizations):
    client = client_of("liaison")
    assert "Agricultural Mechanics" in client.get(reverse("programs"), {"q": "mechanics"}).text
    assert "No program" in client.get(reverse("programs"), {"q": "astronomy"}).text


def test_queries_do_not_grow_with_organizations(client_of, django_assert_max_num_queries, ana):
    for number in range(45):
        code = f"07{number:02}0000"
        Organization.objects.create(code=code, name=f"District {number}", kind="district")
        factories.serve_by(ana, code)
        factories.person_with("viewer", code)
    client = client_of("administrator")
    with django_assert_max_num_queries(14):
        client.get(reverse("directory"))


def test_a_colleague_covers_for_all_districts_at_once(client_of, ana, luis, today):
    form = {"absence-absent": ana.pk, "absence-liaison": luis.pk, "absence-begins": today, "absence-last": today + DAY}
    client = client_of("administrator")
    answer = client.post(reverse("coverage"), form)
    assert answer.status_code == 302 and "Luis" in client.get(reverse("coverage")).text
    served = LiaisonAssignment.objects.filter(liaison=ana, ends__isnull=True).values_list("organization", flat=True)
    covered = LiaisonAssignment.objects.filter(liaison=luis, ends=today + 2 * DAY)
    assert set(covered.values_list("organization", flat=True)) == set(served) != set()
    # a second time is refused as a whole
    number = LiaisonAssignment.objects.count()
    assert client.post(reverse("coverage"), form).status_code == 422
    assert LiaisonAssignment.objects.count() == number
