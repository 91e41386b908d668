"""What is typed of a request: months and jobs in the ways people write them, faults as sentences, the rule's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.portal.law import ruleset_of
from openperkins.portal.level_revisions.answers import request_of
from openperkins.portal.level_revisions.jobs import as_text, jobs_of, month_of
from tests.portal.level_revisions.steps import KEPT, LOST, WRITTEN

LAW = ruleset_of().law


@pytest.mark.parametrize(
    "line",
    [
        "2017-03 41200",
        "2017-03\t41,200",
        "2017-03,41200",
        "2017-03,41,200",
        "3/2017: 41,200",
        "3/1/2017\t41200",
        "March 2017  41,200",
        "mar. 2017; 41200",
        "2017-03-01 00:00:00\t41200",
    ],
)
def test_a_month_and_its_jobs_are_read(line):
    assert jobs_of(line).months == ((2017, 3, 41200),)


@pytest.mark.parametrize(
    "line", ["2017-13 5", "March 5", "2017-03", "2017-03 -5", "2017-03 4.1", "2017-03 1,00", "ma 2017 5", "0017-03 5"]
)
def test_what_is_no_month_and_jobs_is_said_with_its_line(line):
    assert jobs_of(f"2017-01 7\n\n{line}").faults[0].startswith("Line 3, “")


def test_a_month_twice_is_said():
    assert jobs_of("2017-03 5\n3/2017 6").faults == ("Line 2: 2017-03 is there twice.",)


@given(st.dictionaries(st.tuples(st.integers(1990, 2100), st.integers(1, 12)), st.integers(0, 10**11), max_size=30))
def test_what_is_written_reads_back(months):
    rows = tuple(sorted((*month, jobs) for month, jobs in months.items()))
    assert jobs_of(as_text(rows)).months == rows


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_page(typed):
    request = request_of({**WRITTEN, "region1.jobs": typed, "start": typed, "level": typed}, LAW)
    assert isinstance(request.faults("90", 1), list)
    month_of(typed)


def test_a_whole_request_has_no_fault():
    assert request_of(WRITTEN, LAW).faults("90", 1) == []


def test_that_the_rule_is_not_met_is_said_and_no_fault():
    request = request_of({**WRITTEN, "region1.jobs": KEPT}, LAW)
    assert request.faults("90", 1) == [] and request.sentence == "The rule is not met."
    assert "November 2017 had 4.90% fewer jobs than September 2017" in request.regions[0].finding.sentence
    two = request_of({**WRITTEN, "region2.name": "Coast", "region2.jobs": KEPT}, LAW)
    assert two.sentence == "The rule is met in 1 of 2 regions."


def test_everything_missing_is_said_at_once():
    assert [where for where, _ in request_of({}, LAW).faults("90", 0)] == [
        "Placement period",
        "Region",
        "Level",
        "Reasons",
        "Files",
    ]


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("region1.jobs", LOST.partition("\n")[2], "Jobs of September 2017 are missing"),
        ("region1.name", "", "Name the region."),
        ("region2.name", "Coast", "Enter its jobs by month."),
        ("level", "ninety", "is not a level"),
        ("level", "101", "is not between 0 and 100 percent"),
        ("level", "90", "90% is not below the agreed level, 90%."),
        ("level", "90.0001", "is not below the agreed level"),
        ("start", "soon", "Enter its first month"),
    ],
)
def test_faults(question, answer, said):
    faults = request_of({**WRITTEN, question: answer}, LAW).faults("90", 1)
    assert any(said in fault for _, fault in faults), faults
