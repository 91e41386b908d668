"""How a person wants to be told."""

from __future__ import annotations

import pytest
from django.test import Client

from openperkins.portal.deadlines.models import ReminderWish
from openperkins.portal.deadlines.wishes import DEFAULT, Wishes, wishes_of
from tests.portal import factories

PAGE = "/notices/reminders/"


def _person(role: str = "cte_director"):
    return type(factories.person_with(role, factories.DISTRICT)).objects.get(email__startswith=f"{role}.")


def test_whoever_said_nothing_sees_the_default(client_of):
    text = client_of("cte_director").get(PAGE).content.decode()
    assert 'value="30, 14, 3"' in text
    assert "Your role is reminded" in text
    assert wishes_of(_person()) is DEFAULT


def test_wishes_are_kept(client_of):
    client = client_of("cte_director")
    sent = {"days_before": "7, 21,7, 0", "mail": "yes", "digest": ["files", "people"]}
    assert client.post(PAGE, sent)["Location"] == PAGE
    assert wishes_of(_person()) == Wishes((21, 7, 0), frozenset({"files", "people"}), True)
    assert 'value="21, 7, 0"' in client.get(PAGE).content.decode()
    client.post(PAGE, {"days_before": "", "mail": "no"})
    assert wishes_of(_person()) == Wishes((), frozenset(), False)
    assert ReminderWish.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ("soon", "Enter whole numbers with commas between, such as 30, 14, 3."),
        ("-3", "Enter whole numbers with commas between"),
        ("3.5", "Enter whole numbers with commas between"),
        ("²", "Enter whole numbers with commas between"),
        ("367", "Enter numbers from 0 to 366."),
        ("1,2,3,4,5,6,7,8,9,10,11", "Enter at most 10 numbers."),
    ],
)
def test_what_is_no_number_of_days_is_refused_and_kept_in_the_field(client_of, days, message):
    answer = client_of("cte_director").post(PAGE, {"days_before": days, "mail": "yes"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in text
    assert message in text
    assert f'value="{days}"' in text
    assert not ReminderWish.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"mail": "perhaps"}, {"mail": "yes", "digest": ["everything"]}])
def test_what_cannot_be_chosen_is_refused(client_of, sent):
    assert client_of("cte_director").post(PAGE, sent).status_code == 422


def test_a_role_that_is_not_reminded_begins_without_days(client_of):
    text = client_of("viewer").get(PAGE).content.decode()
    assert 'value="30, 14, 3"' not in text
    assert "once you say how many days before" in text
    assert "your role gets none" in client_of("administrator").get(PAGE).content.decode()


def test_only_who_is_signed_in(organizations):
    assert Client().get(PAGE).status_code == Client().post(PAGE).status_code == 302
