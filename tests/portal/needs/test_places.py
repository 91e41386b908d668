"""Places of a needs assessment: the school, all students in CTE, single schools, programs, and what is each one's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openperkins.needs.questions import WORKFORCE_FIELDS
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.outcome import outcome_of
from openperkins.portal.needs.page import workspace
from openperkins.portal.needs.worksheet import figures_in
from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
#: 65 of 72 of those in CTE, whom the school's 80 of 100 hold among others
IN_CTE = {"enrollment": [[286, None], *[[70, None]] * 12], "ela": [[72, 65], *[[36, 29]] * 12]}


@pytest.fixture
def cycle(published: Any) -> Document:
    publication = Publication.objects.get(school_year=2017)
    factories.measured(publication, DISTRICT, in_cte=IN_CTE)
    return factories.needs_assessment(DISTRICT, 2018)


def of(question: str, text: str, was: str = "") -> dict[str, str]:
    return {f"q.{question}": text, f"was.{question}": was}


def answers() -> dict[str, str]:
    return Document.objects.get(kind="needs_assessment", school_year=2018).answers


def test_students_in_cte_are_a_place_of_their_own(cycle: Document, client_of: Any):
    client = client_of("contributor")
    page = client.get(f"{BASE}1/").content.decode()
    assert '<option value="cte">All CTE programs</option>' in page
    assert re.search(r'<th scope="row">All CTE programs</th><td class="number">286</td><td class="number">90.3%', page)
    own = client.get(f"{BASE}1/?program=cte").content.decode()
    assert "90.3%" in own and "n 72" in own and "80.6%" in own, "all of them, and a group"
    assert '<th scope="row">Time on learning' not in own and "q.1.1.rating" not in own, "nothing is asked of them"
    assert client.post(f"{BASE}1/", of("1.ela.value.cte.all", "50")).status_code == 409
    assert client.post(f"{BASE}1/", of("1.1.rating.cte", "challenge")).status_code == 409


def test_a_figure_of_the_school_that_counts_cte_students_says_so(cycle: Document, client_of: Any):
    client = client_of("contributor")
    said = "(students in CTE)"
    page = client.get(f"{BASE}2/").content.decode()
    assert page.count(f'<span class="usa-hint">{said}</span>') == 1, "placement; not enrollment"
    assert "90.0% (n 50, students in CTE)" in page, "side by side"
    assert said not in client.get(f"{BASE}2/?program=cte").content.decode(), "the place says it"
    assert said not in client.get(f"{BASE}6/").content.decode(), "programs are no students"
    figures = figures_in(workspace(cycle))
    assert figures["2.placement.value.school.all"] == "90.0% (n 50, students in CTE)"
    assert figures["1.ela.value.cte.all"] == "90.3% (n 72)" and figures["1.ela.value.school.all"] == "80.0% (n 100)"


def test_the_metric_page_has_them_too(cycle: Document, client_of: Any):
    client = client_of("viewer")
    page = client.get(f"{BASE}1/").content.decode()
    address = re.search(r'href="([^"]*1\.ela[^"]*)"', page)[1]
    assert "90.3%" in client.get(f"{address}?program=cte").content.decode()
    placement = re.search(r'href="([^"]*2\.placement[^"]*)"', client.get(f"{BASE}2/").content.decode())[1]
    assert "response rate (students in CTE)</h2>" in client.get(placement).content.decode()


def test_the_summary_tells_them_apart(cycle: Document):
    exact = {
        one.metric: one.text for part in outcome_of(cycle, exact=True).summary.components for one in part.found.figures
    }
    ela = "School and program ELA MCAS"
    assert (exact[ela], exact[f"{ela} (students in CTE)"]) == ("80.0% of 100", "90.3% of 72")
    assert (
        exact[f"{ela} (students in CTE): EL"]
        if f"{ela} (students in CTE): EL" in exact
        else any(name.startswith(f"{ela} (students in CTE): ") for name in exact)
    )
    assert not any(name.startswith(f"{ela}: ") for name in exact), "groups are those of students in CTE"
    protected = [one.metric for part in outcome_of(cycle).summary.components for one in part.found.figures]
    assert f"{ela} (students in CTE)" not in protected, "beside the school's it could tell what is hidden"
    assert any("placement" in name and name.endswith("(students in CTE)") for name in protected)


def test_gaps_are_those_of_students_in_cte(cycle: Document, client_of: Any):
    page = client_of("contributor").get(f"{BASE}priorities/").content.decode()
    assert "9.7 points behind all students in CTE in School and program ELA MCAS" in page, "65 of 72 less 29 of 36"
    assert "13.3 points" not in page, "the school's 80 of 100 less 40 of 60"


def test_evidence_and_source_are_of_one_place(cycle: Document, client_of: Any):
    client, program = client_of("contributor"), "?program=010205"
    client.post(f"{BASE}1/", of("1.1.evidence", "Of the school") | of("1.time_on_learning.source", "Bell schedule"))
    page = client.get(f"{BASE}1/{program}").content.decode()
    assert 'name="q.1.1.evidence.010205"' in page and 'name="q.1.1.evidence"' not in page
    assert 'name="q.1.time_on_learning.source.010205"' in page and "Bell schedule" not in page
    assert "at=1.1.evidence.010205" in page, "a file goes with the program's evidence"
    sent = of("1.1.evidence.010205", "Of the shop") | of("1.time_on_learning.source.010205", "Shop log")
    client.post(f"{BASE}1/{program}", sent)
    kept = answers()
    assert (kept["1.1.evidence"], kept["1.1.evidence.010205"]) == ("Of the school", "Of the shop")
    sources = kept["1.time_on_learning.source"], kept["1.time_on_learning.source.010205"]
    assert sources == ("Bell schedule", "Shop log")
    assert client.get(f"{BASE}files/?at=1.1.evidence.010205").status_code == 200
    rated = [one for part in outcome_of(cycle).summary.components for one in part.ratings]
    assert [(one.place, one.evidence) for one in rated if one.evidence] == [
        ("School", "Of the school"),
        ("Agricultural Mechanics", "Of the shop"),
    ]


def test_the_school_has_one_id_and_unknown_places_none(cycle: Document, client_of: Any):
    client = client_of("contributor")
    for question in ("1.1.evidence.school", "1.1.evidence.cte", "1.1.evidence.999999", "1.ela.source.school"):
        assert client.post(f"{BASE}1/", of(question, "x")).status_code == 409, question


def test_a_record_stands_before_what_was_typed_and_that_can_be_removed(published: Any, client_of: Any):
    cycle = factories.needs_assessment(DISTRICT, 2018)
    client, question = client_of("contributor"), "1.ela.value.school.all"
    client.post(f"{BASE}1/", of(question, "50") | of("1.ela.source", "Profiles"))
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    page = client.get(f"{BASE}1/").content.decode()
    assert "80.0%" in page and "Typed before: 50 (Profiles)" in page
    assert f'type="checkbox" id="1-ela-value-school-all" name="q.{question}" value=""' in page
    assert "Typed before: 50" in client_of("viewer").get(f"{BASE}1/").content.decode()
    exact = {
        one.metric: one.text for part in outcome_of(cycle, exact=True).summary.components for one in part.found.figures
    }
    assert exact["School and program ELA MCAS"] == "80.0% of 100"
    client.post(f"{BASE}1/", {f"was.{question}": "50"})
    assert answers()[question] == "50", "an open box removes nothing"
    client.post(f"{BASE}1/", of(question, "", "50"))
    assert question not in answers()
    assert "Typed before" not in client.get(f"{BASE}1/").content.decode()


def test_only_schools_with_students_are_places(cycle: Document, client_of: Any):
    publication = Publication.objects.get(school_year=2017)
    for code, name in (("00010510", "Birch High School"), ("00010005", "Alderbrook Elementary School")):
        Organization.objects.create(code=code, name=name, kind="school", parent_id=DISTRICT)
    for code in ("00010505", "00010510"):
        factories.measured(publication, code)
    client = client_of("contributor")
    page = client.get(f"{BASE}1/").content.decode()
    assert "Birch High School" in page and "Elementary" not in page
    assert "00010005" not in "".join(figures_in(workspace(cycle)))
    client.post(f"{BASE}1/", of("1.time_on_learning.value.00010005.all", "990"))
    assert "Alderbrook Elementary School" in client.get(f"{BASE}1/").content.decode(), "something is typed about it"


def test_places_are_one_choice_before_the_form(cycle: Document, client_of: Any):
    page = client_of("contributor").get(f"{BASE}1/?program=010205").content.decode()
    before = page[page.index("<main") : page.index('name="tab"')]
    assert "?program=" not in before, "no row of links"
    assert '<option value="010205" selected>Agricultural Mechanics</option>' in before
    assert client_of("contributor").get(f"{BASE}1/?program=").status_code == 200, "the school's choice is empty"


def test_a_file_goes_with_evidence_of_a_place_nothing_was_typed_for_yet(cycle: Document, client_of: Any):
    Program.objects.create(code="470201", kind="chapter74", title="Carpentry")
    client, question = client_of("contributor"), "1.1.evidence.470201"
    page = client.get(f"{BASE}files/?at={question}").content.decode()
    assert f'<option value="{question}" selected' in page
    minutes = SimpleUploadedFile("minutes.txt", b"Minutes.\n")
    assert client.post(f"{BASE}files/", {"question": question, "file": minutes}).status_code == 302
    assert cycle.attached.get().question == question
    for other in ("1.1.evidence.999999", "1.1.rating.010205", "1.nothing.evidence"):
        assert f'value="{other}"' not in client.get(f"{BASE}files/?at={other}").content.decode()
        sent = {"question": other, "file": SimpleUploadedFile("more.txt", b"More.\n")}
        assert client.post(f"{BASE}files/", sent).status_code == 422
    assert cycle.attached.count() == 1


def test_five_hundred_disputed_answers_are_chosen_from_on_one_page(cycle: Document, client_of: Any):
    contributor = client_of("contributor")
    names = [f"workforce.{number:06}.{field}" for number in range(46) for field in list(WORKFORCE_FIELDS)[:11]]
    Program.objects.bulk_create(
        [Program(code=f"{number:06}", kind="chapter74", title=f"Program {number}") for number in range(46)]
    )
    by = factories.reach_with("cte_director", DISTRICT)
    actions.save(cycle, changes=[Change(name, "", "Theirs") for name in names], by=by)
    mine = {key: value for name in names for key, value in of(name, "Mine", "Before").items()}
    answer = contributor.post(f"{BASE}workforce/000000/", mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and page.count('value="theirs"') == len(names) > 500
    sent = dict(re.findall(r'type="hidden" name="((?:was|q)[.][^"]*)" value="([^"]*)"', page))
    sent |= {f"keep.{name}": "mine" for name in names} | {f"both.{name}": "Theirs\nMine" for name in names}
    assert contributor.post(f"{BASE}workforce/000000/", sent).status_code == 302
    assert set(answers().values()) == {"Mine"}
