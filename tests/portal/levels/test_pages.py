"""Pages of a negotiation, as people click through them: write, conflict, check, send, answer, chart, history."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from django.urls import reverse

from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Answer, Document
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.notices.models import Notice
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE

PROPOSE, CHECK = "/d/00010000/2018/levels/propose/", "/d/00010000/2018/levels/check/"


@pytest.fixture
def district(published) -> Organization:
    factories.state_levels(2018)
    return Organization.objects.get(pk=DISTRICT)


def text(answer) -> str:
    return unescape(answer.content.decode())


def typed(**said: str) -> dict[str, str]:
    """`i1S1_level="85"` as the page sends it, from nothing."""
    return {f"q.{name[1:4]}.{name[5:]}": value for name, value in said.items()}


def sent(client_of) -> Document:
    client_of("cte_director").post(PROPOSE, {"then": "adopt"})
    assert client_of("superintendent").post(CHECK, {"note": "As the State's."}).status_code == 302
    return Document.objects.get(kind="levels", organization=DISTRICT)


def test_from_nothing_to_agreed_levels_and_their_chart(district, client_of):
    director, superintendent, liaison = map(client_of, ("cte_director", "superintendent", "liaison"))
    assert "Nothing is saved yet" in text(director.get(PROPOSE))
    answer = director.post(PROPOSE, {"then": "adopt"})
    assert answer.status_code == 302 and answer.url == PROPOSE
    own = {"was.1S1.choice": "adopt", "q.1S1.choice": "propose", "q.1S1.level": "85", "q.1S1.reasons": "New shop."}
    assert director.post(PROPOSE, {**own, "then": "check"}).url == CHECK
    shown = text(superintendent.get(CHECK))
    assert "Told by mail: Liaison 00000000, Cte Director 00010000" in shown and "“" not in shown
    assert superintendent.post(CHECK, {"note": ""}).status_code == 302
    document = Document.objects.get()
    review = reverse("review_levels", args=[document.pk])
    assert review in text(liaison.get("/s/queue/"))
    shown = text(liaison.get(review))
    assert "The district proposes 85%." in shown and "New shop." in shown
    # Alderbrook, D'Orsay Falls and the consortium have 25 students each; the other two are at the State's 90
    assert "If agreed, the State's weighted level is 88.33% against 90% (3 districts, 75 students)." in shown
    assert liaison.post(reverse("agree_levels", args=[document.pk]), {"note": ""}).url == review
    assert AgreedLevel.objects.filter(organization=district).count() == len(INDICATORS)
    for form in ("docx", "pdf"):  # both sides come to the chart by a link, and by the notice that says so
        assert f'href="/d/00010000/2018/levels/chart.{form}"' in text(liaison.get(review))
        assert liaison.get(f"/d/00010000/2018/levels/chart.{form}").status_code == 200
    assert "negotiation chart (Appendix C)" in Notice.objects.filter(kind="document.agree").latest("pk").body
    shown = text(director.get(PROPOSE))
    assert "These levels are final" in shown and "<textarea" not in shown
    chart = director.get("/d/00010000/2018/levels/chart.docx")
    table = docx.Document(io.BytesIO(chart.content)).tables[-1]
    row = [cell.text for cell in table.rows[1].cells]
    assert row[1:4] == ["90%", "85%", "85%"] and "To be determined" not in row
    assert director.get("/d/00010000/2018/levels/chart.pdf").content.startswith(b"%PDF")
    assert director.get("/d/00010000/2018/levels/chart.odt").status_code == 404


def test_two_people_at_one_answer_lose_nothing(district, client_of):
    director, negotiator = client_of("cte_director"), client_of("negotiator")
    director.post(PROPOSE, {**typed(i1S1_reasons="Tutors twice a week."), "then": "save"})
    mine = {"was.1S1.reasons": "", "q.1S1.reasons": "Tutors daily.", "q.1S1.choice": "adopt", "then": "save"}
    answer = negotiator.post(PROPOSE, mine)
    shown = text(answer)
    assert answer.status_code == 409
    assert "Tutors twice a week." in shown and "Tutors daily." in shown and "Cte Director 00010000" in shown
    stored = dict(Answer.objects.values_list("question", "text"))
    assert stored == {"1S1.reasons": "Tutors twice a week.", "1S1.choice": "adopt"}
    said = {"was.1S1.reasons": "Tutors twice a week.", "q.1S1.reasons": "Tutors daily.", "keep.1S1.reasons": "both"}
    said |= {"both.1S1.reasons": "Tutors twice a week, then daily."}
    assert negotiator.post(PROPOSE, said).status_code == 302
    assert Answer.objects.get(question="1S1.reasons").text == "Tutors twice a week, then daily."
    said |= {"keep.1S1.reasons": "theirs", "q.1S1.reasons": "Something else"}
    assert director.post(PROPOSE, said).status_code == 302
    assert Answer.objects.get(question="1S1.reasons").text == "Tutors twice a week, then daily."


def test_a_page_that_saves_itself_is_no_conflict_with_itself(district, client_of):
    director = client_of("cte_director")
    first = {"tab": "a" * 32, "was.1S1.reasons": "", "q.1S1.reasons": " Tutors\r\nand "}
    told = director.post(PROPOSE, first, headers={"X-Autosave": "1"})
    assert told.status_code == 200 and told.json()["saved"] == {"1S1.reasons": "Tutors\nand"}
    # the button is pressed while the page does not know yet that it saved itself
    assert director.post(PROPOSE, {**first, "q.1S1.reasons": "Tutors and more"}).status_code == 302
    other_tab = {**first, "tab": "b" * 32, "q.1S1.reasons": "From another tab"}
    told = director.post(PROPOSE, other_tab, headers={"X-Autosave": "1"})
    assert told.status_code == 409 and told.json()["saved"] == {}
    assert Answer.objects.get(question="1S1.reasons").text == "Tutors and more"


def test_what_was_typed_comes_back_when_the_levels_were_sent_meanwhile(district, client_of):
    document = sent(client_of)
    answer = client_of("cte_director").post(PROPOSE, typed(i1S1_reasons="Half a page of reasons."))
    shown = text(answer)
    assert answer.status_code == 409 and "Half a page of reasons." in shown
    assert "It is “Sent”, so it is not your turn to write in it." in shown
    assert not document.typed.filter(question="1S1.reasons").exists()


@pytest.mark.parametrize("bad", ["x" * 20_001, "a\x00b"])
def test_an_answer_that_cannot_be_kept_is_said_so(district, client_of, bad):
    answer = client_of("cte_director").post(PROPOSE, typed(i1S1_reasons=bad, i1S2_reasons="Kept in sight."))
    assert answer.status_code == 422 and "Kept in sight." in text(answer)
    assert not Answer.objects.exists()


def test_an_offer_goes_there_and_is_accepted(district, client_of):
    document, liaison = sent(client_of), client_of("liaison")
    review = reverse("review_levels", args=[document.pk])
    offer = {"q.1S1.countered": "92", "q.1S1.answer": "You reached 93 twice."}
    assert liaison.post(review, offer).url == review
    assert "The State offers" not in text(client_of("superintendent").get(PROPOSE))
    assert liaison.post(reverse("counter_levels", args=[document.pk]), {"note": "One is open."}).status_code == 302
    shown = text(client_of("superintendent").get(PROPOSE))
    assert "The State offers 92%." in shown and "You reached 93 twice." in shown and "One is open." in shown
    assert client_of("negotiator").post("/d/00010000/2018/levels/accept/", {"note": ""}).status_code == 302
    assert AgreedLevel.objects.get(indicator="1S1").level == "92"
    shown = text(client_of("viewer").get("/d/00010000/2018/levels/history/?a=1&b=2"))
    assert "Offered other levels" in shown and "Accepted the State's offer" in shown and "<ins>" in shown


def test_a_return_says_why(district, client_of):
    document, liaison = sent(client_of), client_of("liaison")
    url = reverse("return_levels", args=[document.pk])
    assert liaison.post(url, {"note": " "}).status_code == 422
    assert liaison.post(url, {"note": "Say more about 2S1."}).status_code == 302
    shown = text(client_of("cte_director").get(PROPOSE))
    assert "Say more about 2S1." in shown and "Returned: changes needed" in shown


def test_a_comment_for_the_state_alone_stays_there(district, client_of):
    document, liaison = sent(client_of), client_of("liaison")
    url = reverse("review_levels_comment", args=[document.pk])
    liaison.post(url, {"text": "They ask every year.", "remark": "state"})
    liaison.post(url, {"text": "Which tutors?", "remark": "comment"})
    director = client_of("cte_director")
    for page in (PROPOSE, "/d/00010000/2018/levels/history/", "/d/00010000/2018/levels/comment/"):
        shown = text(director.get(page))
        assert "Which tutors?" in shown and "every year" not in shown
    assert "every year" in text(liaison.get(reverse("review_levels", args=[document.pk])))
    director.post("/d/00010000/2018/levels/comment/", {"text": "Those of the shop.", "remark": "state"})
    assert document.comments.get(text="Those of the shop.").state_only is False
    assert client_of("viewer").post("/d/00010000/2018/levels/comment/", {"text": "x"}).status_code == 422


def test_a_draft_is_the_districts_own(district, client_of):
    client_of("cte_director").post(PROPOSE, {"then": "adopt"})
    document = Document.objects.get()
    assert client_of("liaison").get(reverse("review_levels", args=[document.pk])).status_code == 404
    assert reverse("review_levels", args=[document.pk]) not in text(client_of("liaison").get("/s/queue/"))


def test_nobody_elses_document_is_reached(district, client_of):
    document = sent(client_of)
    other = client_of("superintendent", OTHER)
    for url in (PROPOSE, CHECK, "/d/00010000/2018/levels/history/", "/d/00010000/2018/levels/chart.docx"):
        assert other.get(url).status_code == 404
    assert other.get(reverse("review_levels", args=[document.pk])).status_code == 403
    document.organization = Organization.objects.get(pk=OTHER)
    document.save()
    assert client_of("liaison").get(reverse("review_levels", args=[document.pk])).status_code == 404
    assert client_of("liaison").post(reverse("agree_levels", args=[document.pk])).status_code == 404


def test_a_member_is_led_to_its_consortium(district, client_of):
    shown = text(client_of("cte_director", MEMBER).get(f"/d/{MEMBER}/2018/levels/propose/"))
    assert "Northern Consortium, whose levels hold for it" in shown and "<textarea" not in shown
    assert "Adopt every State level" in text(
        client_of("cte_director", CONSORTIUM).get(f"/d/{CONSORTIUM}/2018/levels/propose/")
    )


def test_before_the_state_has_set_its_levels_the_page_waits(published, client_of):
    assert "has not set its levels of 2017-18 yet" in text(client_of("cte_director").get(PROPOSE))
    home = text(client_of("cte_director").get("/d/00010000/2017/"))
    assert PROPOSE not in home
    factories.state_levels(2018)
    assert "Adopt or propose levels of 2017-18" in text(client_of("cte_director").get("/d/00010000/2017/"))


def test_the_page_asks_the_database_little_whatever_is_agreed(district, client_of, django_assert_max_num_queries):
    client_of("cte_director").post(PROPOSE, {"then": "adopt"})
    client = client_of("cte_director")
    with django_assert_max_num_queries(31):
        client.get(PROPOSE)


def test_the_state_reads_what_was_sent_and_not_what_is_being_written(district, client_of):
    document, liaison = sent(client_of), client_of("liaison")
    liaison.post(reverse("return_levels", args=[document.pk]), {"note": "Say more."})
    own = {"was.1S1.choice": "adopt", "q.1S1.choice": "propose", "q.1S1.level": "85", "q.1S1.reasons": "Half a thought"}
    client_of("cte_director").post(PROPOSE, own)
    assert ">85<" not in text(liaison.get(reverse("agree_levels", args=[document.pk])))
    assert ">85<" in text(client_of("superintendent").get(CHECK))
    shown = text(liaison.get(reverse("review_levels", args=[document.pk])))
    assert "Half a thought" not in shown and "The State level is adopted, 90%." in shown


def test_a_document_is_given_to_a_colleague_who_is_told_once(district, client_of):
    document, administrator = sent(client_of), client_of("administrator")
    client_of("liaison")  # who serves the district: else it would wait for the administrators
    colleague = factories.person_with("administrator", STATE)
    url = reverse("assign_review", args=[document.pk])
    assert "Mine (0)" in text(administrator.get("/s/queue/"))
    assert client_of("liaison").post(url, {"reviewer": colleague.pk}).status_code == 302
    assert "Mine (1)" in text(administrator.get("/s/queue/"))
    told = Notice.objects.get(kind="document.assigned")
    assert told.person == colleague and told.link == reverse("review_levels", args=[document.pk])
    stranger = factories.person_with("support", STATE)
    assert client_of("liaison").post(url, {"reviewer": stranger.pk}).status_code == 422
    assert client_of("liaison").post(url, {"reviewer": ""}).status_code == 302
    assert "Mine (0)" in text(administrator.get("/s/queue/"))
    assert client_of("data_steward").get(url).status_code == 403


def test_a_draft_is_read_by_nobody_of_the_state_on_the_districts_pages(district, client_of):
    own = {"q.1S1.choice": "propose", "q.1S1.level": "83.25", "q.1S1.reasons": "Half a thought"}
    client_of("cte_director").post(PROPOSE, own)
    assert "83.25" in text(client_of("viewer").get(PROPOSE))
    for role in ("liaison", "administrator", "data_steward", "support"):
        assert "83.25" not in text(client_of(role).get(PROPOSE))
        chart = docx.Document(io.BytesIO(client_of(role).get("/d/00010000/2018/levels/chart.docx").content))
        assert "83.25" not in " ".join(cell.text for row in chart.tables[-1].rows for cell in row.cells)


def test_of_two_choices_one_is_kept_in_words_and_none_made_of_both(district, client_of):
    director, negotiator = client_of("cte_director"), client_of("negotiator")
    director.post(PROPOSE, {"q.1S1.choice": "propose", "then": "save"})
    answer = negotiator.post(PROPOSE, {"was.1S1.choice": "", "q.1S1.choice": "adopt", "then": "save"})
    shown = text(answer)
    assert answer.status_code == 409
    assert "<td>adopt the State level</td>" in shown and "<td>propose a different level</td>" in shown
    assert 'name="both.1S1.choice"' not in shown and 'value="theirs"' in shown
    said = {"was.1S1.choice": "propose", "q.1S1.choice": "adopt", "keep.1S1.choice": "both"}
    answer = negotiator.post(PROPOSE, {**said, "both.1S1.choice": "propose\nadopt"})
    assert answer.status_code == 422 and "Adopt the State level or propose another." in text(answer)
    assert dict(Answer.objects.values_list("question", "text")) == {"1S1.choice": "propose"}


def test_the_chart_says_what_was_never_sent(district, client_of):
    director, liaison, superintendent = (client_of(role) for role in ("cte_director", "liaison", "superintendent"))

    def printed(client) -> str:
        made = docx.Document(io.BytesIO(client.get("/d/00010000/2018/levels/chart.docx").content))
        return "\n".join(paragraph.text for paragraph in made.paragraphs)

    director.post(PROPOSE, {"q.1S1.choice": "propose", "q.1S1.level": "85", "q.1S1.reasons": "New shop."})
    assert "Draft, not sent to the State" in printed(director) and "Status: Draft" in printed(director)
    assert "not sent" not in printed(liaison)
    document = sent(client_of)
    assert "not sent" not in printed(director) and "Status: Sent" in printed(director)
    review = reverse("review_levels", args=[document.pk])
    liaison.post(review, {"q.1S1.answer": "Too low.", "q.1S1.countered": "88"})
    assert liaison.post(reverse("counter_levels", args=[document.pk]), {"note": ""}).status_code == 302
    assert "not sent" not in printed(director) and "Status: State countered" in printed(director)
    assert director.post(PROPOSE, {"was.1S1.level": "85", "q.1S1.level": "87"}).status_code == 302
    assert "Draft, not sent to the State" in printed(director) and "not sent" not in printed(liaison)
    superintendent.post(CHECK, {"note": ""})
    assert "not sent" not in printed(director)


def test_what_the_state_has_typed_and_not_sent_is_in_no_version(district, client_of):
    document, liaison = sent(client_of), client_of("liaison")
    review = reverse("review_levels", args=[document.pk])
    liaison.post(review, {"q.1S1.answer": "They always ask.", "q.1S1.countered": "92"})
    client_of("superintendent").post("/d/00010000/2018/levels/take-back/", {"note": ""})
    client_of("superintendent").post(CHECK, {"note": ""})
    assert document.revisions.count() == 2
    assert "always ask" not in text(client_of("cte_director").get("/d/00010000/2018/levels/history/"))
    assert "always ask" in text(liaison.get(review))  # the State's own words are still there
    liaison.post(review, {"was.1S1.countered": "92", "q.1S1.countered": ""})
    answer = liaison.post(reverse("agree_levels", args=[document.pk]), {"note": ""})
    assert answer.status_code == 409 and "send it, or clear it" in text(answer)


@pytest.mark.parametrize(
    "question", ["9S9.level", "1S1.other", "1S1.countered", "x", "\ud800".encode("utf-8", "replace").decode()]
)
def test_a_question_that_is_none_is_refused_with_a_page(district, client_of, question):
    answer = client_of("cte_director").post(PROPOSE, {f"q.{question}": "1", "q.1S1.reasons": "Kept in sight."})
    assert answer.status_code == 409 and "Kept in sight." in text(answer) and not Answer.objects.exists()


def test_enter_in_a_box_of_a_level_saves_what_was_typed_and_adopts_nothing(district, client_of):
    # a browser presses the first button of the form for whoever presses Enter in a line
    form = text(client_of("cte_director").get(PROPOSE)).partition("data-autosave")[2]
    pressed = re.search(r'<button[^>]* name="then" value="(\w+)"', form)[1]
    own = typed(i1S1_choice="propose", i1S1_level="85", i1S1_reasons="New shop.")
    client_of("cte_director").post(PROPOSE, own | {"then": pressed})
    stored = Document.objects.get().typed
    assert stored.get(question="1S1.choice").text == "propose" and stored.get(question="1S1.level").text == "85"
    assert not stored.filter(text="adopt").exists()
