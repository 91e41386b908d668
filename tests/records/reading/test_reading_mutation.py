"""Random damage to good files: never a traceback, and no row invented or lost."""

import random

import pytest

from tests.records.reading.reading_help import follow_up, follow_up_book, line, parquet, read, sims, sims_frame, text

EDITS = ("flip", "cut", "double", "insert", "swap")
#: Problems of a whole file: nothing further is said of its rows.
STOPS = {"F011", "F012", "F014", "F020", "F021", "F022", "F023", "F025", "F030", "F039", "F040", "F041"}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """`content` with one to four edits of its bytes."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(data)), chance.randrange(len(data))
        edit = chance.choice(EDITS)
        if edit == "flip":
            data[at] = chance.randrange(256)
        elif edit == "cut":
            del data[at : at + chance.randint(1, 40)]
        elif edit == "double":
            data[at:at] = data[at : at + chance.randint(1, 300)]
        elif edit == "insert":
            data[at:at] = chance.choice([b",", b'"', b"\n", b"\r", b"\0", b"\xe2\x80\x8b", b"\xff", b";", b" "])
        else:
            data[at], data[other] = data[other], data[at]
        if not data:
            break
    return bytes(data)


def physical_lines(content: bytes) -> int:
    """Lines up to the last that is not blank; any of the three line ends counts."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\x1a").split(b"\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return len(lines)


GOOD = {
    "plain": text([line(sims(n)) for n in range(1, 21)]),
    "quoted": text([",".join(f'"{v}"' for v in sims(n)) for n in range(1, 21)]),
    "names quoted, CRLF": text([line(sims(n, DOE005='"Silva, Jr"', DOE003="José")) for n in range(1, 21)], "\r\n"),
}


@pytest.mark.parametrize("form", GOOD)
def test_two_hundred_damaged_files_lose_no_row(tmp_path, form):
    chance = random.Random(f"damage {form}")
    for _ in range(200):
        content = damaged(GOOD[form], chance)
        result = read(tmp_path, content)
        records, problems = result.records, result.report.problems
        assert records.rows == result.frame.height + records.left_out
        rows = result.frame["row"].to_list()
        assert rows == sorted(set(rows))
        if STOPS & {p.id for p in problems}:
            continue
        above = sum(p.id in ("F031", "F038", "N007", "N004") for p in problems)
        assert records.rows + above == physical_lines(content), content
        named = {p.row for p in problems if p.severity == "error"}
        wide = any("same holds for" in p.message for p in problems)
        assert wide or set(range(1, physical_lines(content) + 1)) - set(rows) <= named | {
            p.row for p in problems if p.id in ("N007", "N004")
        }


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("follow_up", "2016.csv", follow_up(*[f'10100000{n:02d},unknown,2017-03-17,,"a, b"' for n in range(20)])),
        ("sims", "2016-10.parquet", parquet(sims_frame(20))),
    ],
)
def test_two_hundred_damaged_files_of_other_forms_raise_nothing(tmp_path, kind, name, content):
    chance = random.Random(f"damage {name}")
    for _ in range(200):
        result = read(tmp_path, damaged(content, chance), kind, name)
        assert result.frame.height <= 60
        assert result.records.rows >= result.frame.height


def test_damaged_workbooks_raise_nothing(tmp_path):
    chance = random.Random("damage workbook")
    content = follow_up_book(*[[f"10100000{n:02d}", "unknown"] for n in range(10)])
    for _ in range(25):  # each starts a process
        result = read(tmp_path, damaged(content, chance), "follow_up", "2016.xlsx")
        assert result.report.errors or result.frame.height
