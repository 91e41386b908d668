"""What sent files and the follow-up put on the home pages."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from openperkins.portal.submissions import actions, waiting
from openperkins.portal.submissions.models import FollowUpResponse, FollowUpYear
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE
from tests.portal.submissions import made

YEAR = SchoolYear(2018)


def reach(role: str):
    return factories.reach_with(role, DISTRICT)


@pytest.fixture
def district(organizations):
    return organizations[DISTRICT]


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_errors_wait_for_who_sends_and_certifying_for_who_may(sent, district):
    sent(made.sims(planted=made.PLANTED))
    sent(season="march")
    assert titles(waiting.mine(reach("contributor"), district, YEAR)) == ["October SIMS 2017-18: 14 errors"]
    assert titles(waiting.mine(reach("superintendent"), district, YEAR)) == ["Certify March SIMS 2017-18"]
    assert len(waiting.mine(reach("cte_director"), district, YEAR)) == 2
    assert waiting.mine(reach("viewer"), district, YEAR) == []
    others = waiting.others(reach("contributor"), district, YEAR)
    assert [(row.title, row.who) for row in others] == [
        ("Certify March SIMS 2017-18", "CTE director or superintendent")
    ]
    assert waiting.others(reach("access_administrator"), district, YEAR) == []


def test_a_file_that_was_sent_anew_waits_no_longer(sent, district):
    sent(made.sims(planted=made.PLANTED))
    good = sent()
    assert titles(waiting.mine(reach("cte_director"), district, None)) == ["Certify October SIMS 2017-18"]
    actions.certify(good, by=reach("cte_director"))
    assert waiting.mine(reach("cte_director"), district, None) == []


def test_the_states_own_files_wait_for_the_steward(sent, organizations):
    sent(org=STATE)
    steward = factories.reach_with("data_steward", STATE)
    (row,) = waiting.mine(steward, None, None)
    assert row.title == "Certify October SIMS 2017-18" and row.url.startswith("/s/files/")
    assert waiting.mine(factories.reach_with("liaison", STATE), None, None) == []


def test_processes_count_files_and_leavers(sent, district):
    assert [p.status for p in waiting.processes(reach("viewer"), district, YEAR)] == [
        "Not yet started",
        "Cannot start yet",
    ]
    actions.certify(sent(), by=reach("cte_director"))
    FollowUpYear.objects.create(school_year=2018, key="k", stale=False)
    FollowUpResponse.objects.create(school_year=2018, org_code=DISTRICT, leavers=20, answered=5)
    files, follow_up = waiting.processes(reach("viewer"), district, YEAR)
    assert (files.status, files.done, files.of) == ("In progress", 1, 3)
    assert (follow_up.status, follow_up.detail) == ("In progress", "Leavers answered, due November 30, 2019")
    assert [p.title for p in waiting.processes(reach("negotiator"), district, YEAR)] == ["Follow up graduates"]


def test_a_follow_up_of_nobody_is_not_completed(district):
    FollowUpYear.objects.create(school_year=2018, key="k", stale=False)
    _, follow_up = waiting.processes(reach("viewer"), district, YEAR)
    assert (follow_up.status, follow_up.of) == ("Cannot start yet", 0)
    assert follow_up.detail == "Nobody is known to have left in 2017-18"


def test_a_follow_up_that_is_due_soon_waits(district, monkeypatch):
    FollowUpResponse.objects.create(school_year=2016, org_code=DISTRICT, leavers=20, answered=5)
    FollowUpResponse.objects.create(school_year=2015, org_code=DISTRICT, leavers=20, answered=20)
    for day, expected in (
        (datetime.date(2017, 11, 1), 1),
        (datetime.date(2017, 12, 1), 0),
        (datetime.date(2017, 8, 1), 0),
    ):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        assert len(waiting.mine(reach("contributor"), district, None)) == expected
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2017, 11, 29))
    (row,) = waiting.mine(reach("contributor"), district, None)
    assert row.when == "due November 30, 2017 (in 1 day)" and "15 of 20 leavers" in row.title
