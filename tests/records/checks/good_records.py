"""Good records of every kind, and folders made of them with single columns changed (see specs/checks.md)."""

from __future__ import annotations

import re
from pathlib import Path

from openperkins.records.checks.codebook import ELEMENTS

LINE = (
    "L1,1010000001,Ann,M,Lee,02/29/2000,D10,Boston,F,01,01,01,01,035,01010505,10,20,21,00,00,00,00,500,267,00,00,"
    "00000000,00,00,500,500,00,500,00,00,500,00,500,00,00,00,500,500,500,0,0,500,500,500,500,500,0"
)
STUDENT = dict(zip(ELEMENTS, LINE.split(","), strict=True))
ORGANIZATIONS = """org_code,name,kind,parent
01010000,Amble,district,
01010505,Amble High,school,01010000
01020000,Brook,district,
01020505,Brook High,school,01020000
01030000,Crest,district,05010000
05010000,Valley Consortium,consortium,
"""
PROGRAMS = """code,kind,title,cluster,nontraditional_for
460302,chapter74,Electricity,Construction,F
1234,non_chapter74,Bookkeeping,Business,
"""
GOOD = {
    "sims": STUDENT,
    "mcas": {
        "sasid": "1010000001",
        "adminyear": "2018",
        "grade": "10",
        "gradesims": "10",
        "dob": "02/29/2000",
        "eteststat": "T",
        "eperf2": "P",
        "escaleds": "250",
        "mteststat": "T",
        "mperf2": "P",
        "mscaleds": "250",
        "steststat": "",
        "sperf2": "",
        "sscaleds": "",
    },
    "followup": {
        "sasid": "1010000001",
        "status": "postsecondary",
        "responded_on": "03/01/2018",
        "institution": "Shore College",
        "note": "",
    },
    "cohort": {
        "sasid": "1010000001",
        "cohort_year": "2017",
        "org_code": "01010505",
        "outcome": "graduated",
    },
    "migrant": {"sasid": "1010000001"},
    "programs": {
        "code": "520101",
        "kind": "chapter74",
        "title": "Trade",
        "cluster": "",
        "nontraditional_for": "",
    },
    "organizations": {
        "org_code": "01010606",
        "name": "Amble Annex",
        "kind": "school",
        "parent": "01010000",
    },
    "levels": {"school_year": "2017-18", "org_code": "01010000", "indicator": "5S1", "level": "90.5"},
    "plans_on_file": {
        "org_code": "01010000",
        "indicator": "5S1",
        "population": "all",
        "accepted_year": "2015-16",
    },
}
_RECORD = re.compile(r"(?:@(\S+)\s+)?(?:(\d+) \* )?(.*)")


def kind_of(file: str) -> str:
    """`sims/2017-10` is sims."""
    return file.split("/")[0]


def parse(holds: str) -> dict[str, list[dict[str, str]]]:
    """The records of a case by file, in order; see specs/checks.md for the way they are written."""
    files: dict[str, list[dict[str, str]]] = {}
    file = "sims/2017-10"
    for part in holds.split(" + "):
        found = _RECORD.fullmatch(part.strip())
        assert found, part
        file = found[1] or file
        for copy in range(int(found[2] or 1)):
            record = changed(GOOD[kind_of(file)], found[3])
            if found[2]:
                record |= {"DOE001": f"L{copy + 1}", "DOE002": f"{1010000001 + copy}"}
            files.setdefault(file, []).append(record)
    return files


def changed(good: dict[str, str], changes: str) -> dict[str, str]:
    """A good record with `column=value; column=value` changed; `\\s` is a space."""
    record = dict(good)
    for change in changes.split("; ") if changes != "good" else ():
        column, value = change.split("=", 1)
        assert column in record, change
        record[column] = value.replace("\\s", " ")
    return record


def line(record: dict[str, str]) -> str:
    """One CSV line."""
    return ",".join(record.values()) + "\n"


def write(folder: Path, files: dict[str, list[dict[str, str]]]) -> Path:
    """Write a case as a records folder, with the organizations, programs and the good student it does not replace."""
    texts = {"organizations": ORGANIZATIONS, "programs": PROGRAMS}
    if not any(kind_of(f) == "sims" and "2017-10" in f for f in files):
        texts["sims/2017-10"] = line(STUDENT)
    for file, records in files.items():
        kind = kind_of(file)
        header = "" if kind == "sims" else ",".join(GOOD[kind]) + "\n"
        texts[file] = texts.get(file, header) + "".join(line(r) for r in records)
    for file, text in texts.items():
        path = folder / f"{file}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
