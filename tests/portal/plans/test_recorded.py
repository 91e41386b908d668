"""What versions of plans and reports rested on is said as it was then, whatever was accepted or published since."""

from __future__ import annotations

from html import unescape

import pytest
from django.utils import timezone

from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.plans.recorded import plan_rested_on, report_rested_on
from openperkins.portal.results.models import Publication
from openperkins.portal.results.queries import published_at, trend_at
from openperkins.schoolyear import SchoolYear
from tests.portal.factories import DISTRICT, reach_with
from tests.portal.plans.steps import BELOW, ON_FILE, accept, figures, send

PLAN, REPORT = f"/d/{DISTRICT}/2017/plans/2S1/", f"/d/{DISTRICT}/2018/reports/2S1/"


@pytest.fixture
def plan(organizations, client_of) -> Document:
    """A plan of 2016-17, with the State; figures of 2016-17 ask for another."""
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW)
    return send(client_of, url=PLAN)


def _revise(plan: Document, client_of) -> None:
    assert client_of("cte_director").post(f"{PLAN}revise/", {"note": ""}).status_code == 302
    change = [Change("female.plan", "Tutors twice a week.", "A mentor for each.")]
    assert actions.save(Document.objects.get(pk=plan.pk), changes=change, by=reach_with("cte_director", DISTRICT)) == []
    assert client_of("cte_director").post(f"{PLAN}check/", {"note": ""}).status_code == 302


def _report(client_of) -> Document:
    director = client_of("cte_director")
    director.post(REPORT, {"q.female.progress": "Twelve came."})
    assert director.post(f"{REPORT}check/", {"note": ""}).status_code == 302
    return Document.objects.get(kind="annual_report")


def test_a_report_rests_on_the_plan_as_it_was_accepted_by_then(plan, client_of):
    accept(client_of, plan)
    report = _report(client_of)
    before = report_rested_on(report, report.revisions.last())
    assert dict(before)["Female: the plan"].endswith("(version 2): Tutors twice a week.")
    _revise(plan, client_of)
    accept(client_of, plan)
    figures(2015, i2S1_male=ON_FILE)  # published since as well
    assert report_rested_on(report, report.revisions.last()) == before
    shown = unescape(client_of("cte_director").get(f"{REPORT}history/").content.decode())
    assert "Tutors twice a week." in shown and "A mentor for each." not in shown
    # what is sent again rests on what holds by then
    assert client_of("cte_director").post(f"{REPORT}take-back/", {"note": ""}).status_code == 302
    said = [Change("male.progress", "", "Six came.")]
    actions.save(Document.objects.get(pk=report.pk), changes=said, by=reach_with("cte_director", DISTRICT))
    assert client_of("cte_director").post(f"{REPORT}check/", {"note": ""}).status_code == 302
    after = dict(report_rested_on(report, report.revisions.last()))
    assert after["Female: the plan"].endswith("(version 4): A mentor for each.")
    assert after["Male: the plan"] == "On file; its text is not kept here."
    assert dict(report_rested_on(report, report.revisions.first())) == dict(before)


def test_a_plan_was_required_when_the_one_of_the_year_before_was_accepted_later(plan, client_of):
    later = send(client_of, url=f"/d/{DISTRICT}/2018/plans/2S1/")
    first = later.revisions.get()
    before = plan_rested_on(later, first)
    assert "an improvement plan is required" in dict(before)["Female"]
    accept(client_of, plan)
    assert plan_rested_on(later, first) == before
    # a version found to meet the requirements after that is a revision of what is on file
    accept(client_of, later)
    assert "on file" in dict(plan_rested_on(later, later.revisions.last()))["Female"]


def test_years_in_a_row_are_counted_by_the_figures_of_the_time(plan, client_of):
    later = send(client_of, url=f"/d/{DISTRICT}/2018/plans/2S1/")
    first = later.revisions.get()
    before = plan_rested_on(later, first)
    assert "Below the line for the 2nd year in a row, since 2015-16." in dict(before)["Female"]
    figures(2016, version=2)  # the level was met after all
    assert plan_rested_on(later, first) == before
    accept(client_of, later)
    assert "in a row" not in dict(plan_rested_on(later, later.revisions.last()))["Female"]
    Publication.objects.filter(school_year=2016, version=2).update(
        status="retracted", in_force=False, retracted_at=timezone.now()
    )
    figures(2015, i2S1_female=BELOW)  # published since: no version knew it
    assert plan_rested_on(later, first) == before


def test_of_two_versions_the_one_approved_last_was_in_force(organizations):
    figures(2017, version=2, i2S1_female=BELOW)
    Publication.objects.update(status="retracted", in_force=False, retracted_at=timezone.now())
    figures(2017)  # version 1 was composed before, and approved when nothing else was in force
    now = timezone.now()
    assert published_at(DISTRICT, SchoolYear(2017), now).publication.version == 1
    assert [one.publication.version for one in trend_at(DISTRICT, SchoolYear(2018), now)] == [1]
