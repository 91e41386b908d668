"""CSV to the byte, and text that cannot run."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest

from openperkins.errors import StorageError
from openperkins.exports.tables import LIVE_STARTS, csv_bytes, neutralised, plain, write_csv

from .invented import results


def test_results_are_plain_csv_that_reads_back():
    frame = results()
    content = csv_bytes(frame)
    assert b"\r" not in content
    assert b'"' not in content
    assert content.startswith(b"school_year,org_code,org_kind,indicator,population,denominator,numerator,percent,")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(rows) == frame.height
    empty = next(r for r in rows if r["indicator"] == "5S1" and r["school_year"] == "2016-17")
    assert (empty["denominator"], empty["numerator"], empty["percent"]) == ("", "", "")
    assert rows[0]["percent"] == "75.00"


def test_quotes_only_where_needed_and_nothing_for_empty():
    frame = pl.DataFrame({"a": ["x,y", "", None, 'say "so"', "two\nlines", "é"], "n": [1, None, 3, 4, 5, 6]})
    assert csv_bytes(frame).decode() == 'a,n\n"x,y",1\n,\n,3\n"say ""so""",4\n"two\nlines",5\né,6\n'


@pytest.mark.parametrize("start", LIVE_STARTS)
def test_text_that_could_run_gets_an_apostrophe(start):
    text = start + "1+1"
    assert plain(text) == "'" + text
    assert neutralised(pl.DataFrame({"t": [text, "a" + text, None]}))["t"].to_list() == [
        "'" + text,
        "a" + text,
        None,
    ]


def test_numbers_and_unnamed_columns_stay():
    frame = pl.DataFrame({"n": [-1], "a": ["-1"], "b": ["=1"]})
    assert neutralised(frame).row(0) == (-1, "'-1", "'=1")
    assert neutralised(frame, ["b"]).row(0) == (-1, "-1", "'=1")


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "results.csv"
    write_csv(results(), path)
    assert path.read_bytes() == csv_bytes(results())
    assert [p.name for p in tmp_path.iterdir()] == ["results.csv"]
    with pytest.raises(StorageError, match="could not be written"):
        write_csv(results(), tmp_path / "results.csv" / "inside.csv")
    assert path.read_bytes() == csv_bytes(results())
