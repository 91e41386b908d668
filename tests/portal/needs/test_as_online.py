"""What comes from a file is the same record as what is typed on a page, and refused for nothing a page takes."""

from __future__ import annotations

import re
from typing import Any

from openperkins.needs.action_plan import metric_labels
from openperkins.needs.instrument import load_instrument
from openperkins.needs.values import as_kept
from openperkins.portal.directory.models import Program
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.results.models import Publication
from tests.offline.test_worksheet_round_trip import filled_in
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.needs.test_offline import BASE, answers, cycle, handed_out, read_in, sent

__all__ = ["cycle"]
PLAN = f"{BASE}action-plan/"


def shown_on(page: str, question: str) -> str:
    """What a page says it showed at a question."""
    return page.partition(f'name="was.{question}" value="')[2].partition('"')[0]


def test_a_day_is_kept_as_a_page_sends_it(cycle: Document, client_of: Any):
    """Else whoever saves the page, and touched no date, is asked to choose between two days."""
    client, director = client_of("contributor"), client_of("cte_director")
    typed = {"plan.start": "2/28/2018", "7.1.a.by": "3/1/2018", "plan.target": "2/28/2018"}
    read_in(client, filled_in(handed_out(client), typed))
    assert answers(cycle) == {"plan.start": "2018-02-28", "7.1.a.by": "2018-03-01", "plan.target": "2/28/2018"}
    was = shown_on(director.get(PLAN).content.decode(), "plan.start")
    client.post(PLAN, {"was.plan.start": was, "q.plan.start": "2018-03-05"})
    untouched = {"was.plan.start": was, "q.plan.start": "2018-02-28", "was.plan.status": "", "q.plan.status": "Begun"}
    assert director.post(PLAN, untouched).status_code == 302
    assert answers(cycle)["plan.start"] == "2018-03-05"


def test_one_line_stays_one_line(cycle: Document, client_of: Any):
    """A field of one line drops line ends: two names in a cell would run together when somebody saves the page."""
    client, asked = client_of("contributor"), {}
    for page in (
        *(f"{number}/" for number in range(1, 8)),
        "people/",
        "priorities/",
        "action-plan/",
        "workforce/010205/",
    ):
        for tag, attributes in re.findall(r"<(input|textarea)\b([^>]*)>", client.get(BASE + page).content.decode()):
            named = re.search(r'name="q\.([^"]*)"', attributes)
            if named and (tag == "textarea" or "maxlength" in attributes) and ".value." not in named[1]:
                asked[named[1]] = tag == "input"
    assert {True, False} == set(asked.values())
    assert {one: as_kept(one, "Maria\n Luis ") == "Maria; Luis" for one in asked} == asked
    read_in(client, filled_in(handed_out(client), {"plan.school.1.what": "a\nb", "plan.school.1.who": "Maria\nLuis"}))
    assert answers(cycle) == {"plan.school.1.what": "a\nb", "plan.school.1.who": "Maria; Luis"}


def test_a_metric_is_kept_by_its_id_from_a_worksheet_too(cycle: Document, client_of: Any):
    """Else the page, which knows it by its id, calls the worksheet's answer somebody else's."""
    client, label = client_of("contributor"), metric_labels(load_instrument())["1.ela"]
    read_in(client, filled_in(handed_out(client), {"plan.metric": label}))
    assert answers(cycle) == {"plan.metric": "1.ela"}
    assert client.post(PLAN, {"was.plan.metric": label, "q.plan.metric": "Attendance"}).status_code == 302


def test_a_component_that_is_no_longer_completed_says_so(cycle: Document, client_of: Any):
    client, director = client_of("contributor"), factories.reach_with("cte_director", DISTRICT)
    actions.save(cycle, changes=[Change("1.done", "", "yes")], by=director)
    emptied = filled_in(handed_out(client), {"1.done": None})
    page = client.post(f"{BASE}worksheets/", sent(emptied)).content.decode()
    assert "<td>Yes</td><td>–</td>" in page
    actions.take(cycle, "keep", by=director, note="Before")
    read_in(client, emptied)
    actions.take(cycle, "keep", by=director, note="After")
    assert "taken out: </span>Yes</del>" in client.get(f"{BASE}history/?a=1&b=2").content.decode()


def test_a_program_of_the_states_list_may_be_spoken_of(cycle: Document, client_of: Any):
    """A worksheet of a program outlives a publication that is taken back; a table names one nothing is known of."""
    client = client_of("contributor")
    filled = filled_in(handed_out(client), {"1.1.rating.010205": "Developing", "workforce.010205.region": "Cape"})
    Publication.objects.update(in_force=False)
    assert "010205" not in client.get(f"{BASE}worksheets/").content.decode()
    assert read_in(client, filled).status_code == 302
    assert answers(cycle) == {"1.1.rating.010205": "developing", "workforce.010205.region": "Cape"}
    Program.objects.create(code="470201", kind="chapter74", title="Heating and Cooling")
    for place, status in (("470201", 200), ("999999", 422)):
        table = f"metric,place,group,value,source\n2.irc,{place},,61.5,\n".encode()
        asked = {**sent(table, "values.csv"), "then": "values"}
        assert client.post(f"{BASE}worksheets/", asked).status_code == status


def test_a_worksheet_outlives_a_schools_last_student(published: Any, client_of: Any):
    factories.Organization.objects.create(code="00010515", name="Alderbrook North", kind="school", parent_id=DISTRICT)
    document, client = factories.needs_assessment(DISTRICT, 2018), client_of("contributor")
    filled = filled_in(handed_out(client), {"1.1.rating.00010515": "Developing"})
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    assert read_in(client, filled).status_code == 302
    assert answers(document) == {"1.1.rating.00010515": "developing"}
