"""A year from the State's levels to accepted reports, by pages alone; then its log, records, notices and doors."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest
from django.urls import reverse

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.audit.log import faults
from openperkins.portal.documents.models import Attachment, Document
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of, receive
from tests.portal import factories, people
from tests.portal.factories import CONSORTIUM, DISTRICT, OTHER, STATE
from tests.portal.level_revisions.steps import PDF, typed, upload
from tests.portal.plans.steps import BELOW, MET, ON_FILE, written
from tests.portal.promises import every_notice_was_made_once
from tests.portal.state_plans.steps import sheet
from tests.portal.state_plans.steps import written as state_plan_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home", "organizations")]

OURS, THEIRS = f"/d/{DISTRICT}/2018/", f"/d/{OTHER}/2018/"
PROPOSE, PLAN, SECOND = f"{OURS}levels/propose/", f"{OURS}plans/2S1/", f"{OURS}plans/4S1/"
REQUEST, STATE_PLAN = f"{OURS}levels/5S1/revision/", "/s/state-plans/2018/2S1/"
REPORT, OTHER_REPORT = f"/d/{DISTRICT}/2019/reports/2S1/", f"/d/{DISTRICT}/2019/reports/4S1/"
#: 84 of 100 is above the line of 90 and below 90: a lower level can be proposed
MISSED = [100, 84, "84.00", "met", "not_required"]


class Year:
    """Everybody who takes part, by a short name; `opened` are the addresses they came to."""

    def __init__(self) -> None:
        self.opened: dict[str, None] = {}
        state, ours, theirs = STATE, DISTRICT, OTHER
        self.steward, self.administrator = self._of("data_steward", state), self._of("administrator", state)
        self.liaison = self._of("liaison", state)
        factories.serve_by(self.liaison.person, ours, theirs)
        self.director, self.contributor = self._of("cte_director", ours), self._of("contributor", ours)
        self.superintendent, self.negotiator = self._of("superintendent", ours), self._of("negotiator", ours)
        self.their_director, self.their_leader = self._of("cte_director", theirs), self._of("superintendent", theirs)

    def _of(self, role: str, org_code: str) -> people.Visitor:
        return people.visitor(role, org_code, self.opened)


def figures(year: int, of_state: str, version: int = 1, **changed: list[Any]) -> None:
    everything = {f"i{indicator}_{population}": MET for indicator in INDICATORS for population in POPULATIONS}
    factories.publish(year, version=version, of_state=of_state, **everything | changed)


def document(kind: str, org_code: str = DISTRICT, **place: Any) -> Document:
    return Document.objects.get(kind=kind, organization=org_code, **place)


def review(kind: str, one: Document, step: str = "") -> str:
    return reverse(f"review_{kind}{step and '_' + step}", args=[one.pk])


def test_a_year_by_its_pages():
    year = Year()
    figures(2017, sheet(), i1S1_all=MISSED, i2S1_female=BELOW, i4S1_male=BELOW)
    for chapter in (
        the_state_sets_its_levels,
        levels_are_agreed_after_an_offer,
        levels_are_agreed_after_a_return,
        plans_are_written_and_sent_together,
        a_plan_is_returned_and_accepted,
        another_5s1_level_is_granted,
        the_states_own_plan_is_approved,
        what_was_agreed_joins_the_states_files,
        plans_are_on_file_in_the_next_year,
        reports_are_returned_and_accepted,
    ):
        chapter(year)
    assert list(faults()) == []
    every_notice_was_made_once("Which tutors?", "The mill closed.", "Nearly there.", "Tutors", "I would grant it.")
    each_record_tells_its_story(year)
    nobody_of_another_district_gets_in(year)


def the_state_sets_its_levels(year: Year) -> None:
    levels = {f"level_{indicator}": "90" for indicator in INDICATORS}
    year.director.sees(PROPOSE, "The State has not set its levels of 2017-18 yet")
    year.steward.follows(reverse("state_levels"), url := reverse("propose_state_levels"))
    year.steward.is_refused(url, {"year": 2018, "reason": ""}, 422, "error")
    at = year.steward.does(url, {"year": 2018, "reason": "As in the four-year plan.", **levels})
    proposal = StateLevels.objects.get()
    year.steward.sees(at, "Withdraw the proposal")
    year.administrator.home(f"{proposal}: set or drop them")
    year.administrator.does(reverse("set_state_levels", args=[proposal.pk]), press=2)
    for one in (year.director, year.superintendent, year.their_leader):
        one.home("Adopt or propose levels of 2017-18")


def levels_are_agreed_after_an_offer(year: Year) -> None:
    check = f"{OURS}levels/check/"
    year.director.client.post(PROPOSE, {"then": "adopt"})
    own = {"was.1S1.choice": "adopt", "q.1S1.choice": "propose", "q.1S1.level": "85", "then": "check"}
    assert year.director.does(PROPOSE, own) == check
    year.superintendent.sees(check, "This step is not open yet", "Give the reasons for another level than the State's.")
    year.director.does(PROPOSE, {"q.1S1.reasons": "The shop is new."})
    for role in (year.liaison, year.administrator, year.steward):
        role.sees(PROPOSE, without=("The shop is new.", ">85<"))
    year.superintendent.home("Finish and send the levels of 2017-18")
    year.superintendent.does(check, {"note": "See 1S1."}, press=2)
    levels = document("levels")
    year.liaison.home(f"Alderbrook: {levels}", "sent today")
    year.superintendent.home("Waiting for others (1)", str(levels), "liaison")
    page = review("levels", levels)
    year.liaison.follows("/s/queue/", page)
    year.liaison.does(page, {"q.1S1.countered": "87", "q.1S1.answer": "Two shops reached 88."})
    year.director.sees(PROPOSE, without=("Two shops reached 88.",))
    year.liaison.does(reverse("counter_levels", args=[levels.pk]), press=2)
    year.superintendent.home("Answer the State's offer of levels of 2017-18")
    year.superintendent.sees(PROPOSE, "The State offers 87%.", "Two shops reached 88.")
    year.superintendent.does(f"{OURS}levels/accept/", press=2)
    year.director.sees(PROPOSE, "These levels are final")
    agreed = dict(AgreedLevel.objects.filter(organization=DISTRICT).values_list("indicator", "level"))
    assert agreed == dict.fromkeys(INDICATORS, "90") | {"1S1": "87"}
    year.director.keeps(f"{OURS}levels/chart.docx")
    year.liaison.home(without=(f"Alderbrook: {levels}",))


def levels_are_agreed_after_a_return(year: Year) -> None:
    propose, check = f"{THEIRS}levels/propose/", f"{THEIRS}levels/check/"
    own = {"q.1S1.choice": "propose", "q.1S1.level": "86", "q.1S1.reasons": "We try."}
    year.their_director.client.post(propose, {"then": "adopt"})
    year.their_director.does(propose, own | {"was.1S1.choice": "adopt"})
    year.their_director.does(f"{THEIRS}plans/2S1/", written("female"))
    levels, plan = document("levels", OTHER), document("improvement_plan", OTHER)
    year.their_leader.follows(propose, f"{THEIRS}send/")
    receipt = year.their_leader.does(f"{THEIRS}send/", {"document": [levels.pk, plan.pk]}, press=2)
    year.their_leader.sees(receipt, "sent 2 documents", str(levels), str(plan))
    point = {"question": "1S1.level", "text": "What exactly do you try?", "remark": "point"}
    year.liaison.does(review("levels", levels, "comment"), point, press=2)
    year.liaison.does(review("levels", levels, "comment"), {"text": "As every year.", "remark": "state"})
    year.their_leader.sees(propose, without=("What exactly do you try?", "As every year."))
    year.liaison.does(reverse("return_levels", args=[levels.pk]), press=2)
    year.their_director.home("Change the levels of 2017-18: they were returned")
    year.their_director.sees(propose, "1 point to answer", "What exactly do you try?", without=("As every year.",))
    year.their_director.does(
        propose, {"was.1S1.reasons": "We try.", "q.1S1.reasons": "A second teacher from January on."}
    )
    year.their_director.does(f"{THEIRS}levels/comment/", {"settle": levels.comments.get(asks_change=True).pk})
    year.their_leader.does(check)
    year.liaison.sees("/s/queue/", "<td>1 of 1</td>")
    year.liaison.sees(review("levels", levels), "changed since version 1")
    year.liaison.does(reverse("agree_levels", args=[levels.pk]), press=2)
    assert AgreedLevel.objects.get(organization=OTHER, indicator="1S1").level == "86"


def plans_are_written_and_sent_together(year: Year) -> None:
    year.director.home("Write and send 2 improvement plans of 2017-18")
    year.contributor.home("Write and send 2 improvement plans of 2017-18")
    year.contributor.follows(f"{OURS}plans/", PLAN)
    half = {"q.female.plan": "Tutors.", "then": "check"}
    assert year.contributor.does(PLAN, half) == f"{PLAN}check/"
    year.contributor.sees(f"{PLAN}check/", "Your roles do not let you")
    year.director.does(
        PLAN, {"q.female.staff": "M. Silva", "was.female.plan": "Tutors.", "q.female.plan": "Tutors daily."}
    )
    year.director.does(f"{PLAN}files/", upload(name="rota.pdf"))
    file = Attachment.objects.get()
    assert year.director.keeps(f"{PLAN}files/{file.pk}/") == PDF
    assert year.liaison.client.get(f"{PLAN}files/{file.pk}/").status_code == 404
    year.director.does(SECOND, written("male"))
    together = year.superintendent.follows(f"{OURS}plans/", f"{OURS}send/")
    chosen = {"document": [document("improvement_plan", part=part).pk for part in ("2S1", "4S1")]}
    receipt = year.superintendent.does(together, chosen, press=2)
    year.superintendent.sees(receipt, "sent 2 documents", *(one.sha256 for one in _versions(chosen["document"])))
    year.superintendent.keeps(f"{receipt}receipt.pdf")
    year.director.home(without=("Write and send",))


def _versions(documents: list[int]) -> list[Any]:
    return [one.revisions.get(number=1) for one in Document.objects.filter(pk__in=documents)]


def a_plan_is_returned_and_accepted(year: Year) -> None:
    plan, second = (document("improvement_plan", part=part) for part in ("2S1", "4S1"))
    third = document("improvement_plan", OTHER)
    year.liaison.home(f"Alderbrook: {plan}", f"Alderbrook: {second}", f"D'Orsay Falls: {third}")
    page = year.liaison.follows("/s/queue/", review("plan", plan))
    file = Attachment.objects.get()
    assert year.liaison.keeps(reverse("review_plan_file", args=[plan.pk, file.pk])) == PDF
    point = {"question": "female.plan", "text": "Which tutors?", "remark": "point"}
    year.liaison.does(review("plan", plan, "comment"), point)
    year.director.sees(PLAN, without=("Which tutors?",))
    year.liaison.does(review("plan", plan, "return"), {"note": "Nearly there."}, press=2)
    year.contributor.home("Change the improvement plan 2S1 of 2017-18: it was returned")
    year.contributor.sees(PLAN, "1 point to answer", "Which tutors?", "Nearly there.")
    year.contributor.does(PLAN, {"was.female.plan": "Tutors daily.", "q.female.plan": "Two tutors daily."})
    year.contributor.does(f"{PLAN}comment/", {"settle": plan.comments.get().pk})
    year.superintendent.does(f"{PLAN}check/", press=2)
    year.liaison.sees(page, "changed since version 1", "Two tutors daily.")
    year.liaison.sees(review("plan", plan, "meets"), "This step is not open yet")
    for one, population in ((plan, "female"), (second, "male"), (third, "female")):
        checks = {f"q.{population}.{check}": "yes" for check in ("staff_ok", "agencies_ok", "plan_ok")}
        year.liaison.does(review("plan", one), checks)
        year.liaison.does(review("plan", one, "meets"), press=2)
    year.director.sees(PLAN, "Meets minimum requirements")
    year.director.does(f"{PLAN}carry-out/", press=2)
    year.director.sees(f"{PLAN}history/", "Said that it is carried out", f'href="{OURS}sent/')
    year.director.keeps(f"{PLAN}chart.docx")


def another_5s1_level_is_granted(year: Year) -> None:
    year.director.follows(f"{OURS}levels/", REQUEST)
    year.director.does(REQUEST, typed())
    year.director.does(f"{REQUEST}files/", upload(name="board.pdf"))
    year.negotiator.sees(f"{REQUEST}check/", "Your roles do not let you")
    year.superintendent.home("Finish and send the request to revise the 5S1 level of 2017-18")
    year.superintendent.does(f"{REQUEST}check/", press=2)
    request = document("level_revision")
    year.administrator.home(f"Alderbrook: {request}", "business days")
    page = review("level_revision", request)
    year.liaison.sees(page, "Northern region", without=('href="' + review("level_revision", request, "grant"),))
    year.liaison.does(review("level_revision", request, "comment"), {"text": "I would grant it.", "remark": "state"})
    year.superintendent.sees(REQUEST, without=("I would grant it.",))
    year.administrator.sees(page, "I would grant it.", "board.pdf")
    year.administrator.does(review("level_revision", request, "grant"), {"note": "The mill closed."}, press=2)
    versions = AgreedLevel.objects.filter(organization=DISTRICT, indicator="5S1").order_by("version")
    assert [(one.version, one.level, one.source) for one in versions] == [(1, "90", "state"), (2, "85", "revision")]
    year.director.sees(REQUEST, "Granted", "The mill closed.")
    year.director.sees(f"{OURS}levels/", "was revised to <strong>85%</strong>")
    year.director.keeps(f"{REQUEST}letter.docx")


def the_states_own_plan_is_approved(year: Year) -> None:
    year.steward.home("Write and send 1 State Improvement Plan of 2017-18")
    year.steward.follows("/s/state-plans/?year=2018", STATE_PLAN)
    year.steward.does(STATE_PLAN, state_plan_written())
    year.steward.does(f"{STATE_PLAN}check/", press=2)
    plan = document("state_plan", STATE)
    year.administrator.home(f"Approve the {plan}")
    year.steward.home(without=("State Improvement Plan",))
    assert year.steward.client.post(f"{STATE_PLAN}approve/", {"note": ""}).status_code == 403
    year.administrator.does(f"{STATE_PLAN}approve/", press=2)
    year.liaison.sees(STATE_PLAN, "In force")
    year.steward.keeps(f"{STATE_PLAN}plan.docx")


def what_was_agreed_joins_the_states_files(year: Year) -> None:
    sha256, size = receive([b"sasid\n"], ".csv")
    Submission.objects.create(
        organization_id=STATE, kind="sims", school_year=2018, season="october", file_name="october.csv", suffix=".csv",
        sha256=sha256, bytes=size, status="certified", sent_by=year.steward.person,
    )  # fmt: skip
    compose = f"{reverse('compose_publication')}?year=2018"
    year.steward.sees(compose)
    year.steward.does(compose, {"reason": ""})
    files = {one.kind: one for one in Submission.objects.filter(status="certified", school_year=0)}
    levels = path_of(files["levels"].sha256, ".csv").read_text().splitlines()
    assert {f"2017-18,{DISTRICT},1S1,87", f"2017-18,{DISTRICT},5S1,85", f"2017-18,{OTHER},1S1,86"} <= set(levels)
    assert f"2017-18,{STATE},1S1,90" in levels and f"2017-18,{DISTRICT},5S1,90" not in levels
    plans = path_of(files["plans_on_file"].sha256, ".csv").read_text().splitlines()
    assert plans[1:] == [
        f"{DISTRICT},2S1,female,2016-17", f"{DISTRICT},4S1,male,2016-17", f"{OTHER},2S1,female,2016-17",
    ]  # fmt: skip


def plans_are_on_file_in_the_next_year(year: Year) -> None:
    figures(2018, sheet(groups={}), version=2, i1S1_all=MISSED, i2S1_female=ON_FILE, i4S1_male=ON_FILE)
    year.director.home("Write and send 2 annual reports of 2018-19", without=("improvement plan",))
    year.director.sees(f"/d/{DISTRICT}/2019/plans/", "a revision is encouraged", "On file")
    year.steward.home(without=("Write and send 1 State",))


def reports_are_returned_and_accepted(year: Year) -> None:
    year.contributor.follows(f"/d/{DISTRICT}/2019/reports/", REPORT)
    year.contributor.does(REPORT, {"q.female.progress": "Begun."})
    year.superintendent.does(f"{REPORT}check/", press=2)
    report = document("annual_report", part="2S1")
    year.liaison.home(f"Alderbrook: {report}")
    point = {"question": "female.progress", "text": "And the rate?", "remark": "point"}
    year.liaison.does(review("report", report, "comment"), point)
    year.liaison.does(review("report", report, "return"), press=2)
    year.director.home("Change the annual report 2S1 of 2018-19: it was returned")
    year.director.does(REPORT, {"was.female.progress": "Begun.", "q.female.progress": "80% after 72%."})
    year.director.does(f"{REPORT}comment/", {"settle": report.comments.get().pk})
    year.superintendent.does(f"{REPORT}check/")
    year.liaison.does(review("report", report, "meets"), press=2)
    year.director.does(OTHER_REPORT, {"q.male.progress": "The lab is open."})
    year.superintendent.does(f"{OTHER_REPORT}check/")
    year.liaison.does(review("report", document("annual_report", part="4S1"), "meets"))
    year.director.keeps(f"{REPORT}female/chart.docx")
    year.director.home("2 of 2 charts sent, 2 of 2 accepted", without=("Write and send", "annual report 2S1"))
    year.liaison.home("Nothing is waiting for you.", without=("Alderbrook:", "D'Orsay Falls:"))


STORIES = {
    (DISTRICT, "levels", ""): ("Sent", "Offered other levels", "Accepted the State's offer"),
    (OTHER, "levels", ""): ("Sent", "Returned: changes needed", "Sent", "Agreed"),
    (OTHER, "improvement_plan", "2S1"): ("Sent", "Found to meet minimum requirements"),
    (DISTRICT, "improvement_plan", "2S1"): (
        "Sent", "Returned: changes needed", "Sent", "Found to meet minimum requirements", "Said that it is carried out",
    ),
    (DISTRICT, "improvement_plan", "4S1"): ("Sent", "Found to meet minimum requirements"),
    (DISTRICT, "level_revision", "5S1"): ("Sent", "Granted"),
    (STATE, "state_plan", "2S1"): ("Sent", "Approved"),
    (DISTRICT, "annual_report", "2S1"): (
        "Sent", "Returned: changes needed", "Sent", "Found to meet minimum requirements",
    ),
    (DISTRICT, "annual_report", "4S1"): ("Sent", "Found to meet minimum requirements"),
}  # fmt: skip


def each_record_tells_its_story(year: Year) -> None:
    found = {(one.organization_id, one.kind, one.part): one for one in Document.objects.all()}
    assert set(found) == set(STORIES)
    readers = {DISTRICT: year.superintendent, OTHER: year.their_leader, STATE: year.administrator}
    for place, story in STORIES.items():
        one, reader = found[place], readers[place[0]]
        page = one.about.url(one)
        base = f"{page.rpartition('propose/')[0] or page}"
        reader.follows(page, f"{base}history/")
        shown = reader.sees(f"{base}history/", 'href="../record.pdf"')
        assert _in_order(shown.partition("<tbody>")[2].partition("</tbody>")[0], story), place
        told = _words(reader.keeps(f"{base}record.pdf"))
        assert told is None or _in_order(told, story), (place, told)
        if place[0] != STATE:
            address = reverse(f"{_NAMES[place[1]]}_history", args=[one.pk])
            year.liaison.follows(one.about.review_url(one), address)
            year.liaison.keeps(address.replace("history/", "record.pdf"))


_NAMES = {
    "levels": "review_levels",
    "improvement_plan": "review_plan",
    "annual_report": "review_report",
    "level_revision": "review_level_revision",
}


def _in_order(text: str, story: tuple[str, ...]) -> bool:
    at = 0
    for words in story:
        at = text.find(words, at) + 1
        if not at:
            return False
    return True


def _words(pdf: bytes) -> str | None:
    if shutil.which("pdftotext") is None:
        return None
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def nobody_of_another_district_gets_in(year: Year) -> None:
    """Whoever leads a consortium asks for every page that was opened, and for the other districts' among them."""
    stranger = people.visitor("superintendent", CONSORTIUM, {})
    everybodys = (reverse("state_levels"),)
    asked = [url for url in year.opened if not url.startswith(everybodys) or "/propose/" in url]
    assert sum(url.startswith("/d/") for url in asked) > 40 and sum(url.startswith("/s/") for url in asked) > 20
    for url in asked:
        wanted = {404} if url.startswith("/d/") else {403, 404}
        assert stranger.client.get(url).status_code in wanted, url
        assert stranger.client.post(url, {"note": ""}).status_code in {*wanted, 403, 405}, url
    for one in Document.objects.exclude(organization=STATE):
        assert stranger.client.get(reverse("open_document", args=[one.pk])).status_code == 404
        own = one.about.url(one).replace(one.organization_id, CONSORTIUM)
        assert one.organization.name not in stranger.client.get(own).content.decode().replace("&#x27;", "'")
