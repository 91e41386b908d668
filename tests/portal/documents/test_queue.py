"""Whose a document in the queue is: the liaison's, a colleague's it was given to, the one's who covers."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Membership
from openperkins.portal.accounts.reach import reach_of
from openperkins.portal.directory.models import LiaisonAssignment
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.queue import queue
from openperkins.portal.documents.telling import reviewers_of
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE
from tests.portal.plans.steps import BELOW, figures, send

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    return send(client_of)


@pytest.fixture
def luis(organizations):
    person = factories.person_with("administrator", STATE, name="Luis Ortega")
    Membership.objects.filter(person=person).update(role="liaison")
    return person


def lines(person):
    return [(line.document.pk, line.mine, line.covering) for line in queue(reach_of(person, timezone.localdate()))]


def test_who_covers_sees_it_apart_from_the_own(plan, luis, client_of):
    today = timezone.localdate()
    LiaisonAssignment.objects.create(
        liaison=luis, organization_id=DISTRICT, begins=today, ends=today + 3 * DAY, covers=True
    )
    assert lines(luis) == [(plan.pk, False, True)]
    assert lines(factories.person_with("liaison", STATE)) == [(plan.pk, True, False)]
    shown = factories.signed_in(luis).get(f"{reverse('queue')}?show=covering").text
    assert "Covering for a colleague (1)" in shown and "Alderbrook" in shown


def test_where_nobody_serves_a_district_the_administrators_are_told(plan):
    LiaisonAssignment.objects.all().delete()
    administrator = factories.person_with("administrator", STATE)
    assert reviewers_of(Document.objects.get()) == [administrator]


def test_where_nobody_serves_a_district_it_waits_for_the_administrators(plan, client_of):
    administrator = factories.person_with("administrator", STATE)
    assert lines(administrator) == [(plan.pk, False, False)]
    LiaisonAssignment.objects.all().delete()
    assert lines(administrator) == [(plan.pk, True, False)]
    assert "<td>the Administrator</td>" in client_of("administrator").get(reverse("queue")).text
    assert plan.about.review_url(plan) in client_of("administrator").get("/").text


def test_what_was_given_to_somebody_whose_role_ended_is_the_liaison_s_again(plan, luis):
    begins = timezone.localdate() - DAY
    LiaisonAssignment.objects.create(
        liaison=luis, organization_id=DISTRICT, begins=begins, ends=begins + 9 * DAY, covers=True
    )
    Document.objects.update(reviewer=luis)
    liaison = factories.person_with("liaison", STATE)
    assert lines(liaison) == [(plan.pk, False, False)] and reviewers_of(Document.objects.get()) == [luis]
    Membership.objects.filter(person=luis).update(ends=timezone.localdate())
    LiaisonAssignment.objects.filter(liaison=luis).update(ends=timezone.localdate())
    assert lines(liaison) == [(plan.pk, True, False)] and reviewers_of(Document.objects.get()) == [liaison]


def test_what_was_given_to_somebody_who_covered_is_the_liaison_s_again_afterwards(plan, luis, client_of):
    today = timezone.localdate()
    cover = LiaisonAssignment.objects.create(
        liaison=luis, organization_id=DISTRICT, begins=today - 3 * DAY, ends=today + DAY, covers=True
    )
    Document.objects.update(reviewer=luis)
    liaison, page = factories.person_with("liaison", STATE), reverse("review_plan", args=[plan.pk])
    assert lines(luis) == [(plan.pk, True, False)] and lines(liaison) == [(plan.pk, False, False)]
    LiaisonAssignment.objects.filter(pk=cover.pk).update(ends=today)
    assert lines(luis) == [] and lines(liaison) == [(plan.pk, True, False)]
    assert reviewers_of(Document.objects.get()) == [liaison]
    assert "Looked at by the district's liaison." in client_of("liaison").get(page).text
    assert factories.signed_in(luis).get(page).status_code == 403
    Membership.objects.filter(person=luis).update(role="administrator")  # who leads reaches every district
    assert lines(liaison) == [(plan.pk, False, False)] and reviewers_of(Document.objects.get()) == [luis]
