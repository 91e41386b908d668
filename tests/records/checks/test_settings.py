"""settings.yaml: columns and codes of a follow-up under other names, and everything that can be wrong with it."""

from __future__ import annotations

import hashlib

import polars as pl
import pytest

from openperkins.engine import snapshot
from openperkins.engine.store import Store
from openperkins.errors import InputError, StorageError
from openperkins.law import load_ruleset
from openperkins.records import layout, pipeline
from openperkins.records.checks.known import Known
from openperkins.records.model import SourceFile
from openperkins.records.settings import Settings
from tests.records.checks.good_records import parse, write

SETTINGS = """follow_up:
  columns:
    Student ID: sasid
    Outcome Code: status
  codes:
    "1": postsecondary
    "02": military
    Grad School: advanced_training
"""
THEIRS = (
    "Student ID,outcome code,note\n1010000001,1,\n1010000001, 02 ,b\n1010000001,GRAD school,\n1010000001,military,\n"
)


@pytest.fixture(scope="module")
def law():
    return load_ruleset("perkins_iv_ma")


def folder(tmp_path, settings: str | bytes, follow_up: str = THEIRS):
    """A good folder with settings and a follow-up file."""
    write(tmp_path, parse("good"))
    (tmp_path / "followup").mkdir()
    (tmp_path / "followup" / "2017.csv").write_text(follow_up)
    (tmp_path / "settings.yaml").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    return tmp_path


def examined(records, law, **options):
    """Reports by file, and the sealed units."""
    units = {}
    report = pipeline.examine(records, law=law, seal=lambda k, key, f: units.update({(k, *key): f}), **options)
    return {file.file: file for file in report.files}, units


def of(report, *severities):
    return [p for p in report.problems if not severities or p.severity in severities]


def test_columns_and_codes_are_read_as_settings_map_them(tmp_path, law):
    files, units = examined(folder(tmp_path, SETTINGS), law)
    assert units["follow_up", 2017]["status"].to_list() == [
        "postsecondary",
        "military",
        "advanced_training",
        "military",
    ]
    assert units["follow_up", 2017]["note"].to_list() == ["", "b", "", ""]
    notes = {p.id: p for p in of(files["followup/2017.csv"])}
    assert set(notes) == {"N009", "N010", "N014"}
    assert notes["N009"].message.endswith("Student ID (sasid), outcome code (status).")
    assert (notes["N014"].row, notes["N014"].value) == (2, "1")
    assert notes["N014"].message == "Codes read as settings.yaml maps them: 3; the first is `1` on row 2."


def test_settings_are_a_file_of_the_folder_with_its_hash(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    files, units = examined(records, law)
    report = files["settings.yaml"]
    assert report.sha256 == hashlib.sha256(SETTINGS.encode()).hexdigest()
    assert (report.rows, report.problems, report.errors, report.warnings) == (0, [], 0, 0)
    assert all(unit[0] != "settings" for unit in units)
    (source,) = (s for s in layout.discover(records).files if s.kind == "settings")
    assert source.name == "settings.yaml"


def test_an_unmapped_code_is_reported_as_without_settings(tmp_path, law):
    files, units = examined(folder(tmp_path, SETTINGS, "sasid,status\n1010000001,Militry\n1010000001,3\n"), law)
    problems = of(files["followup/2017.csv"], "error")
    assert [(p.id, p.row, p.element, p.value) for p in problems] == [
        ("U02", 2, "status", "Militry"),
        ("U02", 3, "status", "3"),
    ]
    assert "Did you mean `military`?" in problems[0].message
    assert ("follow_up", 2017) not in units


def test_our_own_names_still_work_beside_mapped_ones(tmp_path, law):
    files, units = examined(folder(tmp_path, SETTINGS, "SASID,status\n1010000001,unknown\n"), law)
    assert units["follow_up", 2017]["status"].to_list() == ["unknown"]
    assert [p.id for p in of(files["followup/2017.csv"])] == ["N008"]


def test_a_column_there_under_both_names_is_refused(tmp_path, law):
    files, _ = examined(folder(tmp_path, SETTINGS, "sasid,Student ID,status\n1,1,unknown\n"), law)
    assert [p.id for p in of(files["followup/2017.csv"], "error")] == ["F041"]


def test_titles_above_mapped_columns_are_found(tmp_path, law):
    files, _ = examined(folder(tmp_path, SETTINGS, "Answers of leavers\nStudent ID,Outcome Code\n1010000001,1\n"), law)
    assert [p.id for p in of(files["followup/2017.csv"], "error")] == ["F031"]


def test_a_parquet_file_is_mapped_too(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    (records / "followup" / "2017.csv").unlink()
    frame = pl.DataFrame({"Student ID": ["1010000001"], "Outcome Code": ["02"]})
    frame.write_parquet(records / "followup" / "2017.parquet")
    _, units = examined(records, law)
    assert units["follow_up", 2017]["status"].to_list() == ["military"]


def test_mapped_codes_go_on_through_all_files_of_a_year(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    (records / "followup" / "2017.csv").unlink()
    (records / "followup" / "2017").mkdir()
    for name, code in (("a", "1"), ("b", "unknown")):
        (records / "followup" / "2017" / f"{name}.csv").write_text(f"sasid,status\n1010000001,{code}\n")
    _, units = examined(records, law)
    assert units["follow_up", 2017]["status"].to_list() == ["postsecondary", "unknown"]


@pytest.mark.parametrize("nothing", ["", "# not yet\n", "follow_up:\n", "follow_up:\n  codes:\n  columns: {}\n"])
def test_settings_that_say_nothing_change_nothing(tmp_path, law, nothing):
    files, units = examined(folder(tmp_path, nothing, "sasid,status\n1010000001,unknown\n"), law)
    assert not of(files["settings.yaml"])
    assert units["follow_up", 2017].height == 1


WRONG = {
    "no YAML": ("follow_up: {a: b]\n", "F090", 1, "cannot be read"),
    "no UTF-8": (SETTINGS.encode("utf-16"), "F090", None, "UTF-8"),
    "a key twice": (
        "follow_up:\n  codes: {a: unknown}\n  codes: {b: unknown}\n",
        "F090",
        3,
        "`codes` is written twice",
    ),
    "a code twice": ("follow_up:\n  codes:\n    a: unknown\n    a: military\n", "F090", 4, "`a` is written twice"),
    "two documents": ("follow_up:\n---\nfollow_up:\n", "F090", 2, "another document"),
    "an object": ("follow_up: !!python/object:os.system {}\n", "F090", 1, "could not determine a constructor"),
    "no such day": ("follow_up: {columns: {2016-02-30: note}}\n", "F090", 1, "day is out of range"),
    "too long": ("#" * 70_000, "F091", None, "65,536 bytes"),
    "too deep": ("- " * 30_000, "F091", None, "nested"),
    "far too deep": ("[" * 30_000, "F091", None, "nested"),
    "an unknown setting": ("followup:\n  codes: {a: unknown}\n", "F092", 1, "Did you mean follow_up?"),
    "an unknown part": ("follow_up:\n  code: {a: unknown}\n", "F092", 2, "Did you mean codes"),
    "a list": ("- a\n- b\n", "F093", 1, "this file must hold names and values"),
    "a word": ("follow_up: yes please\n", "F093", 1, "follow_up must hold names and values"),
    "a list of codes": ("follow_up:\n  codes: [a, b]\n", "F093", 2, "codes must hold names and values"),
    "a code that is a number": ("follow_up:\n  codes:\n    02: military\n", "F093", 3, "`02` is not read as text"),
    "a code that is a truth": ("follow_up:\n  codes:\n    No: not_placed\n", "F093", 3, "`No` is not read as text"),
    "a code with nothing": ("follow_up:\n  codes:\n    a:\n", "F093", 3, "nothing stands on one side"),
    "an empty code": ('follow_up:\n  codes:\n    " ": unknown\n', "F093", 3, "nothing stands on the left"),
    "a code with a list": ("follow_up:\n  codes:\n    a: [unknown]\n", "F093", 3, "a list or a group"),
    "a status that is none": (
        "follow_up:\n  codes:\n    a: armed_forces\n",
        "F094",
        3,
        "`armed_forces` is not a follow",
    ),
    "a status nearly": ("follow_up:\n  codes:\n    a: militry\n", "F094", 3, "Did you mean military"),
    "a column that is none": (
        "follow_up:\n  columns:\n    a: student\n",
        "F094",
        3,
        "is not a column of the follow-up",
    ),
    "a code twice but for case": ("follow_up:\n  codes:\n    a: unknown\n    ' A ': unknown\n", "F095", 4, "already"),
    "a column twice": (
        "follow_up:\n  columns:\n    an id: sasid\n    AnID: status\n",
        "F095",
        4,
        "`AnID` is there already",
    ),
}


@pytest.mark.parametrize(("content", "id", "row", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_at_its_line(tmp_path, law, content, id, row, says):
    files, units = examined(folder(tmp_path, content), law)
    (problem,) = files["settings.yaml"].problems
    assert (problem.id, problem.row, problem.severity) == (id, row, "error")
    assert says in problem.message
    assert problem.message.endswith((".", "?"))
    assert "{" not in problem.message + problem.remedy
    assert problem.remedy
    assert ("follow_up", 2017) not in units, "a file that may be misread is not read"
    assert ("sims", 2018, "october") in units


def test_every_mistake_is_listed_at_once(tmp_path, law):
    content = "other: 1\nfollow_up:\n  columns: {a: b, c: sasid}\n  codes: {1: unknown, x: y}\n"
    files, _ = examined(folder(tmp_path, content), law)
    assert [(p.id, p.row) for p in files["settings.yaml"].problems] == [
        ("F092", 1),
        ("F094", 3),
        ("F093", 4),
        ("F094", 4),
    ]


def test_a_status_that_is_mapped_to_another_is_a_warning(tmp_path, law):
    content = "follow_up:\n  codes:\n    Military: unknown\n    unknown: unknown\n"
    files, units = examined(folder(tmp_path, content, "sasid,status\n1010000001,military\n"), law)
    (problem,) = files["settings.yaml"].problems
    assert (problem.id, problem.severity, problem.row, problem.value) == ("F096", "warning", 3, "Military")
    assert units["follow_up", 2017]["status"].to_list() == ["unknown"]


def test_with_wrong_settings_the_follow_up_is_not_called_wrong(tmp_path, law):
    files, _ = examined(folder(tmp_path, "follow_up: ["), law)
    unread = files["followup/2017.csv"]
    assert [(p.id, p.severity) for p in unread.problems] == [("F097", "warning")]
    assert unread.sha256 == hashlib.sha256(THEIRS.encode()).hexdigest()
    assert (unread.rows, unread.warnings, unread.errors) == (0, 1, 0)


def test_the_same_settings_give_the_same_report(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    assert examined(records, law)[0] == examined(records, law)[0]


def test_only_some_kinds_read_the_settings_they_need(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    assert set(examined(records, law, only={"follow_up"})[0]) == {"followup/2017.csv", "settings.yaml"}
    assert set(examined(records, law, only={"settings"})[0]) == {"settings.yaml"}
    assert set(examined(records, law, only={"sims"})[0]) == {"sims/2017-10.csv"}


def test_uploads_by_themselves(tmp_path, law):
    records = folder(tmp_path, SETTINGS)
    sources = {s.kind: s for s in layout.discover(records).files}
    assert not pipeline.examine_file(sources["settings"], law=law).problems
    assert pipeline.examine_file(sources["follow_up"], law=law).errors
    known = Known(law, settings=Settings({"studentid": "sasid", "outcomecode": "status"}, {"1": "unknown"}))
    found = pipeline.examine_file(sources["follow_up"], law=law, known=known)
    assert [p.row for p in of(found, "error")] == [3, 4]


def test_settings_alone_are_no_records(tmp_path, law):
    (tmp_path / "settings.yaml").write_text(SETTINGS)
    with pytest.raises(InputError, match="no records file"):
        pipeline.examine(tmp_path, law=law)


def test_settings_that_cannot_be_opened(tmp_path, law):
    gone = SourceFile(tmp_path / "settings.yaml", "settings.yaml", "settings")
    with pytest.raises(StorageError, match=r"settings\.yaml cannot be read"):
        pipeline.examine_file(gone, law=law)


@pytest.mark.parametrize("name", ["settings.yml", "settings.csv", "settings.xlsx", "settings.json"])
def test_a_name_that_is_nearly_right_is_told(tmp_path, name):
    (tmp_path / name).write_text("x")
    found = layout.discover(tmp_path)
    assert found.unknown == [name]
    assert "Did you mean settings.yaml?" in found.problems[name][0].message


def test_a_snapshot_knows_its_settings(tmp_path, law):
    """What the codes were taken for decides the sealed table, so other settings make another snapshot."""
    (tmp_path / "sent").mkdir()
    records, store = folder(tmp_path / "sent", SETTINGS), Store(tmp_path / "store")
    first = snapshot.seal(records, store, law)
    assert first.inputs["settings.yaml"] == hashlib.sha256(SETTINGS.encode()).hexdigest()
    assert "settings.yaml" not in first.rows
    assert first.rows["followup/2017.csv"] == 4
    assert {table.table for table in first.tables} >= {"follow_up", "october"}
    assert "settings" not in {table.table for table in first.tables}
    assert snapshot.seal(records, store, law) == first
    (records / "settings.yaml").write_text(SETTINGS.replace('"1": postsecondary', '"1": unknown'))
    second = snapshot.seal(records, store, law)
    assert second.key != first.key
    assert second.frame("follow_up")["status"].to_list()[0] == "unknown"
    (records / "settings.yaml").write_text("follow_up: [")
    with pytest.raises(snapshot.FolderRefused):
        snapshot.seal(records, store, law)
