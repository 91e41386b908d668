"""A request as people click through it: write, read jobs in, attach, send, decide, letter, history."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
import xlsxwriter
from django.urls import reverse
from django.utils import timezone

from openperkins.deadlines.moments import date_in_words
from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER
from tests.portal.level_revisions.steps import (
    CHECK,
    FILES,
    JOBS,
    KEPT,
    URL,
    agreed,
    begun,
    in_status,
    page_of,
    request_of_2018,
    text,
    typed,
    upload,
)

pytestmark = pytest.mark.usefixtures("own_home")
LEVELS, HEAT_MAP = "/d/00010000/2018/levels/", "/d/00010000/2018/indicators/"


@pytest.fixture
def district(published) -> None:
    agreed()


def test_from_nothing_to_another_level_and_its_letter(district, client_of):
    director, superintendent, administrator = map(client_of, ("cte_director", "superintendent", "administrator"))
    liaison = client_of("liaison")
    assert "Nothing is saved yet" in text(director.get(URL)) and URL in text(director.get(LEVELS))
    assert director.post(URL, typed() | {"then": "files"}).url == FILES
    shown = text(director.get(URL))
    assert (
        "the rule for asking for another level is met" in shown
        and "Jobs of Northern region against September 2017" in shown
    )
    assert "10.00" in shown and "The rule is met." in shown
    assert "Files: Add the workforce board's documentation" in shown
    assert "From 90% to 85%, the line from 81% to 76.5%. On the figures of 2016-17" in shown
    assert "the superintendent sends it; nobody else can" in shown
    assert director.post(FILES, upload()).url == FILES
    assert "What is missing" not in text(director.get(URL))
    assert director.post(CHECK, {"note": ""}).status_code == 403
    assert "Told by mail: Administrator 00000000" in text(superintendent.get(CHECK))
    assert "/d/00010000/2018/sent/" in superintendent.post(CHECK, {"note": ""}).url
    document = request_of_2018()
    review = document.about.review_url(document)
    assert "Decision due" in text(superintendent.get(URL))
    queue = text(administrator.get("/s/queue/"))
    assert review in queue and "Sent. Decision due in 10 business days" in queue and "the Administrator" in queue
    assert review in text(administrator.get("/")) and "Decision due in 10 business days" in text(administrator.get("/"))
    shown = text(liaison.get(review))
    assert "The Administrator decides." in shown and "jobs.pdf" in shown
    assert page_of("grant", document) not in shown and page_of("grant", document) in text(administrator.get(review))
    shown = text(administrator.get(page_of("grant", document)))
    assert "Why it is granted" in shown and "From 90% to 85%" in shown
    assert administrator.post(page_of("grant", document), {"note": ""}).status_code == 422
    answer = administrator.post(page_of("grant", document), {"note": "The board's table shows it."})
    assert answer.url == review
    shown = text(superintendent.get(URL))
    assert "Granted on" in shown and "The board's table shows it." in shown and "85% since" in shown
    assert "revised after a loss of jobs" in shown
    assert "was revised to <strong>85%</strong>" in text(director.get(LEVELS))
    assert "Levels of districts that were revised" in text(administrator.get("/s/levels/"))
    letter = docx.Document(io.BytesIO(director.get(f"{URL}letter.docx").content))
    said = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "Granted on" in said and "The board's table shows it." in said
    assert "To: Superintendent" in said and "From: Administrator" in said
    on = date_in_words(timezone.localdate())
    assert f"The 5S1 level of 2017-18 is 85% from {on} instead of 90%." in said
    assert "Agreed level: 90%" in said and "Level asked for: 85%" in said and "jobs.pdf (SHA-256 " in said
    assert [cell.text for cell in letter.tables[0].rows[2].cells] == ["October 2017", "950", "5.00", "enough"]
    assert director.get(f"{URL}letter.pdf").content.startswith(b"%PDF")
    assert director.get(f"{URL}letter.odt").status_code == 404
    assert "Granted" in text(director.get(f"{URL}history/"))


def test_a_letter_before_and_without_a_grant(district, client_of):
    def said():
        content = client_of("cte_director").get(f"{URL}letter.docx").content
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)

    document = in_status("sent")
    assert "To: Administrator, " in said() and "From: Superintendent" in said() and "Not decided yet" in said()
    client_of("administrator").post(page_of("deny", document), {"note": "The table is of another region."})
    assert "To: Superintendent" in said() and "The 5S1 level of 2017-18 stays 90%." in said()


def test_published_figures_say_by_which_level_they_were_judged(district, client_of, monkeypatch):
    factories.publish(2018)
    document = in_status("granted")
    director, administrator = client_of("cte_director"), client_of("administrator")
    said = "The published figures of 2017-18 were judged by the earlier level, 90%, and have to be composed again."
    in_short = "5S1: the published figures of 2017-18 were judged by an earlier level and have to be composed again."
    assert in_short in text(director.get(HEAT_MAP))
    for url in (LEVELS, URL):
        assert said in text(director.get(url)), url
    assert said in text(administrator.get(document.about.review_url(document)))
    assert said not in text(director.get("/d/00010000/2017/indicators/"))
    # a later publication is judged by the new level
    before = factories.cells
    monkeypatch.setattr(factories, "cells", lambda **changed: before(**changed).replace('"90"', '"85"'))
    factories.publish(2018, version=2)
    for url in (HEAT_MAP, LEVELS, URL):
        assert "have to be composed again" not in text(director.get(url)), url


def test_before_a_level_is_agreed_nothing_can_be_asked(published, client_of):
    director = client_of("cte_director")
    assert "No 5S1 level of 2017-18 is agreed yet" in text(director.get(URL))
    assert URL not in text(director.get(LEVELS))
    answer = director.post(URL, typed())
    assert answer.status_code == 409 and "No 5S1 level of 2017-18 is agreed yet" in text(answer)
    assert not Document.objects.filter(kind="level_revision").exists()


def test_who_may_not(district, client_of):
    assert client_of("superintendent", OTHER).get(URL).status_code == 404
    assert client_of("superintendent", OTHER).post(URL, typed()).status_code == 404
    assert client_of("contributor").get(URL).status_code == 403
    assert client_of("viewer").post(URL, typed()).status_code == 403
    assert client_of("data_steward").get(URL).status_code == 403
    assert client_of("negotiator").post(URL, typed()).status_code == 302
    document = request_of_2018()
    review = document.about.review_url(document)
    # a draft is the district's own
    assert client_of("administrator").get(review).status_code == 404
    assert "The mill closed" not in text(client_of("administrator").get(URL))
    assert client_of("administrator").get(f"{URL}letter.pdf").status_code == 404
    client_of("cte_director").post(FILES, upload())
    for role in ("negotiator", "cte_director"):
        assert client_of(role).post(CHECK, {"note": ""}).status_code == 403
    assert client_of("superintendent").post(CHECK, {"note": ""}).status_code == 302
    for step in ("grant", "deny", "return"):
        for role in ("liaison", "data_steward", "support"):
            assert client_of(role).post(page_of(step, document), {"note": "I."}).status_code == 403
    assert client_of("support").get(review).status_code == 200
    assert client_of("data_steward").get(review).status_code == 403


def test_the_state_reads_what_was_sent_while_it_is_written_anew(district, client_of):
    document = in_status("returned")
    director, administrator = client_of("cte_director"), client_of("administrator")
    assert "Because." in text(director.get(URL))
    old = "The mill closed; half of its entry jobs are gone."
    director.post(URL, {"was.reasons": old, "q.reasons": "Secret so far."})
    for url in (document.about.review_url(document), URL):
        shown = text(administrator.get(url))
        assert old in shown and "Secret so far." not in shown


def test_the_liaison_recommends_where_the_district_does_not_see_it(district, client_of):
    document = in_status("sent")
    url = page_of("comment", document)
    liaison = client_of("liaison")
    assert liaison.post(url, {"text": "I recommend to grant it.", "remark": "state"}).status_code == 302
    assert liaison.post(url, {"text": "Thank you, it is complete.", "remark": "comment"}).status_code == 302
    assert "I recommend to grant it." in text(client_of("administrator").get(document.about.review_url(document)))
    shown = text(client_of("superintendent").get(URL))
    assert "I recommend to grant it." not in shown and "Thank you, it is complete." in shown


def test_a_rule_that_is_not_met_is_said_and_can_be_sent(district, client_of):
    begun(region1_jobs=KEPT)
    superintendent = client_of("superintendent")
    assert "the rule for asking for another level is not met" in text(superintendent.get(CHECK))
    assert superintendent.post(CHECK, {"note": ""}).status_code == 302


def test_missing_months_keep_it_from_being_sent(district, client_of):
    begun(region1_jobs="2017-12 900")
    answer = client_of("superintendent").post(CHECK, {"note": ""})
    assert answer.status_code == 409 and "Jobs of September 2017, October 2017, November 2017 are missing" in text(
        answer
    )


def test_jobs_are_read_from_a_file(district, client_of):
    director = client_of("cte_director")
    director.post(URL, typed())
    lines = "region,month,jobs\nNorthern region,2017-09,2000\nNorthern region,2017-10,1800\nCoast,3/2017,7\n"
    assert director.get(JOBS).status_code == 200
    assert director.post(JOBS, upload(lines.encode(), "j.csv")).url == URL
    document = request_of_2018()
    assert document.answers["region1.jobs"] == "2017-09 2000\n2017-10 1800"
    assert (document.answers["region2.name"], document.answers["region2.jobs"]) == ("Coast", "2017-03 7")


def test_jobs_are_read_from_a_workbook_with_dates(district, client_of):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ("region", "month", "jobs"))
        sheet.write(1, 0, "Coast")
        sheet.write_datetime(1, 1, datetime.datetime(2017, 9, 1), day)
        sheet.write(1, 2, 41200)
    director = client_of("cte_director")
    director.post(URL, {"q.level": "85"})
    assert director.post(JOBS, upload(made.getvalue(), "jobs.xlsx")).url == URL
    assert request_of_2018().answers["region1.jobs"] == "2017-09 41200"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("j.pdf", "x", "Files ending in .csv or .xlsx are read."),
        ("j.csv", "region,month\nA,2017-09\n", "jobs"),
        ("j.csv", "region,month,jobs\nA,soon,1\n,2017-09,1\nA,2017-09,many\n", "Row 3: the region is missing."),
        ("j.csv", "region,month,jobs\nA,2017-09,1\nA,2017-09,2\n", "2017-09 of A is there twice."),
        ("j.csv", "region,month,jobs\nA,2017-09,1\nB,2017-09,1\nC,2017-09,1\nD,2017-09,1\n", "names 4 regions"),
        ("j.xlsx", "no workbook", "workbook"),
        ("j.csv", "", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(district, client_of, name, content, said):
    director = client_of("cte_director")
    director.post(URL, typed())
    answer = director.post(JOBS, upload(content.encode(), name))
    assert answer.status_code == 422 and said in text(answer) and "Error:" in text(answer)
    assert "region2.name" not in request_of_2018().answers


def test_what_waits_for_whom_at_home(district, client_of):
    begun()
    home = f"/d/{DISTRICT}/2017/"
    assert "Finish and send the request to revise the 5S1 level of 2017-18" in text(
        client_of("superintendent").get(home)
    )
    assert "the superintendent sends it" in text(client_of("cte_director").get(home))
    client_of("superintendent").post(CHECK, {"note": ""})
    assert "Decision due in 10 business days" in text(client_of("viewer").get(home))


def test_a_request_is_denied_over_open_points_only_when_that_was_said(district, client_of):
    document = in_status("sent")
    administrator, director = client_of("administrator"), client_of("cte_director")
    over = "The request is denied while these points are open."
    assert over not in text(administrator.get(page_of("deny", document)))
    comment = reverse("review_level_revision_comment", args=[document.pk])
    point = {"question": "reasons", "text": "Which mill closed?", "remark": "point"}
    assert administrator.post(comment, point).status_code == 302
    shown = text(administrator.get(page_of("deny", document)))
    assert over in shown and "Which mill closed?" in shown
    assert over not in text(administrator.get(page_of("return", document)))
    assert administrator.post(page_of("deny", document), {"note": "Too few jobs."}).status_code == 302
    for client, url in ((director, URL), (administrator, document.about.review_url(document))):
        shown = text(client.get(url))
        assert "1 point open when it was denied" in shown and "Which mill closed?" in shown
        assert "Nothing has to be answered now, only when" in shown and "1 point to answer" not in shown
    client_of("superintendent").post(f"{URL}revise/", {"note": ""})
    assert "1 point to answer" in text(director.get(URL))
