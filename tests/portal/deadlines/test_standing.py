"""What counts as sent for a deadline: what is with the State, was answered or is in force; from its first sending."""

from __future__ import annotations

import datetime
import re

import pytest

from openperkins.accountability.names import INDICATORS
from openperkins.portal.deadlines.done import HERE, done_on, to_send_again
from openperkins.portal.deadlines.remind import remind
from openperkins.portal.directory.agreements import Agreements
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.parts import Part
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.notices.models import Notice
from openperkins.portal.plans.answers import CHECKS, TICKED
from openperkins.portal.results.models import Publication
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with
from tests.portal.plans.steps import BELOW, ON_FILE, accept, figures, send, text

YEAR = SchoolYear(2018)
PAGE = f"/d/{DISTRICT}/2018/deadlines/"
#: step → the role that takes it
_BY = {
    **dict.fromkeys(("meets", "return", "agree", "counter"), "liaison"),
    **dict.fromkeys(("waive", "reopen"), "administrator"),
}
_WRITTEN = {"female.staff": "M. Silva", "female.agencies": "Career center", "female.plan": "Tutors."}


def _go(kind: str, part: str, answers: dict[str, str], at, *steps: str) -> Document:
    """Steps at a document of 2017-18, each as `send 2-20` on a day of 2018; it is written before."""
    organization = Organization.objects.get(pk=DISTRICT)
    writer, sender = reach_with("cte_director", DISTRICT), reach_with("superintendent", DISTRICT)
    document = actions.begin(kind=kind, organization=organization, year=YEAR, part=part, by=writer)
    typed = [Change(question, document.answers.get(question, ""), said) for question, said in answers.items()]
    actions.save(document, changes=typed, by=writer)
    for one in steps:
        step, _, day = one.partition(" ")
        month, _, number = day.partition("-")
        at(2018, int(month), int(number))
        by = reach_with(_BY[step], STATE) if step in _BY else sender
        _prepare(document.pk, step, by)
        actions.take(document, step, by=by, note="Said.")
    return Document.objects.get(pk=document.pk)


def _prepare(pk: int, step: str, by) -> None:
    """What a step of the State's asks for."""
    document = Document.objects.get(pk=pk)
    if step == "meets" and document.kind == "improvement_plan":
        actions.save(document, changes=[Change(f"female.{check}", "", TICKED) for check in CHECKS], by=by)
    if step == "counter":
        actions.save(document, changes=[Change("1S1.countered", "", "88"), Change("1S1.answer", "", "So.")], by=by)


def _day(said: str) -> datetime.date | None:
    return datetime.date(2018, *map(int, said.split("-"))) if said else None


@pytest.fixture
def owed(organizations, at) -> None:
    """A plan of 2S1 is owed in 2017-18."""
    at(2018, 1, 5)
    figures(2017, i2S1_female=BELOW)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)


PLANS = [
    ("", "", ""),
    ("send 2-10", "2-10", ""),
    ("send 2-10, withdraw 2-11", "", "2S1 taken back; send again"),
    ("send 2-10, withdraw 2-11, send 2-20", "2-20", ""),
    ("send 2-10, return 2-15", "", "2S1 returned; send again"),
    # what came back was sent in time, if it was
    ("send 2-10, return 2-15, send 3-5", "2-10", ""),
    ("send 2-10, return 2-15, send 3-5, withdraw 3-6", "", "2S1 taken back; send again"),
    ("send 2-10, return 2-15, send 3-5, withdraw 3-6, send 3-7", "2-10", ""),
    ("send 2-10, meets 2-15", "2-10", ""),
    # what is in force holds, whatever becomes of its revision
    ("send 2-10, meets 2-15, revise 2-16", "2-10", ""),
    ("send 2-10, meets 2-15, revise 2-16, send 2-17, withdraw 2-18", "2-10", ""),
    ("send 2-10, meets 2-15, revise 2-16, send 2-17, return 2-18", "2-10", ""),
    ("waive 2-12", "2-12", ""),
    ("send 2-10, return 2-15, waive 2-17", "2-10", ""),
]


@pytest.mark.parametrize(("steps", "day", "again"), PLANS)
def test_plans_count_while_they_are_with_the_state_or_in_force(owed, at, steps, day, again):
    _go("improvement_plan", "2S1", _WRITTEN, at, *filter(None, steps.split(", ")))
    assert done_on("improvement_plans", [DISTRICT], YEAR).get(DISTRICT) == _day(day)
    assert to_send_again(DISTRICT, YEAR).get("improvement_plans", "") == again


REPORTS = [
    ("send 3-10", "3-10", ""),
    ("send 3-10, withdraw 3-11", "", "2S1 taken back; send again"),
    ("send 3-10, return 3-15", "", "2S1 returned; send again"),
    ("send 3-10, return 3-15, send 4-5", "3-10", ""),
    ("send 3-10, meets 3-15, revise 3-16, send 3-17, return 3-18", "3-10", ""),
]


@pytest.mark.parametrize(("steps", "day", "again"), REPORTS)
def test_reports_do_as_well(organizations, at, client_of, steps, day, again):
    at(2018, 1, 5)
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW)
    accept(client_of, send(client_of, url=f"/d/{DISTRICT}/2017/plans/2S1/"))
    _go("annual_report", "2S1", {"female.progress": "Twelve came."}, at, *steps.split(", "))
    assert done_on("annual_reports", [DISTRICT], YEAR).get(DISTRICT) == _day(day)
    assert to_send_again(DISTRICT, YEAR).get("annual_reports", "") == again


def test_reports_wait_for_no_figures_where_a_plan_is_known(organizations, at, client_of):
    at(2018, 1, 5)
    figures(2016, i2S1_female=BELOW)
    accept(client_of, send(client_of, url=f"/d/{DISTRICT}/2017/plans/2S1/"))
    assert done_on("annual_reports", [DISTRICT, OTHER], YEAR) == {}
    _go("annual_report", "2S1", {"female.progress": "Twelve came."}, at, "send 3-10")
    assert done_on("annual_reports", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("3-10")}
    at(2018, 3, 20)
    figures(2017)  # they say that nothing else is on file
    assert done_on("annual_reports", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("3-10"), OTHER: _day("3-20")}


LEVELS = [
    ("send 1-10", "1-10", "", ""),
    ("send 1-10, withdraw 1-11", "", "", "taken back; send again"),
    ("send 1-10, return 1-11", "", "", "returned; send again"),
    ("send 1-10, return 1-11, send 1-20", "1-10", "", ""),
    # an offer of the State's answers a proposal: what is left is to agree
    ("send 1-10, counter 1-15", "1-10", "", ""),
    ("send 1-10, counter 1-15, accept 1-20", "1-10", "1-20", ""),
    ("send 1-10, agree 1-15", "1-10", "1-15", ""),
    # agreed levels hold until others are
    ("send 1-10, agree 1-15, reopen 1-20", "1-10", "1-15", ""),
    ("send 1-10, agree 1-15, reopen 1-20, send 1-25, withdraw 1-26", "1-10", "1-15", ""),
]


@pytest.mark.parametrize(("steps", "proposed", "agreed", "again"), LEVELS)
def test_levels_are_proposed_and_agreed(published, at, steps, proposed, agreed, again):
    at(2018, 1, 5)
    factories.state_levels(2018)
    factories.adopted(2018, levels__agreed="open")
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    _go("levels", "", {f"{one}.choice": "adopt" for one in INDICATORS}, at, *steps.split(", "))
    assert done_on("level_proposals", [DISTRICT], YEAR).get(DISTRICT) == _day(proposed)
    assert done_on("negotiations_complete", [DISTRICT], YEAR).get(DISTRICT) == _day(agreed)
    assert to_send_again(DISTRICT, YEAR).get("level_proposals", "") == again


def test_what_went_at_once_counts_while_two_of_it_do(owed, at):
    factories.state_levels(2018)
    plan = _go("improvement_plan", "2S1", _WRITTEN, at)
    levels = _go("levels", "", {f"{one}.choice": "adopt" for one in INDICATORS}, at)
    writer = reach_with("superintendent", DISTRICT)
    at(2018, 1, 8)
    actions.send_together([plan, levels], by=writer)
    assert done_on("all_documents_early", [DISTRICT], YEAR) == {DISTRICT: datetime.date(2018, 1, 8)}
    actions.take(plan, "withdraw", by=writer)
    assert done_on("all_documents_early", [DISTRICT], YEAR) == {}


def test_needs_assessments_and_5s1_requests_have_no_deadline_here():
    assert not [name for name in HERE if "needs" in name or "5s1" in name or "revision" in name]


def test_the_page_says_what_came_back_and_reminders_go_on(owed, at, client_of):
    now = at(2018, 2, 14)
    factories.person_with("superintendent", DISTRICT)
    figures(2017, version=2, i2S1_female=BELOW, i6S2_female=BELOW)
    _go("improvement_plan", "2S1", _WRITTEN, at, "send 2-10", "return 2-12")
    _go("improvement_plan", "6S2", _WRITTEN, at, "send 2-11")
    at(2018, 2, 14)
    shown = " ".join(text(client_of("cte_director").get(PAGE)).split())
    assert "2S1 returned; send again" in shown and "Not yet" in shown
    # who may not see plans reads no core indicator here
    assert "2S1" not in text(client_of("access_administrator").get(PAGE))
    letter = text(client_of("administrator").get("/s/letters/write/?open=improvement_plans"))
    assert re.search(f'value="{DISTRICT}"[^>]* checked', letter)
    remind(now)
    assert Notice.objects.filter(key__contains="improvement_plans", person__memberships__role="superintendent").exists()
    _go("improvement_plan", "2S1", {}, at, "send 2-15")
    at(2018, 2, 16)
    shown = " ".join(text(client_of("cte_director").get(PAGE)).split())
    assert "Done February 11, 2018" in shown and "send again" not in shown


def _take_back(at, *day: int) -> None:
    moment = at(2018, *day)
    Publication.objects.filter(school_year=2017, in_force=True).update(
        status="retracted", in_force=False, retracted_at=moment
    )


@pytest.mark.parametrize("steps", ["send 2-10", "send 2-10, meets 2-15", "waive 2-10"])
def test_plans_that_were_sent_stay_done_when_the_figures_are_taken_back(owed, at, client_of, steps):
    figures(2017, version=2, i2S1_female=BELOW, i6S2_female=BELOW)
    _go("improvement_plan", "2S1", _WRITTEN, at, *steps.split(", "))
    _take_back(at, 2, 20)
    assert done_on("improvement_plans", [DISTRICT, OTHER], YEAR) == {}  # that of 6S2 was never sent
    figures(2017, version=3, i2S1_female=BELOW)
    _take_back(at, 2, 21)
    assert done_on("improvement_plans", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("2-10")}
    assert "Done February 10, 2018" in " ".join(text(client_of("cte_director").get(PAGE)).split())
    figures(2017, version=4, i2S1_female=BELOW, i6S2_female=BELOW)
    assert done_on("improvement_plans", [DISTRICT], YEAR) == {}


def test_reports_that_were_sent_stay_done_when_the_figures_are_taken_back(organizations, at):
    at(2018, 1, 5)
    figures(2017, i2S1_female=ON_FILE)
    _go("annual_report", "2S1", {"female.progress": "Twelve came."}, at, "send 3-10")
    assert done_on("annual_reports", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("3-10")}
    _take_back(at, 3, 20)
    assert done_on("annual_reports", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("3-10")}


def test_figures_published_again_make_nobody_late(organizations, at, client_of):
    at(2018, 1, 5)
    figures(2017)
    at(2018, 4, 9)
    figures(2017, version=2)
    for deadline in ("improvement_plans", "annual_reports"):
        assert done_on(deadline, [DISTRICT], YEAR) == {DISTRICT: _day("1-5")}
    shown = " ".join(text(client_of("cte_director").get(PAGE)).split())
    assert "Done January 5, 2018" in shown and "after the date" not in shown
    at(2018, 4, 10)
    figures(2017, version=3, i2S1_female=BELOW)
    at(2018, 4, 20)
    figures(2017, version=4)  # who owed something until now is done since now
    assert done_on("improvement_plans", [DISTRICT], YEAR) == {DISTRICT: _day("4-20")}


def test_a_plan_sent_in_time_and_not_asked_for_any_more_was_in_time(owed, at):
    _go("improvement_plan", "2S1", _WRITTEN, at, "send 2-10", "meets 2-15")
    at(2018, 3, 20)
    figures(2017, version=2)
    assert done_on("improvement_plans", [DISTRICT, OTHER], YEAR) == {DISTRICT: _day("2-10"), OTHER: _day("3-20")}


def test_the_states_list_says_how_far_plans_are_when_the_figures_are_taken_back(owed, organizations, at):
    plan = _go("improvement_plan", "2S1", _WRITTEN, at, "send 2-10")
    _take_back(at, 2, 20)
    codes = [DISTRICT, OTHER]
    assert Agreements(codes, YEAR).plans(organizations[DISTRICT]) == Part("Sent", "0 of 1 accepted or waived")
    _prepare(plan.pk, "meets", reach_with("liaison", STATE))
    actions.take(Document.objects.get(pk=plan.pk), "meets", by=reach_with("liaison", STATE))
    assert Agreements(codes, YEAR).plans(organizations[DISTRICT]) == Part("Completed", "1 of 1 accepted or waived")
    assert Agreements(codes, YEAR).plans(organizations[OTHER]) == Part("Cannot start yet")
