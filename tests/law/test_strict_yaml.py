"""YAML whose values are not what their tags say: told with the line, like every other fault of a file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from openperkins.errors import LawError
from openperkins.law.strict_yaml import parse_yaml, read_yaml
from openperkins.needs.instrument import load_instrument, read_instrument

WRONG = {
    "!!bool x": "`x` is no yes or no",
    "!!timestamp x": "`x` is no date",
    "!!timestamp 2018-02-30": "`2018-02-30` is no date: day is out of range for month",
    "2018-13-01": "`2018-13-01` is no date: month must be in 1..12",
    "2018-01-01T99:00:00": "`2018-01-01T99:00:00` is no date: hour must be in 0..23",
    '!!int ""': "`` is no whole number",
    "!!int 3.5": "`3.5` is no whole number",
    '!!float ""': "`` is no number",
    "9" * 5_000: f"`{'9' * 40}` is no whole number",
    "!!map [a]": "expected a mapping node, but found sequence",
    "!!map x": "expected a mapping node, but found scalar",
    "!!set [a]": "expected a mapping node, but found sequence",
    "!!seq {a: b}": "expected a sequence node, but found mapping",
    "!!str [a]": "expected a scalar node, but found sequence",
    "{!!bool x: 1}": "`x` is no yes or no",
    "[[!!int a]]": "`a` is no whole number",
}


@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
def test_a_wrong_tag_is_told_with_its_line(tmp_path: Path, value: str):
    text = f"title: A file\nmonths: {value}\n"
    with pytest.raises(LawError) as caught:
        parse_yaml(text, "the file")
    assert str(caught.value).startswith(f"the file line 2: {WRONG[value]}.")
    file = tmp_path / "law.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=r"law\.yaml line 2"):
        read_yaml(file)


def test_what_refers_to_itself_without_end_is_told():
    with pytest.raises(LawError, match="nested too deeply"):
        parse_yaml("months: &a !!int {=: *a}", "the file")


def test_right_tags_are_read():
    text = '[!!bool yes, !!int "3", !!float "3.5", !!timestamp 2018-02-28, !!str 4, !!map {a: b}]'
    assert parse_yaml(text, "the file") == [True, 3, 3.5, datetime.date(2018, 2, 28), "4", {"a": "b"}]


def test_an_edition_with_a_wrong_tag_is_refused():
    text = load_instrument().text
    assert "months: 3" in text
    with pytest.raises(LawError, match=r"the file line \d+: `x` is no yes or no\. Correct the YAML\."):
        read_instrument(text.replace("months: 3", "months: !!bool x"))
