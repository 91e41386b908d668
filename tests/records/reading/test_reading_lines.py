"""The judgement of whole blocks agrees with a plain reading, character by character, of every line by itself."""

import csv
import re
import unicodedata

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from openperkins.records.model import SourceFile
from openperkins.records.normalise import _ANY_SUSPECT, SPACES
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import lines as L
from openperkins.records.reading import open_records
from openperkins.records.reading.frames import _WIDE
from openperkins.records.reading.layouts import RecordLayout

#: A value in quotation marks (doubled inside), or one without any.
_VALUE = re.compile(r'(?:"(?:[^"]|"")*"|[^",]*)(?=,|$)')


def plain_values(line: str) -> list[str] | None:
    """The values of one line as written, or None when a quotation mark is out of place."""
    values, at = [], 0
    while True:
        match = _VALUE.match(line, at)
        if match is None:
            return None
        values.append(match[0])
        if match.end() == len(line):
            return values
        at = match.end() + 1


def is_record(line: str, columns: int) -> bool:
    if not line.strip() or (columns > 1 and "," in line and not line.strip(', \t"')):
        return False
    values = plain_values(line)
    return values is not None and len(values) == columns


LINES = st.lists(st.text(alphabet='ab,, "éº😀', max_size=12), min_size=1, max_size=12)


@settings(max_examples=600, deadline=None)
@given(columns=st.integers(1, 4), lines=LINES)
@example(columns=2, lines=['"a","b"', '"c","d"'])
@example(columns=2, lines=['"a",b', '"c,",d'])
@example(columns=2, lines=['"a"b"', ',","'])
@example(columns=2, lines=['""","""', '"",a'])
@example(columns=1, lines=['"a', 'b"'])
def test_clean_lines_are_exactly_the_records(columns, lines):
    text = "".join(line + "\n" for line in lines).encode()
    judged = L.LineJudge(columns, range(columns)).judge(text)
    clean = np.ones(len(lines), bool) if judged.verdicts is None else judged.verdicts == L.CLEAN
    assert judged.lines == len(lines)
    assert clean.tolist() == [is_record(line, columns) for line in lines]
    assert judged.ends.tolist() == [i for i, byte in enumerate(text) if byte == 10]
    wide = {i for i, line in enumerate(lines) if set(line) & set("º😀")}
    assert set(judged.wide_lines.tolist()) == wide
    spaced = {
        i for i, line in enumerate(lines) if clean[i] and any(v.strip('"') != v.strip('" ') for v in plain_values(line))
    }
    assert spaced | wide <= set(judged.spaces.tolist())


@settings(max_examples=300, deadline=None)
@given(columns=st.integers(1, 4), lines=LINES)
def test_values_are_those_of_a_csv_reader(tmp_path_factory, columns, lines):
    names = tuple("wxyz"[:columns])
    layout = RecordLayout("sims", names, False, names, forms=dict.fromkeys(names, "word"))
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes("".join(line + "\n" for line in lines).encode())
    log = ProblemLog("a.csv")
    records = open_records(SourceFile(path, "a.csv", "sims"), log, layout)
    rows = [row for chunk in records.chunks() for row in chunk.select(*names, "row").iter_rows()]
    expected = {
        i: tuple(v.strip(" ") for v in next(csv.reader([line])))
        for i, line in enumerate(lines, 1)
        if is_record(line, columns)
    }
    if log.errors and not rows and expected:  # the first lines read like a title or another separator
        assert {p.id for p in log.report("", 0).problems} & {"F030", "F031"}
        return
    skipped = {p.row for p in log.report("", 0).problems if p.id == "F031"}
    assert {row[-1]: row[:-1] for row in rows} == {i: v for i, v in expected.items() if i not in skipped}
    assert records.rows == len(rows) + records.left_out


@pytest.mark.parametrize("quoting", ["never", "always", "non_numeric", "necessary"])
def test_large_files_of_every_quoting_read_the_same(tmp_path, quoting):
    rows = 40_000  # several blocks
    names = tuple("wxyz")
    frame = pl.DataFrame(
        {
            "w": pl.Series(range(rows)).cast(pl.String),
            "x": pl.Series(["Ana", "José", "Lee"] * (rows // 3) + ["O"] * (rows % 3)),
            "y": pl.Series([""] * rows),
            "z": pl.Series(["" if i % 7 else 'a "b", c' for i in range(rows)]) if quoting != "never" else "z",
        }
    )
    path = tmp_path / "a.csv"
    frame.write_csv(path, include_header=False, quote_style=quoting)
    log = ProblemLog("a.csv")
    layout = RecordLayout("sims", names, False, names, forms=dict.fromkeys(names, "word"))
    chunks = list(open_records(SourceFile(path, "a.csv", "sims"), log, layout).chunks())
    got = pl.concat(chunks)
    assert log.report("", 0).problems == []
    assert got.select(names).equals(frame)
    assert got["row"].to_list() == list(range(1, rows + 1))


def test_lower_case_is_looked_for_in_code_columns_only():
    judge = L.LineJudge(3, [0, 2])
    assert not len(judge.judge(b"A,name,B\nA,name,\n,name,B\n").lower)
    assert judge.judge(b"A,name,B\nA,name,b\n").lower.tolist() == [1]
    assert judge.judge(b"a,NAME,B\n").lower.tolist() == [0]
    assert judge.judge(b'"A","N","x"\n').lower.tolist() == [0]


def test_a_break_inside_a_value_never_swallows_later_lines():
    text = b'a,b\n"c,d\ne,f\ng"h,i\nj,k\n'
    judged = L.LineJudge(2).judge(text)
    assert judged.verdicts.tolist() == [L.CLEAN, L.OPEN_QUOTE, L.CLEAN, L.STRAY_QUOTE, L.CLEAN]


def test_letters_that_are_let_pass_by_their_bytes_need_no_second_look():
    """Whatever stands outside ASCII and is not reported is shown, no digit, no space, and in the standard form."""
    characters = [chr(point) for point in range(0x80, 0x110000) if not 0xD800 <= point < 0xE000]
    text = "".join(c + "\n" for c in characters).encode()
    reported = set(L.LineJudge(1).judge(text).wide_lines.tolist())
    let_pass = "".join(c for i, c in enumerate(characters) if i not in reported)
    assert {chr(p) for p in range(0xC0, 0x250)} <= set(let_pass)
    frame = pl.DataFrame({"c": list(let_pass)})
    refused = frame.filter(pl.col("c").str.contains(_ANY_SUSPECT) | (pl.col("c").str.strip_chars(SPACES) == ""))
    assert not refused.height
    for c in let_pass:
        assert unicodedata.combining(c) == 0
        assert all(unicodedata.is_normalized("NFC", around + c + around) for around in ("", "a", "\u00e9", c))
    same = frame.filter(pl.col("c").str.contains(_WIDE))
    assert not same.height, "texts and bytes agree on what is let pass"
    others = pl.DataFrame({"c": [characters[i] for i in sorted(reported)]})
    assert others.filter(pl.col("c").str.contains(_WIDE)).height == others.height
