"""Reminders: each once, to whom they concern, however often and at whatever time it is looked."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.deadlines.models import ReminderWish
from openperkins.portal.deadlines.remind import remind
from openperkins.portal.notices.models import Notice
from tests.portal import factories

EASTERN = ZoneInfo("America/New_York")


def _at(year: int, month: int, day: int, hour: int = 8, minute: int = 0, second: int = 0) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=EASTERN)


def _told() -> list[tuple[str, str]]:
    """(whose role, what) of every reminder, in the order they were made."""
    return [
        (notice.person.email.partition(".")[0], notice.key.removeprefix("deadline "))
        for notice in Notice.objects.order_by("pk").select_related("person")
    ]


@pytest.fixture
def director(organizations) -> Person:
    return factories.person_with("cte_director", factories.DISTRICT)


def _wish(person: Person, *days: int, **more) -> None:
    ReminderWish.objects.create(person=person, days_before=list(days), digest=[], **more)


def test_whoever_said_nothing_is_reminded_30_14_and_3_days_before(director):
    for day in range(1, 32):
        remind(_at(2017, 11, day) if day < 31 else _at(2017, 12, 1))
    follow_up = [what for _, what in _told() if "follow_up" in what]
    assert follow_up == [f"2017-18.follow_up/2017-11-30/{days} {factories.DISTRICT}" for days in (30, 14, 3)]


def test_a_reminder_says_what_is_due_and_leads_there(director):
    assert remind(_at(2017, 10, 17)) == 2
    notice = Notice.objects.get(key__startswith="deadline 2017-18.level_proposals")
    assert notice.subject == (
        "Proposed Local Adjusted Performance Levels for Year 11: due in 14 days, October 31, 2017"
    )
    assert notice.body.startswith("Alderbrook:\nDue by the end of October 31, 2017, Eastern time: in 14 days.")
    assert "October 13, 2017 (workbook App. A)" in notice.body
    assert (notice.link, notice.kind) == (f"/d/{factories.DISTRICT}/2018/deadlines/", "deadline")


def test_three_runs_make_it_once(director):
    assert [remind(_at(2017, 10, 17)) for _ in range(3)] == [2, 0, 0]


def test_a_week_without_a_run_makes_one(director):
    remind(_at(2017, 10, 1))
    before = Notice.objects.count()
    assert before == 2  # 30 days before October 31
    assert remind(_at(2017, 10, 29)) == 2  # neither the one of October 17 nor the one of October 28 as well
    assert remind(_at(2017, 10, 29)) == 0


def test_a_clock_put_back_makes_none_again(director):
    remind(_at(2017, 10, 28))
    assert remind(_at(2017, 10, 17)) == remind(_at(2017, 10, 1)) == remind(_at(2017, 10, 28)) == 0


@pytest.mark.parametrize(("moment", "count"), [(_at(2017, 10, 16, 23, 59, 59), 0), (_at(2017, 10, 17, 0, 0, 0), 2)])
def test_the_day_begins_at_midnight_in_the_east(director, moment, count):
    remind(_at(2017, 10, 2))
    assert remind(moment.astimezone(datetime.UTC)) == count


@pytest.mark.parametrize(("moment", "count"), [(_at(2017, 11, 30, 23, 59, 59), 1), (_at(2017, 12, 1, 0, 0, 0), 0)])
def test_nothing_comes_after_the_date(director, moment, count):
    _wish(director, 0)
    assert remind(moment) == count


def test_what_is_done_is_not_reminded_of(director, certified):
    certified("follow_up", 2016, _at(2017, 11, 1))
    assert remind(_at(2017, 11, 16)) == 0
    certified("follow_up", 2016, _at(2017, 11, 1), org=factories.OTHER)
    other = factories.person_with("cte_director", factories.OTHER)
    Membership.objects.filter(person=director).delete()
    assert (remind(_at(2017, 11, 16)), other.notices.count()) == (0, 0)


def test_only_what_is_not_done_is_reminded_of(director, certified):
    factories.person_with("cte_director", factories.OTHER)
    certified("follow_up", 2016, _at(2017, 11, 1))
    remind(_at(2017, 11, 16))
    assert _told() == [("cte_director", f"2017-18.follow_up/2017-11-30/14 {factories.OTHER}")]


def test_who_is_reminded(organizations):
    for role in ("cte_director", "superintendent", "negotiator", "viewer", "contributor", "access_administrator"):
        factories.person_with(role, factories.DISTRICT)
    for role in ("liaison", "administrator", "system_administrator"):
        factories.person_with(role, factories.STATE)
    _wish(factories.person_with("viewer", factories.DISTRICT), 14)
    _wish(factories.person_with("administrator", factories.STATE), 14)
    remind(_at(2017, 11, 16))
    assert sorted(role for role, _ in _told()) == ["cte_director", "negotiator", "superintendent", "viewer"]


def test_wishes_are_kept_to(director):
    _wish(director, 20, 1)
    made = [remind(_at(2017, 11, day)) for day in (9, 10, 11, 28, 29, 30)]
    assert made == [0, 1, 0, 0, 1, 0]


def test_no_days_no_reminders(director):
    _wish(director)
    assert remind(_at(2017, 11, 16)) == 0


def test_a_wish_reaches_into_the_next_school_year(director):
    _wish(director, 200)
    remind(_at(2018, 4, 14))
    assert f"2018-19.level_proposals/2018-10-31/200 {factories.DISTRICT}" in [what for _, what in _told()]


def test_somebody_who_left_or_begins_tomorrow_is_not_reminded(director):
    later = factories.person_with("superintendent", factories.DISTRICT, begins=datetime.date(2017, 11, 17))
    Membership.objects.filter(person=director).update(ends=datetime.date(2017, 11, 16))
    assert remind(_at(2017, 11, 16)) == 0
    Person.objects.filter(pk=later.pk).update(is_active=False)
    assert remind(_at(2017, 11, 17)) == 0


def test_two_roles_at_one_district_are_one_reminder(director):
    Membership.objects.create(
        person=director, organization_id=factories.DISTRICT, role="negotiator", begins=factories.BEGINS
    )
    assert remind(_at(2017, 11, 16)) == 1


def test_a_member_is_not_reminded_of_what_its_consortium_does(organizations):
    factories.person_with("cte_director", factories.MEMBER)
    factories.person_with("cte_director", factories.CONSORTIUM)
    remind(_at(2017, 10, 17))
    assert {what.rpartition(" ")[2] for _, what in _told()} == {factories.CONSORTIUM}
    remind(_at(2017, 11, 16))
    assert {what.rpartition(" ")[2] for _, what in _told() if "follow_up" in what} == {
        factories.CONSORTIUM,
        factories.MEMBER,
    }


def test_a_kill_between_two_reminders_leaves_the_rest_for_the_next_run(director, monkeypatch):
    from openperkins.portal.deadlines import remind as module

    tell, calls = module.tell, []

    def dies(*args, **kwargs):
        calls.append(kwargs["key"])
        if len(calls) == 2:
            raise KeyboardInterrupt
        return tell(*args, **kwargs)

    monkeypatch.setattr(module, "tell", dies)
    with pytest.raises(KeyboardInterrupt):
        remind(_at(2017, 10, 17))
    assert Notice.objects.count() == 1
    monkeypatch.setattr(module, "tell", tell)
    assert remind(_at(2017, 10, 17)) == 1
    assert remind(_at(2017, 10, 17)) == 0


def test_looking_again_costs_the_same_for_many_districts(organizations, django_assert_max_num_queries):
    for code in (factories.DISTRICT, factories.OTHER, factories.CONSORTIUM, factories.MEMBER):
        for role in ("cte_director", "superintendent", "negotiator"):
            factories.person_with(role, code)
    assert remind(_at(2017, 11, 16)) == 12
    with django_assert_max_num_queries(6):
        assert remind(_at(2017, 11, 16)) == 0
