"""The pages of sent files: who sees them, what they say, and their steps."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.notices.models import Notice
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.models import Submission
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, OTHER, STATE
from tests.portal.submissions import made

READS = (
    "viewer",
    "contributor",
    "cte_director",
    "superintendent",
    "liaison",
    "administrator",
    "data_steward",
    "support",
)
#: pages of one file → the roles of a district it opens for
PAGES = {
    "submission": READS,
    "submission_report": READS,
    "marked_copy": ("contributor", "cte_director", "data_steward"),
    "sent_file": ("contributor", "cte_director", "data_steward"),
    "certify_submission": ("cte_director", "superintendent", "data_steward"),
    "withdraw_submission": ("contributor", "cte_director", "data_steward"),
    "check_submission_again": ("contributor", "cte_director", "data_steward"),
}
ROLES = (*READS, "negotiator", "access_administrator", "system_administrator")


def address(name: str, submission: Submission) -> str:
    return reverse(name, args=[submission.organization_id, submission.pk])


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_page_opens_for_whom_the_table_says(sent, client_of):
    submission = sent(made.sims(planted=made.PLANTED))
    for role in ROLES:
        client = client_of(role)
        for name, opens_for in PAGES.items():
            status = client.get(address(name, submission)).status_code
            # a role of the State without any right in a district does not learn that it is there
            assert (status == 200) == (role in opens_for) and status in (200, 403, 404), (name, role, status)
    for name in PAGES:
        assert Client().get(address(name, submission)).status_code == 302
        assert client_of("cte_director", OTHER).get(address(name, submission)).status_code == 404
        assert client_of("cte_director").get(reverse(name, args=[DISTRICT, 999_999])).status_code == 404


def test_a_file_of_somebody_else_does_not_exist_under_another_address(sent, client_of):
    foreign = sent(org=OTHER, checked=False)
    of_state = sent(b"sasid\n1010000001\n", org=STATE, kind="migrant", season="", checked=False)
    client = client_of("data_steward")
    for name in PAGES:
        for submission in (foreign, of_state):
            assert client.get(reverse(name, args=[DISTRICT, submission.pk])).status_code == 404
            assert client.get(reverse(name, args=[STATE, submission.pk])).status_code == 404
        assert client.get(reverse(f"state_{name}", args=[foreign.pk])).status_code == 404


def test_the_list_says_what_is_expected_and_what_was_sent(sent, client_of):
    ready, wrong = sent(), sent(made.sims(planted=made.PLANTED), season="march")
    for role in READS:
        text = text_of(client_of(role), reverse("submissions", args=[DISTRICT]) + "?year=2018")
        assert "Ready to certify" in text and "Has errors" in text and "Not yet started" in text
        assert address("submission", ready) in text and address("submission", wrong) in text
        assert ("Send files" in text) == (role in ("contributor", "cte_director", "data_steward"))
    assert "Nothing was sent for 2015-16" in text_of(
        client_of("viewer"), reverse("submissions", args=[DISTRICT]) + "?year=2016"
    )
    assert client_of("negotiator").get(reverse("submissions", args=[DISTRICT])).status_code == 403
    assert client_of("viewer").get(reverse("submissions", args=[OTHER])).status_code == 404
    assert client_of("viewer").post(reverse("submissions", args=[DISTRICT])).status_code == 405


def test_the_states_file_counts_for_a_district(sent, client_of):
    of_state = sent(org=STATE)
    actions.certify(of_state, by=factories.reach_with("data_steward", STATE))
    assert "Part of the State" in text_of(client_of("viewer"), reverse("submissions", args=[DISTRICT]) + "?year=2018")
    assert Notice.objects.filter(kind="submission.certified").first().link == reverse(
        "state_submission", args=[of_state.pk]
    )
    page = text_of(client_of("data_steward"), reverse("state_submission", args=[of_state.pk]))
    assert reverse("state_receipt", args=[of_state.pk]) in page
    assert client_of("liaison").get(reverse("state_submission", args=[of_state.pk])).status_code == 403


def test_the_state_sees_in_how_many_districts_a_collection_is_where(sent, client_of):
    certified = sent()
    actions.certify(certified, by=factories.reach_with("cte_director", DISTRICT))
    sent(made.sims(planted=made.PLANTED, org=OTHER), org=OTHER)
    url = reverse("state_submissions") + "?year=2018&collection=sims-october"
    answer = client_of("administrator").get(url)
    (october,) = [one for one in answer.context["progress"] if one.collection.code == "sims-october"]
    assert {state: n for state, _, n in october.counts if n} == {"certified": 1, "errors": 1, "missing": 1}
    assert [row.state for row in answer.context["districts"]] == ["certified", "errors", "missing"]
    missing = client_of("administrator").get(url + "&state=missing")
    assert [row.code for row in missing.context["districts"]] == [factories.MEMBER]
    served = client_of("liaison").get(url)
    assert [row.code for row in served.context["districts"]] == [DISTRICT, factories.MEMBER]
    assert client_of("cte_director").get(reverse("state_submissions")).status_code == 403


def test_lists_ask_no_more_of_the_database_with_more_rows(sent, client_of):
    first = sent(checked=False)
    client, url = client_of("administrator"), reverse("state_submissions") + "?year=2018&collection=sims-october"
    pages = (url, reverse("submissions", args=[DISTRICT]) + "?year=2018")

    def queries() -> list[int]:
        counted = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(page)
            counted.append(len(captured))
        return counted

    queries()
    before = queries()
    for number in range(20):
        code = f"{700 + number:04d}0000"
        factories.Organization.objects.create(code=code, name=f"District {number}", kind="district")
        for org in (code, DISTRICT):
            Submission.objects.create(
                organization_id=org, kind="sims", school_year=2018, season="october", file_name="a.csv",
                suffix=".csv", sha256=f"{number:064d}", bytes=1, status="ready", sent_by=first.sent_by,
            )  # fmt: skip
    assert queries() == before


def test_while_it_is_checked_the_page_asks_again(sent, client_of):
    submission = sent(checked=False)
    client = client_of("viewer")
    text = text_of(client, address("submission", submission))
    assert 'hx-trigger="every 2s"' in text and "X-Background" in text and "Look again" in text
    polled = client.get(address("submission", submission), headers={"HX-Request": "true", "X-Background": "1"})
    assert polled.status_code == 200 and b"<html" not in polled.content and b'hx-trigger="every 2s"' in polled.content
    actions.checked(submission, rows=40, errors=0, warnings=0)
    done = client.get(address("submission", submission), headers={"HX-Request": "true", "X-Background": "1"})
    assert done.headers["HX-Refresh"] == "true"


def test_fourteen_planted_errors_are_all_on_the_page_without_a_value(sent, client_of):
    submission = sent(made.sims(planted=made.PLANTED))
    assert (submission.status, submission.errors) == ("has_errors", 14)
    answer = client_of("viewer").get(address("submission", submission))
    text = answer.content.decode()
    listed = {(one.row, one.element[:6], one.rule) for one in answer.context["page"] if one.severity == "error"}
    assert listed == {(row, element, rule) for row, (element, _, rule) in made.PLANTED.items()}
    table = text[text.index('id="problems-caption"') :]
    for row, (element, value, rule) in made.PLANTED.items():
        assert f'<th scope="row" class="number">{row}</th><td>{element} ' in table and f"<td>{rule} (error)" in table
        assert len(value) < 5 or value not in text
    assert "column L" in table and "10100000" not in text
    report = client_of("viewer").get(address("submission_report", submission))
    assert (
        report.headers["Content-Disposition"].startswith("attachment") and "no-store" in report.headers["Cache-Control"]
    )
    rows = list(csv.DictReader(io.StringIO(b"".join(report.streaming_content).decode("utf-8-sig"))))
    found = {(row["row"], row["element"][:6], row["rule"]) for row in rows if row["severity"] == "error"}
    assert len(found) == 14 and {(str(r), e, i) for r, (e, _, i) in made.PLANTED.items()} == found
    assert not any(value in str(row) for row in rows for _, value, _ in made.PLANTED.values() if len(value) > 4)


def test_a_long_report_has_pages_and_ends_at_a_thousand(sent, client_of):
    submission = sent(made.sims(1_300, DOE012="4", DOE018="1E2", DOE009="F ", DOE010="64"))
    answer = client_of("viewer").get(address("submission", submission), {"page": "2"})
    assert answer.context["page"].paginator.count <= 1_000 and len(answer.content) < 300_000


def test_the_marked_copy_and_the_original_come_back_and_are_noted(sent, client_of):
    content = made.sims(planted=made.PLANTED)
    submission = sent(content, file_name="Oktober “neu”.csv")
    client = client_of("contributor")
    marked, original = client.get(address("marked_copy", submission)), client.get(address("sent_file", submission))
    assert b"".join(original.streaming_content) == content
    assert b"".join(marked.streaming_content)[:2] == b"PK"
    for answer in (marked, original):
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=utf-8''" in original.headers["Content-Disposition"]
    opened = Event.objects.filter(verb="submission.opened").order_by("number").values_list("details", flat=True)
    assert list(opened) == [{"what": "marked copy"}, {"what": "original"}]
    assert "Opened" in text_of(client_of("cte_director"), address("submission", submission))
    assert "Opened" not in text_of(client, address("submission", submission))


def test_certify_says_what_it_replaces_and_ends_with_a_receipt(sent, client_of):
    first = sent()
    actions.certify(first, by=factories.reach_with("superintendent", DISTRICT))
    second = sent(made.sims(30), file_name="october, corrected.csv")
    client = client_of("cte_director")
    asked = text_of(client, address("certify_submission", second))
    assert "october.csv" in asked and "Superintendent" in asked and "Contributor" in asked
    assert address("certify_submission", second) in text_of(client, address("submission", second))
    assert address("certify_submission", second) not in text_of(client_of("contributor"), address("submission", second))
    answer = client.post(address("certify_submission", second))
    assert answer.url == address("receipt", second)
    receipt = text_of(client_of("viewer"), answer.url)
    assert second.sha256 in receipt and "30 rows" in receipt and "Cte Director" in receipt
    first.refresh_from_db()
    assert first.status == "replaced" and Event.objects.filter(verb="submission.replaced").count() == 1
    assert client.get(address("receipt", sent(season="march"))).status_code == 404


def test_a_step_that_is_not_open_says_why(sent, client_of):
    wrong = sent(made.sims(planted=made.PLANTED))
    client = client_of("cte_director")
    assert "The checks found errors" in text_of(client, address("certify_submission", wrong))
    refused = client.post(address("certify_submission", wrong))
    assert refused.status_code == 409 and "The checks found errors" in refused.content.decode()
    page = text_of(client, address("submission", wrong))
    assert "14 errors</strong> to put right before the file can be certified" in page
    assert "?collection=sims-october&amp;year=2018" in page and "Send the corrected file" in page
    viewed = text_of(client_of("viewer"), address("submission", wrong))
    assert "Send the corrected file" not in viewed and "Your roles" not in viewed
    for role in ("viewer", "liaison", "contributor"):
        assert client_of(role).post(address("certify_submission", wrong)).status_code == 403


def test_a_collection_is_certified_by_the_state_or_by_districts(sent, client_of):
    of_state, own = sent(org=STATE), sent()
    steward, director = factories.reach_with("data_steward", STATE), factories.reach_with("cte_director", DISTRICT)
    actions.certify(own, by=director)
    with pytest.raises(Refused, match="1 district has certified"):
        actions.certify(of_state, by=steward)
    page = text_of(client_of("data_steward"), reverse("state_certify_submission", args=[of_state.pk]))
    assert "1 district has certified" in page and "Certify this file</button>" not in page
    march_of_state, march = sent(org=STATE, season="march"), sent(season="march")
    actions.certify(march_of_state, by=steward)
    with pytest.raises(Refused, match="for all districts"):
        actions.certify(march, by=director)


def test_certifying_says_which_file_of_others_stays_in_force(organizations, client_of):
    def follow_up(org: str, digit: str, status: str = "ready") -> Submission:
        return Submission.objects.create(
            organization_id=org,
            kind="follow_up",
            school_year=2017,
            status=status,
            sha256=digit * 64,
            bytes=1,
            file_name="answers.csv",
            suffix=".csv",
            sent_by=factories.person_with("contributor", DISTRICT),
            certified_by=None if status == "ready" else factories.person_with("data_steward", STATE),
            certified_at=None if status == "ready" else datetime.datetime(2018, 11, 5, 12, tzinfo=datetime.UTC),
        )

    own = follow_up(DISTRICT, "a")
    asked = address("certify_submission", own)
    assert "Nothing: no file of this collection was certified before." in text_of(client_of("cte_director"), asked)
    follow_up(STATE, "b", "certified")
    text = html.unescape(text_of(client_of("cte_director"), asked))
    assert "<p>Nothing.</p>" in text and "was certified before" not in text
    assert (
        "The State's file of this collection, certified for all districts on November 5, 2018, stays in force" in text
    )
    follow_up(DISTRICT, "c", "certified")
    text = html.unescape(text_of(client_of("cte_director"), asked))
    assert "<p>Nothing" not in text and "answers.csv, sent" in text and "stays in force beside this one" in text
    of_state = reverse("state_certify_submission", args=[follow_up(STATE, "d").pk])
    told = html.unescape(text_of(client_of("data_steward"), of_state))
    assert "1 district's file of this collection stays in force beside this one." in told


def test_withdraw_and_check_again(sent, client_of):
    submission = sent(checked=False)
    Submission.objects.filter(pk=submission.pk).update(attempts=3)
    from openperkins.portal.submissions.tasks import check_submission

    check_submission.call(submission.pk)
    submission.refresh_from_db()
    assert submission.status == "failed"
    client = client_of("contributor")
    assert "did not come to an end" in text_of(client, address("submission", submission))
    assert client.post(address("check_submission_again", submission)).status_code == 302
    check_submission.call(submission.pk)
    submission.refresh_from_db()
    assert submission.status == "ready"
    assert "cannot be taken up again" in text_of(client, address("withdraw_submission", submission))
    assert client.post(address("withdraw_submission", submission)).url == address("submission", submission)
    assert client.post(address("withdraw_submission", submission)).status_code == 409
    submission.refresh_from_db()
    assert submission.status == "withdrawn"
    again = made.send(made.sims())
    assert again.pk != submission.pk  # a withdrawn file can be sent anew


def test_of_two_who_certify_one_wins(sent):
    one, two = sent(), sent(made.sims(30))
    director = factories.reach_with("cte_director", DISTRICT)
    stale = Submission.objects.get(pk=one.pk)
    actions.certify(one, by=director)
    with pytest.raises(Refused):
        actions.certify(stale, by=director)
    actions.certify(two, by=director)
    one.refresh_from_db()
    assert (one.status, two.status) == ("replaced", "certified")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=one.pk).update(status="certified")


def test_whoever_views_as_a_district_opens_no_file(sent, client_of):
    submission = sent(made.sims(planted=made.PLANTED))
    client = client_of("support")
    session = client.session
    session["viewing_as"] = DISTRICT
    session.save()
    assert client.get(address("submission", submission)).status_code == 200
    for name in ("sent_file", "marked_copy", "certify_submission"):
        assert client.get(address(name, submission)).status_code == 403
    assert client.get(reverse("state_submissions")).status_code == 403


def test_every_page_has_one_heading_and_captions(sent, client_of):
    submission = sent(made.sims(planted=made.PLANTED))
    actions.certify(sent(season="march"), by=factories.reach_with("cte_director", DISTRICT))
    client = client_of("data_steward")
    urls = [address(name, submission) for name in ("submission", "certify_submission", "withdraw_submission")]
    urls += [reverse("submissions", args=[DISTRICT]), reverse("send_files", args=[DISTRICT]), reverse("state_send")]
    urls += [
        reverse("state_submissions") + "?collection=sims-march&year=2018",
        reverse("submissions", args=[CONSORTIUM]),
    ]
    for url in urls:
        text = text_of(client, url)
        assert len(re.findall("<h1", text)) == 1 and text.count("<table") == text.count("<caption"), url
        assert not re.search(r"\sstyle=|\son\w+=|<script>", text), url


def test_sending_nothing_says_what_to_choose_and_nothing_twice(client_of, organizations):
    answer = client_of("contributor").post(
        reverse("send_files", args=[DISTRICT]), {"file-TOTAL_FORMS": "1", "file-INITIAL_FORMS": "0"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what the file is." in text and "Choose a file." in text
    assert "This field is required" not in text and "at least 1 form" not in text


def test_a_receipt_says_where_it_lies(sent, client_of):
    submission = sent()
    actions.certify(submission, by=factories.reach_with("superintendent", DISTRICT))
    text = text_of(client_of("viewer"), address("receipt", submission))
    assert 'aria-current="page">Receipt</li>' in text
