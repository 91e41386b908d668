"""The records of the students on the page that was worked out by hand, as a folder."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
HAND_MADE = HERE.parent / "hand_made" / "records"
SCHOOLS = {"H": "02010505", "T": "02010605", "E": "01010505", "B": "01020505"}
#: heading → (file, whether it is the end of a year)
COLLECTIONS = {
    "October 2014": ("2014-10", False),
    "October 2015": ("2015-10", False),
    "October 2016": ("2016-10", False),
    "End of Year 2017": ("2017-06", True),
}
_ROW = (
    "X,,{name},Lee,Quillfeather,{born},D10,Northmere,{gender},01,01,{status},01,{town},{school},{grade},{there},{days},"
    "00,00,00,00,500,267,00,00,00000000,00,00,500,500,00,{plans},00,{kind},500,{core},500,00,00,00,500,{chapter74},"
    "{other},0,0,500,500,500,500,500,0"
)


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the table under a heading of the page."""
    page = (HERE / "expected_2016-17.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", page.split(f"## {heading}\n")[1], flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]


def write_folder(folder: Path) -> Path:
    """The folder of the page's students; no cohort file, so that the cohort is derived."""
    (folder / "sims").mkdir(parents=True)
    for name in ("organizations.csv", "programs.csv"):
        shutil.copy(HAND_MADE / name, folder / name)
    students = table("Students")
    for heading, (name, is_end) in COLLECTIONS.items():
        rows = [row for place, student in enumerate(students) for row in _rows(place, student, heading, is_end)]
        _write(folder / "sims" / f"{name}.csv", rows)
    subjects = [f"{letter}{part}" for letter in "ems" for part in ("teststat", "perf2", "scaleds")]
    results = [row for place, student in enumerate(students) for row in _results(place, student["MCAS"])]
    _write(folder / "mcas" / "2017.csv", [["adminyear", "sasid", "grade", *subjects], *results])
    answers = [[_sasid(place), s["follow-up"], "", "", ""] for place, s in enumerate(students) if s["follow-up"]]
    _write(folder / "followup" / "2017.csv", [["sasid", "status", "responded_on", "institution", "note"], *answers])
    return folder


def _rows(place: int, student: dict[str, str], heading: str, is_end: bool) -> Iterator[list[str]]:
    october = _october(student["October 2016"].split(";")[0])
    for cell in filter(None, student[heading].split("; ")):
        stated = {"plans": "500", "core": "00", **(october if is_end else _october(cell))}
        if is_end:
            school, status, *graduate = cell.split()
            stated |= {"status": status, "school": SCHOOLS[school]}
            if stated["school"] != october["school"] or graduate[2:] == ["out"]:
                stated |= _program("")
            if graduate:
                stated |= dict(zip(("core", "plans"), graduate[:2], strict=True))
        days = {"there": "166", "days": "180"} if is_end else {"there": "20", "days": "21"}
        town = stated["school"][1:4].lstrip("0").rjust(3, "1")
        text = _ROW.format(
            name=student["student"], gender=student["gender"], born="05/15/2000", town=town, **days, **stated
        )
        row = text.split(",")
        row[0], row[1] = f"N{place:04d}", _sasid(place)
        yield row


def _october(cell: str) -> dict[str, str]:
    if not cell:
        return {"school": "", "grade": "", "status": "", **_program("")}
    school, grade, *more = cell.split()
    status = next((word[1:] for word in more if word.startswith("=")), "01")
    program = next((word for word in more if not word.startswith("=")), "")
    return {"school": SCHOOLS[school], "grade": grade, "status": status, **_program(program)}


def _program(program: str) -> dict[str, str]:
    kind = {"": "00", "explores": "01"}.get(program, "02" if len(program) == 6 else "14")
    code = program if program.isdigit() else "500"
    chapter74, other = (code, "500") if kind == "02" else ("500", code)
    return {"kind": kind, "chapter74": chapter74, "other": other}


def _results(place: int, cell: str) -> Iterator[list[str]]:
    for attempt in filter(None, cell.split("; ")):
        administration, *levels = attempt.split()
        row = [administration, _sasid(place), "10"]
        for level in levels:
            score = {"A": "264", "P": "244", "NI": "230", "F": "210"}.get(level, "")
            row += ["T", level, score] if score else ["NTA", "ABS", ""]
        yield row


def _sasid(place: int) -> str:
    return f"{1000000101 + place}"


def _write(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
