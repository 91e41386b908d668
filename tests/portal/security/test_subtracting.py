"""A person of one district reads all that is shown of others, adds and subtracts, and looks for what is hidden.

The attack takes what the server sends and shares no code with what protects it: ranges for every count, made narrower
by all sums that must hold (districts make the State, genders and races all students), until nothing changes.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.directory.models import Organization
from openperkins.portal.results.models import Sheet
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE

GENDERS, RACES = ("male", "female"), tuple(POPULATIONS)[3:10]
_MANY = 10**6


class Contradiction(AssertionError):
    """What is printed does not fit the truth."""


def invented(seed: int) -> dict[str, dict[str, int]]:
    """Organization code → population → students; races and genders of most districts are small somewhere."""
    dice = random.Random(seed)
    codes = [o.code for o in Organization.objects.filter(kind__in=("district", "consortium"), parent=None)]
    found = {}
    for code in codes:
        counts = dict.fromkeys(POPULATIONS, 0)
        counts |= {race: dice.choice((0, 1, 2, 4, 8, 11, 25, 60)) for race in RACES}
        counts["native_hawaiian_or_pacific_islander"] = dice.choice((0, 0, 1))  # few in the whole State
        everyone = counts["all"] = sum(counts.values())
        others = min(dice.choice((0, 0, 0, 1)), everyone)
        counts["female"] = dice.randint(0, everyone - others)
        counts["male"] = everyone - others - counts["female"]
        for population in tuple(POPULATIONS)[10:]:
            counts[population] = dice.choice((0, 1, 3, everyone // 3, everyone // 2, max(everyone - 2, 0)))
        found[code] = counts
    found[STATE] = {p: sum(counts[p] for counts in found.values()) for p in POPULATIONS}
    return found


def publish(counts: dict[str, dict[str, int]], year: int = 2017, version: int = 1) -> None:
    publication = factories.publish(year, version=version)
    for code, told in counts.items():
        rows = [[n, n - n // 7, "80.00", "below", "required"] for n in told.values()]
        text = json.dumps({indicator: ["90", "local", "81", rows] for indicator in INDICATORS})
        QuerySet(Sheet).filter(publication=publication, org_code=code).update(cells=text)  # as if published so


@pytest.fixture
def many(organizations: dict) -> None:
    """Twelve districts more, so that the State can be exact at all."""
    for number in range(1, 13):
        Organization.objects.create(code=f"09{number:02}0000", name=f"District {number}", kind="district")


def read(client: Any, population: str, codes: list[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """Name → indicator → (percent, students), as the page's file prints them."""
    url = reverse("compare", args=[DISTRICT, 2017])
    asked = {"population": population, "with": codes, "form": "csv"}
    rows = csv.DictReader(io.StringIO(client.get(url, asked).content.decode("utf-8-sig")))
    return {row["Organization"]: {i: (row[f"{i} percent"], row[f"{i} students"]) for i in INDICATORS} for row in rows}


def range_of(students: str, percent: str) -> list[int]:
    """The counts a print can stand for. A percent with two decimals stands beside an exact count."""
    if students.startswith("under"):
        return [0, 9]
    if not students:
        return [10, _MANY]
    count = int(students.replace(",", ""))
    exact = re.fullmatch(r"\d+\.\d\d%", percent)
    return [count, count] if exact else [max(count - 2, 10), count + 2]


def narrow(total: list[int], parts: list[list[int]], *, has_rest: bool) -> bool:
    """Make ranges narrower by total = parts (+ a rest); whether anything changed."""
    before = json.dumps([total, parts])
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    total[0] = max(total[0], low)
    if not has_rest:
        total[1] = min(total[1], high)
    for part in parts:
        rest_low, rest_high = low - part[0], high - part[1]
        part[1] = min(part[1], total[1] - rest_low)
        if not has_rest:
            part[0] = max(part[0], total[0] - rest_high)
        if part[0] > part[1]:
            raise Contradiction(parts)
        low, high = rest_low + part[0], rest_high + part[1]
    return before != json.dumps([total, parts])


def attack(client: Any, counts: dict[str, dict[str, int]], indicator: str) -> dict[tuple[str, str], list[int]]:
    """(organization code, population) → the range of its students that a person of Alderbrook can tell."""
    names = {o.name: o.code for o in Organization.objects.filter(code__in=counts)}
    others = [code for code in counts if code not in (DISTRICT, STATE)]
    known = {}
    for population in POPULATIONS:
        for name, prints in read(client, population, others).items():
            percent, students = prints[indicator]
            known[names[name], population] = range_of(students, percent)
        own = counts[DISTRICT][population]
        known[DISTRICT, population] = [own, own]
    assert len(known) == len(counts) * len(POPULATIONS)
    changed = True
    while changed:
        changed = False
        for population in POPULATIONS:
            parts = [known[code, population] for code in (DISTRICT, *others)]
            changed |= narrow(known[STATE, population], parts, has_rest=False)
        for code in counts:
            everyone = known[code, "all"]
            changed |= narrow(everyone, [known[code, race] for race in RACES], has_rest=False)
            changed |= narrow(everyone, [known[code, gender] for gender in GENDERS], has_rest=True)
            for population in POPULATIONS:
                if population != "all":
                    changed |= narrow(everyone, [known[code, population]], has_rest=True)
    for (code, population), (low, high) in known.items():
        assert low <= counts[code][population] <= high, (code, population)
    return known


@pytest.mark.parametrize("seed", range(3))
def test_no_hidden_count_follows_from_what_is_shown(many, client_of, seed):
    counts = invented(seed)
    publish(counts)
    client = client_of("viewer")
    for indicator in ("3S1", "1S1"):
        known = attack(client, counts, indicator)
        hidden = {
            place: told for place, told in known.items() if place[0] != DISTRICT and 0 < counts[place[0]][place[1]] < 10
        }
        assert len(hidden) > 20
        assert [place for place, (low, high) in hidden.items() if low == high] == []
        told = {code: rest(known, code) for code in counts if code != DISTRICT}
        true = {code: counts[code]["all"] - counts[code]["male"] - counts[code]["female"] for code in told}
        assert [code for code, (low, high) in told.items() if low == high and 0 < true[code] < 10] == []
        assert [code for code, (low, _) in told.items() if code != STATE and low > 0] == []


def rest(known: dict[tuple[str, str], list[int]], code: str) -> tuple[int, int]:
    """How many students are neither male nor female, as far as one can tell."""
    everyone, male, female = (known[code, population] for population in ("all", *GENDERS))
    return everyone[0] - male[1] - female[1], everyone[1] - male[0] - female[0]


def test_with_two_others_the_state_less_one_s_own_says_no_count(organizations, client_of):
    counts = invented(5)
    publish(counts)
    known = attack(client_of("viewer"), counts, "3S1")
    others = {place: told for place, told in known.items() if place[0] != DISTRICT}
    assert [p for p, (low, high) in others.items() if low == high and 0 < counts[p[0]][p[1]] < 10] == []


def test_a_correction_of_few_students_shows_nowhere_on_the_page(many, client_of):
    """One student more in every district: page, list of districts and files are, but for the release, the same."""
    counts = invented(7)
    publish(counts)
    client = client_of("viewer")
    url = reverse("compare", args=[DISTRICT, 2017])
    asked = {"with": [code for code in counts if code not in (DISTRICT, STATE)]}
    others = re.compile(r"version \d+")

    def shown() -> list[str]:
        page = re.sub(r'value="\w{64}"', "", client.get(url, asked).text)
        table = re.findall(r'<th scope="row">(District[^<]*)</th>(.*?)</tr>', page)
        listed = re.findall(r">([^<]*leavers\))", page)
        return [others.sub("", str(table)), str(sorted(listed))]

    before = shown()
    assert before[1] != "[]"
    more = {code: {p: n + (p == "all") for p, n in told.items()} for code, told in counts.items()}
    publish(more, version=2)
    after = shown()
    assert after[1] == before[1]
    students = [re.findall(r"\(([\d,]+)\)", text) for text in (before[0], after[0])]
    assert students[0] == students[1]


def test_nothing_else_of_another_district_is_on_the_page(many, client_of):
    """No level, standing, plan, chart or order of theirs: each is an inequality on an exact rate."""
    publish(invented(3))
    page = client_of("viewer").get(reverse("compare", args=[DISTRICT, 2017])).text
    main = page[page.index("<main") : page.index("</main")]
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', main)
    allowed = re.compile(r"(?:under \d+%?|\d+% or more|\d+% to under \d+%|No data|\d+\.\d\d%|\s|\(|\)|[\d,]+|</?td>)*")
    assert len(rows) == 10
    assert [name for name, cells in rows if not allowed.fullmatch(cells)] == []
    assert not re.search(r"<svg|data-value|met\b|required|plan\b", main, re.I)
    sizes = [int(one) for one in re.findall(r"about (\d+) leavers", main)]
    assert sizes
    assert all(one % 5 == 0 and one >= 10 for one in sizes)
