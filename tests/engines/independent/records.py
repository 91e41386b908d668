"""Reads a records folder of clean CSV files into plain dictionaries.

Nothing is checked or repaired here: the folder is taken to have passed the edit checks. Who wins when two
districts report one student (R02) is settled while reading, so everything after it sees one record per
student and collection.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

STATE = "00000000"
PLACEHOLDER_SCHOOL = "00000001"
OCTOBER, MARCH, END_OF_YEAR = 10, 3, 6

# R02, March and End of Year: the first of these statuses wins; statuses on one line rank equally.
CLAIM_ORDER = (
    ("04",),
    ("10",),
    ("11",),
    ("09",),
    ("01",),
    ("05",),
    ("06",),
    ("30", "31", "32", "33", "34", "35", "36"),
    ("20", "21", "22", "23", "24"),
    ("40",),
    ("41",),
)
CLAIM_RANK = {code: rank for rank, codes in enumerate(CLAIM_ORDER) for code in codes}


class Record(NamedTuple):
    """The elements of one SIMS record that an indicator or a population reads."""

    gender: str  # DOE009
    race: str  # DOE010
    status: str  # DOE012
    school: str  # DOE015
    grade: str  # DOE016
    membership: str  # DOE018
    low_income: str  # DOE019
    english_learner: str  # DOE025
    credential: str  # DOE031
    special_education: str  # DOE034
    program_type: str  # DOE035
    plan_504: str  # DOE039
    special_population: str  # DOE042
    chapter74: str  # DOE043
    non_chapter74: str  # DOE044
    plans: str = "500"  # DOE033, read by a measure of the review
    core: str = "00"  # DOE037, the same


POSITIONS = (9, 10, 12, 15, 16, 18, 19, 25, 31, 34, 35, 39, 42, 43, 44, 33, 37)


class Attempt(NamedTuple):
    """One MCAS row of one student: subject cells are (test status, level)."""

    when: tuple[int, int]  # (year, month)
    grade: str
    ela: tuple[str, str]
    mathematics: tuple[str, str]
    science: tuple[str, str] = ("", "")  # where the file has it


@dataclass
class Records:
    """A records folder in memory.

    ``sims`` maps a collection, (calendar year, month), to {sasid: winning record}. ``named`` holds every
    school and district code that a SIMS record or a cohort row names. An optional file that is absent is a
    missing key (follow-up, cohort, migrant: by the year a school year ends in); ``mcas`` is None when there
    is no MCAS file at all.
    """

    sims: dict[tuple[int, int], dict[str, Record]] = field(default_factory=dict)
    mcas: dict[str, list[Attempt]] | None = None
    follow_up: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    cohort: dict[int, dict[str, tuple[str, str]]] = field(default_factory=dict)  # sasid -> (org, outcome)
    migrant: dict[int, set[str]] = field(default_factory=dict)
    plans_on_file: list[dict[str, str]] = field(default_factory=list)
    nontraditional_for: dict[str, str] = field(default_factory=dict)  # program code -> "F", "M" or ""
    program_kind: dict[str, str] = field(default_factory=dict)  # program code -> chapter74 or non_chapter74
    organizations: dict[str, tuple[str, str]] = field(default_factory=dict)  # code -> (kind, parent)
    levels: dict[tuple[int, str, str], str] = field(default_factory=dict)  # (year, organization, indicator)
    named: set[str] = field(default_factory=set)


def read(folder: str | Path) -> Records:
    """The whole records folder. Raises OSError when programs.csv or organizations.csv is missing."""
    folder = Path(folder)
    records = Records()
    for collection, path in sims_files(folder / "sims"):
        add_sims_file(records, collection, path)
    for path in sorted((folder / "mcas").glob("*.csv")):
        records.mcas = add_mcas_file(records.mcas or {}, path)
    for path in sorted((folder / "followup").glob("*.csv")):
        answers = records.follow_up.setdefault(int(path.stem), {})
        for row in table(path):
            answers.setdefault(row["sasid"], []).append(row["status"])
    for path in sorted((folder / "cohort").glob("*.csv")):
        add_cohort_file(records, int(path.stem), path)
    for path in sorted((folder / "migrant").glob("*.csv")):
        records.migrant[int(path.stem)] = {row["sasid"] for row in table(path)}
    if (folder / "plans_on_file.csv").exists():
        records.plans_on_file = list(table(folder / "plans_on_file.csv"))
    if (folder / "levels.csv").exists():
        for row in table(folder / "levels.csv"):
            key = year_a_school_year_ends(row["school_year"]), row["org_code"], row["indicator"]
            records.levels[key] = row["level"]
    for row in table(folder / "programs.csv"):
        records.nontraditional_for[row["code"]] = row["nontraditional_for"]
        records.program_kind[row["code"]] = row["kind"]
    for row in table(folder / "organizations.csv"):
        records.organizations[row["org_code"]] = (row["kind"], row["parent"])
    return records


def sims_files(folder: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    """Every SIMS file with its collection: `2016-10.csv`, or any CSV of a folder `2016-10`, or both."""
    for path in sorted(folder.iterdir()):
        year, _, month = path.stem.partition("-")
        if not (year.isdigit() and month.isdigit()):
            continue  # the layout does not know it
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        for file in files:
            yield (int(year), int(month)), file


def add_sims_file(records: Records, collection: tuple[int, int], path: Path) -> None:
    winners = records.sims.setdefault(collection, {})
    with path.open(newline="", encoding="utf-8-sig") as file:
        for row in csv.reader(file):
            if not row or row[0] == "DOE001":
                continue
            sasid = row[1]
            record = Record(*[row[position - 1] for position in POSITIONS])
            name_organization(records, record.school)
            rival = winners.get(sasid)
            if rival is None or claim(collection, record) < claim(collection, rival):
                winners[sasid] = record


def claim(collection: tuple[int, int], record: Record) -> tuple[int, str]:
    """R02: the smaller claim wins. In October only `01` stands before the rest; ties: lowest school code."""
    if collection[1] == OCTOBER:
        return (0 if record.status == "01" else 1), record.school
    return CLAIM_RANK[record.status], record.school


def district_of(code: str) -> str:
    """R08: the first four characters followed by 0000."""
    return code[:4] + "0000"


def name_organization(records: Records, code: str) -> None:
    if code not in (STATE, PLACEHOLDER_SCHOOL):
        records.named.add(code)
    if district_of(code) != STATE:
        records.named.add(district_of(code))


def add_mcas_file(attempts: dict[str, list[Attempt]], path: Path) -> dict[str, list[Attempt]]:
    for row in table(path, any_case=True):
        attempt = Attempt(
            administered(row["adminyear"]),
            row["grade"],
            (row["eteststat"], row["eperf2"]),
            (row["mteststat"], row["mperf2"]),
            (row.get("steststat", ""), row.get("sperf2", "")),
        )
        attempts.setdefault(row["sasid"], []).append(attempt)
    return attempts


def administered(code: str) -> tuple[int, int]:
    """(year, month) of an administration: `1116` is November 2016; a bare year is its spring, dated May."""
    month = int(code[:2])
    if 1 <= month <= 12:
        return 2000 + int(code[2:]), month
    return int(code), 5


def add_cohort_file(records: Records, year: int, path: Path) -> None:
    members = records.cohort.setdefault(year, {})
    for row in table(path):
        if int(row["cohort_year"]) != year:
            continue  # a row of another cohort year is ignored altogether
        members[row["sasid"]] = (row["org_code"], row["outcome"])
        name_organization(records, row["org_code"])


def table(path: Path, any_case: bool = False) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header; `any_case` folds the case and outer spaces of the header."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        header = next(reader)
        if any_case:
            header = [name.strip().lower() for name in header]
        for row in reader:
            if row:
                yield dict(zip(header, row, strict=True))


def year_a_school_year_ends(label: str) -> int:
    """2017 for `2016-17`. Raises ValueError when the two halves are not consecutive."""
    first, last = label.split("-")
    year = int(first) + 1
    if int(last) != year % 100:
        raise ValueError(f"{label!r} is not a school year such as 2016-17")
    return year
