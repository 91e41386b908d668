"""A draft that new figures no longer ask for: not chosen for sending, said why, and discarded without losing a word."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.audit.models import Event
from openperkins.portal.documents.models import Document
from openperkins.portal.results.models import Publication
from tests.portal.factories import DISTRICT
from tests.portal.plans.steps import BELOW, CHECK, MET, ON_FILE, PLAN, TASKS, accept, figures, plan_of, send, written
from tests.portal.plans.steps import text as source

TOGETHER, HOME = f"/d/{DISTRICT}/2018/send/", f"/d/{DISTRICT}/2017/"
WHY = "The figures in force no longer ask for it."


def text(answer) -> str:
    return " ".join(source(answer).split())


def _chosen(client_of) -> bool:
    shown = text(client_of("superintendent").get(TOGETHER))
    assert re.search(r'name="document" value="\d+"', shown)  # it can be sent
    return bool(re.search(r'name="document" value="\d+" checked', shown))


@pytest.fixture
def draft(organizations, client_of) -> Document:
    """A whole draft of 2S1, owed by the figures of 2016-17."""
    figures(2017, i2S1_female=BELOW)
    client_of("cte_director").post(PLAN, written())
    return plan_of()


def test_what_is_not_asked_for_any_more_is_said_and_not_chosen(draft, client_of):
    assert _chosen(client_of) and WHY not in text(client_of("cte_director").get(TASKS))
    figures(2017, version=2, i2S1_female=MET)
    assert not _chosen(client_of)
    for url in (TASKS, PLAN, TOGETHER):
        assert WHY in text(client_of("superintendent").get(url))
    assert f"{PLAN}discard/" in text(client_of("superintendent").get(TASKS))
    assert f"{PLAN}discard/" in text(client_of("superintendent").get(PLAN))


def test_a_revision_of_what_is_on_file_or_in_force_is_not_chosen_either(draft, client_of):
    figures(2017, version=2, i2S1_female=ON_FILE)
    assert not _chosen(client_of)
    assert "A plan is on file, so none is owed" in text(client_of("superintendent").get(TOGETHER))
    figures(2017, version=3, i2S1_female=BELOW)
    assert _chosen(client_of)
    client_of("cte_director").post(CHECK, {"note": ""})
    accept(client_of, draft)
    client_of("cte_director").post(f"{PLAN}revise/", {"note": ""})
    assert not _chosen(client_of)
    assert "Version 2 is in force; this is a revision of it." in text(client_of("superintendent").get(TOGETHER))


def test_a_discarded_draft_keeps_its_text_and_is_taken_up_again(draft, client_of):
    director = client_of("cte_director")
    page = text(director.get(f"{PLAN}discard/"))
    assert "It is owed, so it stays." in page and director.post(f"{PLAN}discard/", {"note": ""}).status_code == 409
    assert "Discard this draft" not in text(director.get(PLAN))
    figures(2017, version=2, i2S1_female=MET)
    assert client_of("contributor").post(f"{PLAN}discard/", {"note": ""}).status_code == 403
    assert "can be taken up again at any time" in text(director.get(f"{PLAN}discard/"))
    assert director.post(f"{PLAN}discard/", {"note": "Not owed."}).status_code == 302
    plan = plan_of()
    assert plan.status == "discarded" and plan.answers["female.plan"] == "Tutors twice a week."
    assert Event.objects.filter(verb="document.discard").count() == 1
    shown = text(director.get(PLAN))
    assert "Discarded" in shown and "<textarea" not in shown and "Tutors twice a week." in shown
    assert "Discarded the draft" in text(director.get(f"{PLAN}history/"))
    assert "take it up again to send it" in text(director.get(TOGETHER))
    assert director.post(TOGETHER, {"document": [plan.pk]}).status_code == 409
    # it was the district's own, and stays so
    assert client_of("liaison").get(reverse("review_plan", args=[plan.pk])).status_code == 404
    assert "Tutors twice a week." not in text(client_of("liaison").get(PLAN))
    assert director.post(f"{PLAN}take-up/", {"note": ""}).status_code == 302
    assert plan_of().status == "draft" and "<textarea" in text(director.get(PLAN))


def test_what_is_discarded_and_owed_again_waits_for_the_district(draft, client_of):
    director = client_of("cte_director")
    figures(2017, version=2, i2S1_female=MET)
    director.post(f"{PLAN}discard/", {"note": ""})
    figures(2017, version=3, i2S1_female=BELOW)
    assert "Write and send 1 improvement plan of 2017-18" in text(director.get("/d/00010000/2017/"))
    shown = text(director.get(TASKS))
    assert "0 of 1 entry written, 0 of 1 chart sent" in shown and "Take up the draft again" in text(director.get(PLAN))
    row = text(client_of("administrator").get(f"{reverse('progress')}?year=2018")).partition("Alderbrook")[2]
    assert "Not yet started" in row.partition("</tr>")[0]


def test_what_was_sent_is_not_discarded(draft, client_of):
    send(client_of)
    director = client_of("cte_director")
    director.post(f"{PLAN}take-back/", {"note": ""})
    figures(2017, version=2, i2S1_female=MET)
    assert WHY in text(director.get(TASKS)) and f"{PLAN}discard/" not in text(director.get(TASKS))
    answer = director.post(f"{PLAN}discard/", {"note": ""})
    assert answer.status_code == 409 and "It was sent or decided on before, so it stays." in text(answer)


def test_a_report_no_plan_asks_for_is_discarded_as_well(organizations, client_of):
    figures(2017, i3S1_male=ON_FILE)
    director, report = client_of("cte_director"), f"/d/{DISTRICT}/2018/reports/3S1/"
    assert director.post(report, {"q.male.progress": "The lab is open."}).status_code == 302
    figures(2017, version=2, i3S1_male=MET)
    for url in (report, f"/d/{DISTRICT}/2018/reports/"):
        assert "No accepted plan asks for it any more." in text(director.get(url))
    assert director.post(f"{report}discard/", {"note": ""}).status_code == 302
    assert Document.objects.get(kind="annual_report").status == "discarded"
    assert director.post(f"{report}take-up/", {"note": ""}).status_code == 302


def test_a_returned_plan_that_nothing_asks_for_is_not_urgent(draft, client_of):
    client_of("cte_director").post(CHECK, {"note": ""})
    client_of("liaison").post(reverse("review_plan_return", args=[draft.pk]), {"note": "Which staff?"})
    home = text(client_of("cte_director").get(HOME))
    urgent = re.compile(r'waiting__item--urgent"><span>\s*<a [^>]*>Change the improvement plan 2S1')
    assert urgent.search(home) and WHY not in home
    figures(2017, version=2, i2S1_female=MET)
    home = text(client_of("cte_director").get(HOME))
    returned = "Change the improvement plan 2S1 of 2017-18: it was returned"
    assert f'{returned}</a></span> <span class="waiting__when">{WHY}' in home
    assert not urgent.search(home)


def test_a_draft_whose_figures_were_taken_back_says_so(draft, client_of):
    Publication.objects.update(status="retracted", in_force=False, retracted_at=timezone.now())
    for url in (TASKS, PLAN, TOGETHER):
        shown = text(client_of("superintendent").get(url))
        assert "The figures that asked for it were taken back." in shown and WHY not in shown


def test_where_the_figures_were_taken_back_every_page_says_so(draft, client_of):
    send(client_of)
    director, liaison = client_of("cte_director"), client_of("liaison")
    review = reverse("review_plan", args=[plan_of().pk])
    pages = ((director, TASKS), (director, PLAN), (liaison, TASKS), (liaison, review))
    said = "were taken back on"
    for client, url in pages:
        assert said not in text(client.get(url)), url
    _take_back()
    for client, url in pages:
        shown = text(client.get(url))
        assert f"The figures of 2016-17 {said}" in shown and "A file was wrong." in shown, url
        assert "the figures in force ask for no plan" not in shown, url
    shown = text(director.get(HOME))
    assert "The figures that asked for them were taken back" in shown
    plans = shown.partition("Improvement plans of 2017-18")[2].partition("</li>")[0]
    assert "Nothing is owed" not in plans.partition("Annual reports")[0]


def test_the_state_reads_that_what_waits_is_not_asked_for_any_more(draft, client_of):
    send(client_of)
    review = reverse("review_plan", args=[plan_of().pk])
    assert WHY not in text(client_of("liaison").get(review))
    figures(2017, version=2, i2S1_female=MET)
    assert WHY in text(client_of("liaison").get(review))


def test_a_report_on_a_plan_that_figures_named_waits_for_them_when_they_are_taken_back(organizations, client_of):
    figures(2017, i3S1_male=ON_FILE)
    director, report = client_of("cte_director"), f"/d/{DISTRICT}/2018/reports/3S1/"
    director.post(report, {"q.male.progress": "The lab is open."})
    _take_back()
    shown = text(director.get(report))
    assert "The figures that named the plan were taken back." in shown and "asks for it any more" not in shown


def _take_back() -> None:
    Publication.objects.filter(in_force=True).update(
        status="retracted", in_force=False, retracted_at=timezone.now(), retraction_reason="A file was wrong."
    )
