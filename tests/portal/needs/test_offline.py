"""C5, C10: worksheets out and back, projections and the summary's files; work done offline gives the same record."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openperkins.needs.instrument import load_instrument
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.results.models import Publication
from tests.needs.invented import answers_to
from tests.offline.test_worksheet_round_trip import filled_in, saved
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, Program

BASE = f"/d/{DISTRICT}/clna/2018/"
ASKED = (
    "1.identify.highlights", "1.identify.importance", "1.time_on_learning.value.school.all", "1.1.rating.school",
    "1.1.evidence", "1.done", "4.vocal_1.name", "4.vocal_1.value.school.male", "6.staff.value.school.all",
    "7.1.c.answer", "7.1.c.owner", "7.1.c.by", "priority.1.component", "priority.1.challenge", "plan.start",
    "plan.current", "plan.school.1.what", "people.families.who",
)  # fmt: skip


@pytest.fixture
def cycle(published: Any) -> Document:
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    return factories.needs_assessment(DISTRICT, 2018)


def handed_out(client: Any, base: str = BASE) -> bytes:
    answer = client.get(f"{base}worksheet.xlsx")
    assert answer.status_code == 200
    return answer.content


def sent(content: bytes, name: str = "worksheet.xlsx") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def read_in(client: Any, content: bytes, base: str = BASE) -> Any:
    """Read a worksheet, look at the preview, take it."""
    preview = client.post(f"{base}worksheets/", sent(content)).content.decode()
    held = re.search(r'name="changes" value="([^"]*)"', preview)
    assert held, preview
    return client.post(f"{base}worksheets/", {"changes": held[1]})


def answers(document: Document) -> dict[str, str]:
    return Document.objects.get(pk=document.pk).answers


@pytest.mark.parametrize("seed", range(3))
def test_offline_work_gives_the_same_record(cycle: Document, client_of: Any, seed: int):
    given = answers_to(ASKED, load_instrument(), seed)
    client = client_of("contributor")
    answer = read_in(client, filled_in(handed_out(client), given))
    assert answer.status_code == 302 and answer.url == BASE
    online = factories.needs_assessment(DISTRICT, 2020)
    for question, text in answers(cycle).items():
        client.post(f"/d/{DISTRICT}/clna/2020/1/", {f"q.{question}": text, f"was.{question}": ""})
    assert answers(online) == answers(cycle)
    assert set(answers(cycle)) == {question for question, text in given.items() if text.strip()}


def test_the_preview_changes_nothing_and_says_what_would(cycle: Document, client_of: Any):
    client = client_of("contributor")
    file = filled_in(handed_out(client), {"1.1.rating.school": "Developing", "1.identify.highlights": "Ours"})
    page = client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    assert "2 answers" in page and "Developing" in page and "1.1 rating, school" in page
    assert answers(cycle) == {}
    untouched = client.post(f"{BASE}worksheets/", sent(handed_out(client))).content.decode()
    assert "Nothing changes." in untouched


def test_the_preview_lists_what_was_typed_outside_the_open_cells(cycle: Document, client_of: Any):
    client = client_of("contributor")
    book = openpyxl.load_workbook(io.BytesIO(filled_in(handed_out(client), {"1.identify.highlights": "Ours"})))
    sheet = book["People"]
    below = sheet.cell(sheet.max_row + 1, 3)
    below.value = "Two alumni"
    page = client.post(f"{BASE}worksheets/", sent(saved(book))).content.decode()
    assert "1 answer" in page and "What is not read" in page and "1 text<" in page
    assert f"<td>People</td><td>{below.coordinate}</td><td>Two alumni</td>" in page
    read = client.post(f"{BASE}worksheets/", sent(handed_out(client))).content.decode()
    assert "Nothing changes." in read and "What is not read" not in read


def test_every_fault_is_told_at_once_and_nothing_is_kept(cycle: Document, client_of: Any):
    client = client_of("contributor")
    wrong = {
        "1.time_on_learning.value.school.all": "plenty",
        "1.staff_ratio.value.school.male": "12 to 1",
        "1.1.rating.school": "Splendid",
        "7.1.a.answer": "Perhaps",
        "7.1.b.by": "next spring",
        "1.identify.highlights": "This one could stand.",
    }
    answer = client.post(f"{BASE}worksheets/", sent(filled_in(handed_out(client), wrong)))
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count('href="#id_file"') == 5
    for found in ("plenty", "12 to 1", "Splendid", "Perhaps", "next spring"):
        assert found in page
    assert answers(cycle) == {}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_worksheet_is_refused_in_words(cycle: Document, client_of: Any, content: bytes):
    answer = client_of("contributor").post(f"{BASE}worksheets/", sent(content))
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()


def test_another_districts_worksheet_is_refused(cycle: Document, client_of: Any):
    factories.needs_assessment(OTHER, 2018)
    theirs = handed_out(factories.signed_in(factories.person_with("cte_director", OTHER)), f"/d/{OTHER}/clna/2018/")
    answer = client_of("contributor").post(f"{BASE}worksheets/", sent(theirs))
    assert answer.status_code == 422 and OTHER in answer.content.decode()


def test_a_preview_of_another_assessment_is_not_taken(cycle: Document, client_of: Any):
    other = factories.needs_assessment(DISTRICT, 2020)
    client = client_of("contributor")
    base = f"/d/{DISTRICT}/clna/2020/"
    file = filled_in(handed_out(client, base), {"1.identify.highlights": "Theirs"})
    preview = client.post(f"{base}worksheets/", sent(file)).content.decode()
    held = re.search(r'name="changes" value="([^"]*)"', preview)[1]
    client.post(f"{BASE}worksheets/", {"changes": held})
    client.post(f"{base}worksheets/", {"changes": held[:-4] + "aaaa"})
    assert answers(cycle) == answers(other) == {}


def test_what_somebody_changed_meanwhile_is_chosen(cycle: Document, client_of: Any):
    client, director = client_of("contributor"), factories.reach_with("cte_director", DISTRICT)
    file = filled_in(handed_out(client), {"1.identify.highlights": "Offline", "1.identify.importance": "Alone"})
    actions.save(cycle, changes=[Change("1.identify.highlights", "", "Online")], by=director)
    preview = client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    assert "changed since the file was written" in preview
    conflict = read_in(client, file)
    page = conflict.content.decode()
    assert conflict.status_code == 409 and "Offline" in page and "Online" in page
    assert answers(cycle) == {"1.identify.highlights": "Online", "1.identify.importance": "Alone"}
    question = "1.identify.highlights"
    choice = {f"q.{question}": "Offline", f"was.{question}": "Online", f"keep.{question}": "mine"}
    assert client.post(f"{BASE}worksheets/", choice).status_code == 302
    assert answers(cycle)[question] == "Offline"


def test_a_viewer_takes_a_worksheet_away_and_brings_none_back(cycle: Document, client_of: Any):
    viewer = client_of("viewer")
    file = handed_out(viewer)
    assert viewer.post(f"{BASE}worksheets/", sent(file)).status_code == 403
    assert viewer.get(f"{BASE}worksheet.xlsx?component=9").status_code == 404


def test_a_day_from_a_worksheet_stays_on_the_page(cycle: Document, client_of: Any):
    client = client_of("contributor")
    read_in(client, filled_in(handed_out(client), {"plan.start": "2/28/2018", "7.1.a.by": "3/1/2018"}))
    assert 'value="2018-02-28"' in client.get(f"{BASE}action-plan/").content.decode()
    assert 'value="2018-03-01"' in client.get(f"{BASE}7/").content.decode()


LONG = "workforce.010205.long_titles"
PROJECTIONS = (
    "region,soc_code,title,term,mean_wage,annual_openings,education\n"
    "North Shore,49-3041,Farm Equipment Mechanics,short,45000,10,High school\n"
    "North Shore,49-3041,Farm Equipment Mechanics,long,46000,12,High school\n"
)


def test_projections_are_read_into_the_programs(cycle: Document, client_of: Any):
    client = client_of("contributor")
    file = SimpleUploadedFile("projections.csv", PROJECTIONS.encode())
    answer = client.post(f"{BASE}projections/", {"region": "north shore", "file": file})
    assert answer.status_code == 302
    kept = answers(cycle)
    assert kept["workforce.010205.region"] == "North Shore" and "45,000" in kept["workforce.010205.short_wages"]
    page = client.get(f"{BASE}workforce/010205/").content.decode()
    assert "46,000" in page and "Agricultural Mechanics" in page


def test_a_second_file_of_projections_leaves_nothing_of_the_first(cycle: Document, client_of: Any):
    """Under the new region and source stands what the new file says; what people typed stays theirs."""
    client = client_of("contributor")
    Program.objects.create(code="470201", kind="chapter74", title="Heating and Cooling")
    client.post(f"{BASE}projections/", {"region": "North Shore", **sent(PROJECTIONS.encode(), "one.csv")})
    assert "workforce.010205.long_wages" in answers(cycle)
    by = factories.reach_with("cte_director", DISTRICT)
    actions.save(cycle, changes=[Change(LONG, answers(cycle)[LONG], "Mechanics")], by=by)
    actions.save(cycle, changes=[Change("workforce.470201.long_wages", "", "$1")], by=by, tab="projections")
    second = PROJECTIONS.partition("North Shore,49-3041,Farm Equipment Mechanics,long")[0].replace(
        "North Shore", "Cape"
    )
    page = client.post(f"{BASE}projections/", {"region": "Cape", **sent(second.encode(), "two.csv")}, follow=True)
    kept = answers(cycle)
    assert kept["workforce.010205.region"] == "Cape" and "45,000" in kept["workforce.010205.short_wages"]
    assert {one for one in kept if "long_" in one} == {LONG} and kept[LONG] == "Mechanics"
    said = "Projections for 1 of 2 programs are read in. 1 program has none in the file: type those yourself."
    assert said in page.content.decode()


def test_projections_of_the_only_program_are_told_in_words(cycle: Document, client_of: Any):
    sent_in = {"region": "North Shore", **sent(PROJECTIONS.encode(), "one.csv")}
    page = client_of("contributor").post(f"{BASE}projections/", sent_in, follow=True).content.decode()
    assert "Projections for 1 program are read in." in page and "none in the file" not in page


def test_projections_of_another_region_or_with_faults_are_told(cycle: Document, client_of: Any):
    client = client_of("contributor")
    other = SimpleUploadedFile("projections.csv", PROJECTIONS.encode())
    page = client.post(f"{BASE}projections/", {"region": "Cape", "file": other}).content.decode()
    assert "The file has no region “Cape”. It has: North Shore." in page
    wrong = SimpleUploadedFile("projections.csv", PROJECTIONS.replace("45000", "much").replace("long", "ever").encode())
    page = client.post(f"{BASE}projections/", {"region": "North Shore", "file": wrong}).content.decode()
    assert "much" in page and "ever" in page and answers(cycle) == {}


@pytest.mark.parametrize("role", ["viewer", "cte_director", "superintendent"])
def test_the_summary_is_protected_unless_full_counts_are_asked_for(cycle: Document, client_of: Any, role: str):
    client = client_of(role)
    plain = client.get(f"{BASE}summary/").content.decode()
    assert "80.0% of 100" not in plain and "protected" in plain
    assert "80.0% of 100" in client.get(f"{BASE}summary/?counts=full").content.decode()
    for form, begins in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"{BASE}summary.{form}").content.startswith(begins)
    assert client.get(f"{BASE}summary.exe").status_code == 404
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"{BASE}action-plan.{form}").content.startswith(begins)


VALUES = (
    "metric,place,group,value,source\n"
    "3.applicants,,,180,CTE-ART\n"
    "Applicants,school,SWD,40,CTE-ART\n"
    "3.applicants,Agricultural Mechanics,Female,7,CTE-ART\n"
    "4.vocal_1,,,71.5,Edwin\n"
)


def test_a_table_of_values_is_read_with_its_sources(cycle: Document, client_of: Any):
    client = client_of("contributor")
    file = SimpleUploadedFile("admissions.csv", VALUES.encode())
    preview = client.post(f"{BASE}worksheets/", {"file": file, "then": "values"}).content.decode()
    held = re.search(r'name="changes" value="([^"]*)"', preview)[1]
    assert "Applicants, Agricultural Mechanics, Female" in preview and answers(cycle) == {}
    client.post(f"{BASE}worksheets/", {"changes": held})
    assert answers(cycle) == {
        "3.applicants.value.school.all": "180",
        "3.applicants.value.school.students_with_disabilities": "40",
        "3.applicants.value.010205.female": "7",
        "3.applicants.source": "CTE-ART",
        "3.applicants.source.010205": "CTE-ART",
        "4.vocal_1.value.school.all": "71.5",
        "4.vocal_1.source": "Edwin",
    }


def test_values_read_again_ask_for_their_source_and_a_preview_says_which_stays(cycle: Document, client_of: Any):
    held = {"3.applicants.value.school.all": "180", "3.applicants.source": "CTE-ART 2016"}
    client = client_of("contributor")
    client.post(f"{BASE}3/", {f"q.{question}": text for question, text in held.items()})
    table = {"then": "values", **sent(b"metric,place,group,value,source\n3.applicants,,,200,\n", "new.csv")}
    answer = client.post(f"{BASE}worksheets/", table)
    assert answer.status_code == 422 and "“CTE-ART 2016” stands there of another value" in answer.content.decode()
    file = filled_in(handed_out(client), {"3.applicants.value.school.all": "200"})
    page = client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    assert '200<br><span class="usa-hint">its source stays: CTE-ART 2016</span>' in page
    file = filled_in(handed_out(client), {"3.applicants.value.school.all": "200", "3.applicants.source": "CTE-ART"})
    assert "its source stays" not in client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    assert answers(cycle) == held


def test_the_preview_says_where_records_answer_by_now(published: Any, client_of: Any):
    """A worksheet handed out before figures were published: what it says is kept under the record, as typed before."""
    cycle, client = factories.needs_assessment(DISTRICT, 2018), client_of("contributor")
    said = {"1.ela.value.school.all": "77", "1.mathematics.value.school.all": "78"}
    file = filled_in(handed_out(client), said)
    hint = "records answer this now"
    assert hint not in client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    page = client.post(f"{BASE}worksheets/", sent(file)).content.decode()
    assert page.count(hint) == 1 and f'<td>77<br><span class="usa-hint">{hint}' in page
    assert read_in(client, file).status_code == 302 and answers(cycle) == said
    assert "Typed before: 77" in client.get(f"{BASE}1/").content.decode()


def test_every_fault_of_a_table_is_told(cycle: Document, client_of: Any):
    wrong = (
        "metric,place,group,value,source\n"
        "3.aplicants,,,180,\n"
        "3.applicants,Mars,,180,\n"
        "3.applicants,,Giants,180,\n"
        "3.applicants,,,18.5,\n"
        "1.ela,,,80,\n"
        "3.eligible,,,,\n"
        "3.eligible,,,5,\n"
        "3.eligible,,,6,\n"
    )
    file = SimpleUploadedFile("admissions.csv", wrong.encode())
    answer = client_of("contributor").post(f"{BASE}worksheets/", {"file": file, "then": "values"})
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count('href="#id_file"') == 7
    for found in ("aplicants", "Mars", "Giants", "18.5", "records answer", "value is empty", "stands in row 8 already"):
        assert found in page, found
    assert answers(cycle) == {}


def test_projections_are_of_programs_and_of_no_school(published: Any, client_of: Any):
    """The Workforce sheet lists programs alone, though ratings and values are asked of each school."""
    for code, name in (("00010601", "Birch High School"), ("00010602", "Cedar High School")):
        Organization.objects.create(code=code, name=name, kind="school", parent_id=DISTRICT)
    cycle = factories.needs_assessment(DISTRICT, 2018, {"workforce.010205.region": "North Shore"})
    client = client_of("contributor")
    book = openpyxl.load_workbook(io.BytesIO(handed_out(client)))
    said = [row[1].value for row in book["Workforce"].iter_rows()]
    assert "Agricultural Mechanics" in said and not {"Birch High School", "Cedar High School"} & set(said)
    first = {cell.value for row in book["1 Teaching and Learning"].iter_rows() for cell in row}
    assert {"All schools", "Rating: All schools", "Rating: Birch High School"} <= first, "as the page calls it"
    value, of_a_school = "1.time_on_learning.value.00010601.all", "workforce.00010601.region"
    assert read_in(client, filled_in(handed_out(client), {value: "990"})).status_code == 302
    assert answers(cycle)[value] == "990", "of a school everything else is asked"
    about = Document.objects.get(pk=cycle.pk).about
    asked = [about.writes_question(one, "write_needs", cycle) for one in (value, "workforce.010205.group", of_a_school)]
    assert asked == [True, True, False]
