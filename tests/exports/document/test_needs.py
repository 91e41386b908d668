"""The action plan in the shape of the CLNA's template, and the summary of an assessment, in three forms."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import docx
import pytest
from python_calamine import CalamineWorkbook

from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf, as_xlsx
from tests.exports.document.needs import ACTION_PLAN, EMPTY, EMPTY_PLAN, HOSTILE, SUMMARY
from tests.exports.page.test_pdf import needs_poppler, text_of, told_by

DOCUMENTS = {"action plan": ACTION_PLAN, "empty plan": EMPTY_PLAN, "summary": SUMMARY, "empty summary": EMPTY}


def opened(chart):
    return docx.Document(io.BytesIO(as_word(chart)))


def paragraphs(chart) -> list[str]:
    return [paragraph.text for paragraph in opened(chart).paragraphs]


def tables(chart) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(chart).tables]


def test_the_action_plan_has_every_field_of_the_template_in_its_order():
    assert paragraphs(ACTION_PLAN) == [
        "Action Plan",
        "District: Sample Regional",
        "Cycle: 2022-23",
        "Goals & Targets",
        "Plan Start Date: September 1, 2022",
        "Plan End Date: June 30, 2023",
        "Current date: September 15, 2022",
        "Next revisit date: ",
        "Quality Component: 1 Teaching and Learning",
        "High Leverage Area of Challenge: Books are old",
        "Brief Description: New books.\nIn every shop.",
        "Related Metric: School and program ELA MCAS",
        "Metric Target (by plan end date): 90 percent",
        "Three Month Next Steps",
        "No next step may lie more than three months ahead.",
        "School will:",
        "District will:",
        "DESE will:",
        "Partner(s) will:",
        "Current Status / Notes / Future Considerations",
        "Begun.",
        "Additional Information",
        "School/district has agreed to address:",
        "Label the exits",
        "Mend the gate",
    ]
    empty = ["", "", ""]
    school, district, dese, partners = tables(ACTION_PLAN)
    assert school == [
        ["What", "Who", "By When"],
        ["Choose books", "Leads", "November 1, 2022"],
        ["Order them", "", ""],
        empty,
    ]
    assert dese == [["What", "Who", "By When"], [HOSTILE, "", ""], empty, empty]
    assert district == partners == [["What", "Who", "By When"], empty, empty, empty]


def test_an_empty_plan_is_the_empty_form():
    assert [len(table) for table in tables(EMPTY_PLAN)] == [4, 4, 4, 4]
    assert "Plan Start Date: " in paragraphs(EMPTY_PLAN)


def test_the_summary_says_what_was_found_with_its_evidence():
    found = tables(SUMMARY)
    rows = [row for table in found for row in table]
    assert ["1 Teaching and Learning", "Books are old", "All else waits for them"] in rows
    criterion = "1.1 High quality curricular and instructional materials are in use."
    assert [criterion, "School", "Challenge", "Books of 2009."] in rows
    assert [criterion, "Electricity", "Established", ""] in rows
    assert [criterion, "Advanced Manufacturing"] not in [row[:2] for row in rows]
    assert ["Highlights", "Reading is strong.\nMathematics is not."] in rows
    assert ["Opportunities", HOSTILE] in rows
    assert ["Importance", "Not answered"] in rows
    assert ["School ELA MCAS", "61% of 124 students", "publication 2021-22, version 1"] in rows
    checks = [row for row in rows if row[0].startswith("7.")]
    assert [row[1:] for row in checks] == [
        ["No", "Form B", "Maria Silva", "February 1, 2023"],
        ["A plan is in place", "", "", ""],
        ["Does not apply", "", "", ""],
        ["Yes", "Minutes of May", "", ""],
    ]
    assert ["MyCAP", "Electricity, all students", "80 percent", "Counselors"] in rows
    assert ["All", "Applied", "180", "75%", "0.91", "CTE-ART"] in rows
    assert [["Projection", "What is known"], ["Region", "North"]] in [table[:2] for table in found]
    assert "Workforce data: Electricity" in paragraphs(SUMMARY)
    assert "Of 16 checks: Yes 1, A plan is in place 1, No 1, Does not apply 1, Not answered 12." in paragraphs(SUMMARY)
    assert ["Teachers, counselors and other staff", "All leads", "Two evenings"] in rows
    assert ["1S1 Academic Attainment", "Female", "Accepted; tutors twice a week."] in rows
    assert ["Choose books", "Leads", "November 1, 2022"] in rows


def test_a_summary_without_priorities_people_and_plans_says_so_as_the_page_does():
    bare = paragraphs(replace(SUMMARY, priorities=(), people=(), plans=()))
    assert bare[bare.index("Priorities") + 1] == "None is named yet."
    assert bare[bare.index("Who took part") + 1] == "Nobody is named yet."
    assert "Improvement plans" not in bare and "Improvement plans" in paragraphs(SUMMARY)
    assert not {"None is named yet.", "Nobody is named yet."} & {*paragraphs(SUMMARY)}


def test_the_summary_says_what_it_is_of():
    told = paragraphs(SUMMARY)[:8]
    assert told[0] == "Comprehensive Local Needs Assessment: Summary for the Perkins application"
    assert told[1:5] == [
        "District: Sample Regional", "Cycle: 2022-23", "Version: For the application", "Date: April 3, 2023",
    ]  # fmt: skip
    assert re.fullmatch(r"Instrument: CTE Comprehensive Local Needs Assessment, 2022 \(SHA-256 [0-9a-f]{12}\)", told[5])
    assert told[6] == "Figures: 2021-22, version 1"
    assert all(f"{number} " in " ".join(paragraphs(SUMMARY)) for number in range(1, 8))


def test_single_peoples_ratings_are_in_no_document():
    texts = [*paragraphs(SUMMARY), *(cell for table in tables(SUMMARY) for row in table for cell in row)]
    assert not any("Exemplar" in text for text in texts)


def test_the_workbook_holds_the_same():
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(SUMMARY.page())))
    cells = {
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
        if cell != ""
    }
    assert {"Books of 2009.", "61% of 124 students", "Order them", "Not answered", "For the application"} <= cells
    word = {cell for table in tables(SUMMARY) for row in table for cell in row if cell}
    assert {text for text in word if text != HOSTILE} <= cells


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_pdf_is_tagged_and_is_the_same_everywhere(document):
    content = as_pdf(document.page())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert content == as_pdf(document.page())


@needs_poppler
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_pdf_holds_every_word_and_marks_its_heads(document, tmp_path):
    content = as_pdf(document.page())
    words = set(text_of(content, tmp_path).split())
    told = [text for table in tables(document) for row in table for text in row]
    wanted = {
        word for text in told for word in text.split() if word.isalpha() and len(word) < 7
    }  # longer ones may be hyphenated
    assert wanted and not wanted - words
    structure = told_by("pdfinfo", content, tmp_path, "-struct-text")
    assert "H1" in structure and "H2" in structure and "TH" in structure


def test_the_documents_are_opened_by_a_word_processor(tmp_path):
    from tests.office import converted

    (tmp_path / "summary.docx").write_bytes(as_word(SUMMARY))
    converted(tmp_path / "summary.docx", "pdf", part="sw")
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "summary.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    for text in ("Books of 2009.", "Maria Silva", "Three Month Next Steps", "Mend the gate", "Electricity"):
        assert text in shown
