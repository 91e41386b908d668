"""Every problem of the catalogue is produced by a file, at the right place, with a remedy; none leaves a traceback."""

import pytest

from openperkins.records.reading.catalogue import CATALOGUE, problem
from tests.records.reading.reading_cases import CASES, Case
from tests.records.reading.reading_help import read

#: Found while a folder is walked or settings are read, or only when a limit is met: tested in their own files.
ELSEWHERE = {
    "F001": "test_reading_layout.py",
    "F002": "test_reading_layout.py",
    "F003": "test_reading_layout.py",
    "F004": "test_reading_layout.py",
    "F005": "test_reading_layout.py",
    "F006": "test_reading_layout.py",
    "F015": "test_reading_limits.py",
    "F073": "test_reading_limits.py",
    **{f"F09{n}": "checks/test_settings.py" for n in range(8)},
    "N009": "checks/test_settings.py",
    "N014": "checks/test_settings.py",
}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{c.id}" for n, c in enumerate(CASES)])
def test_the_file_has_the_problem(case: Case, tmp_path):
    read_one = read(tmp_path, case.content(), case.kind, case.name)
    entry = CATALOGUE[case.id]
    places = [(p.row, p.element) for p in read_one.report.problems if p.id == case.id]
    assert (case.row, case.element) in places, read_one.report.problems
    others = [p for p in read_one.report.problems if p.severity == "error" and p.id != case.id]
    companions = {"F043": "F037"}  # a line break in a value leaves two broken lines
    assert [p.id for p in others] == [companions[case.id]] if case.id in companions else not others, others
    assert read_one.frame.height == case.yielded
    assert (entry.severity == "error") == (read_one.report.errors > 0)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{c.id}" for n, c in enumerate(CASES)])
def test_the_sentence_is_complete(case: Case, tmp_path):
    report = read(tmp_path, case.content(), case.kind, case.name).report
    for found in report.problems:
        assert "{" not in found.message + found.remedy, found
        assert found.message[0].isupper() or found.message[0].isdigit() or found.message[0] == "“", found
        assert found.message.endswith((".", "?")), found
        assert found.remedy or found.severity == "note", found
        assert found.message.isprintable(), found


def test_every_id_has_a_case():
    assert set(CATALOGUE) == {case.id for case in CASES} | set(ELSEWHERE)
    assert not {case.id for case in CASES} & set(ELSEWHERE)


def test_unknown_ids_and_missing_details_are_refused():
    with pytest.raises(KeyError):
        problem("F999")
    with pytest.raises(KeyError):
        problem("F002")
