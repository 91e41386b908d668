"""What anyone may see: the specification's rows, and what holds for every figure."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from openperkins.disclosure import PublicFigure, PublicSheet, WorkingFigure, profile_r5, protect, protect_sheet
from openperkins.disclosure.figures import band, nearest_multiple
from openperkins.disclosure.profile import read_profile
from openperkins.errors import LawError

R5 = profile_r5()
SPEC = Path(__file__).parents[2] / "specs" / "disclosure.md"
TEXT = (Path(__file__).parents[2] / "src/openperkins/disclosure/r5.yaml").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    lines = [line for line in SPEC.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def figure(students: str, made_it: str) -> WorkingFigure:
    return WorkingFigure(int(students), int(made_it)) if students else WorkingFigure(None, None)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_as_specified(row):
    _, whose, indicator, earlier, students, made_it, printed, percent, why = row
    versions = [figure(*reversed(part.split(" of "))) for part in earlier.split(", ") if part]
    kind = "state" if whose == "State" else "district"
    found = protect([*versions, figure(students, made_it)], org_kind=kind, indicator=indicator, profile=R5)
    assert (found.students, found.percent, found.why) == (printed, percent, why)


def shown(denominator: int, numerator: int) -> PublicFigure:
    return protect([WorkingFigure(denominator, numerator)], org_kind="district", indicator="3S1", profile=R5)


def consistent(found: PublicFigure, up_to: int = 400) -> list[tuple[int, int]]:
    """Every (denominator, numerator) that prints the same: what a reader cannot tell apart."""
    if found.why == "small":
        return [(d, n) for d in range(10) for n in range(d + 1)]
    near = range(max(10, up_to - 12), up_to)
    return [(d, n) for d in near for n in range(d + 1) if shown(d, n) == found]


@settings(deadline=None)
@given(st.integers(0, 360), st.data())
def test_nobody_can_tell_that_all_or_none_made_it(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    candidates = consistent(shown(denominator, numerator), denominator + 6)
    assert (denominator, numerator) in candidates
    assert any(0 < n < d for d, n in candidates)


@given(st.integers(10, 2000), st.data())
def test_the_band_holds_the_rate(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    low, high = ends(shown(denominator, numerator).percent)
    assert low <= Fraction(100 * numerator, denominator) <= high


def ends(text: str) -> tuple[int, int]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if text.startswith("under"):
        return 0, numbers[0]
    return (numbers[0], 100) if text.endswith("or more") else (numbers[0], numbers[1])


@pytest.mark.parametrize("width", [1, 5, 10, 20, 50])
def test_bands_cover_everything_once(width):
    found = [band(WorkingFigure(1000, n), width) for n in range(1001)]
    distinct = list(dict.fromkeys(found))
    assert len(distinct) == 100 // width
    spans = [ends(text) for text in distinct]
    assert [high for _, high in spans[:-1]] == [low for low, _ in spans[1:]]


def test_non_binary_students_cannot_be_told_from_all_less_male_less_female():
    """All − Male − Female: whatever is printed, none fits, and so does another number."""
    for male, female, others in product((12, 13, 20), (10, 14, 22), range(4)):
        prints = [shown(count, count // 2).students for count in (male + female + others, male, female)]
        fits = {all_ - m - f for all_, m, f in product(*(around(text) for text in prints)) if all_ - m - f >= 0}
        assert len(fits) >= 2 and 0 in fits, (male, female, others)


def around(printed: str) -> range:
    return range(max(10, int(printed) - 2), int(printed) + 3)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
@example([6, 0, 10])
def test_a_restatement_never_shows_a_change_of_less_than_five(denominators):
    """Also not in steps: what prints anew is at least five from a count the print before it stood for."""
    printed, stood_for = None, []
    for upto, latest in enumerate(denominators, start=1):
        versions = [WorkingFigure(d, 0) for d in denominators[:upto]]
        found = protect(versions, org_kind="district", indicator="3S1", profile=R5).students
        if found != printed:
            assert not stood_for or any(abs(latest - earlier) >= 5 for earlier in stood_for)
            printed, stood_for = found, []
        stood_for.append(latest)


@pytest.mark.parametrize(
    "mutant",
    [
        dataclasses.replace(R5, smallest=6),
        dataclasses.replace(R5, bands=((None, 1),)),
        dataclasses.replace(R5, unprinted_denominators=frozenset()),
        dataclasses.replace(R5, base=2, sticky=5),
    ],
)
def test_a_weaker_profile_is_seen_by_the_specification(mutant):
    """The rows above would fail under each of these: they are not true of any profile."""
    failed = 0
    for _, whose, indicator, earlier, students, made_it, printed, percent, why in rows():
        versions = [figure(*reversed(part.split(" of "))) for part in earlier.split(", ") if part]
        kind = "state" if whose == "State" else "district"
        found = protect([*versions, figure(students, made_it)], org_kind=kind, indicator=indicator, profile=mutant)
        failed += (found.students, found.percent, found.why) != (printed, percent, why)
    assert failed


def test_no_public_figure_is_made_elsewhere():
    with pytest.raises(TypeError, match="protect alone"):
        PublicFigure("45", "90% or more", "rounded")
    with pytest.raises(TypeError, match="protect_sheet alone"):
        PublicSheet("00010000", "Alderbrook", "1", "R5 1", {})


@given(st.integers(10, 5000), st.data())
def test_a_public_figure_holds_no_exact_count(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    found = shown(denominator, numerator)
    assert {f.name for f in dataclasses.fields(found)} == {"students", "percent", "why", "_made"}
    if denominator % 5 and denominator > 100:
        assert str(denominator) not in repr(found)


def test_a_sheet_protects_every_cell():
    versions = [{("3S1", "all"): WorkingFigure(44, 40), ("1S1", "male"): WorkingFigure(3, 3)}]
    sheet = protect_sheet(
        versions, org_code="00010000", org_kind="district", name="Alderbrook", release="7", profile=R5
    )
    assert sheet.of("3S1", "all").students == "45"
    assert sheet.of("1S1", "male").students == "under 10"
    assert sheet.profile == "R5 2"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("value: 10", "value: 5"), "at least 6"),
        (("smallest:", "smalest:"), "smalest"),
        (("name: R5", "name: R5\nextra: 1"), "extra"),
        (("width: 20", "width: 30"), "divide 100"),
        (("left:\n  value: 3", "left:\n  value: 1"), "At least 2 numbers"),
        (("up_to: null", "up_to: 900"), "last one has no upper end"),
        (('cites: ["OpenSAFELY: repeated releases"]', "cites: []"), "citation"),
    ],
)
def test_a_profile_that_is_not_sound_does_not_load(change, says):
    with pytest.raises(LawError, match=says):
        read_profile(TEXT.replace(*change))


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_rounding_to_the_nearest_five(count, rounded):
    assert nearest_multiple(count, 5) == rounded


@pytest.mark.parametrize("counts", [(3, 4), (-1, 0), (3, None), (None, 3)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ValueError):
        WorkingFigure(*counts)
