"""Values in messages are those of the file, however they were rewritten before they were checked."""

from __future__ import annotations

import polars as pl
import pytest

from openperkins.law import load_ruleset
from openperkins.records import pipeline
from tests.records.checks.good_records import GOOD, parse, write


@pytest.fixture(scope="module")
def law():
    return load_ruleset("perkins_iv_ma")


def problems(tmp_path, law, holds: str, file: str = "sims/2017-10.csv"):
    report = pipeline.examine(write(tmp_path, parse(holds)), law=law)
    (found,) = (f for f in report.files if f.file == file)
    return [p for p in found.problems if p.severity != "note"]


@pytest.mark.parametrize(
    ("holds", "id", "value"),
    [
        ("DOE009=Female", "S109", "Female"),
        ("DOE009=female", "S109", "female"),
        ("DOE007=12/31/01x", "S107", "12/31/01x"),
        ("DOE002=101000000a\\sx", "S102", "101000000a x"),
        ("DOE018=1e2", "S118", "1e2"),
        ("DOE006=2001-2-30", "S106", "2001-2-30"),
        ("DOE006=25/1/2001", "S106", "25/1/2001"),
        ("DOE012=\\s4\\s", "S112", " 4 "),
        ("DOE009=\\u00a0female", "S109", "\\xa0female"),
    ],
)
def test_a_refused_value_is_shown_as_it_stands(tmp_path, law, holds, id, value):
    (problem,) = problems(tmp_path, law, holds.replace("\\u00a0", "\u00a0"))
    assert (problem.id, problem.value) == (id, value)
    assert f"`{value}`" in problem.message


def test_the_cause_is_that_of_the_value_as_read(tmp_path, law):
    (problem,) = problems(tmp_path, law, "DOE012=\\s4")
    assert "did you mean `04`" in problem.message


def test_rules_across_elements_show_what_was_sent(tmp_path, law):
    found = problems(tmp_path, law, "DOE016=sp; DOE035=02; DOE043=460302")
    assert [(p.id, p.value) for p in found] == [("V08", "02")]
    assert "DOE035 `02`, DOE016 `sp`" in found[0].message


def test_a_column_damaged_all_through_shows_the_first_as_sent(tmp_path, law):
    (problem,) = problems(tmp_path, law, "25 * DOE009=True")
    assert problem.value == "True"
    assert "the first is `True` on row 1" in problem.message


def test_rows_of_headed_files_too(tmp_path, law):
    (problem,) = problems(tmp_path, law, "@mcas/2018 eteststat=nta; eperf2=\\sp", "mcas/2018.csv")
    assert problem.id == "M09"
    assert "eteststat `nta`, eperf2 ` p`, escaleds `250`" in problem.message
    (problem,) = problems(tmp_path, law, "@mcas/2018 eperf2=xyz", "mcas/2018.csv")
    assert (problem.id, problem.value) == ("M06", "xyz")


def test_values_of_a_chunk_that_needed_no_rewriting_are_shown_beside_those_that_did(tmp_path, law):
    """organizations.csv is looked at whole; only some of its values were rewritten."""
    folder = write(tmp_path, parse("good"))
    (folder / "organizations.csv").write_text(
        "org_code,name,kind,parent\n01010000,A,district,\n01010505,B,school,x1\n01020505,C,school,01010000\n", "utf-8"
    )
    report = pipeline.examine(folder, law=law, only={"organizations"})
    errors = [(p.id, p.row, p.value) for p in report.files[0].problems if p.severity == "error"]
    assert errors == [("O04", 3, "x1")]


def test_what_is_sealed_is_the_value_as_read(tmp_path, law):
    units = {}
    folder = write(tmp_path, parse("DOE009=f; DOE006=2000-2-29; DOE003=\\sAnn"))
    pipeline.examine(folder, law=law, seal=lambda kind, key, frame: units.update({kind: frame}))
    record = units["sims"].select(pl.all().cast(pl.String)).row(0, named=True)
    good = GOOD["sims"]
    assert {e: record[e] for e in ("DOE003", "DOE006", "DOE009")} == {
        e: good[e] for e in ("DOE003", "DOE006", "DOE009")
    }
    assert not [name for name in units["sims"].columns if name.endswith("as sent")]


def test_a_refused_character_is_shown_with_the_spaces_around_it(tmp_path, law):
    (problem,) = problems(tmp_path, law, "DOE003=\\sAn\u200bn")
    assert (problem.id, problem.value) == ("F050", " An\\u200bn")
