"""Which files a records folder holds: by place and name, with the nearest valid name where one is wrong."""

import pytest

from openperkins.errors import InputError, StorageError
from openperkins.records.layout import discover


def folder(tmp_path, *names: str):
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


ACCEPTED = [
    ("sims/2015-10.csv", "sims", 2016, "october", None),
    ("sims/2016-03.xlsx", "sims", 2016, "march", None),
    ("sims/2016-06.parquet", "sims", 2016, "end_of_year", None),
    ("sims/2016-10.CSV", "sims", 2017, "october", None),
    ("sims/2016-06/02010000.csv", "sims", 2016, "end_of_year", "02010000"),
    ("mcas/spring results (final).v2.csv", "mcas", None, None, None),
    ("followup/2016.csv", "follow_up", 2016, None, None),
    ("followup/2016/phone survey.xlsx", "follow_up", 2016, None, None),
    ("cohort/2017.csv", "cohort", 2017, None, None),
    ("migrant/2017.parquet", "migrant", 2017, None, None),
    ("plans_on_file.csv", "plans_on_file", None, None, None),
    ("programs.xlsx", "programs", None, None, None),
    ("organizations.csv", "organizations", None, None, None),
    ("levels.parquet", "levels", None, None, None),
]


@pytest.mark.parametrize(("name", "kind", "year", "season", "district"), ACCEPTED)
def test_a_file_in_its_place(tmp_path, name, kind, year, season, district):
    found = discover(folder(tmp_path, name))
    (source,) = found.files
    assert (source.name, source.kind, source.school_year) == (name, kind, year)
    assert (source.season, source.district) == (season, district)
    assert source.path.read_text() == "x"
    assert not found.problems
    assert not found.unknown


REFUSED = [
    ("sims/2016-07.csv", "F004", "sims/2016-06.csv"),
    ("sims/2016-6.csv", "F004", "sims/2016-06.csv"),
    ("sims/201610.csv", "F004", "sims/2016-10.csv"),
    ("sims/2016-12.xlsx", "F004", "sims/2016-10.xlsx"),
    ("sims/2016-01/02010000.csv", "F004", "sims/2016-03/"),
    ("sims/october.csv", "F004", "2016-10"),
    ("sims/0016-10.csv", "F004", "2016-10"),
    ("sims/2016-06/0201.csv", "F006", "02010000"),
    ("sims/2016-06/2010000.csv", "F006", "zero"),
    ("sims/2016-06/Millbrook.csv", "F006", "8 digits"),
    ("sims/2016-06/02010505.csv", "F006", "02010000"),
    ("sims/2016-06/00000000.csv", "F006", "8 digits"),
    ("followup/16.csv", "F005", "followup/2016.csv"),
    ("followup/leavers2016.csv", "F005", "followup/2016.csv"),
    ("cohort/class of 2017.xlsx", "F005", "cohort/2017.xlsx"),
    ("migrant/9999.csv", "F005", "migrant/2016.csv"),
]


@pytest.mark.parametrize(("name", "id", "hint"), REFUSED)
def test_a_wrong_name_is_an_error_with_the_nearest_valid_one(tmp_path, name, id, hint):
    found = discover(folder(tmp_path, name))
    assert not found.files
    (problem,) = found.problems[name]
    assert (problem.id, problem.severity) == (id, "error")
    assert hint in problem.message
    assert problem.remedy


UNKNOWN = [
    ("readme.md", ""),
    ("program.csv", "programs"),
    ("SIMS/2016-10.csv", "sims"),
    ("sims/2016-10.xls", ".xlsx"),
    ("sims/2016-10", ".xlsx"),
    ("mcas/old/2015.csv", "mcas/"),
    ("organizations.txt", ".xlsx"),
    ("cohort/2017/a.csv", "cohort/"),
    ("2016-10.csv", "sims/2016-10.csv"),
    ("mcas.csv", "mcas/"),
]


@pytest.mark.parametrize(("name", "hint"), UNKNOWN)
def test_a_file_without_a_place_is_a_warning_and_not_read(tmp_path, name, hint):
    found = discover(folder(tmp_path, name))
    assert not found.files
    assert found.unknown == [name]
    (problem,) = found.problems[name]
    assert (problem.id, problem.severity) == ("F001", "warning")
    assert hint in problem.message


def test_hidden_files_and_lock_files_are_ignored(tmp_path):
    found = discover(folder(tmp_path, ".DS_Store", "sims/.2016-10.csv.swp", "~$levels.xlsx", ".git/config"))
    assert not found.files
    assert not found.problems


def test_two_forms_of_one_file_are_refused_both(tmp_path):
    found = discover(folder(tmp_path, "sims/2016-10.csv", "sims/2016-10.parquet", "levels.csv", "levels.xlsx"))
    assert not found.files
    assert {n: [p.id for p in ps] for n, ps in found.problems.items()} == {
        "levels.csv": ["F002"],
        "levels.xlsx": ["F002"],
        "sims/2016-10.csv": ["F002"],
        "sims/2016-10.parquet": ["F002"],
    }
    assert "sims/2016-10.parquet" in found.problems["sims/2016-10.csv"][0].message


def test_one_statewide_file_and_a_folder_may_be_mixed_and_come_sorted(tmp_path):
    names = ["sims/2016-06.csv", "sims/2016-06/00020000.csv", "sims/2016-06/02010000.xlsx", "followup/2016/b.csv"]
    found = discover(folder(tmp_path, *reversed(names)))
    assert [f.name for f in found.files] == sorted(names)
    assert not found.problems


def test_links_that_lead_out_are_refused(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2016.csv").write_text("secret")
    inside = folder(tmp_path / "records", "levels.csv", "mcas/a.csv")
    (inside / "mcas" / "b.csv").symlink_to(outside / "2016.csv")
    (inside / "mcas" / "c.csv").symlink_to(inside / "mcas" / "a.csv")
    (inside / "cohort").symlink_to(outside)
    found = discover(inside)
    assert [f.name for f in found.files] == ["levels.csv", "mcas/a.csv", "mcas/c.csv"]
    assert [found.problems[name][0].id for name in ("mcas/b.csv", "cohort")] == ["F003", "F003"]


def test_strange_names_can_be_printed(tmp_path):
    found = discover(folder(tmp_path, "mcas/a\r\nb😀.csv", "sims/x\u202e.csv"))
    (source,) = found.files
    assert source.name == "mcas/a\r\nb😀.csv"
    assert found.problems["sims/x\u202e.csv"][0].value == r"x\u202e"


def test_the_folder_itself(tmp_path):
    with pytest.raises(StorageError, match="no folder"):
        discover(tmp_path / "nowhere")
    file = tmp_path / "file.csv"
    file.write_text("x")
    with pytest.raises(InputError, match="is a file"):
        discover(file)
    assert discover(tmp_path / ".").unknown == ["file.csv"]
