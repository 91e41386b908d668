"""Improvement plans as people click through them: write, copy, conflict, send, check, return, meet, revise, waive."""

from __future__ import annotations

import io

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.deadlines.moments import date_in_words
from openperkins.portal.documents.models import Answer, Document, Revision
from openperkins.portal.notices.models import Notice
from tests.portal.factories import OTHER
from tests.portal.level_revisions.steps import upload
from tests.portal.plans.steps import (
    BELOW,
    CHECK,
    ON_FILE,
    PLAN,
    TASKS,
    accept,
    figures,
    plan_of,
    send,
    text,
    tick,
    written,
)


@pytest.fixture
def owed(organizations) -> None:
    """Female and Hispanic students owe a plan for 2S1."""
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW, i2S1_hispanic_or_latino=BELOW)


@pytest.fixture
def one_owed(organizations) -> None:
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW)


def test_from_nothing_to_a_plan_that_meets_the_requirements(owed, client_of):
    contributor, director, liaison = map(client_of, ("contributor", "cte_director", "liaison"))
    shown = text(contributor.get(TASKS))
    assert "0 of 2 entries written, 0 of 1 chart sent, 0 of 1 accepted" in shown
    assert shown.count("Not yet started") == 3 and "Due February 28, 2018." in shown
    shown = text(contributor.get(PLAN))
    assert "90% of it is 81%." in shown and "Female: a brief description of the plan" in shown
    assert contributor.post(PLAN, written("female") | {"q.hispanic_or_latino.staff": "A. Diaz"}).url == PLAN
    shown = text(director.get(TASKS))
    assert "1 of 2 entries written" in shown and "In progress" in shown and "Written" in shown
    assert "Hispanic or Latino: Describe the plan." in text(director.get(CHECK))
    assert director.post(CHECK, {"note": ""}).status_code == 409
    assert director.post(PLAN, {"q.hispanic_or_latino.plan": "A club.", "then": "check"}).url == CHECK
    assert "Told by mail: Liaison 00000000, Superintendent" not in text(director.get(CHECK))
    assert "/d/00010000/2018/sent/" in director.post(CHECK, {"note": ""}).url
    assert ">Waive<" not in text(client_of("administrator").get(TASKS))  # it is with the State
    plan = plan_of()
    review = reverse("review_plan", args=[plan.pk])
    assert plan.status == "in_review" and review in text(liaison.get("/s/queue/"))
    shown = text(liaison.get(review))
    assert "Tutors twice a week." in shown and "not ticked that the plan describes a change" in shown
    assert liaison.post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""}).status_code == 409
    accept(client_of, plan, "female", "hispanic_or_latino")
    plan.refresh_from_db()
    assert plan.status == "meets" and plan.in_force.answers["hispanic_or_latino.plan"] == "A club."
    shown = text(contributor.get(PLAN))
    assert "Meets minimum requirements" in shown and "<textarea" not in shown
    assert Notice.objects.filter(kind="document.meets").exists()


def test_who_may_not(owed, client_of):
    assert client_of("cte_director", OTHER).get(PLAN).status_code == 404
    assert client_of("cte_director", OTHER).post(PLAN, written()).status_code == 404
    assert client_of("viewer").post(PLAN, written()).status_code == 403
    assert client_of("liaison").post(PLAN, written()).status_code == 403
    client_of("contributor").post(PLAN, written("female") | written("hispanic_or_latino"))
    assert client_of("contributor").post(CHECK, {"note": ""}).status_code == 403
    plan = plan_of()
    # what was never sent is the district's own
    assert client_of("liaison").get(reverse("review_plan", args=[plan.pk])).status_code == 404
    client_of("cte_director").post(CHECK, {"note": ""})
    assert client_of("support").post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""}).status_code == 403
    assert client_of("data_steward").get(reverse("review_plan", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("question", ["male.plan", "female.staff_ok", "female.nothing", "plan", "nobody.plan"])
def test_only_what_is_asked_is_typed_at(owed, client_of, question):
    answer = client_of("cte_director").post(PLAN, {f"q.{question}": "yes"})
    assert answer.status_code == 409 and not Answer.objects.exists()


def test_the_liaison_ticks_and_writes_nothing_else(one_owed, client_of):
    plan = send(client_of)
    answer = client_of("liaison").post(reverse("review_plan", args=[plan.pk]), {"q.female.plan": "Mine."})
    assert answer.status_code == 409
    assert plan.typed.get(question="female.plan").text == "Tutors twice a week."


def test_a_returned_plan_is_changed_and_checked_anew(one_owed, client_of):
    plan = send(client_of)
    tick(client_of, plan)
    liaison, director = client_of("liaison"), client_of("cte_director")
    url = reverse("review_plan_return", args=[plan.pk])
    assert liaison.post(url, {"note": ""}).status_code == 422
    assert liaison.post(url, {"note": "Who tutors?"}).status_code == 302
    shown = text(director.get(PLAN))
    assert "Who tutors?" in shown and "Returned: changes needed" in shown
    assert "Returned: changes needed" in text(director.get(TASKS))
    change = {"was.female.plan": "Tutors twice a week.", "q.female.plan": "M. Silva tutors."}
    assert director.post(PLAN, change).status_code == 302
    # the State reads what was sent, not what is being written
    shown = text(liaison.get(reverse("review_plan", args=[plan.pk])))
    assert "Tutors twice a week." in shown and "M. Silva tutors." not in shown
    assert director.post(CHECK, {"note": ""}).status_code == 302
    assert liaison.post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""}).status_code == 409
    accept(client_of, plan)
    assert plan_of().in_force.answers["female.plan"] == "M. Silva tutors."


def test_what_is_in_force_stays_while_it_is_revised(one_owed, client_of):
    plan = send(client_of)
    accept(client_of, plan)
    held = plan_of().in_force
    director = client_of("cte_director")
    assert client_of("contributor").post(f"{PLAN}revise/", {"note": ""}).status_code == 403
    assert director.post(f"{PLAN}revise/", {"note": ""}).status_code == 302
    change = {"was.female.plan": "Tutors twice a week.", "q.female.plan": "Tutors daily."}
    assert director.post(PLAN, change).status_code == 302
    assert plan_of().in_force == held
    assert "stays in force until the revision" in text(director.get(PLAN))
    director.post(CHECK, {"note": ""})
    assert plan_of().in_force == held
    assert director.post(f"{PLAN}take-back/", {"note": ""}).status_code == 302
    assert plan_of().status == "draft" and plan_of().in_force == held
    director.post(CHECK, {"note": ""})
    accept(client_of, plan)
    assert plan_of().in_force.answers["female.plan"] == "Tutors daily."
    assert Revision.objects.get(pk=held.pk).answers["female.plan"] == "Tutors twice a week."
    shown = text(director.get(f"{PLAN}history/"))
    assert "Female: the plan" in shown and "Began a revision" in shown


def test_the_last_accepted_text_is_copied_where_nothing_is_typed(organizations, client_of):
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW)
    accept(client_of, send(client_of, url="/d/00010000/2017/plans/2S1/"))
    director = client_of("cte_director")
    shown = text(director.get(PLAN))
    assert "Copy this text" in shown and 'value="copy.female"' in shown
    answer = director.post(PLAN, {"q.female.plan": "Mine, kept.", "q.female.staff": " ", "then": "copy.female"})
    assert answer.status_code == 302
    stored = dict(plan_of().typed.values_list("question", "text"))
    assert stored == {
        "female.plan": "Mine, kept.",
        "female.staff": "M. Silva\nR. Grey",
        "female.agencies": "Career center",
    }
    # a revision of what is on file needs no new plan, and can be sent
    assert director.post(CHECK, {"note": ""}).status_code == 302


def test_two_writers_lose_nothing(owed, client_of):
    director, contributor = client_of("cte_director"), client_of("contributor")
    director.post(PLAN, written("female"))
    mine = {"was.female.plan": "", "q.female.plan": "A summer camp.", "q.hispanic_or_latino.plan": "A club."}
    answer = contributor.post(PLAN, mine)
    shown = text(answer)
    assert answer.status_code == 409 and "Tutors twice a week." in shown and "A summer camp." in shown
    assert "Female: the plan" in shown
    stored = dict(Answer.objects.values_list("question", "text"))
    assert stored["female.plan"] == "Tutors twice a week." and stored["hispanic_or_latino.plan"] == "A club."
    said = {"was.female.plan": "Tutors twice a week.", "q.female.plan": "A summer camp.", "keep.female.plan": "both"}
    assert contributor.post(PLAN, said | {"both.female.plan": "Tutors and a camp."}).status_code == 302
    assert Answer.objects.get(question="female.plan").text == "Tutors and a camp."


def test_the_charts_hold_what_is_written(owed, client_of):
    director = client_of("cte_director")
    director.post(PLAN, written("female", plan="Tutors twice\na week & {{ more }}."))
    chart = docx.Document(io.BytesIO(director.get(f"{PLAN}chart.docx").content))
    lines = [line for paragraph in chart.paragraphs for line in paragraph.text.split("\n")]
    for line in ("District Name: Alderbrook", "Population: Female", "Population: Hispanic or Latino", "R. Grey"):
        assert line in lines
    assert "Career center" in lines and "a week & {{ more }}." in lines and "Date Submitted: To be determined" in lines
    assert director.get(f"{PLAN}chart.pdf").content.startswith(b"%PDF")
    assert director.get(f"{PLAN}chart.odt").status_code == 404
    assert director.get("/d/00010000/2018/plans/3S1/chart.docx").status_code == 404


def test_a_population_with_a_plan_on_file_does_not_read_as_an_empty_plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW, i2S1_male=ON_FILE)
    client_of("cte_director").post(PLAN, written("female"))
    shown = text(client_of("viewer").get(PLAN))
    assert "A plan is on file. No revision of it is written." in shown and "Tutors twice a week." in shown
    assert "nobody is named" not in shown and "No plan is written." not in shown


def chart_of(client, query: str = "", url: str = f"{PLAN}chart") -> list[str]:
    found = docx.Document(io.BytesIO(client.get(f"{url}.docx{query}").content))
    return [paragraph.text for paragraph in found.paragraphs]


def test_what_is_in_force_and_the_draft_of_its_revision_are_two_charts(one_owed, client_of):
    plan = send(client_of)
    today = date_in_words(timezone.localdate())
    director, liaison = client_of("cte_director"), client_of("liaison")
    sent = chart_of(liaison)
    assert f"Date Submitted: {today}" in sent and "Version: Version 1 as it was sent; status: In review" in sent
    accept(client_of, plan)
    assert f"Version: In force, version 2, accepted {today}" in chart_of(director)
    assert "version=in-force" in text(director.get(PLAN)) and ", draft:" not in text(director.get(PLAN))
    director.post(f"{PLAN}revise/", {"note": ""})
    director.post(PLAN, {"was.female.plan": "Tutors twice a week.", "q.female.plan": "A summer camp."})
    held, draft = chart_of(director, "?version=in-force"), chart_of(director)
    assert "Tutors twice a week." in held and f"Date Submitted: {today}" in held
    assert (
        held[0] == "Local Perkins Improvement Plan Chart" and f"Version: In force, version 2, accepted {today}" in held
    )
    assert "A summer camp." in draft and "Date Submitted: To be determined" in draft
    assert draft[0] == "Local Perkins Improvement Plan Chart: Draft, not sent to the State"
    assert "Version: Draft of a revision; version 2 is in force" in draft
    shown = text(director.get(PLAN))
    assert "in force (version 2): <a" in shown and "draft: <a" in shown
    assert "A summer camp." not in chart_of(liaison) and "Tutors twice a week." in chart_of(liaison)
    director.post(CHECK, {"note": ""})
    shown = text(liaison.get(reverse("review_plan", args=[plan.pk])))
    assert "in force (version 2): <a" in shown and "version 3 as it was sent: <a" in shown
    assert "A summer camp." in chart_of(liaison)
    assert "Tutors twice a week." in chart_of(liaison, "?version=in-force")


def test_no_chart_is_in_force_before_one_is_accepted(one_owed, client_of):
    director = client_of("cte_director")
    director.post(PLAN, written("female"))
    assert director.get(f"{PLAN}chart.docx?version=in-force").status_code == 404
    assert "Version: Draft" in chart_of(director) and "version=in-force" not in text(director.get(PLAN))


def test_an_administrator_waives_with_a_reason_even_what_nobody_began(one_owed, client_of):
    administrator = client_of("administrator")
    assert "Waive" in text(administrator.get(TASKS)) and ">Waive<" not in text(client_of("cte_director").get(TASKS))
    url = f"{PLAN}waive/"
    for role in ("liaison", "cte_director"):
        assert client_of(role).post(url, {"note": "No."}).status_code == 403
    assert administrator.post(url, {"note": " "}).status_code == 422 and not Document.objects.exists()
    assert administrator.post(url, {"note": "The program closed."}).url == PLAN
    assert plan_of().status == "waived"
    shown = text(client_of("cte_director").get(PLAN))
    assert "The program closed." in shown and "<textarea" not in shown
    assert "1 of 1 chart sent, 1 of 1 accepted or waived" in text(client_of("cte_director").get(TASKS)).lower()
    assert administrator.post(url, {"note": "Again."}).status_code == 409


def test_what_is_owed_follows_the_figures(one_owed, client_of):
    plan = send(client_of)
    figures(2017, version=2, i2S1_female=BELOW, i2S1_hispanic_or_latino=BELOW)
    tick(client_of, plan)
    answer = client_of("liaison").post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""})
    assert answer.status_code == 409 and "Hispanic or Latino: Name the staff or agencies" in text(answer)
    figures(2017, version=3, i2S1_hispanic_or_latino=BELOW)
    client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": "The figures changed."})
    shown = text(client_of("cte_director").get(PLAN))
    assert "the figures in force ask for no plan" in shown and "Tutors twice a week." in shown


def test_a_plan_on_file_elsewhere_may_be_revised_here(organizations, client_of):
    figures(2017, i2S1_female=ON_FILE)
    director = client_of("cte_director")
    assert "A plan is on file; a revision is encouraged." in text(director.get(TASKS))
    director.post(PLAN, written("female"))
    assert director.post(CHECK, {"note": ""}).status_code == 302 and plan_of().status == "in_review"


def test_a_result_that_needs_a_plan_leads_to_it(one_owed, client_of):
    shown = text(client_of("cte_director").get("/d/00010000/2017/indicators/2S1/female/"))
    assert f'href="{PLAN}">Open the improvement plan' in shown
    assert PLAN not in text(client_of("cte_director").get("/d/00010000/2017/indicators/2S1/male/"))


def test_comments_pass_between_the_sides(one_owed, client_of):
    plan = send(client_of)
    liaison, director = client_of("liaison"), client_of("cte_director")
    url = reverse("review_plan_comment", args=[plan.pk])
    assert liaison.post(url, {"text": "Which staff?", "remark": "comment"}).status_code == 302
    liaison.post(url, {"text": "Thin.", "remark": "state"})
    shown = text(director.get(PLAN))
    assert "Which staff?" in shown and "Thin." not in shown
    assert director.post(f"{PLAN}comment/", {"text": "M. Silva."}).status_code == 302
    shown = text(liaison.get(reverse("review_plan", args=[plan.pk])))
    assert "M. Silva." in shown and "Thin." in shown
    assert "Sent" in text(liaison.get(reverse("review_plan_history", args=[plan.pk])))


def test_the_year_s_home_says_what_waits(one_owed, client_of):
    director = client_of("cte_director")
    shown = text(director.get("/d/00010000/2017/"))
    assert "Write and send 1 improvement plan of 2017-18" in shown and "Improvement plans of 2017-18" in shown
    plan = send(client_of)
    shown = text(director.get("/d/00010000/2017/"))
    assert "Write and send" not in shown and str(plan) in shown
    client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": "More."})
    assert "Change the improvement plan 2S1 of 2017-18: it was returned" in text(director.get("/d/00010000/2017/"))


def test_evidence_goes_with_a_plan_and_comes_back_with_the_version_in_force(one_owed, client_of, own_home):
    director, liaison = client_of("cte_director"), client_of("liaison")
    director.post(PLAN, written())
    assert director.post(f"{PLAN}files/", upload()).url == f"{PLAN}files/"
    plan = send(client_of)
    one = plan.attached.get()
    url = reverse("review_plan_file", args=[plan.pk, one.pk])
    assert url in text(liaison.get(reverse("review_plan", args=[plan.pk]))) and liaison.get(url).status_code == 200
    # the liaison types on the checklist, and adds no file
    assert liaison.post(f"{PLAN}files/", upload()).status_code == 403
    assert director.post(f"{PLAN}files/", upload(b"text", "a.txt")).status_code == 409
    accept(client_of, plan)
    director.post(f"{PLAN}revise/", {"note": ""})
    director.post(f"{PLAN}files/", upload(b"text", "later.txt"))
    director.post(f"{PLAN}files/{one.pk}/take-off/")
    assert [file.name for file in plan.attached] == ["later.txt"]
    assert "later.txt" not in text(liaison.get(reverse("review_plan", args=[plan.pk])))
    director.post(f"{PLAN}give-up-revision/", {"note": ""})
    assert [file.name for file in plan.attached] == ["jobs.pdf"]


def test_while_a_revision_is_written_nothing_is_owed(one_owed, client_of):
    plan = send(client_of)
    accept(client_of, plan)
    client_of("superintendent").post(f"{PLAN}revise/", {"note": ""})
    shown = text(client_of("cte_director").get("/d/00010000/2017/"))
    assert "Write and send" not in shown
    assert "Send or give up the revision of the improvement plan 2S1 of 2017-18" in shown
    assert "1 of 1 accepted" in text(client_of("administrator").get(f"{reverse('progress')}?year=2018"))
