"""State Improvement Plans as people click through them: written, sent, approved by a second person, revised."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.utils import timezone

from openperkins.portal.documents import actions
from openperkins.portal.documents.models import Answer, Document
from openperkins.portal.notices.models import Notice
from openperkins.portal.results.models import Publication
from openperkins.portal.results.queries import published_at
from openperkins.portal.state_plans.recorded import rested_on
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import rights, roles
from openperkins.workflows.state_plan import STATE_PLAN
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE, reach_with
from tests.portal.state_plans.steps import GROUPS, LIST, PLAN, approve, figures, plan, send, sheet, text, written

CHECK = f"{PLAN}check/"


@pytest.fixture
def owed(organizations) -> None:
    figures()


def test_from_nothing_to_a_plan_in_force(owed, client_of):
    steward, administrator = client_of("data_steward"), client_of("administrator")
    shown = text(steward.get(PLAN))
    assert "60.00 is below 81: a State Improvement Plan is required." in shown
    assert "How gaps by gender are addressed" in shown and "−4.4" in shown and "−8.1" in shown
    assert shown.count("required: a group is behind") == 3 and "fewer than 16 students</span>" in shown
    assert steward.post(PLAN, {"q.plan": "Credentials in every shop.", "then": "check"}).url == CHECK
    shown = text(steward.get(CHECK))
    assert "Gaps by gender: Say how the gap is addressed" in shown and "Agencies consulted: Name" in shown
    answer = steward.post(CHECK, {"note": ""})
    assert answer.status_code == 409 and "Gaps by migrant status" in text(answer)
    assert steward.post(PLAN, written() | {"was.plan": "Credentials in every shop."}).url == PLAN
    assert "Administrator 00000000" in text(steward.get(CHECK))
    assert steward.post(CHECK, {"note": ""}).url == PLAN
    shown = text(administrator.get(PLAN))
    assert "Proposed" in shown and "<textarea" not in shown and "About gender." in shown
    assert administrator.post(f"{PLAN}approve/", {"note": ""}).url == PLAN
    assert plan().status == "in_force" and plan().in_force.number == 1
    assert "In force" in text(client_of("liaison").get("/s/state-plans/?year=2018"))
    assert Notice.objects.filter(kind="document.approve", person__email__startswith="data_steward").count() == 1


def test_who_sends_does_not_approve(owed, client_of):
    send(client_of, "administrator")
    administrator = client_of("administrator")
    assert "a second person decides" in text(administrator.get(PLAN))
    for step, note in (("approve", ""), ("return", "More.")):
        answer = administrator.post(f"{PLAN}{step}/", {"note": note})
        assert answer.status_code == 409 and "You sent it; a second person decides." in text(answer)
    other = factories.person_with("administrator", STATE)
    assert plan().sent_by == other and plan().status == "proposed"
    second = factories.Person.objects.create_user("second@example.org", "Second", "a password for tests")
    factories.Membership.objects.create(
        person=second, organization_id=STATE, role="administrator", begins=factories.BEGINS
    )
    assert factories.signed_in(second).post(f"{PLAN}approve/", {"note": ""}).status_code == 302
    assert plan().status == "in_force"


@pytest.mark.parametrize("role", roles())
def test_who_sees_and_who_writes(owed, client_of, role):
    client = client_of(role)
    sees, writes = (rights()[f"{what}_state_plan"].reach[role] != "-" for what in ("see", "write"))
    assert (role in ("liaison", "administrator", "data_steward")) == sees
    assert client.get(PLAN).status_code == (200 if sees else 403)
    assert client.get("/s/state-plans/").status_code == (200 if sees else 403)
    assert client.get(f"{PLAN}plan.docx").status_code == (200 if sees else 403)
    assert client.post(PLAN, written()).status_code == (302 if writes else 403)
    if sees:
        assert ("<textarea" in text(client.get(PLAN))) == writes


def in_status(status: str) -> Document:
    """A plan in force once, then in a status; the steward sends, the administrator decides."""
    steward, administrator = reach_with("data_steward", STATE), reach_with("administrator", STATE)
    organization = factories.Organization.objects.get(pk=STATE)
    Document.objects.filter(part="2S1").update(part=f"old {Document.objects.count()}")
    made = actions.begin(
        kind="state_plan", organization=organization, year=actions.SchoolYear(2018), part="2S1", by=steward
    )
    whole = [actions.Change(name[2:], "", words) for name, words in written().items()]
    actions.save(made, changes=whole, by=steward)
    ways = {"draft": ("revise",), "proposed": ("revise", "send"), "returned": ("revise", "send", "return")}
    for step in ("send", "approve", *ways.get(status, ())):
        by = administrator if step in ("approve", "return") else steward
        actions.take(made, step, by=by, note="Said.")
    made.refresh_from_db()
    assert made.status == status
    return made


@pytest.mark.parametrize("status", STATE_PLAN.statuses)
@pytest.mark.parametrize("step", [step.name for step in STATE_PLAN.steps])
def test_each_role_can_take_a_step_as_the_table_says(owed, status, step):
    wanted = STATE_PLAN.step(step)
    for role, held in roles().items():
        made = in_status(status)
        by = reach_with(role, DISTRICT if held.side == "district" else STATE)
        allowed = rights()[wanted.action].reach[role] != "-" and status in wanted.from_
        try:
            actions.take(made, step, by=by, note="Said.")
        except Refused as refused:
            assert not allowed and refused.reasons
            assert Document.objects.get(pk=made.pk).status == status
        else:
            assert allowed and Document.objects.get(pk=made.pk).status == wanted.to
        assert Document.objects.get(pk=made.pk).in_force_id is not None


def test_what_is_in_force_stays_while_it_is_revised(owed, client_of):
    send(client_of)
    held = approve(client_of).in_force
    steward = client_of("data_steward")
    assert steward.post(f"{PLAN}revise/", {"note": ""}).status_code == 302
    assert steward.post(PLAN, {"was.plan": "About plan.", "q.plan": "More credentials."}).status_code == 302
    shown = text(steward.get(PLAN))
    assert plan().in_force == held and "Version 1, sent" in shown and "stays in force until a second person" in shown
    assert "?version=in-force" in shown
    steward.post(f"{PLAN}give-up-revision/", {"note": ""})
    assert plan().status == "in_force" and plan().answers["plan"] == "About plan."
    steward.post(f"{PLAN}revise/", {"note": ""})
    steward.post(PLAN, {"was.plan": "About plan.", "q.plan": "More credentials."})
    steward.post(CHECK, {"note": ""})
    assert plan().in_force == held
    approve(client_of)
    assert plan().in_force.number == 2 and plan().in_force.answers["plan"] == "More credentials."
    shown = text(client_of("liaison").get(f"{PLAN}history/"))
    assert "Began a revision" in shown and "Approved" in shown and "More credentials." in shown


def test_a_returned_plan_says_why_and_is_sent_again(owed, client_of):
    send(client_of)
    administrator, steward = client_of("administrator"), client_of("data_steward")
    assert administrator.post(f"{PLAN}return/", {"note": " "}).status_code == 422
    assert administrator.post(f"{PLAN}return/", {"note": "Which shops?"}).status_code == 302
    assert "Which shops?" in text(steward.get(PLAN)) and plan().status == "returned"
    assert not Notice.objects.filter(body__contains="Which shops?").exists()
    steward.post(PLAN, {"was.plan": "About plan.", "q.plan": "All shops."})
    assert steward.post(CHECK, {"note": ""}).status_code == 302
    assert steward.post(f"{PLAN}take-back/", {"note": ""}).status_code == 302 and plan().status == "draft"


def test_two_writers_lose_nothing(owed, client_of):
    steward, administrator = client_of("data_steward"), client_of("administrator")
    steward.post(PLAN, {"q.plan": "Mine."})
    answer = administrator.post(PLAN, {"was.plan": "", "q.plan": "Another.", "q.ground.race": "A club."})
    assert answer.status_code == 409 and "Mine." in text(answer) and "Another." in text(answer)
    assert dict(Answer.objects.values_list("question", "text")) == {"plan": "Mine.", "ground.race": "A club."}
    answer = administrator.post(PLAN, {"was.plan": "Mine.", "q.plan": "Ours."}, headers={"X-Autosave": "1"})
    assert answer.status_code in (200, 302) and plan().answers["plan"] == "Ours."


@pytest.mark.parametrize("question", ["ground.poverty", "consulted.staff", "nothing", "plan.plan"])
def test_only_what_is_asked_is_typed_at(owed, client_of, question):
    answer = client_of("data_steward").post(PLAN, {f"q.{question}": "yes"})
    assert answer.status_code == 409 and not Answer.objects.exists()


def test_comments_are_told_to_the_other_side(owed, client_of):
    send(client_of)
    steward, administrator = client_of("data_steward"), client_of("administrator")
    assert administrator.post(f"{PLAN}comment/", {"text": "Which agencies?"}).status_code == 302
    assert "Which agencies?" in text(steward.get(PLAN))
    told = Notice.objects.filter(kind="document.commented")
    assert [one.person.email.split(".")[0] for one in told] == ["data_steward"] and told[0].link == PLAN
    assert client_of("liaison").post(f"{PLAN}comment/", {"text": "Mine."}).status_code == 422


def test_it_is_not_in_the_queue(owed, client_of):
    made = send(client_of)
    administrator = client_of("administrator")
    shown = text(administrator.get("/s/queue/?show=team"))
    assert str(made) not in shown and "State improvement plan" not in shown
    assert administrator.get(f"/s/review/{made.pk}/assign/").status_code == 404


def test_new_figures_ask_for_no_plan(owed, client_of):
    send(client_of)
    figures(version=2, of_state=sheet(groups={}))
    assert "The figures in force ask for no plan." in text(client_of("liaison").get(PLAN))
    approve(client_of)


def told_in(content: bytes) -> tuple[list[str], list[list[str]]]:
    opened = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in opened.tables[0].rows]
    return [line for one in opened.paragraphs for line in one.text.split("\n")], rows


def test_the_files_hold_every_field_and_no_small_number(owed, client_of):
    send(client_of, agencies="Labor agency\nEducation agency", plan="Do {{ more }} & better.")
    approve(client_of)
    liaison = client_of("liaison")
    lines, rows = told_in(liaison.get(f"{PLAN}plan.docx").content)
    for line in ("State: The State", "State level of 2016-17: 90%", "Line: 81%", "Labor agency", "Education agency"):
        assert line in lines
    assert "Core Indicator: 2S1 Technical Skill Attainment" in lines and "Do {{ more }} & better." in lines
    assert "About gender." in lines and "English proficiency" in lines
    assert any(line.startswith("Status: In force, version 1, approved ") for line in lines)
    by_group = {row[1]: row for row in rows[1:]}
    assert len(by_group) == 13
    # a group under 10 in the indicator: everything of it is rounded, no exact gap is printed
    assert by_group["Migrant"][2:] == ["under 10", "not shown", "not shown", "not shown"]
    assert by_group["Female"][2] == "900" and by_group["Female"][4:] == ["not shown", "not shown"]
    assert "4.4" not in str(rows)
    assert liaison.get(f"{PLAN}plan.pdf").content.startswith(b"%PDF")
    assert liaison.get(f"{PLAN}plan.odt").status_code == 404
    assert liaison.get(f"{PLAN}plan.pdf?version=in-force").status_code == 200


def test_the_states_own_file_has_every_gap(owed, client_of):
    send(client_of)
    lines, rows = told_in(client_of("liaison").get(f"{PLAN}plan.docx?counts=full").content)
    by_group = {row[1]: row[2:] for row in rows[1:]}
    # all 1,200 of 2,000 = 60%; women 500 of 900 = 55.6%, the others 700 of 1,100 = 63.6%
    assert by_group["Female"] == ["500 of 900", "55.6%", "−4.4", "−8.1"]
    assert by_group["Migrant"][:2] == ["1 of 4", "25.0%"] and "not shown" not in str(rows)
    assert "Contains small numbers. Do not share. Points below zero are behind." in lines
    assert any(line.startswith("All students: 60.0% (1,200 of 2,000)") for line in lines)


def test_a_plan_in_force_keeps_the_figures_it_was_approved_with(owed, client_of):
    send(client_of)
    approve(client_of)
    figures(version=2, of_state=sheet(groups=GROUPS | {"female": (600, 500)}))
    steward = client_of("data_steward")
    for address in (f"{PLAN}plan.docx", f"{PLAN}plan.docx?version=in-force"):
        lines, rows = told_in(steward.get(address).content)
        assert "State level of 2016-17: 90%" in lines and any("2016-17, version 1" in line for line in lines)
        assert {row[1]: row for row in rows[1:]}["Female"][2] == "900"
    steward.post(f"{PLAN}revise/", {"note": ""})
    lines, _ = told_in(steward.get(f"{PLAN}plan.docx").content)
    assert any("2016-17, version 2" in line for line in lines)
    approved = plan().moves.get(step="approve").taken_at
    assert published_at(STATE, SchoolYear(2017), approved).publication.version == 1
    Publication.objects.filter(version=1).update(retracted_at=approved)
    assert published_at(STATE, SchoolYear(2017), approved) is None


def test_the_record_says_what_each_version_rested_on(owed, client_of):
    send(client_of)
    approve(client_of)
    first = plan().revisions.get()
    figures(version=2, of_state=sheet(groups=GROUPS | {"all": (2000, 1300)}))
    steward = client_of("data_steward")
    steward.post(f"{PLAN}revise/", {"note": ""})
    steward.post(CHECK, {"note": ""})
    second = plan().revisions.last()
    told = [dict(rested_on(plan(), one)) for one in (first, second)]
    assert [one["Figures"].split(",")[1] for one in told] == [" version 1", " version 2"]
    assert [one["Line"] for one in told] == ["81%", "81%"] and told[0]["All students"] != told[1]["All students"]
    first.made_at -= datetime.timedelta(days=9000)
    assert rested_on(plan(), first) == [("Figures of 2016-17", "not published")]


def test_exact_state_figures_print_their_gaps(organizations, client_of):
    for number in range(6):  # with few districts the State's figures are rounded, too
        factories.Organization.objects.create(code=f"00{number}20000", name=f"District {number}", kind="district")
    races = ("asian", "american_indian_or_alaska_native", "native_hawaiian_or_pacific_islander", "two_or_more_races")
    groups = GROUPS | {"migrant": (40, 10), "white": (1100, 690)} | dict.fromkeys(races, (50, 25))
    figures(of_state=sheet(groups=groups))
    steward = client_of("data_steward")
    lines, rows = told_in(steward.get(f"{PLAN}plan.docx").content)
    by_group = {row[1]: row for row in rows[1:]}
    assert "All students: 60.00% of 2,000 students" in lines and "Status: Not yet started" in lines
    assert by_group["Female"][2:] == ["900", "55.56%", "−4.4", "−8.1"]
    steward.post(PLAN, {"q.plan": "Later."})
    assert "Status: Draft" in told_in(steward.get(f"{PLAN}plan.docx").content)[0]
    assert steward.get(f"{PLAN}plan.docx?version=in-force").status_code == 404


@pytest.mark.parametrize("status", STATE_PLAN.statuses)
@pytest.mark.parametrize("step", [step.name for step in STATE_PLAN.steps])
def test_no_step_puts_a_plan_forward_on_figures_that_were_taken_back(owed, status, step):
    made, wanted = in_status(status), STATE_PLAN.step(step)
    Publication.objects.update(status="retracted", in_force=False, retracted_at=timezone.now())
    by = reach_with("administrator" if step in ("approve", "return") else "data_steward", STATE)
    is_open = status in wanted.from_
    if is_open and step not in ("send", "approve"):
        actions.take(made, step, by=by, note="Said.")
        assert Document.objects.get(pk=made.pk).status == wanted.to
        return
    with pytest.raises(Refused) as refused:
        actions.take(made, step, by=by, note="Said.")
    assert Document.objects.get(pk=made.pk).status == status
    because = "The State's figures of 2016-17 are not published, so there is nothing the plan answers to."
    assert (because in refused.value.reasons) == is_open


def test_the_pages_say_that_the_figures_were_taken_back(owed, client_of):
    send(client_of)
    Publication.objects.update(
        status="retracted", in_force=False, retracted_at=timezone.now(), retraction_reason="A file was wrong."
    )
    administrator = client_of("administrator")
    shown = text(administrator.get(PLAN))
    assert "The figures of 2016-17 were taken back on" in shown and "A file was wrong." in shown
    assert "Approve is not open yet: The State's figures of 2016-17 are not published" in shown
    answer = administrator.post(f"{PLAN}approve/", {"note": ""})
    assert answer.status_code == 409 and "there is nothing the plan answers to" in text(answer)
    assert plan().status == "proposed"


def test_a_revision_begun_waits_for_who_writes(owed, client_of):
    send(client_of)
    approve(client_of)
    waits = "Send or give up the revision of the State Improvement Plan 2S1 of 2017-18"
    assert waits not in text(client_of("data_steward").get("/"))
    client_of("data_steward").post(f"{PLAN}revise/", {"note": ""})
    for role, is_told in (("data_steward", True), ("administrator", True), ("liaison", False)):
        assert (waits in text(client_of(role).get("/"))) == is_told
    client_of("data_steward").post(CHECK, {"note": ""})
    assert waits not in text(client_of("data_steward").get("/"))


def test_the_list_says_what_is_in_force_while_it_is_revised(owed, client_of):
    send(client_of)
    approve(client_of)
    steward = client_of("data_steward")
    assert "revision" not in text(steward.get(LIST))
    steward.post(f"{PLAN}revise/", {"note": ""})
    assert "Version 1 in force, revision begun" in text(steward.get(LIST))
    steward.post(CHECK, {"note": ""})
    assert "Version 1 in force, revision proposed" in text(steward.get(LIST))
