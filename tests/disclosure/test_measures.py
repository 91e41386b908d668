"""Measures for people without the right to see them: nothing small, also not by adding and subtracting."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.disclosure import profile_r5, protect_measured
from openperkins.needs.measured import Measured
from openperkins.needs.measures import MEASURES

R5 = profile_r5()
SMALLEST = R5.smallest


def students(count: int, measure: str = "enrollment") -> str:
    return protect_measured([Measured(count)], measure=measure).students


def fitting(printed: str) -> range:
    """The numbers of students that print so."""
    if printed.startswith("under"):
        return range(SMALLEST)
    middle = int(printed.replace(",", ""))
    return range(max(SMALLEST, middle - 2), middle + 3)


@pytest.mark.parametrize("measure", [m.code for m in MEASURES if m.is_count])
def test_a_count_is_rounded_and_has_no_percent(measure):
    shown = protect_measured([Measured(43)], measure=measure)
    assert (shown.students, shown.percent, shown.why) == ("45", "", "rounded")
    for few in range(SMALLEST):
        assert protect_measured([Measured(few)], measure=measure).students == "under 10"


@pytest.mark.parametrize("measure", [m.code for m in MEASURES if not m.is_count])
def test_a_rate_is_a_range(measure):
    shown = protect_measured([Measured(43, 40)], measure=measure)
    assert (shown.percent, shown.why) == ("90% or more", "rounded")
    assert shown.students == ("" if measure in ("ela", "mathematics", "science") else "45")
    assert protect_measured([Measured(9, 9)], measure=measure).percent == ""
    assert protect_measured([Measured(None, None)], measure=measure).why == "no_result"


def test_what_was_printed_stays_until_the_change_is_large():
    versions = [Measured(42), Measured(43), Measured(46)]
    shown = [protect_measured(versions[:k], measure="enrollment").students for k in (1, 2, 3)]
    assert shown == ["40", "40", "40"]
    assert protect_measured([*versions, Measured(47)], measure="enrollment").students == "45"
    with pytest.raises(ValueError, match="at least one"):
        protect_measured([], measure="enrollment")


@given(st.integers(0, 2000))
def test_a_print_fits_several_numbers_of_students(count):
    found = fitting(students(count))
    assert count in found and len(found) >= 3


@given(st.integers(0, 400), st.data())
def test_who_stayed_changed_or_left_a_program_is_never_certain(students_before, data):
    """Retention and changes have one denominator; what is left of it are those who left CTE or the district."""
    kept = data.draw(st.integers(0, students_before))
    changed = data.draw(st.integers(0, students_before - kept))
    shown = [
        protect_measured([Measured(students_before, count)], measure=measure)
        for measure, count in (("program_retention", kept), ("program_changes", changed))
    ]
    assert shown[0].students == shown[1].students
    for figure, count in zip(shown, (kept, changed), strict=True):
        if figure.percent:
            guesses = {n for d in fitting(figure.students) for n in range(d + 1) if of(d, n) == figure.percent}
            assert count in guesses and len(guesses) >= 2
            assert not guesses <= {0} and not guesses <= {max(guesses)}


def of(denominator: int, numerator: int) -> str:
    return protect_measured([Measured(denominator, numerator)], measure="program_retention").percent


@given(st.lists(st.integers(0, 60), min_size=2, max_size=5))
def test_a_change_from_year_to_year_is_known_to_a_few_students_at_best(years):
    """Every year is printed by itself: a difference of two years fits several numbers of students."""
    for before, after in pairwise(years):
        differences = {b - a for a in fitting(students(before)) for b in fitting(students(after))}
        assert after - before in differences and len(differences) >= 5


def test_nothing_exact_is_in_what_is_shown():
    shown = protect_measured([Measured(123, 101)], measure="dropout")
    assert not re.search(r"\b(123|101|22)\b", repr(shown))
