"""A records folder made of certified files has the names of the format contract, and refuses two of one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from openperkins.engine import assemble as module
from openperkins.engine.assemble import Part, assemble
from openperkins.errors import StorageError, UsageError
from openperkins.records.layout import discover

A, B = "01010000", "01020000"


def _parts(folder: Path) -> list[Part]:
    listed = [
        ("sims", 2016, "october", A, ".csv"),
        ("sims", 2016, "end_of_year", A, ".csv"),
        ("sims", 2016, "end_of_year", B, ".xlsx"),
        ("sims", 2015, "march", None, ".parquet"),
        ("follow_up", 2016, None, B, ".csv"),
        ("follow_up", 2015, None, None, ".CSV"),
        ("mcas", 2016, None, None, ".csv"),
        ("cohort", 2016, None, None, ".csv"),
        ("migrant", 2016, None, None, ".csv"),
        ("plans_on_file", None, None, None, ".csv"),
        ("programs", None, None, None, ".csv"),
        ("organizations", None, None, None, ".csv"),
        ("levels", None, None, None, ".csv"),
        ("settings", None, None, None, ".yaml"),
    ]
    parts = []
    for number, (*said, suffix) in enumerate(listed):
        path = folder / f"{number:064x}"
        path.write_text(f"{said}")
        parts.append(Part(*said, path, suffix))
    return parts


NAMES = [
    "cohort/2016.csv",
    "followup/2015.csv",
    "followup/2016/01020000.csv",
    "levels.csv",
    "mcas/2016.csv",
    "migrant/2016.csv",
    "organizations.csv",
    "plans_on_file.csv",
    "programs.csv",
    "settings.yaml",
    "sims/2015-03.parquet",
    "sims/2015-10/01010000.csv",
    "sims/2016-06/01010000.csv",
    "sims/2016-06/01020000.xlsx",
]


@pytest.mark.parametrize("backwards", [False, True])
def test_names_are_those_of_the_contract(tmp_path, backwards):
    parts = _parts(tmp_path)
    assert assemble(parts[::-1] if backwards else parts, tmp_path / "records") == NAMES
    found = discover(tmp_path / "records")
    assert not found.problems and [s.name for s in found.files] == NAMES
    assert (tmp_path / "records" / NAMES[0]).samefile(parts[7].path)
    by_name = {s.name: (s.kind, s.school_year, s.season, s.district) for s in found.files}
    assert by_name["sims/2015-10/01010000.csv"] == ("sims", 2016, "october", A)


def test_files_are_copied_where_links_are_not_possible(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(module.os, "link", refuse)
    parts = _parts(tmp_path)
    assemble(parts, tmp_path / "records")
    copied = tmp_path / "records" / NAMES[0]
    assert copied.read_bytes() == Path(parts[7].path).read_bytes() and copied.stat().st_nlink == 1


def test_two_files_of_one_place_are_named(tmp_path):
    parts = _parts(tmp_path)
    again = parts[1]._replace(suffix=".xlsx")
    with pytest.raises(UsageError, match=r"sims/2016-06/01010000\.xlsx and sims/2016-06/01010000\.csv"):
        assemble([*parts, again], tmp_path / "records")
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "cohort", "season": None, "district": A}, "whole State"),
        ({"suffix": ".txt"}, "ends in '.txt'"),
        ({"season": "winter"}, "not a collection"),
        ({"school_year": None}, "not a school year"),
        ({"district": "0101"}, "not a district"),
        ({"kind": "simz"}, "Did you mean sims"),
        ({"kind": "levels", "season": None, "district": A}, "does not hand in"),
    ],
)
def test_what_has_no_place_is_refused(tmp_path, changed, says):
    part = Part("sims", 2016, "october", A, tmp_path / "x", ".csv")._replace(**changed)
    with pytest.raises(UsageError, match=says):
        assemble([part], tmp_path / "records")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    with pytest.raises(StorageError, match="already holds"):
        assemble([], tmp_path.parent)
    with pytest.raises(StorageError, match="cannot be written"):
        assemble([Part("levels", None, None, None, tmp_path / "gone", ".csv")], tmp_path / "records")
    assert list(tmp_path.iterdir()) == []
