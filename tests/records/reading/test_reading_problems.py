"""What the log of one file lists, counts and sums up."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.records.model import LISTED_PER_KIND
from openperkins.records.problems import ProblemLog, is_column_wide, shown


def test_problems_come_by_row_element_and_id():
    log = ProblemLog("a.csv")
    log.add("S2", "error", "b", row=2, element="DOE002")
    log.add("S1", "error", "b", row=2, element="DOE002")
    log.add("S9", "warning", "b", row=2, element="DOE001")
    log.add("S9", "note", "whole file")
    log.add("S9", "error", "b", row=1)
    report = log.report("ab12", 7)
    assert [(p.row, p.element, p.id) for p in report.problems] == [
        (None, None, "S9"),
        (1, None, "S9"),
        (2, "DOE001", "S9"),
        (2, "DOE002", "S1"),
        (2, "DOE002", "S2"),
    ]
    assert (report.file, report.sha256, report.rows, report.errors, report.warnings) == ("a.csv", "ab12", 7, 3, 1)


def test_the_first_of_a_kind_by_row_are_listed_and_all_are_counted():
    log = ProblemLog("a.csv")
    for start in (5_001, 1):  # the later rows come first
        rows = pl.Series(range(start, start + 5_000))
        log.add_many("S1", "error", "row {row}: {value} in {element}", "", rows, "DOE001", rows.cast(pl.String))
    log.add("S2", "warning", "one")
    report = log.report("", 10_000)
    listed = [p for p in report.problems if p.id == "S1"]
    assert [p.row for p in listed] == [None, *range(1, LISTED_PER_KIND + 1)]
    assert listed[1].message == "row 1: 1 in DOE001"
    assert listed[0].severity == "error"
    assert "9,000 more of the same kind" in listed[0].message
    assert (report.errors, report.warnings) == (10_000, 1)


def test_exactly_the_limit_has_no_summary():
    log = ProblemLog("a.csv")
    log.add_many("S1", "error", "m", "", range(LISTED_PER_KIND))
    assert len(log.report("", 0).problems) == LISTED_PER_KIND


def test_values_may_be_put_into_words_by_a_function():
    log = ProblemLog("a.csv")
    log.add_many("S1", "error", lambda value: f"got {value}!", "", [3], "DOE001", ["x"])
    assert log.report("", 1).problems[0].message == "got x!"


def test_braces_in_values_and_messages_stay_as_they_are():
    log = ProblemLog("a.csv")
    log.add("S1", "error", "{value} {other} {row}", value="{row}", row=4)
    assert log.report("", 1).problems[0].message == "{row} {other} 4"


def test_rows_and_values_must_fit():
    with pytest.raises(ValueError, match="2 rows but 1 values"):
        ProblemLog("a").add_many("S1", "error", "m", "", [1, 2], "DOE001", ["x"])


def test_one_cause_is_one_message():
    log = ProblemLog("a.csv")
    log.add_column_wide("S1", "error", "Zeros are lost.", "Set the column to Text.", 1, "DOE012", "4", count=90)
    report = log.report("", 90)
    assert report.errors == 1
    assert "90 rows" in report.problems[0].message


@pytest.mark.parametrize(
    ("affected", "total", "wide"),
    [
        (0, 0, False),
        (1, 1, False),
        (2, 2, True),
        (18, 20, False),
        (19, 20, True),
        (18, 19, False),
        (9_001, 10_000, True),
    ],
)
def test_when_damage_runs_through_the_column(affected, total, wide):
    assert is_column_wide(affected, total) is wide


@given(st.text(max_size=200))
def test_shown_values_are_short_and_printable(value):
    out = shown(value)
    assert out.isprintable()
    assert len(out) <= 60 * 10 + 1
    if value.isascii() and value.isprintable() and len(value) <= 60:
        assert out == value


def test_long_values_are_cut_and_invisible_characters_escaped():
    assert shown("x" * 61) == "x" * 60 + "…"
    assert shown("a\x0bb\u200b\U000e0001") == r"a\x0bb\u200b\U000e0001"
