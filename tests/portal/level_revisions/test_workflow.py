"""A request: every status × step × role as the table says, and what follows from each step."""

from __future__ import annotations

import datetime
import io
from typing import Any

import docx
import pytest
from django.utils import timezone

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.attaching import attach
from openperkins.portal.documents.models import Document
from openperkins.portal.level_revisions.due import answer_due_of, due_in_words
from openperkins.portal.level_revisions.remind import remind_of_answers
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.overtaken import overtaken_words
from openperkins.portal.levels.queries import agreed_levels
from openperkins.portal.levels.records import not_in_file
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from openperkins.workflows.level_revision import LEVEL_REVISION
from openperkins.workflows.rights import rights, roles
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE, reach_with
from tests.portal.level_revisions.steps import PDF, URL, WRITTEN, YEAR, again_in, agreed, begun, in_status, text

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def district(published):
    """Alderbrook with an agreed 5S1 level of 90; the liaison serves it."""
    agreed()
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT, CONSORTIUM)
    return agreed_levels(YEAR)[DISTRICT]["5S1"].organization


@pytest.mark.parametrize("role", roles())
@pytest.mark.parametrize("status", LEVEL_REVISION.statuses)
def test_each_role_can_take_a_step_as_the_table_says(district, status, role):
    document = in_status(status)
    by = reach_with(role, DISTRICT if roles()[role].side == "district" else STATE)
    for wanted in LEVEL_REVISION.steps:
        may = rights()[wanted.action].reach[role] != "-"
        document.note = "Because."
        against = LEVEL_REVISION.refusals(wanted.name, document, by)
        assert may == (f"Your roles do not let you {rights()[wanted.action].says}." not in against)
        assert (status in wanted.from_) == (not any("this step is not open" in reason for reason in against))
        if not (may and status in wanted.from_):
            with pytest.raises(Refused):
                actions.take(document, wanted.name, by=by, note="Because.")
            assert Document.objects.get(pk=document.pk).status == status


@pytest.mark.parametrize(
    ("status", "step"), [(s, step.name) for step in LEVEL_REVISION.steps for s in sorted(step.from_)]
)
def test_a_step_that_is_open_is_taken(district, status, step):
    wanted = LEVEL_REVISION.step(step)
    document = again_in(status, after=wanted.to) if step.startswith("drop_after_") else in_status(status)
    role = "administrator" if wanted.action.startswith("decide_") else "superintendent"
    by = reach_with(role, STATE if role == "administrator" else DISTRICT)
    actions.take(document, step, by=by, note="Because.")
    assert Document.objects.get(pk=document.pk).status == wanted.to


def test_a_decision_needs_a_reason(district):
    document, administrator = in_status("sent"), reach_with("administrator", STATE)
    for step, reason in (("grant", "Say why."), ("deny", "Say why."), ("return", "Say what has to change.")):
        with pytest.raises(Refused) as refused:
            actions.take(document, step, by=administrator)
        assert reason in refused.value.reasons


def test_granting_makes_another_version_of_the_agreed_level(district):
    document = in_status("granted")
    held = agreed_levels(YEAR)[DISTRICT]["5S1"]
    assert (held.version, held.level, held.source, held.document) == (2, "85", "revision", document)
    assert document.in_force.answers["level"] == "85"
    first = AgreedLevel.objects.get(organization=DISTRICT, indicator="5S1", version=1)
    assert (first.level, first.source) == ("90", "proposed")
    assert not_in_file()["2017-18", DISTRICT, "5S1"] == "85"
    # another request of the same year asks for less than what holds now
    superintendent, administrator = reach_with("superintendent", DISTRICT), reach_with("administrator", STATE)
    actions.take(document, "revise", by=superintendent)
    with pytest.raises(Refused) as refused:
        actions.take(document, "send", by=superintendent)
    assert "Level: 85% is not below the agreed level, 85%." in refused.value.reasons
    actions.save(document, changes=[Change("level", "85", "82.50%")], by=superintendent)
    actions.take(document, "send", by=superintendent)
    actions.take(document, "grant", by=administrator, note="The loss went on.")
    assert [(one.version, one.level) for one in AgreedLevel.objects.filter(organization=DISTRICT)] == [
        (1, "90"),
        (2, "85"),
        (3, "82.5"),
    ]


def test_denying_leaves_the_level(district):
    document = in_status("denied")
    assert agreed_levels(YEAR)[DISTRICT]["5S1"].version == 1 and document.in_force is None
    with pytest.raises(Refused, match="Your roles do not let you send the request"):
        actions.take(document, "revise", by=reach_with("cte_director", DISTRICT))
    actions.take(document, "revise", by=reach_with("superintendent", DISTRICT))
    assert Document.objects.get(pk=document.pk).status == "draft"


def letter_of(client: Any) -> str:
    """The letter as it reads in Word."""
    word = docx.Document(io.BytesIO(client.get(f"{URL}letter.docx").content))
    return "\n".join([one.text for one in word.paragraphs] + [cell.text for one in word.tables for cell in one._cells])


@pytest.mark.parametrize(("status", "says"), [("granted", "Granted on"), ("denied", "Denied on")])
def test_what_was_decided_stays_while_the_request_is_revised(district, client_of, status, says):
    document, superintendent = again_in("draft", after=status), reach_with("superintendent", DISTRICT)
    director = reach_with("cte_director", DISTRICT)
    attach(document, io.BytesIO(PDF + b"Later.\n"), "later.pdf", by=director)
    for role in ("superintendent", "administrator"):
        told = letter_of(client_of(role))
        assert says in told and "Because." in told and "Level asked for: 85%" in told and "jobs.pdf" in told
        assert "later.pdf" not in told and "82.5" not in told and "Agreed level: 90%" in told
    state = text(client_of("administrator").get(document.about.review_url(document)))
    assert "From 90% to 85%" in state if status == "granted" else "Denied on" in state
    with pytest.raises(Refused, match="was not"):
        other = "drop_after_denial" if status == "granted" else "drop_after_grant"
        actions.take(document, other, by=superintendent)
    actions.take(document, "drop_after_grant" if status == "granted" else "drop_after_denial", by=superintendent)
    now = Document.objects.get(pk=document.pk)
    assert (now.status, now.answers["level"]) == (status, WRITTEN["level"])
    assert [one.name for one in now.attached.all()] == ["jobs.pdf"]


def test_a_decision_ends_with_the_next_sending(district, client_of):
    document = again_in("draft", after="denied")
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    word = docx.Document(io.BytesIO(client_of("superintendent").get(f"{URL}letter.docx").content))
    assert "Not decided yet" in "\n".join(
        [p.text for p in word.paragraphs] + [c.text for t in word.tables for c in t._cells]
    )


def test_the_letter_of_what_was_not_sent_is_a_draft(district, client_of):
    document, director = in_status("returned"), client_of("cte_director")
    sent = "Level asked for: 85%"
    for client in (director, client_of("administrator")):
        told = letter_of(client)  # nothing is changed since it came back
        assert "Received: " in told and sent in told and "Draft" not in told
    actions.save(document, changes=[Change("level", "85", "70")], by=reach_with("cte_director", DISTRICT))
    told = letter_of(director)
    assert "Alderbrook: Draft, not sent to the State" in told.partition("\n")[0] and "Level asked for: 70%" in told
    assert "Received" not in told and "\nFrom: Alderbrook\n" in told
    told = letter_of(client_of("administrator"))
    assert "Received: " in told and sent in told and "Draft" not in told
    actions.save(document, changes=[Change("level", "70", "85")], by=reach_with("cte_director", DISTRICT))
    attach(document, io.BytesIO(PDF + b"Later.\n"), "later.pdf", by=reach_with("cte_director", DISTRICT))
    assert "Draft" in letter_of(director) and "Draft" not in letter_of(client_of("administrator"))


def test_only_where_a_level_is_agreed(published):
    with pytest.raises(Refused, match="No 5S1 level of 2017-18 is agreed yet"):
        begun()
    agreed("90", CONSORTIUM)
    member = factories.Organization.objects.get(pk=MEMBER)
    with pytest.raises(Refused, match="the consortium asks for another"):
        actions.begin(
            kind="level_revision",
            organization=member,
            year=YEAR,
            part="5S1",
            by=reach_with("superintendent", MEMBER),
        )


def test_who_is_told(district):
    for role in ("superintendent", "cte_director", "negotiator"):
        factories.person_with(role, DISTRICT)
    factories.person_with("superintendent", OTHER)
    administrator = factories.person_with("administrator", STATE)
    document = in_status("sent")
    sent = Notice.objects.filter(kind="document.send")
    assert {one.person.email.partition(".")[0] for one in sent} == {
        "administrator",
        "liaison",
        "cte_director",
        "negotiator",
    }
    assert sent.get(person=administrator).link == document.about.review_url(document)
    actions.take(document, "deny", by=reach_with("administrator", STATE), note="The loss is of two months.")
    told = Notice.objects.filter(kind="document.deny")
    assert told.count() == 4 and not told.filter(person=administrator).exists()
    assert not any("two months" in one.body + one.subject for one in told)


def test_the_stewards_are_told_when_published_figures_were_judged_by_the_earlier_level(district):
    steward = factories.person_with("data_steward", STATE)
    factories.publish(2018)  # judged by 90
    in_status("granted")
    told = Notice.objects.get(kind="publication.level_revised")
    assert told.person == steward and "have to be composed again" in told.body
    said = overtaken_words(district, YEAR)
    assert "revised to 85%" in said and "judged by the earlier level, 90%" in said


def test_nobody_is_told_when_nothing_is_published_of_the_year(district):
    in_status("granted")
    assert not Notice.objects.filter(kind="publication.level_revised").exists()
    assert overtaken_words(district, YEAR) == ""


def test_the_answer_is_due_after_ten_business_days_without_holidays(district):
    document = in_status("sent")
    # received on Friday, October 6, 2017; Columbus Day is October 9
    sent = datetime.datetime(2017, 10, 6, 15, tzinfo=datetime.UTC)
    Document.objects.filter(pk=document.pk).update(sent_at=sent)
    document.refresh_from_db()
    assert answer_due_of(document).date == datetime.date(2017, 10, 23)
    assert due_in_words(document, datetime.date(2017, 10, 19)) == "Decision due in 2 business days"
    assert due_in_words(document, datetime.date(2017, 10, 20)) == "Decision due in 1 business day"
    assert due_in_words(document, datetime.date(2017, 10, 22)) == "Decision due in 1 business day"
    assert due_in_words(document, datetime.date(2017, 10, 23)) == "Decision due today"
    assert due_in_words(document, datetime.date(2017, 10, 24)) == "Decision was due October 23, 2017"


def test_the_administrator_is_reminded_once(district):
    administrator = factories.person_with("administrator", STATE)
    document = in_status("sent")
    due = answer_due_of(document).date

    def days_before(days: int) -> datetime.datetime:
        return datetime.datetime.combine(due - datetime.timedelta(days=days), datetime.time(18), datetime.UTC)

    assert remind_of_answers(timezone.now()) == 0
    assert remind_of_answers(days_before(7)) == 0
    assert remind_of_answers(days_before(1)) == 1
    assert remind_of_answers(days_before(1)) == 0
    assert remind_of_answers(days_before(-3)) == 0  # a worker that was away makes none a second time
    told = Notice.objects.get(kind="deadline.answer")
    assert told.person == administrator and "answer due" in told.subject
    actions.take(document, "deny", by=reach_with("administrator", STATE), note="No.")
    assert remind_of_answers(days_before(0)) == 0


@pytest.mark.parametrize("undone", ["withdraw", "return"])
def test_a_decision_stands_again_once_a_revision_that_was_sent_is_given_up(district, client_of, undone):
    document, superintendent = again_in("draft", after="granted"), reach_with("superintendent", DISTRICT)
    actions.take(document, "send", by=superintendent)
    by = superintendent if undone == "withdraw" else reach_with("administrator", STATE)
    actions.take(Document.objects.get(pk=document.pk), undone, by=by, note="Because.")
    assert "Not decided yet" in letter_of(client_of("superintendent"))
    actions.take(Document.objects.get(pk=document.pk), "drop_after_grant", by=superintendent)
    for role in ("superintendent", "administrator"):
        told = letter_of(client_of(role))
        assert "Granted on" in told and "is 85% from" in told and "Agreed level: 90%" in told, role
    assert "85% since" in text(client_of("superintendent").get(URL))


def test_a_decision_that_stands_again_names_the_day_its_request_was_received(district, client_of, monkeypatch):
    document, superintendent = in_status("granted"), reach_with("superintendent", DISTRICT)
    received = f"Received: {date_in_words(day_of(document.sent_at))}"
    actions.take(document, "revise", by=superintendent)
    actions.save(document, changes=[Change("level", "85", "80")], by=reach_with("cte_director", DISTRICT))
    later = timezone.now() + datetime.timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    actions.take(Document.objects.get(pk=document.pk), "send", by=superintendent)
    assert received not in letter_of(client_of("superintendent"))
    actions.take(Document.objects.get(pk=document.pk), "withdraw", by=superintendent)
    actions.take(Document.objects.get(pk=document.pk), "drop_after_grant", by=superintendent)
    assert received in letter_of(client_of("superintendent"))
