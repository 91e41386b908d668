"""A file that is handed in is told what its records folder would be told, and that it is its sender's own."""

from __future__ import annotations

import pytest

from openperkins.api import check, check_submission, sealed_beside
from openperkins.errors import StorageError, UsageError
from tests.records.checks.good_records import ORGANIZATIONS, PROGRAMS, STUDENT, line, write

A, B = "01010000", "01020000"
JUNE = {"kind": "sims", "school_year": 2018, "season": "end_of_year"}


def _rows(*changes: dict[str, str]) -> str:
    return "".join(
        line(STUDENT | {"DOE001": f"L{n}", "DOE002": f"{1010000001 + n}"} | c) for n, c in enumerate(changes)
    )


@pytest.fixture
def handed(tmp_path, law):
    """Checks a text as June 2018 of district A unless said otherwise; stored without an ending, as a portal does."""

    def hand_in(text: str, beside=None, **said):
        path = tmp_path / "0123abcd"
        path.write_text(text, encoding="utf-8")
        return check_submission(
            path, beside=beside, law=law, **{**JUNE, "district": A, "file_name": "june.csv", **said}
        )

    return hand_in


def _ids(report):
    return [(p.id, p.row) for p in report.problems if p.severity != "note"]


@pytest.fixture
def folder(tmp_path):
    files = {"sims/2018-06/01020000": [STUDENT | {"DOE015": "01020505", "DOE002": "1010000077"}]}
    files |= {"sims/2017-10": [STUDENT | {"DOE002": "1010000077", "DOE015": "01020505"}]}
    return write(tmp_path / "beside", files)


def test_the_report_names_the_place_and_counts(handed):
    report = handed(_rows({}, {}))
    assert (report.file, report.rows, report.errors) == ("sims/2018-06/01010000.csv", 2, 0)


def test_a_school_of_another_district_is_an_error(handed):
    assert _ids(handed(_rows({}, {"DOE015": "01020505"}, {}))) == [("V31", 2)]
    assert _ids(handed(_rows({"DOE015": "01020505"}, {}), district=None)) == []


def test_codes_are_compared_with_what_stands_beside(handed, folder):
    assert _ids(handed(_rows({"DOE015": "01010599"}, {}))) == []
    assert _ids(handed(_rows({"DOE015": "01010599"}, {}), beside=folder)) == [("X04", 1)]
    assert _ids(handed(_rows({}, {}), beside=folder / "gone")) == []


def test_students_are_compared_with_earlier_collections_and_other_districts(handed, folder):
    report = handed(_rows({"DOE002": "1010000077", "DOE009": "M", "DOE010": "02"}), beside=folder)
    assert _ids(report) == [("X01", 1), ("X02", 1), ("X03", 1)]


def test_an_earlier_version_of_the_file_is_not_compared_with(handed, folder):
    (folder / "sims" / "2018-06" / f"{A}.xlsx").write_bytes(b"no workbook")
    (folder / "sims" / "2018-06" / f"{A}.csv").write_text(_rows({}))
    (folder / "sims" / "2018-06" / f"{A}.xlsx").unlink()
    assert _ids(handed(_rows({}), beside=folder)) == []


def test_the_same_bytes_for_another_collection_are_noticed(handed, folder):
    (folder / "sims" / "2018-03").mkdir()
    (folder / "sims" / "2018-03" / f"{A}.csv").write_text(_rows({}))
    assert [p.id for p in handed(_rows({}), beside=folder).problems] == ["X07"]


ANSWER = "sasid,status,responded_on,institution,note\n{},postsecondary,03/01/2018,,\n"


@pytest.mark.parametrize(
    ("sasid", "district", "found"),
    [
        ("1010000077", A, [("T02", 2)]),
        ("1010000077", B, []),
        ("1010000077", None, []),
        ("1010000099", A, [("X08", 2)]),
    ],
)
def test_a_leaver_of_another_district_is_refused(handed, folder, sasid, district, found):
    report = handed(ANSWER.format(sasid), beside=folder, kind="follow_up", season=None, district=district)
    assert _ids(report) == found
    assert not any(B in p.message for p in report.problems)


def test_a_consortium_hands_in_for_its_members(handed, tmp_path):
    folder = write(tmp_path / "consortium", {"sims/2018-06/01030000": [STUDENT | {"DOE015": "01030505"}]})
    said = {"kind": "follow_up", "season": None, "beside": folder}
    assert _ids(handed(ANSWER.format("1010000001"), district="05010000", **said)) == []
    assert _ids(handed(ANSWER.format("1010000001"), district=A, **said)) == [("T02", 2)]


def test_a_cohort_row_of_another_organization_is_refused(handed, folder):
    text = (
        "sasid,cohort_year,org_code,outcome\n1010000001,2018,01020505,graduated\n1010000002,2018,01010505,graduated\n"
    )
    assert ("T01", 2) in _ids(handed(text, kind="cohort", season=None))
    assert ("T01", 3) not in _ids(handed(text, kind="cohort", season=None))


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("2017-10.csv", {}, 1),
        ("SIMS_201806_final.csv", {}, 0),
        ("2018-06 01020000.csv", {}, 1),
        ("follow-up.csv", {}, 1),
        ("Export (3).csv", {}, 0),
        ("1010000001.csv", {}, 0),
        ("follow_up_2017.csv", {"kind": "follow_up", "season": None}, 1),
        ("follow_up_2017-18.csv", {"kind": "follow_up", "season": None}, 0),
    ],
)
def test_a_name_that_says_something_else_is_a_warning(handed, name, said, found):
    text = ANSWER.format("1010000001") if said else _rows({})
    report = handed(text, file_name=name, **said)
    assert [p.id for p in report.problems if p.id == "T03"] == ["T03"] * found
    assert report.warnings >= found and not any(name in p.message for p in report.problems)


def test_other_endings_are_refused(handed):
    report = handed("x", file_name="report.pdf")
    assert (report.errors, [p.id for p in report.problems]) == (1, ["F014"])
    assert handed("x", file_name="noending").errors == 1


def test_statements_that_make_no_sense(handed, tmp_path, law):
    for said in ({"kind": "programs"}, {"season": None}, {"school_year": None}, {"district": "1"}):
        with pytest.raises(UsageError):
            handed(_rows({}), **said)
    with pytest.raises(StorageError):
        check_submission(tmp_path / "gone", file_name="x.csv", law=law, **JUNE)


@pytest.mark.parametrize(("kind", "text"), [("organizations", ORGANIZATIONS), ("programs", PROGRAMS)])
def test_the_state_hands_in_its_tables(handed, folder, kind, text):
    report = handed(text, kind=kind, school_year=None, season=None, district=None, beside=folder)
    assert (report.file, report.errors) == (f"{kind}.csv", 0)


def test_a_submission_is_told_what_its_folder_is_told(state, snapshot, districts, law):
    whole = {file.file: file for file in check(state).files}
    for season, month, year in (
        ("october", "2017-10", 2018),
        ("march", "2018-03", 2018),
        ("end_of_year", "2018-06", 2018),
    ):
        for district in districts:
            path = state / "sims" / month / f"{district}.csv"
            said = {"kind": "sims", "school_year": year, "season": season, "district": district, "file_name": "x.csv"}
            beside_folder = check_submission(path, beside=state, law=law, **said)
            beside_sealed = check_submission(path, beside=sealed_beside(snapshot, state), law=law, **said)
            assert beside_sealed == beside_folder
            theirs = whole[f"sims/{month}/{district}.csv"]
            # The later of two files is told of a claim in a folder; the one handed in always is.
            mine = [p for p in beside_folder.problems if p.id != "X01"]
            assert mine == [p for p in theirs.problems if p.id != "X01"]
            assert beside_folder.sha256 == theirs.sha256 and beside_folder.warnings >= theirs.warnings


def test_student_files_are_told_what_their_folder_is_told(state, snapshot, law):
    whole = {file.file: file for file in check(state).files}
    for kind, name in (("mcas", "mcas/2018.csv"), ("follow_up", "followup/2017.csv"), ("migrant", "migrant/2018.csv")):
        year = int(name[-8:-4])
        said = {"kind": kind, "school_year": year, "file_name": "x.csv", "law": law}
        for beside in (state, sealed_beside(snapshot)):
            report = check_submission(state / name, beside=beside, **said)
            assert report.problems == whole[name].problems
