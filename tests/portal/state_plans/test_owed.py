"""When the State owes a plan: exactly under its line, whatever the number of students; told once; what waits."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.accountability.plans_owed import judge
from openperkins.portal.law import ruleset_of
from openperkins.portal.notices.models import Notice
from openperkins.portal.results import actions
from openperkins.portal.results.figures import Cells, dump
from openperkins.portal.results.models import Publication
from openperkins.portal.state_plans.owed import owed_indicators, state_owed
from openperkins.portal.state_plans.telling import tell_owed
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE
from tests.portal.state_plans.steps import LIST, PLAN, figures, sheet, text, written

YEAR = SchoolYear(2018)
LEVELS = pl.DataFrame({"school_year": [2018], "org_code": [STATE], "indicator": ["5S1"], "level": ["96.25"]})
ORGANIZATIONS = pl.DataFrame({"org_code": [STATE], "name": ["The State"], "kind": ["state"], "parent": [""]})


def judged(numerator: int, denominator: int) -> Cells:
    """The State's sheet as a run writes it, by the State levels of the law: 5S1 of 2017-18 is 96.25."""
    rows = [
        (2018, STATE, "state", indicator, population, *((denominator, numerator) if indicator == "5S1" else (1, 1)))
        for indicator in INDICATORS
        for population in POPULATIONS
    ]
    names = ("school_year", "org_code", "org_kind", "indicator", "population", "denominator", "numerator")
    counts = pl.DataFrame(rows, schema=list(names), orient="row")
    return Cells(dump(judge(counts, ORGANIZATIONS, LEVELS, None, ruleset_of().law).to_dicts()))


@pytest.mark.parametrize(("numerator", "owed"), [(692, True), (693, False), (694, False)])
def test_a_rate_at_the_line_owes_nothing(numerator, owed):
    cell = judged(numerator, 800).of("5S1", "all")
    assert (cell.threshold, cell.needs_plan) == ("86.625", owed)


@given(st.integers(1, 3000), st.data())
def test_owed_is_an_exact_comparison(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    cell = judged(numerator, denominator).of("5S1", "all")
    assert cell.needs_plan == (numerator * 100 < Fraction(9, 10) * Fraction("96.25") * denominator)


def test_a_few_students_are_enough():
    assert judged(1, 2).of("5S1", "all").needs_plan


@pytest.mark.django_db
class TestOwed:
    def test_what_is_owed_follows_the_year_before(self, organizations):
        figures(2016)
        figures()
        due = state_owed(YEAR).of("2S1")
        assert owed_indicators(YEAR) == ["2S1"] and due.owed and due.years == 2 and due.rate == "60.0"
        told = due.working.text
        assert "1,200 of 2,000 students = 60.00%. The State level is 90%. 90% of it is 81%." in told
        assert "60.00 is below 81: a State Improvement Plan is required. 420 more students would reach" in told
        assert not state_owed(YEAR).of("1S1").owed
        assert state_owed(SchoolYear(2019)).figures is None and owed_indicators(SchoolYear(2019)) == []

    def test_only_all_students_make_it_owed(self, organizations):
        figures(of_state=sheet(groups={"female": (100, 10)}))
        assert owed_indicators(YEAR) == []

    def test_what_is_owed_takes_one_query(self, organizations, django_assert_num_queries):
        figures(2016)
        figures()
        with django_assert_num_queries(1):
            assert len(state_owed(YEAR).dues) == 8

    def test_each_is_told_once(self, organizations):
        steward, administrator = (factories.person_with(role, STATE) for role in ("data_steward", "administrator"))
        factories.person_with("superintendent", DISTRICT)
        tell_owed(figures())
        told = Notice.objects.filter(kind="state_plan.owed")
        assert set(told.values_list("person", "link")) == {(steward.pk, PLAN), (administrator.pk, PLAN)}
        tell_owed(figures(version=2))
        assert told.count() == 2
        tell_owed(figures(2018, of_state=sheet("5S1")))
        assert told.count() == 4
        tell_owed(figures(2019, of_state=sheet(groups={})))
        assert told.count() == 4

    def test_publishing_tells(self, organizations, monkeypatch):
        steward = factories.person_with("data_steward", STATE)
        proposed = factories.publish(2017, status="proposed", of_state=sheet())
        for name in ("sync_directory", "_write_sheets", "folder_of"):
            monkeypatch.setattr(actions, name, lambda *given: Path())
        actions.approve(proposed, by=factories.reach_with("administrator", STATE))
        assert Notice.objects.filter(kind="state_plan.owed", person=steward).count() == 1

    def test_the_list_shows_every_indicator(self, organizations, client_of):
        figures(2016)
        figures()
        shown = text(client_of("liaison").get(LIST))
        assert "1 plan</strong> is owed" in shown and "1,200 of 2,000</td>" in shown and "90% line" in shown
        assert f'href="{PLAN}"' in shown and shown.count("Not owed.") == 7 and "Not yet started" in shown
        assert '<option value="2017"' in shown and '<option value="2018" selected' in shown
        assert 'value="2018" selected' in text(client_of("liaison").get("/s/state-plans/?year=1066"))

    def test_nothing_published(self, client_of):
        assert "Cannot start yet" in text(client_of("administrator").get("/s/state-plans/"))
        assert client_of("administrator").get(PLAN).status_code == 404

    def test_a_notice_whose_figures_were_taken_back_leads_to_a_word(self, organizations, client_of):
        made = figures()
        Publication.objects.filter(pk=made.pk).update(
            in_force=False, status="retracted", retracted_at=timezone.now(), retraction_reason="A file was wrong."
        )
        administrator = client_of("administrator")
        answer = administrator.get(PLAN)
        assert answer.status_code == 404
        assert "No State Improvement Plan 2S1 is owed for 2017-18" in text(answer)
        assert "The figures of 2016-17 were taken back on" in text(answer) and "A file was wrong." in text(answer)
        assert "were taken back on" in text(administrator.get("/s/state-plans/?year=2018"))

    def test_what_is_not_owed_cannot_be_begun(self, organizations, client_of):
        figures()
        steward = client_of("data_steward")
        for url in ("/s/state-plans/2018/1S1/", "/s/state-plans/2018/9S9/", "/s/state-plans/2019/2S1/"):
            assert steward.get(url).status_code == steward.post(url, written()).status_code == 404

    def test_the_home_says_what_waits(self, organizations, client_of):
        figures()
        for role, waits in (("data_steward", True), ("administrator", True), ("liaison", False), ("support", False)):
            assert ("Write and send 1 State Improvement Plan of 2017-18" in text(client_of(role).get("/"))) == waits
        steward, administrator = client_of("data_steward"), client_of("administrator")
        steward.post(PLAN, written())
        assert "Write and send 1" in text(steward.get("/"))
        steward.post(f"{PLAN}check/", {"note": ""})
        assert "State Improvement Plan" not in text(steward.get("/")).partition("<main")[2]
        assert "Approve the State Improvement Plan 2S1 of 2017-18" in text(administrator.get("/"))
        administrator.post(f"{PLAN}return/", {"note": "More."})
        assert "Change the State Improvement Plan 2S1 of 2017-18: it was returned" in text(steward.get("/"))
