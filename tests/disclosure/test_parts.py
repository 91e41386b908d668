"""Of parts that make up a whole no hidden one follows: an attacker adds and subtracts what a sheet prints."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from openperkins.accountability.names import POPULATIONS
from openperkins.disclosure import PublicFigure, PublicSheet, WorkingFigure, profile_r5, protect_sheet

RACES = tuple(POPULATIONS)[3:10]
R5 = profile_r5()
UNKNOWN = range(R5.smallest, 10_000)


def sheet(races: list[int], male: int | None = None) -> PublicSheet:
    """A district whose students are of seven races; half of them are male unless told otherwise."""
    students = sum(races)
    male = students // 2 if male is None else male
    counts = dict.fromkeys(POPULATIONS, students) | dict(zip(RACES, races, strict=True))
    counts |= {"male": male, "female": students - male}
    figures = {("3S1", population): WorkingFigure(count, count // 2) for population, count in counts.items()}
    return protect_sheet([figures], org_code="00010000", org_kind="district", name="A", release="1", profile=R5)


def fitting(figure: PublicFigure) -> range:
    """The numbers of students that print so, by trying."""
    if figure.why == "small":
        return range(R5.smallest)
    if not figure.students:
        return UNKNOWN
    middle = int(figure.students.replace(",", ""))
    near = [n for n in range(middle - 5, middle + 6) if n >= R5.smallest and (n + 2) // 5 * 5 == middle]
    return range(near[0], near[-1] + 1)


def guesses(found: PublicSheet, parts: tuple[str, ...], others: tuple[str, ...]) -> set[int]:
    """What the hidden parts have together: every number that fits the whole, as printed and as others make it up."""
    ranges = {one: fitting(found.of("3S1", one)) for one in ("all", *parts, *others)}
    hidden = [part for part in parts if found.of("3S1", part).why == "small"]
    shown = [part for part in parts if part not in hidden]
    whole = ranges["all"]
    beside = (sum(ranges[one][0] for one in others), sum(ranges[one][-1] for one in others))
    low, high = max(whole[0], beside[0]), min(whole[-1], beside[1])
    least, most = low - sum(ranges[one][-1] for one in shown), high - sum(ranges[one][0] for one in shown)
    return {n for n in range(len(hidden) * (R5.smallest - 1) + 1) if least <= n <= most} if hidden else set()


@given(st.lists(st.integers(0, 200), min_size=7, max_size=7), st.data())
@example([0, 113, 113, 113, 118, 0, 0], None)
@example([9, 112, 112, 9, 0, 0, 0], None)
def test_hidden_groups_are_never_certain(races, data):
    male = data.draw(st.integers(0, sum(races))) if data else None
    found, genders = sheet(races, male), ("male", "female")
    for parts, others in ((RACES, genders), (genders, RACES)):
        fits = guesses(found, parts, others)
        if fits:
            truth = {"male": male if male is not None else sum(races) // 2} | dict(zip(RACES, races, strict=True))
            truth["female"] = sum(races) - truth["male"]
            assert sum(truth[one] for one in parts if truth[one] < R5.smallest) in fits
            assert len(fits) >= R5.left


#: two groups of about 110, every way to round them, a small third, and four that nobody is in
EVERY_ROUNDING = [[k, 110 + a, 110 + b, 0, 0, 0, 0] for k, a, b in product(range(10), range(5), range(5))]


def test_a_number_is_withheld_only_where_it_must_be():
    """Printed, the whole would leave fewer numbers than the profile says; most sheets print it."""
    held = [races for races in EVERY_ROUNDING if sheet(races).of("3S1", "all").why == "withheld"]
    assert 0 < len(held) < len(EVERY_ROUNDING) / 4
    for races in held:
        printed = (sum(races) + 2) // 5 * 5
        highest = printed + 2 - sum((count + 2) // 5 * 5 - 2 for count in races[1:3])
        assert 0 <= highest < R5.left - 1


def test_a_number_that_is_withheld_leaves_its_percent():
    found = sheet([0, 113, 113, 0, 0, 0, 0])
    everyone = found.of("3S1", "all")
    assert (everyone.students, everyone.percent, everyone.why) == ("", "50% to under 55%", "withheld")
    assert found.of("3S1", RACES[1]).students == "115"
