"""The independent computation agrees with what was worked out by hand on the hand-made records."""

import csv
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.engines.independent.compute import COLUMNS, INDICATORS, POPULATIONS, PROGRAM_COLUMNS, compute, students
from tests.engines.independent.records import administered, read

HERE = Path(__file__).parent
RECORDS = HERE / "hand_made" / "records"
YEAR = 2017
BOOLEAN = {"no": False, "yes": True}


def hand_table(heading: str) -> list[dict[str, str]]:
    """The rows of the first table under a heading of the page that was worked out by hand."""
    page = (HERE / "hand_made" / "expected_2016-17.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", page.split(f"## {heading}\n")[1], flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]


@cache
def places(**options):
    return students(RECORDS, YEAR, **options)


@cache
def default_rows():
    return compute(RECORDS, YEAR)


def counted(sasid: str, part: str, **options) -> set[str]:
    return {i for i in INDICATORS if getattr(places(**options)[sasid, i], part)}


STUDENTS = hand_table("Students")


@pytest.mark.parametrize("row", STUDENTS, ids=lambda row: f"{row['sasid']} {row['what is special']}")
def test_student(row):
    sasid = row["sasid"]
    assert counted(sasid, "in_denominator") == set(row["denominators"].split())
    assert counted(sasid, "in_numerator") == set(row["numerators"].split())
    for indicator in ("3S1", "4S1", "6S1"):
        place = places()[sasid, indicator]
        if place.in_denominator:
            assert (place.org, place.program) == (row["org"], row["program"])
            return
    assert (row["org"], row["program"]) == ("", "")


def test_every_student_outside_saltmarsh_is_worked_out():
    special = {sasid for sasid, _ in places() if sasid < "1000000200"}
    assert special == {row["sasid"] for row in STUDENTS}
    assert len(special) == 56
    assert len({sasid for sasid, _ in places()}) == 56 + 32


@pytest.mark.parametrize("row", hand_table("Where and who"), ids=lambda row: f"{row['sasid']} {row['indicator']}")
def test_where_and_who(row):
    place = places()[row["sasid"], row["indicator"]]
    assert place.in_denominator
    assert (place.org, place.program) == (row["org"], row["program"])
    assert set(place.populations) == set(row["populations"].split())


PARAMETERS = hand_table("Parameters")


@pytest.mark.parametrize("option, value", sorted({(row["option"], row["value"]) for row in PARAMETERS}))
def test_parameter(option, value):
    changed = {option: BOOLEAN.get(value, value)}
    expected = {
        row["sasid"]: (row["denominators"], row["numerators"])
        for row in PARAMETERS
        if (row["option"], row["value"]) == (option, value)
    }
    found = {}
    for sasid in {sasid for sasid, _ in places()}:
        moves = tuple(moved(sasid, part, changed) for part in ("in_denominator", "in_numerator"))
        if any(moves):
            found[sasid] = moves
    assert found == expected


def moved(sasid: str, part: str, changed: dict) -> str:
    before, after = counted(sasid, part), counted(sasid, part, **changed)
    signed = [("+" if i in after else "-") + i for i in INDICATORS if (i in after) != (i in before)]
    return " ".join(signed)


def test_a_derived_cohort_counts_at_the_school_of_the_last_record():
    derived = places(cohort="derived")
    orgs = {"1000000030": "01010505", "1000000040": "02010505", "1000000052": "01010505"}
    moved_to = {
        sasid: derived[sasid, "4S1"].org
        for sasid, indicator in places()
        if indicator == "4S1"
        and places()[sasid, "4S1"].in_denominator
        and places()[sasid, "4S1"].org != derived[sasid, "4S1"].org
    }
    assert moved_to == orgs


def test_a_504_plan_is_a_disability_only_with_the_parameter():
    widened = places(disability_504=True)
    gained = {
        sasid
        for (sasid, indicator), place in widened.items()
        if set(place.populations) - set(places()[sasid, indicator].populations)
    }
    assert gained == {"1000000047"}
    assert "students_with_disabilities" in widened["1000000047", "3S1"].populations


@pytest.mark.parametrize(
    "row", hand_table("Cells"), ids=lambda r: f"{r['org_code']} {r['indicator']} {r['population']}"
)
def test_cell(row):
    rows, _ = default_rows()
    (found,) = [r for r in rows if all(r[k] == row[k] for k in ("org_code", "indicator", "population"))]
    assert {name: found[name] for name in row} == row


@pytest.mark.parametrize(
    "row", hand_table("Cells by program"), ids=lambda r: " ".join(list(r.values())[:5]).replace("/", "-")
)
def test_cell_by_program(row):
    _, rows = default_rows()
    keys = ("org_code", "program", "indicator", "population")
    (found,) = [r for r in rows if all(r[k] == row[k] for k in keys)]
    assert {name: found[name] for name in row} == row
    assert {found[name] for name in ("level", "level_source", "threshold", "standing", "plan")} == {""}


def test_every_organization_indicator_and_population_once_in_order():
    rows, by_program = default_rows()
    orgs = [
        *("00000000", "01010000", "01010505", "01020000", "01020505", "02010000", "02010505", "02010605"),
        *("02010699", "03330000", "03330505", "07000000", "08050000", "08050605"),
    ]
    keys = [(r["org_code"], r["indicator"], r["population"]) for r in rows]
    assert keys == [(o, i, p) for o in orgs for i in INDICATORS for p in POPULATIONS]
    pairs = list(dict.fromkeys((r["org_code"], r["program"]) for r in by_program))
    assert pairs == sorted(pairs)
    assert len(by_program) == len(pairs) * len(INDICATORS) * len(POPULATIONS)
    assert {r["org_kind"] for r in by_program} == {"state", "consortium", "district"}


def test_races_add_up_and_an_organization_is_the_sum_of_those_below_it():
    rows, _ = default_rows()
    figure = {
        (r["org_code"], r["indicator"], r["population"]): (int(r["denominator"]), int(r["numerator"])) for r in rows
    }

    def total(orgs, indicator, populations):
        cells = [figure[o, indicator, p] for o in orgs for p in populations]
        return tuple(map(sum, zip(*cells, strict=True)))

    for indicator in INDICATORS:
        for org in {r["org_code"] for r in rows}:
            assert total([org], indicator, POPULATIONS[3:10]) == figure[org, indicator, "all"]
        for population in POPULATIONS:
            members = total(["01010000", "01020000"], indicator, [population])
            assert members == figure["07000000", indicator, population]
            state = total(["07000000", "02010000", "03330000", "08050000"], indicator, [population])
            assert state == figure["00000000", indicator, population]


def test_without_mcas_and_follow_up_there_is_no_result(tmp_path):
    copy_without(tmp_path, "mcas", "followup")
    rows, by_program = compute(tmp_path, YEAR)
    silent = {"1S1", "1S2", "5S1"}
    for row in (*rows, *by_program):
        assert (row["denominator"] == "") == (row["indicator"] in silent)
        assert (row["numerator"] == "") == (row["indicator"] in silent)
    state = {r["indicator"]: r for r in rows if (r["org_code"], r["population"]) == ("00000000", "all")}
    assert [state["5S1"][k] for k in ("percent", "level", "standing", "plan")] == [
        *("", "96.25", "none", "not_required")
    ]


def test_without_levels_there_is_no_standing(tmp_path):
    copy_without(tmp_path, "levels.csv", "plans_on_file.csv")
    rows, _ = compute(tmp_path, YEAR)
    tail = {(r["level"], r["level_source"], r["threshold"], r["standing"], r["plan"]) for r in rows}
    assert tail == {("", "none", "", "none", "not_required")}


def test_without_a_cohort_file_the_cohort_is_derived(tmp_path):
    copy_without(tmp_path, "cohort")
    assert compute(tmp_path, YEAR)[1] == compute(RECORDS, YEAR, cohort="derived")[1]


def copy_without(target: Path, *names: str) -> None:
    for path in RECORDS.rglob("*.csv"):
        place = path.relative_to(RECORDS)
        if place.parts[0] not in names:
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            (target / place).write_bytes(path.read_bytes())


def test_administrations_are_dates():
    assert administered("2016") == (2016, 5)
    assert administered("1116") == (2016, 11)
    assert administered("0317") == (2017, 3)


def test_a_folder_and_a_file_of_one_collection_are_read_together():
    march = read(RECORDS).sims[2017, 3]
    assert set(march) == {"1000000001", "1000000007", "1000000021", "1000000027"}


def test_an_unknown_option_is_refused():
    with pytest.raises(ValueError, match="first, best, latest"):
        compute(RECORDS, YEAR, attempt="frist")


def test_the_command_writes_both_files(tmp_path):
    script = HERE / "independent" / "compute.py"
    out, by_program = tmp_path / "results.csv", tmp_path / "by_program.csv"
    subprocess.run([sys.executable, script, RECORDS, "2016-17", out, by_program], check=True)
    for path, columns, rows in (
        (out, COLUMNS, default_rows()[0]),
        (by_program, PROGRAM_COLUMNS, default_rows()[1]),
    ):
        assert b"\r" not in path.read_bytes()
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            assert list(reader) == rows
            assert tuple(reader.fieldnames) == columns
