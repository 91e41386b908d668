"""What is rewritten without loss, how it is counted, and the characters no value may hold."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.records.normalise import REFUSED, capitals, character_named, composed, dates, trimmed
from tests.records.reading.reading_help import follow_up, good, line, read, sims, text


def one(expression, value: str) -> str:
    return pl.DataFrame({"c": [value]}).select(expression("c")).item()


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("03/05/2001", "03/05/2001"),
        ("3/5/2001", "03/05/2001"),
        ("3/05/2001", "03/05/2001"),
        ("2001-03-05", "03/05/2001"),
        ("2001-3-5", "03/05/2001"),
        ("30/2/2001", "30/02/2001"),  # no such day, but that is a check's question
        ("2001-03-05 00:00", "2001-03-05 00:00"),
        ("3/5/01", "3/5/01"),
        ("05.03.2001", "05.03.2001"),
        ("20010305", "20010305"),
        ("", ""),
    ],
)
def test_dates(written, rewritten):
    assert one(dates, written) == rewritten


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2003", "\u202f", "\u3000"])
def test_outer_spaces(space):
    assert one(trimmed, f"{space}a{space}b{space}{space}") == f"a{space}b"


def test_tabs_and_invisible_characters_are_not_spaces():
    assert one(trimmed, "\ta") == "\ta"
    assert one(trimmed, "\u200ba") == "\u200ba"


@pytest.mark.parametrize(("value", "capital"), [("pk", "PK"), ("1s1", "1S1"), ("ı", "ı"), ("ſp", "ſp"), ("ß", "ß")])
def test_capitals_never_make_another_letter(value, capital):
    assert one(capitals, value) == capital


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_rewriting_twice_changes_nothing_more(value):
    for expression in (trimmed, capitals, dates, composed):
        once = one(expression, value)
        assert one(expression, once) == once


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x00", "control"),
        ("\x0b", "control"),
        ("\t", "control"),
        ("\n", "control"),
        ("\x7f", "control"),
        ("\x85", "control"),
        ("\u200b", "invisible"),
        ("\u00ad", "invisible"),
        ("\u2060", "invisible"),
        ("\ue000", "invisible"),
        ("\u2028", "invisible"),
        ("\u3164", "invisible"),
        ("\u200f", "direction"),
        ("\u202e", "direction"),
        ("\u2067", "direction"),
        ("\ufeff", "byte-order"),
        ("“", "curly"),
        ("”", "curly"),
        ("„", "curly"),
    ],
)
def test_refused_characters(character, named):
    value = f"Sil{character}va"
    assert pl.Series([value]).str.contains(REFUSED).item()
    assert named in character_named(value)
    assert f"U+{ord(character):04X}" in character_named(value)


@pytest.mark.parametrize("value", ["O’Brien", "José", "Jose\u0301", "Łukasz", "日本", "a-b.c'd`e", "№ 5", "D’Arcy’s"])
def test_accepted_characters(value):
    assert not pl.Series([value]).str.contains(REFUSED).item()


def test_one_note_for_each_kind_with_count_and_first_place(tmp_path):
    lines = good(4)
    lines[1] = line(sims(2, DOE009="f", DOE005=" Silva ", DOE006="2001-3-5", DOE008="Sa\u0303o Paulo"))
    lines[3] = line(sims(4, DOE016="pk", DOE005="Silva\u00a0", DOE003=" Ana"))
    result = read(tmp_path, text(lines))
    assert [(p.id, p.row, p.element) for p in result.report.problems] == [
        ("N010", 2, "DOE005"),
        ("N012", 2, "DOE006"),
        ("N013", 2, "DOE008"),
        ("N011", 2, "DOE009"),
    ]
    assert "3 values" in result.only("N010").message
    assert "1 date was rewritten" in result.only("N012").message
    assert result.frame.row(1)[:-1] == tuple(sims(2, DOE008="São Paulo"))
    assert result.frame.row(3)[:-1] == tuple(sims(4, DOE016="PK"))


def test_words_identifiers_and_names_keep_their_case(tmp_path):
    result = read(tmp_path, text([line(sims(1, DOE001="ab-1", DOE003="de la"))]))
    assert result.frame.select("DOE001", "DOE003").row(0) == ("ab-1", "de la")
    result = read(tmp_path, follow_up("ab10000001,Postsecondary,,,"), "follow_up", "2016.csv")
    assert result.frame.select("sasid", "status").row(0) == ("AB10000001", "Postsecondary")


def test_a_value_of_one_space_is_empty(tmp_path):
    assert read(tmp_path, text([line(sims(1, DOE031=" "))])).frame["DOE031"].to_list() == [""]


def test_every_refused_value_is_placed_and_the_row_kept(tmp_path):
    lines = good(3)
    lines[2] = line(sims(3, DOE005="Sil\u200bva", DOE012="0\x01", DOE018="1٣"))
    result = read(tmp_path, text(lines))
    assert [(p.id, p.row, p.element) for p in result.report.problems] == [
        ("F050", 3, "DOE005"),
        ("F050", 3, "DOE012"),
        ("F051", 3, "DOE018"),
    ]
    assert result.frame.height == 3
    assert result.records.refused == {"DOE005": [3], "DOE012": [3], "DOE018": [3]}


def test_columns_that_are_not_read_may_hold_anything(tmp_path):
    content = b"sasid,shoe\n1010000001,\x0b\n"
    assert read(tmp_path, content, "migrant", "2016.csv").report.errors == 0


def test_the_same_character_in_a_whole_column_is_one_problem(tmp_path):
    result = read(tmp_path, text([line(sims(n, DOE005="“Silva”")) for n in range(1, 31)]))
    assert result.severe == ["F050"]
    assert "30 rows" in result.only("F050").message
    assert result.report.errors == 1
