"""The follow-up of an invented state's leavers: lists in the background, answers by form and by worksheet, the file."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from openperkins.portal.audit.models import Event
from openperkins.portal.demo import records as demo
from openperkins.portal.demo.build import _directory as take_directory
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.follow_up import actions as follow_up_actions
from openperkins.portal.submissions.follow_up import drafts, lists
from openperkins.portal.submissions.follow_up.entry import work
from openperkins.portal.submissions.follow_up.lists import Told
from openperkins.portal.submissions.follow_up.tasks import make_lists
from openperkins.portal.submissions.models import FollowUpDraft, FollowUpResponse, FollowUpYear, Submission
from openperkins.portal.submissions.tasks import check_submission
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import STATE

YEAR = SchoolYear(2017)


@pytest.fixture
def state(db, invented_states) -> Path:
    """An invented state whose files the State certified, with the lists of 2016-17 made."""
    folder = invented_states(11)
    take_directory(folder)
    steward = factories.reach_with("data_steward", STATE)
    for sending in demo.statewide(folder, before=2019):
        submission = demo.send(sending, by=steward)
        actions.checked(submission, rows=demo.rows_of(sending), errors=0, warnings=0)
        submission.refresh_from_db()
        actions.certify(submission, by=steward)
    make_lists.call(YEAR.ends)
    return folder


@pytest.fixture
def district(state) -> Organization:
    """The district with the most leavers."""
    rows = FollowUpResponse.objects.filter(school_year=YEAR.ends).order_by("-leavers")
    found = {row.org_code: row for row in rows}
    districts = Organization.objects.filter(kind="district", code__in=found)
    return max(districts, key=lambda one: found[one.code].leavers)


@pytest.fixture
def client(district) -> Client:
    return factories.signed_in(factories.person_with("contributor", district.code))


def url(name: str, district: Organization) -> str:
    return reverse(name, args=[district.code, YEAR.ends])


def posted(page: str, **changed: str) -> dict[str, str]:
    """What a browser posts of the answers page, with some fields changed."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        if name and not name[1].startswith("csrf"):
            value = re.search(r'value="([^"]*)"', tag)
            data[name[1]] = (
                value[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&") if value else ""
            )
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data | changed


def open_place(page: str) -> int:
    """The place of the first leaver without a status on a page."""
    return next(
        int(n) for n in re.findall(r'name="r(\d+)-status"', page) if posted(page)[f"r{n}-status"] in ("", "unknown")
    )


def test_the_overview_counts_as_the_engine_does(state, district):
    row = FollowUpResponse.objects.get(school_year=YEAR.ends, org_code=district.code)
    assert 0 < row.answered < row.leavers
    found = lists.read(YEAR.ends, FollowUpYear.objects.get(pk=YEAR.ends).key, district.code)
    assert len(found) == row.leavers == len({leaver.sasid for leaver in found})
    known = [leaver for leaver in found if leaver.told.status not in ("", "unknown")]
    assert len(known) == row.answered
    for role in ("viewer", "contributor", "cte_director", "superintendent", "negotiator"):
        page = factories.signed_in(factories.person_with(role, district.code)).get(url("follow_up", district))
        text = page.content.decode()
        assert page.status_code == 200 and f"{row.answered} of {row.leavers}" in text and "November 30, 2018" in text
        assert ("Enter answers" in text) == (role in ("contributor", "cte_director"))
        assert not any(leaver.sasid in text for leaver in found)


@pytest.mark.parametrize("name", ["follow_up_answers", "follow_up_send", "follow_up_worksheet"])
def test_leavers_are_for_who_answers_only(state, district, name):
    for role in ("viewer", "superintendent", "negotiator", "access_administrator"):
        assert (
            factories.signed_in(factories.person_with(role, district.code)).get(url(name, district)).status_code == 403
        )
    for role in ("administrator", "data_steward", "support", "liaison"):
        client = factories.signed_in(factories.person_with(role, STATE))
        assert client.get(url(name, district)).status_code in (403, 404)
    other = Organization.objects.filter(kind="district").exclude(pk=district.pk).first()
    stranger = factories.signed_in(factories.person_with("contributor", other.code))
    assert stranger.get(url(name, district)).status_code == 404 and stranger.post(url(name, district)).status_code in (
        404,
        405,
    )
    assert Client().get(url(name, district)).status_code == 302
    assert not Event.objects.filter(verb="follow_up.opened").exists()


def test_answers_are_saved_in_a_file_and_counted(client, district, own_files):
    page = client.get(url("follow_up_answers", district) + "?show=open")
    text = page.content.decode()
    assert text.count("<legend") <= 25 and "no-store" in page.headers["Cache-Control"]
    assert Event.objects.get(verb="follow_up.opened").details == {"what": "page"}
    place = open_place(text)
    data = posted(
        text, **{f"r{place}-status": "military", f"r{place}-responded_on": "2018-03-05", f"r{place}-note": "wrote"}
    )
    answer = client.post(url("follow_up_answers", district) + "?show=open", data | {"then": "overview"})
    assert answer.url == url("follow_up", district)
    draft = FollowUpDraft.objects.get()
    (told,) = drafts.read(draft).values()
    assert told.told == Told("military", "2018-03-05", "", "wrote") and (draft.answered, draft.version) == (1, 1)
    assert len(list((own_files / "follow_up" / "drafts").iterdir())) == 1
    assert "1 answer typed in" in client.get(answer.url).content.decode()
    again = client.post(url("follow_up_answers", district) + "?show=open", data)  # pressed twice: nothing more happens
    assert again.status_code == 302 and FollowUpDraft.objects.get().version == 1


def test_what_cannot_be_stored_is_said_at_its_field_and_the_text_stays(client, district):
    text = client.get(url("follow_up_answers", district)).content.decode()
    bad = {
        "r0-status": "astronaut",
        "r1-responded_on": "2999-01-01",
        "r2-note": "a\u2028b",
        "r0-institution": "typed text",
    }
    answer = client.post(url("follow_up_answers", district), posted(text, **bad))
    page = answer.content.decode()
    assert answer.status_code == 422 and "<title>Error:" in page and "cannot be in the future" in page
    assert (
        'href="#id_r0-status"' in page
        and "typed text" in page
        and "One plain line" in page.replace("one plain", "One plain")
    )
    assert not FollowUpDraft.objects.exists()


def test_a_page_that_was_tampered_with_changes_nothing(client, district):
    text = client.get(url("follow_up_answers", district)).content.decode()
    data = posted(text, **{"r0-sasid": "9999999999", "r0-status": "military", "r0-note": "x"})
    assert client.post(url("follow_up_answers", district), data).status_code == 302
    assert not FollowUpDraft.objects.exists()
    for broken in ("[", '["a"]', "[1,2,3,4]", "null"):
        assert client.post(url("follow_up_answers", district), data | {"r0-was": broken}).status_code == 422


def test_two_at_once_lose_nothing(client, district):
    other = factories.signed_in(factories.person_with("cte_director", district.code))
    text = client.get(url("follow_up_answers", district)).content.decode()
    here = url("follow_up_answers", district)
    other.post(here, posted(text, **{"r0-status": "apprenticeship", "r0-note": "hers", "r1-note": "hers too"}))
    answer = client.post(here, posted(text, **{"r0-status": "military", "r0-note": "his", "r2-note": "his too"}))
    page = answer.content.decode()
    assert answer.status_code == 409 and "hers" in page and "his" in page and "Cte Director" in page
    notes = sorted(one.told.note for one in drafts.read(FollowUpDraft.objects.get()).values())
    assert notes == ["hers", "hers too", "his too"]  # what nobody disputes is kept
    kept = posted(page)
    assert client.post(here, kept | {"r0-keep": "theirs"}).status_code == 302
    assert sorted(one.told.note for one in drafts.read(FollowUpDraft.objects.get()).values()) == notes
    assert client.post(here, kept | {"r0-keep": "mine"}).status_code == 302
    told = {one.told.note: one.told.status for one in drafts.read(FollowUpDraft.objects.get()).values()}
    assert told["his"] == "military" and "hers" not in told


def test_the_worksheet_goes_out_filled_with_what_is_known(client, district):
    text = client.get(url("follow_up_answers", district)).content.decode()
    client.post(
        url("follow_up_answers", district), posted(text, **{"r0-status": "military", "r0-responded_on": "2018-03-05"})
    )
    answer = client.get(url("follow_up_worksheet", district))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["sasid", "status", "responded_on"]
    assert any(row[1:3] == ["military", "03/05/2018"] for row in rows)
    assert len(rows) - 1 == FollowUpResponse.objects.get(school_year=YEAR.ends, org_code=district.code).leavers
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(verb="follow_up.opened", details={"what": "worksheet"}).count() == 1


def test_answers_become_a_file_that_is_checked_certified_and_counted(client, district, state):
    before = FollowUpResponse.objects.get(school_year=YEAR.ends, org_code=district.code)
    text = client.get(url("follow_up_answers", district) + "?show=open").content.decode()
    place = open_place(text)
    client.post(
        url("follow_up_answers", district),
        posted(text, **{f"r{place}-status": "employed_related", f"r{place}-responded_on": "2018-03-05"}),
    )
    assert "1 answer differs" in client.get(url("follow_up_send", district)).content.decode()
    answer = client.post(url("follow_up_send", district))
    submission = Submission.objects.get(organization=district)
    assert answer.url == reverse("submission", args=[district.code, submission.pk])
    assert client.post(url("follow_up_send", district)).url == answer.url  # the same answers are the same file
    check_submission.call(submission.pk)
    submission.refresh_from_db()
    assert (submission.status, submission.rows) == ("ready", before.leavers), submission.errors
    actions.certify(submission, by=factories.reach_with("cte_director", district.code))
    assert FollowUpYear.objects.get(pk=YEAR.ends).stale
    make_lists.call(YEAR.ends)
    after = FollowUpResponse.objects.get(school_year=YEAR.ends, org_code=district.code)
    assert (after.leavers, after.answered) == (before.leavers, before.answered + 1)
    assert work(district, YEAR).unsent == 0
    assert submission.file_name in client.get(url("follow_up", district)).content.decode()


def test_lists_are_made_anew_only_when_records_change(state):
    years = FollowUpYear.objects.filter(stale=False)
    assert list(years.values_list("pk", flat=True)) == [YEAR.ends]
    key = years.get().key
    make_lists.call(YEAR.ends)
    assert FollowUpYear.objects.get(pk=YEAR.ends).key == key
    assert Event.objects.filter(verb="follow_up.listed").count() == 1


def test_lists_that_cannot_be_made_say_why(organizations, client_of, django_capture_on_commit_callbacks):
    assert (
        "Cannot start yet"
        in client_of("cte_director").get(reverse("follow_up", args=[factories.DISTRICT, 2017])).content.decode()
    )
    FollowUpYear.objects.create(school_year=2017)
    make_lists.call(2017)
    row = FollowUpYear.objects.get(pk=2017)
    assert not row.stale and "do not allow it yet" in row.failure
    assert (
        row.failure in client_of("viewer").get(reverse("follow_up", args=[factories.DISTRICT, 2017])).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        follow_up_actions.refresh(FollowUpYear.objects.all())
        follow_up_actions.refresh(FollowUpYear.objects.all())
    assert FollowUpYear.objects.get(pk=2017).stale and DBTaskResult.objects.count() == 1


def test_no_answer_is_in_the_database(client, district):
    from tests.portal.submissions.test_canary import dump

    text = client.get(url("follow_up_answers", district)).content.decode()
    sasid = posted(text)["r0-sasid"]
    client.post(
        url("follow_up_answers", district), posted(text, **{"r0-note": "Canary of a note", "r0-status": "military"})
    )
    assert "Canary of a note" in next(iter(drafts.folder().iterdir())).read_text()
    stored = dump()
    assert "Canary of a note" not in stored and sasid not in stored
