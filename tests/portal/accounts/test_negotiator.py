"""The superintendent designates who negotiates (W7), and nothing else of the people page is theirs."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from openperkins.portal.accounts import actions
from openperkins.portal.accounts.models import Membership
from openperkins.portal.audit.models import Event
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.accounts.conftest import reach
from tests.portal.factories import DISTRICT, OTHER

URL = "/d/00010000/people/negotiator/"


def test_from_designated_to_ended(district, client_of):
    director, superintendent = factories.person_with("cte_director", DISTRICT), client_of("superintendent")
    page = unescape(superintendent.get(URL).content.decode())
    assert ("Nobody is designated" in page and director.email in page) or str(director) in page
    today = timezone.localdate()
    answer = superintendent.post(URL, {"person": director.pk, "begins": today.isoformat()})
    assert (answer.status_code, answer.url) == (302, URL)
    made = Membership.objects.get(person=director, role="negotiator")
    assert made.granted_by.email.startswith("superintendent") and made.organization == district
    assert reach(director).may("send_levels", DISTRICT)
    assert Event.objects.filter(verb="role.granted").count() == 1
    assert Notice.objects.get(kind="role.granted").person == director
    assert f"{URL}{made.pk}/end/" in superintendent.get(URL).content.decode()
    assert superintendent.post(f"{URL}{made.pk}/end/", {"ends": today.isoformat()}).status_code == 302
    assert not reach(director).may("send_levels", DISTRICT)


def test_what_is_wrong_is_said(district, client_of):
    superintendent = client_of("superintendent")
    stranger = factories.person_with("cte_director", OTHER)
    for sent in ({}, {"person": stranger.pk, "begins": "2099-01-01"}, {"person": "1e9", "begins": "yesterday"}):
        answer = superintendent.post(URL, sent)
        assert answer.status_code == 422 and "Error: " in answer.content.decode()
    assert not Membership.objects.filter(role="negotiator").exists()


def test_no_other_role_is_the_superintendents_to_give_or_end(district, today):
    person = factories.person_with("viewer", DISTRICT)
    by = reach(factories.person_with("superintendent", DISTRICT))
    with pytest.raises(PermissionDenied):
        actions.grant(person=person, organization=district, role="cte_director", begins=today, by=by)
    with pytest.raises(PermissionDenied):
        actions.end_role(Membership.objects.get(person=person), ends=today, by=by)
    with pytest.raises(Refused, match="your own roles"):
        actions.grant(person=by.person, organization=district, role="negotiator", begins=today, by=by)


def test_another_role_is_not_ended_at_the_negotiators_address(district, client_of):
    other = Membership.objects.get(person=factories.person_with("viewer", DISTRICT))
    assert client_of("superintendent").get(f"{URL}{other.pk}/end/").status_code == 404
    of_others = Membership.objects.get(person=factories.person_with("negotiator", OTHER))
    assert client_of("superintendent").get(f"{URL}{of_others.pk}/end/").status_code == 404


def test_the_superintendent_is_told_when_somebody_else_entered_a_negotiator(keeper, district, today):
    superintendent = factories.person_with("superintendent", DISTRICT)
    person = factories.person_with("viewer", DISTRICT)
    actions.grant(person=person, organization=district, role="negotiator", begins=today, by=keeper)
    told = Notice.objects.get(person=superintendent)
    assert told.link == URL and "may negotiate the levels of Alderbrook" in told.subject
