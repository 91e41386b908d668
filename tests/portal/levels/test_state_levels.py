"""The State's levels: two people, districts told, agreed ones left alone, and how they become records."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.levels import actions, records
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.levels.queries import state_levels
from openperkins.portal.notices.models import Notice
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import rights, roles
from openperkins.workflows.state_levels import STATE_LEVELS
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with

YEAR = SchoolYear(2018)
LEVELS = dict.fromkeys(INDICATORS, "90.50")


def proposed(**changed: str) -> StateLevels:
    levels = LEVELS | {name[1:]: level for name, level in changed.items()}
    return actions.propose(year=YEAR, levels=levels, reason="Agreed.", by=reach_with("data_steward", STATE))


@pytest.mark.parametrize("status", STATE_LEVELS.statuses)
@pytest.mark.parametrize("step", [step.name for step in STATE_LEVELS.steps])
def test_each_role_can_take_a_step_as_the_table_says(organizations, status, step):
    wanted = STATE_LEVELS.step(step)
    take = {"set": actions.set_levels, "drop": actions.drop, "withdraw": actions.withdraw}[step]
    for role, held in roles().items():
        one = proposed()
        if status == "set":
            actions.set_levels(one, by=reach_with("administrator", STATE))
        elif status == "dropped":
            actions.withdraw(one, reason="Wrong.", by=reach_with("data_steward", STATE))
        by = reach_with(role, DISTRICT if held.side == "district" else STATE)
        allowed = rights()[wanted.action].reach[role] != "-" and status in wanted.from_
        reason = {} if step == "set" else {"reason": "Because."}
        try:
            take(one, by=by, **reason)
        except Refused as refused:
            assert not allowed and refused.reasons
            assert StateLevels.objects.get(pk=one.pk).status == status
        else:
            assert allowed
            assert StateLevels.objects.get(pk=one.pk).status == wanted.to


def test_set_levels_are_told_to_districts_and_hold(organizations):
    factories.person_with("superintendent", DISTRICT)
    one = proposed()
    assert state_levels(YEAR) is None
    actions.set_levels(one, by=reach_with("administrator", STATE))
    assert state_levels(YEAR).levels == dict.fromkeys(INDICATORS, "90.5")
    told = Notice.objects.filter(kind="state_levels.set").values_list("person__email", flat=True)
    assert "superintendent.00010000@example.org" in told


def test_every_level_that_is_none_is_named(organizations):
    with pytest.raises(Refused) as refused:
        proposed(i1S1="ninety", i6S2="101")
    assert [reason[:4] for reason in refused.value.reasons] == ["1S1:", "6S2:"]


def test_levels_districts_agreed_on_are_not_changed_under_them(published):
    by = reach_with("administrator", STATE)
    actions.set_levels(proposed(), by=by)
    document = factories.negotiation(DISTRICT, 2018, "agreed")
    factories.agree(document, i1S1="90.5")
    with pytest.raises(Refused, match="agreed on levels of 1S1 already"):
        actions.set_levels(proposed(i1S1="91"), by=by)
    actions.set_levels(proposed(i2S1="91"), by=by)
    assert state_levels(YEAR).levels["2S1"] == "91"


def test_of_two_proposals_the_second_is_made_anew(organizations):
    first, second = proposed(), proposed(i2S1="91")
    by = reach_with("administrator", STATE)
    actions.set_levels(first, by=by)
    with pytest.raises(Refused, match="set for this year meanwhile"):
        actions.set_levels(second, by=by)
    anew = proposed(i2S1="91")
    assert anew.pk != second.pk
    actions.set_levels(anew, by=by)


def test_a_second_press_proposes_nothing_anew(published, client_of):
    factories.person_with("administrator", STATE)
    client = client_of("data_steward")
    said = {f"level_{indicator}": "90" for indicator in INDICATORS} | {"year": "2018", "reason": "Agreed."}
    urls = {client.post(reverse("propose_state_levels"), said).url for _ in range(2)}
    told = Notice.objects.filter(kind="state_levels.proposed")
    assert len(urls) == StateLevels.objects.count() == told.count() == 1
    for changed in ({"year": "2019"}, {"level_2S1": "91"}, {"reason": "Agreed in March."}):
        urls.add(client.post(reverse("propose_state_levels"), said | changed).url)
    assert len(urls) == 4 and told.count() == 4
    colleague, levels = reach_with("data_steward", OTHER), dict.fromkeys(INDICATORS, "90")
    actions.propose(year=YEAR, levels=levels, reason="Agreed.", by=colleague)
    assert StateLevels.objects.count() == 5
    actions.withdraw(StateLevels.objects.get(levels__2S1="91"), reason="Wrong.", by=reach_with("data_steward", STATE))
    client.post(reverse("propose_state_levels"), said | {"level_2S1": "91"})  # what was withdrawn is proposed anew
    assert StateLevels.objects.count() == 6


def test_a_district_sees_what_is_set_and_no_level_of_another_district(published, client_of):
    """What the State considers, and what others agreed on, is not a district's to read."""
    by, steward = reach_with("administrator", STATE), reach_with("data_steward", STATE)
    actions.set_levels(held := proposed(), by=by)
    dropped, waits = proposed(i2S1="91"), proposed(i2S1="92")
    actions.withdraw(dropped, reason="Wrong.", by=steward)
    document = factories.negotiation(OTHER, 2018, "agreed")
    AgreedLevel.objects.create(
        organization_id=OTHER, school_year=2018, indicator="5S1", level="71.25", source="revision", document=document,
        agreed_by=by.person, agreed_at=timezone.now(),
    )  # fmt: skip
    pages = [reverse("state_levels_of", args=[one.pk]) for one in (held, dropped, waits)]
    steps = [reverse(f"{step}_state_levels", args=[waits.pk]) for step in ("set", "drop", "withdraw")]
    district, state = client_of("viewer"), client_of("liaison")
    for client, status in ((district, 404), (state, 200)):
        assert [client.get(url).status_code for url in pages] == [200, status, status]
        assert {client.get(url).status_code for url in steps} == {status}
        shown = client.get(reverse("state_levels")).text
        assert pages[0] in shown
        assert {url in shown for url in pages[1:]} == {status == 200}
        assert ("71.25" in shown, "D&#x27;Orsay Falls" in shown) == (status == 200,) * 2


def test_the_form_names_every_fault(published, client_of):
    client = client_of("data_steward")
    said = {f"level_{indicator}": "90" for indicator in INDICATORS} | {"level_2S1": "1e2", "year": "2018", "reason": ""}
    answer = client.post(reverse("propose_state_levels"), said)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "“1e2” is not a level" in shown and StateLevels.objects.count() == 0
    answer = client.post(reverse("propose_state_levels"), {**said, "level_2S1": "90.25 %", "reason": "Agreed."})
    one = StateLevels.objects.get()
    assert answer.url == reverse("state_levels_of", args=[one.pk]) and one.levels["2S1"] == "90.25"
    assert reverse("set_state_levels", args=[one.pk]) not in client.get(answer.url).content.decode()
    administrator = client_of("administrator")
    assert administrator.post(reverse("set_state_levels", args=[one.pk])).status_code == 302
    assert "2017-18" in client_of("viewer").get(reverse("state_levels")).content.decode()


def test_what_is_agreed_becomes_a_certified_file_once(published, own_home):
    steward = reach_with("data_steward", STATE)
    assert records.take_over(by=steward) is None
    actions.set_levels(proposed(), by=reach_with("administrator", STATE))
    document = factories.negotiation(DISTRICT, 2018, "agreed")
    factories.agree(document, i1S1="88.50")
    made = records.take_over(by=steward)
    assert made is not None and made.status == "certified" and made.certified_by == steward.person
    rows = path_of(made.sha256, ".csv").read_text().splitlines()
    assert rows[0] == "school_year,org_code,indicator,level"
    assert "2017-18,00000000,1S1,90.5" in rows and "2017-18,00010000,1S1,88.5" in rows and len(rows) == 10
    assert records.take_over(by=steward) is None
    # another version of an agreed level replaces it, and everything else stays
    factories.agree(document, version=2, i1S1="70")
    again = records.take_over(by=steward)
    assert "2017-18,00010000,1S1,70" in path_of(again.sha256, ".csv").read_text().splitlines()
    assert list(Submission.objects.filter(kind="levels", status="certified")) == [again]


def test_a_file_of_the_state_stays_where_nothing_was_agreed(published, own_home):
    from openperkins.portal.submissions import actions as files
    from openperkins.portal.submissions.checking import check_file
    from openperkins.portal.submissions.storage import receive

    steward = reach_with("data_steward", STATE)
    sha256, size = receive([b"school_year,org_code,indicator,level\n2016-17,00000000,1S1,81.0\n"], ".csv")
    sent, _ = files.receive(
        organization=Organization.objects.get(pk=STATE), kind="levels", school_year=0, season="",
        file_name="levels.csv", suffix=".csv", sha256=sha256, size=size, by=steward,
    )  # fmt: skip
    report = check_file(sent)
    files.checked(sent, rows=report.rows, errors=report.errors, warnings=report.warnings)
    sent.refresh_from_db()
    files.certify(sent, by=steward)
    document = factories.negotiation(DISTRICT, 2018, "agreed")
    factories.agree(document, i1S1="88.5")
    made = records.take_over(by=steward)
    rows = path_of(made.sha256, ".csv").read_text().splitlines()
    assert rows[1:] == ["2016-17,00000000,1S1,81", "2017-18,00010000,1S1,88.5"]
    assert AgreedLevel.objects.count() == 1
