"""The whole way from a folder to its report and its sealed units."""

from __future__ import annotations

import polars as pl
import pytest

from openperkins.errors import InputError, StorageError
from openperkins.law import load_ruleset
from openperkins.records import layout, pipeline
from openperkins.records.checks.known import Known
from tests.records.checks.good_records import ORGANIZATIONS, STUDENT, line, parse, write

ALL_KINDS = (
    "good + @sims/2018-03/01010000 DOE014=036 + @sims/2018-03/01020000 DOE015=01020505; DOE001=L2 + @mcas/2018 good + "
    "adminyear=1117; eperf2=NI; escaleds=230 + @followup/2017 good + @cohort/2017 good + @migrant/2017 good + "
    "@levels level=081.500 + @plans_on_file good"
)


@pytest.fixture(scope="module")
def law():
    return load_ruleset("perkins_iv_ma")


def examine(folder, law, **more):
    units = {}
    report = pipeline.examine(folder, law=law, seal=lambda kind, key, frame: units.update({(kind, key): frame}), **more)
    return report, units


def named(report, file):
    return next(f for f in report.files if f.file == file)


def test_every_unit_without_errors_is_handed_over(tmp_path, law):
    report, units = examine(write(tmp_path, parse(ALL_KINDS)), law)
    assert report.errors == 0
    assert set(units) == {
        ("organizations", ()),
        ("programs", ()),
        ("levels", ()),
        ("plans_on_file", ()),
        ("sims", (2018, "october")),
        ("sims", (2018, "march")),
        ("cohort", (2017,)),
        ("follow_up", (2017,)),
        ("migrant", (2017,)),
        ("mcas", ()),
    }
    assert [f.file for f in report.files] == sorted(f.file for f in report.files)
    assert all(len(f.sha256) == 64 for f in report.files)


def test_a_collection_in_two_files_is_one_sorted_table(tmp_path, law):
    _, units = examine(write(tmp_path, parse(ALL_KINDS)), law)
    march = units["sims", (2018, "march")]
    assert march.columns[:4] == ["school_year", "season", "sasid", "DOE001"]
    assert march.columns[-4:] == ["DOE052", "contested", "file", "row"]
    assert "DOE002" not in march.columns
    assert march["DOE015"].to_list() == ["01010505", "01020505"]
    assert march["contested"].to_list() == [True, True]
    assert march["file"].to_list() == ["sims/2018-03/01010000.csv", "sims/2018-03/01020000.csv"]
    assert march["row"].to_list() == [1, 1]
    assert march["DOE012"].cast(pl.String).to_list() == ["01", "01"]
    october = units["sims", (2018, "october")]
    assert october["contested"].to_list() == [False]
    record = october.select(pl.all().cast(pl.String)).row(0, named=True)
    assert {e: record[e] for e in STUDENT if e != "DOE002"} == {e: v for e, v in STUDENT.items() if e != "DOE002"}
    assert record["sasid"] == STUDENT["DOE002"]


def test_sealed_tables_have_the_columns_of_the_contract(tmp_path, law):
    _, units = examine(write(tmp_path, parse(ALL_KINDS)), law)
    mcas = units["mcas", ()]
    assert mcas.select("administration_year", "administration_month", "adminyear").rows() == [
        (2017, 11, "1117"),
        (2018, 0, "2018"),
    ]
    assert mcas.schema["administration_year"] == pl.Int16
    assert mcas.schema["administration_month"] == pl.Int8
    assert "dob" not in mcas.columns
    assert units["levels", ()].rows() == [(2018, "01010000", "5S1", "81.5", "levels.csv", 2)]
    assert units["plans_on_file", ()].rows() == [(("01010000"), "5S1", "all", 2016, "plans_on_file.csv", 2)]
    assert units["cohort", (2017,)].columns == ["school_year", "sasid", "org_code", "outcome", "file", "row"]
    assert units["migrant", (2017,)].rows() == [(2017, "1010000001", "migrant/2017.csv", 2)]
    assert units["follow_up", (2017,)].columns == [
        *("school_year", "sasid", "status", "responded_on", "institution", "note", "file", "row")
    ]
    assert units["organizations", ()]["org_code"].is_sorted()
    assert all(frame.null_count().sum_horizontal().item() == 0 for frame in units.values())


def test_one_bad_file_keeps_its_whole_unit_back(tmp_path, law):
    bad = ALL_KINDS.replace("DOE015=01020505; DOE001=L2", "DOE015=01020505; DOE001=L2; DOE009=X")
    report, units = examine(write(tmp_path, parse(bad)), law)
    assert report.errors == 1
    assert ("sims", (2018, "march")) not in units
    assert ("sims", (2018, "october")) in units


def test_rows_of_another_cohort_are_left_out(tmp_path, law):
    _, units = examine(write(tmp_path, parse("@cohort/2017 good + cohort_year=2018; sasid=1010000001")), law)
    assert units["cohort", (2017,)].height == 1


def test_the_same_folder_gives_the_same_report_and_tables(tmp_path, law):
    folder = write(tmp_path, parse(ALL_KINDS + " + @sims/2018-06 DOE009=M; DOE012=4"))
    first, second = examine(folder, law), examine(folder, law)
    assert first[0] == second[0]
    assert all(frame.equals(second[1][unit]) for unit, frame in first[1].items())


def test_a_column_damaged_on_every_row_is_one_problem(tmp_path, law):
    report, _ = examine(write(tmp_path, parse("25 * DOE012=1")), law)
    problems = named(report, "sims/2017-10.csv").problems
    assert [(p.id, p.row, p.element, p.value) for p in problems] == [("S112", 1, "DOE012", "1")]
    assert "25 values" in problems[0].message
    assert report.errors == 1


def test_past_a_thousand_of_one_kind_the_rest_are_counted(tmp_path, law):
    report, _ = examine(write(tmp_path, parse("1500 * DOE010=00 + DOE001=M1; DOE002=2010000001 + 200 * DOE009=M")), law)
    file = named(report, "sims/2017-10.csv")
    listed = [p for p in file.problems if p.id == "S110"]
    assert len(listed) == 1001
    assert "500 more" in listed[0].message or "500 more" in listed[-1].message
    assert report.errors >= 1500


def test_all_problems_of_a_row_are_listed_in_order(tmp_path, law):
    report, _ = examine(
        write(tmp_path, parse("good + DOE002=1010000002; DOE001=L2; DOE009=X; DOE012=4; DOE016=99")), law
    )
    found = [(p.row, p.element, p.value) for p in named(report, "sims/2017-10.csv").problems]
    assert found == [(2, "DOE009", "X"), (2, "DOE012", "4"), (2, "DOE016", "99")]


def test_a_lost_zero_names_the_code_it_may_have_been(tmp_path, law):
    report, _ = examine(write(tmp_path, parse("good + DOE002=1010000002; DOE001=L2; DOE012=4")), law)
    (problem,) = named(report, "sims/2017-10.csv").problems
    assert "did you mean `04` (Graduate with Competency Determination)?" in problem.message
    assert "spreadsheet may have dropped the leading zero" in problem.remedy


def test_braces_in_a_value_are_shown_as_sent(tmp_path, law):
    report, _ = examine(write(tmp_path, parse("DOE010={row}")), law)
    (problem,) = (p for p in named(report, "sims/2017-10.csv").problems if p.id == "S110")
    assert "`{row}`" in problem.message
    assert problem.value == "{row}"


def test_only_some_files_or_kinds(tmp_path, law):
    folder = write(tmp_path, parse(ALL_KINDS))
    report, units = examine(folder, law, only={"sims/2017-10.csv", "mcas"})
    assert [f.file for f in report.files] == ["mcas/2018.csv", "sims/2017-10.csv"]
    assert set(units) == {("sims", (2018, "october")), ("mcas", ())}


def test_progress_names_every_file(tmp_path, law):
    names = []
    report, _ = examine(write(tmp_path, parse(ALL_KINDS)), law, progress=names.append)
    assert sorted(names) == [f.file for f in report.files]


def test_a_folder_without_records_is_refused(tmp_path, law):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(InputError, match="no records file"):
        pipeline.examine(tmp_path, law=law)
    with pytest.raises(StorageError):
        pipeline.examine(tmp_path / "missing", law=law)


def test_a_wrong_name_is_reported_beside_the_rest(tmp_path, law):
    folder = write(tmp_path, parse("good"))
    (folder / "sims" / "2017-11.csv").write_text(line(STUDENT))
    report, _ = examine(folder, law)
    assert [p.severity for p in named(report, "sims/2017-11.csv").problems] == ["error"]
    assert report.errors == 1


def test_one_upload_by_itself(tmp_path, law):
    folder = write(tmp_path, parse("@sims/2017-10/01020000 good + DOE001=L2"))
    source = next(s for s in layout.discover(folder).files if s.kind == "sims")
    found = pipeline.examine_file(source, law=law)
    assert sorted(p.id for p in found.problems) == ["V28", "V31", "V31"]
    known = Known(law, organizations=pl.DataFrame({"org_code": ["01020505"]}))
    found = pipeline.examine_file(source, law=law, known=known)
    assert sorted(p.id for p in found.problems) == ["V28", "V31", "V31", "X04"]


def test_without_organizations_no_code_is_called_unknown(tmp_path, law):
    folder = write(tmp_path, parse("DOE015=09990505; DOE035=14; DOE044=9999"))
    (folder / "organizations.csv").write_text(ORGANIZATIONS)
    with_tables, _ = examine(folder, law)
    assert sorted(p.id for p in named(with_tables, "sims/2017-10.csv").problems) == ["X04", "X05"]
    (folder / "organizations.csv").unlink()
    (folder / "programs.csv").unlink()
    without, units = examine(folder, law)
    assert without.warnings == 0
    assert ("sims", (2018, "october")) in units


def test_a_file_with_a_header_only_makes_an_empty_table(tmp_path, law):
    folder = write(tmp_path, parse(ALL_KINDS))
    full = examine(folder, law)[1]
    for name in ("migrant/2017.csv", "levels.csv", "plans_on_file.csv"):
        path = folder / name
        path.write_text(path.read_text().splitlines(keepends=True)[0])
    report, units = examine(folder, law)
    assert report.errors == 0
    for unit in (("migrant", (2017,)), ("levels", ()), ("plans_on_file", ())):
        assert units[unit].height == 0
        assert units[unit].schema == full[unit].schema


def test_rows_left_out_by_the_reader_do_not_stop_the_checks(tmp_path, law):
    folder = write(tmp_path, parse("good + DOE002=1010000002; DOE001=L2; DOE009=X"))
    path = folder / "sims" / "2017-10.csv"
    path.write_text("a,b\n" + path.read_text())
    report, units = examine(folder, law)
    problems = named(report, "sims/2017-10.csv").problems
    assert (3, "S109") in [(p.row, p.id) for p in problems]
    assert ("sims", (2018, "october")) not in units


def problems_of(folder, law):
    report, _ = examine(folder, law)
    return [(f.file, p.id) for f in report.files for p in f.problems]


@pytest.mark.parametrize(
    ("holds", "file", "ids"),
    [
        ("DOE002=10100\u200b0001", "sims/2017-10.csv", ["F050"]),
        ("DOE012=０１", "sims/2017-10.csv", ["F051"]),
        ("@cohort/2017 outcome=gradu\x0bated", "cohort/2017.csv", ["F050"]),
        ("@mcas/2018 adminyear=20\u200b18", "mcas/2018.csv", ["F050"]),
    ],
)
def test_a_value_the_reader_refused_is_not_refused_again(tmp_path, law, holds, file, ids):
    assert problems_of(write(tmp_path, parse(holds)), law) == [(file, id) for id in ids]


@pytest.mark.parametrize("sims", [b"", b"%PDF-1.7", b"a,b\n"])
def test_nobody_is_unknown_while_a_collection_cannot_be_read(tmp_path, law, sims):
    folder = write(tmp_path, parse("good + @sims/2018-03 good + @mcas/2018 sasid=1010000009"))
    assert ("mcas/2018.csv", "X08") in problems_of(folder, law)
    (folder / "sims" / "2018-03.csv").write_bytes(sims)
    found = problems_of(folder, law)
    assert [file for file, _ in found] == ["sims/2018-03.csv"], found
    (folder / "sims" / "2018-03.csv").rename(folder / "sims" / "2018-04.csv")
    assert problems_of(folder, law) == [("sims/2018-04.csv", "F004")]


def test_a_broken_line_of_organizations_or_programs_makes_no_code_unknown(tmp_path, law):
    folder = write(tmp_path, parse("DOE015=01020505; DOE035=14; DOE044=1234"))
    for name in ("organizations.csv", "programs.csv"):
        whole = (folder / name).read_text()
        (folder / name).write_text(whole.replace("Brook High", 'Brook "High').replace("Bookkeeping", 'Book "keeping'))
    assert problems_of(folder, law) == [("organizations.csv", "F036"), ("programs.csv", "F036")]


def test_a_changed_name_is_not_shown(tmp_path, law):
    report, _ = examine(write(tmp_path, parse("good + @sims/2018-03 DOE005=Wu")), law)
    (problem,) = named(report, "sims/2018-03.csv").problems
    assert (problem.id, problem.value) == ("V30", None)
    assert "Wu" not in problem.message
