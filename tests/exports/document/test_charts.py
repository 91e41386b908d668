"""The Workbook's charts as Word documents and PDF: every field, people's text as text, equal bytes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from jinja2 import TemplateError

from openperkins.exports.document import (
    Entry,
    Gap,
    LevelsChart,
    NegotiatedLevel,
    PlanChart,
    RegionTested,
    ReportChart,
    RevisionLetter,
    StatePlanChart,
    as_word,
)
from openperkins.exports.document.drafts import DRAFTS
from openperkins.exports.document.drafts import main as write_templates
from openperkins.exports.page import as_pdf
from openperkins.schoolyear import SchoolYear
from tests.exports.document.needs import ACTION_PLAN, SUMMARY
from tests.exports.page.test_pdf import needs_poppler, text_of
from tests.office import converted

HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p>&amp;</w:p> =1+1 {#"
LEVELS = LevelsChart(
    district="Sample Regional Vocational Technical",
    negotiator="Maria Silva",
    liaison="Ana Reyes",
    year=SchoolYear(2018),
    performance_year=11,
    levels=(
        NegotiatedLevel("1S1 Academic Attainment Language Arts", "90", "89.5", "90", date(2017, 10, 20)),
        NegotiatedLevel("5S1 Placement", "96.25", "96.25", None, None),
        NegotiatedLevel("6S2 Nontraditional Completion", None, None, None, None),
    ),
)
PLAN = PlanChart(
    district="Sample Regional",
    contact="Maria Silva",
    submitted=date(2018, 2, 3),
    indicator="2S1 Technical Skill Attainment",
    entries=(
        Entry("Female", ("Luis Ortega, shop lead", "Sample Workforce Board"), "Tutors twice a week.\nA test in March."),
        Entry("English learners", (), HOSTILE),
    ),
)
REPORT = ReportChart(
    "Sample Regional", "Maria Silva", None, "2S1 Technical Skill Attainment", "Female", "It goes well."
)
STATE_PLAN = StatePlanChart(
    state="The State",
    indicator="6S2 Nontraditional Completion",
    year=SchoolYear(2018),
    status="Draft",
    figures=(("State level of 2016-17", "22%"), ("Line", "19.8%"), ("All students", "19.01% of 668 students")),
    consulted=(("Agencies consulted", ("Labor agency", "Board")), ("Individuals consulted", ())),
    plan="Mentors.\nVisits.",
    gaps=(
        Gap("Gender", "Female", "310", "15.48%", "−3.5", "−6.6"),
        Gap("Migrant status", "Migrant", "under 10", "not shown", "not shown", "not shown"),
    ),
    grounds=(("Gender", "A mentor in each shop."), ("Migrant status", HOSTILE)),
)
REVISION = RevisionLetter(
    title="Request to revise the 5S1 level of 2017-18, Sample Regional",
    about=(("District", "Sample Regional"), ("Level asked for", "85%")),
    reasons=f"The mill closed.\n{HOSTILE}",
    regions=(RegionTested("Coast", "The rule is met.", (("October 2017", "950", "5.00", "enough"),)),),
    files=("jobs.pdf (SHA-256 abc)",),
    decision="Granted on October 20, 2017 by Ana Reyes",
    reason="The table shows it.",
)
CHARTS = {"levels": LEVELS, "plan": PLAN, "report": REPORT, "state_plan": STATE_PLAN, "revision": REVISION}
CHARTS |= {"action_plan": ACTION_PLAN, "needs_summary": SUMMARY}


def opened(chart) -> docx.document.Document:
    return docx.Document(io.BytesIO(as_word(chart)))


def paragraphs(chart) -> list[str]:
    return [paragraph.text for paragraph in opened(chart).paragraphs]


def test_levels_hold_every_field_of_appendix_c():
    assert paragraphs(LEVELS) == [
        "Local Adjusted Performance Level Negotiation Chart for Year 11 (2017-18)",
        "District Name: Sample Regional Vocational Technical",
        "District Negotiator: Maria Silva",
        "State Liaison: Ana Reyes",
    ]
    (table,) = opened(LEVELS).tables
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["1S1 Academic Attainment Language Arts", "90%", "89.5%", "90%", "October 20, 2017"],
        ["5S1 Placement", "96.25%", "96.25%", "To be determined", "To be determined"],
        ["6S2 Nontraditional Completion", *["To be determined"] * 4],
    ]
    assert [cell.text.split()[0] for cell in table.rows[0].cells] == ["Core", "State", "Proposed", "Final", "Date"]


def test_a_plan_holds_every_field_of_appendix_d():
    assert paragraphs(PLAN) == [
        "Local Perkins Improvement Plan Chart",
        "District Name: Sample Regional",
        "District Contact: Maria Silva",
        "Date Submitted: February 3, 2018",
        "Core Indicator: 2S1 Technical Skill Attainment",
        "Population: Female",
        PLAN.consulted_head,
        "Luis Ortega, shop lead",
        "Sample Workforce Board",
        PLAN.description_head,
        "Tutors twice a week.\nA test in March.",
        "Population: English learners",
        PLAN.consulted_head,
        PLAN.description_head,
        HOSTILE,
    ]


def test_a_report_holds_every_field_of_appendix_e():
    assert paragraphs(REPORT) == [
        "Annual Perkins Report Chart",
        "District Name: Sample Regional",
        "District Contact: Maria Silva",
        "Date Submitted: To be determined",
        "Core Indicator: 2S1 Technical Skill Attainment",
        "Population: Female",
        REPORT.progress_head,
        "It goes well.",
    ]


def test_a_state_plan_holds_every_field_and_its_gaps():
    assert paragraphs(STATE_PLAN) == [
        "State Perkins Improvement Plan",
        "State: The State",
        "Core Indicator: 6S2 Nontraditional Completion",
        "School Year: 2017-18",
        "Status: Draft",
        "State level of 2016-17: 22%",
        "Line: 19.8%",
        "All students: 19.01% of 668 students",
        "Consulted",
        "Agencies consulted",
        "Labor agency",
        "Board",
        "Individuals consulted",
        "The plan",
        "Mentors.\nVisits.",
        "Gaps of groups",
        STATE_PLAN.note,
        "What is planned for each gap",
        "Gender",
        "A mentor in each shop.",
        "Migrant status",
        HOSTILE,
    ]
    (table,) = opened(STATE_PLAN).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [*STATE_PLAN.gap_heads],
        ["Gender", "Female", "310", "15.48%", "−3.5", "−6.6"],
        ["Migrant status", "Migrant", "under 10", *["not shown"] * 3],
    ]


@pytest.mark.parametrize(
    "text", [HOSTILE, "a\r\nb\rc\n\nd", "\x00\x0b\ud800", "]]>", "é 漢 𝔘 \u202e", " two  blanks ", ""]
)
def test_what_people_write_is_only_text(text):
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join("\ufffd" if ch in "\x00\x0b\ud800" else ch for ch in shown)
    of = {"district": text, "contact": "c", "submitted": None, "indicator": "2S1"}
    assert shown in paragraphs(PlanChart(**of, entries=(Entry("Female", (text,), text),)))
    assert paragraphs(ReportChart(**of, population="Female", progress=text))[1] == f"District Name: {shown}"


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_document_can_be_read_by_everybody(chart):
    document = opened(chart)
    assert document.core_properties.title == chart.title
    assert document.core_properties.language == "en-US"
    assert document.paragraphs[0].style.name == "Heading 1"
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_same_fields_stand_in_the_pdf(chart):
    assert as_pdf(chart.page()).startswith(b"%PDF-")
    told = [text for pair in chart.page().about for text in pair]
    assert all(any(part in line for line in paragraphs(chart)) for part in told)


def test_equal_charts_are_equal_bytes_anywhere():
    script = (
        "import hashlib, tests.exports.document.test_charts as t;"
        "print(*(hashlib.sha256(t.as_word(c)).hexdigest() for c in t.CHARTS.values()))"
    )
    ours = [hashlib.sha256(as_word(chart)).hexdigest() for chart in CHARTS.values()]
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        root = Path(__file__).parents[3]
        told = subprocess.run([sys.executable, "-c", script], env=environment, cwd=root, capture_output=True, text=True)
        assert told.stdout.split() == ours, told.stderr


def test_an_agencys_own_template_is_used(tmp_path):
    write_templates(tmp_path)
    own = docx.Document(str(tmp_path / "report.docx"))
    own.add_paragraph("Office for CTE: {{ about[0][1] }}")
    own.save(str(tmp_path / "report.docx"))
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(as_word(REPORT, tmp_path))).paragraphs]
    assert lines[-1] == "Office for CTE: Sample Regional"
    assert as_word(PLAN, tmp_path / "not there") == as_word(PLAN)


@pytest.mark.parametrize("asked", ["{{ title.__class__.__mro__ }}", "{{ not_a_field }}"])
def test_an_agencys_template_reads_the_chart_and_nothing_else(tmp_path, asked):
    write_templates(tmp_path)
    own = docx.Document(str(tmp_path / "report.docx"))
    own.add_paragraph(asked)
    own.save(str(tmp_path / "report.docx"))
    with pytest.raises(TemplateError):
        as_word(REPORT, tmp_path)


@pytest.mark.parametrize("name", DRAFTS)
def test_the_templates_are_those_the_script_writes(name):
    from importlib.resources import files

    kept = files("openperkins.exports.document").joinpath("templates", f"{name}.docx").read_bytes()
    assert parts(kept) == parts(DRAFTS[name]())


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as opened_parts:
        return {name: opened_parts.read(name) for name in opened_parts.namelist()}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.template)
def test_libreoffice_shows_every_field(chart, tmp_path):
    (tmp_path / "chart.docx").write_bytes(as_word(chart))
    converted(tmp_path / "chart.docx", "pdf", part="sw")
    told = ["pdftotext", "-layout", str(tmp_path / "chart.pdf"), "-"]
    shown = set(subprocess.run(told, capture_output=True, text=True, check=True).stdout.split())
    words = {word for text in paragraphs(chart) for word in text.split() if len(word) < 12}
    assert words and not words - shown


@needs_poppler
@pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.template)
def test_the_pdf_begins_with_the_head_of_the_form(chart, tmp_path):
    shown = " ".join(text_of(as_pdf(chart.page()), tmp_path).split())
    places = [shown.index(f"{label}: {' '.join(text.split())}") for label, text in chart.about]
    assert places == sorted(places) and "About these figures" not in shown and "No rows." not in shown
    first = chart.page().tables[0]
    assert max(places) < shown.index(first.caption, max(places))


def test_a_draft_says_so_in_both_files():
    draft = replace(PLAN, status="Draft", caution="Draft, not accepted.")
    assert paragraphs(draft)[0] == "Local Perkins Improvement Plan Chart: Draft, not accepted"
    assert "Version: Draft" in paragraphs(draft) and draft.page().caution == "Draft, not accepted."
    assert paragraphs(PLAN)[0] == "Local Perkins Improvement Plan Chart"
    assert not any(line.startswith("Version: ") for line in paragraphs(PLAN))


def test_the_letter_of_a_draft_says_so_on_every_sheet():
    draft = replace(REVISION, caution="Draft, not sent to the State.")
    assert paragraphs(draft)[0] == f"{REVISION.title}: Draft, not sent to the State"
    assert draft.page().caution == "Draft, not sent to the State."
    assert paragraphs(REVISION)[0] == REVISION.title and not REVISION.page().caution
