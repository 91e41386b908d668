"""Every command through the real entry point: what it prints where, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

YEAR = "2016-17"


def _table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_check_lists_and_exits_0_without_errors(call, hand_made):
    done = call("check", hand_made)
    assert done.returncode == 0
    assert re.fullmatch(r"\d+ files: no errors, \d+ warnings", done.stdout.splitlines()[-1])


def test_check_gives_the_report_of_the_contract_as_json(call, hand_made):
    done = call("check", hand_made, "--json")
    report = json.loads(done.stdout)
    assert set(report) >= {"files", "errors", "warnings"}
    assert set(report["files"][0]) >= {"file", "sha256", "rows", "problems"}
    problem = next(p for file in report["files"] for p in file["problems"])
    assert set(problem) == {"id", "severity", "row", "element", "value", "message", "remedy"}
    assert report["errors"] == 0
    assert report["warnings"] > 0


def test_check_gives_the_same_problems_as_csv_and_xlsx(call, hand_made, tmp_path):
    rows = list(csv.DictReader(io.StringIO(call("check", hand_made, "--format", "csv").stdout)))
    report = json.loads(call("check", hand_made, "--json").stdout)
    assert len(rows) == sum(len(file["problems"]) for file in report["files"])
    done = call("check", hand_made, "--format", "xlsx", "--output", tmp_path / "problems.xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "problems.xlsx").read_bytes().startswith(b"PK")


def test_check_fails_on_warnings_when_asked(call, hand_made):
    assert call("check", hand_made, "--fail-on", "warnings").returncode == 1


def test_check_exits_3_on_an_error_whatever_else_is_asked(call, records):
    _spoil(records)
    for more in ([], ["--fail-on", "warnings"], ["--json"]):
        assert call("check", records, *more).returncode == 3


def _spoil(records):
    path = records / "sims" / "2016-10.csv"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = first.split(",")
    cells[11] = "1"  # DOE012 without its leading zero
    path.write_text("".join([",".join(cells), *rest]), encoding="utf-8")


def test_run_refuses_what_check_refuses_and_writes_nothing(call, records, tmp_path):
    _spoil(records)
    done = call("run", records, "--year", YEAR, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (3, "")
    assert "error S112 · row 1" in done.stderr
    assert not (tmp_path / "out").exists()


def test_run_prints_the_states_line_and_writes_the_files(call, hand_made, tmp_path):
    done = call("run", hand_made, "--year", YEAR, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    heading, *lines = _table(done.stdout)
    assert heading[:2] == ["school_year", "indicator"]
    assert [line[1] for line in lines] == ["1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "results.csv",
        "results.parquet",
        "results_by_program.csv",
        "students.parquet",
        "quality.csv",
        "run.json",
    }


def test_run_fails_on_plans_when_asked_and_still_publishes(call, hand_made, tmp_path):
    done = call("run", hand_made, "--year", YEAR, "--out", tmp_path / "out", "--fail-on", "plans")
    assert done.returncode == 1
    assert (tmp_path / "out" / "run.json").exists()


def test_run_refuses_a_folder_that_is_not_a_runs(call, hand_made, tmp_path):
    (tmp_path / "mine.txt").write_text("keep me", encoding="utf-8")
    done = call("run", hand_made, "--year", YEAR, "--out", tmp_path)
    assert done.returncode == 5
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep me"


def test_plans_says_who_owes_what_and_why(call, hand_made):
    done = call("plans", hand_made, "--year", YEAR, "--owed-only", "--org", "07000000")
    heading, *lines = _table(done.stdout)
    assert heading == ["org_code", "organization", "plan", "why"]
    assert lines
    assert {(line[0], line[2]) for line in lines} == {("07000000", "required")}
    assert "6 of 16 = 37.5% is below the line 45%" in done.stdout


def test_plans_fails_on_plans_when_asked(call, hand_made):
    assert call("plans", hand_made, "--year", YEAR, "--fail-on", "plans").returncode == 1


def test_explain_gives_the_trace_of_the_contract(call, hand_made):
    done = call("explain", hand_made, "--year", YEAR, "--student", "1000000052", "--json")
    trace = json.loads(done.stdout)
    assert (trace["student"], trace["school_year"], trace["ruleset"]) == ("1000000052", YEAR, "perkins_iv_ma")
    assert [i["indicator"] for i in trace["indicators"]] == ["1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2"]
    assert set(trace["indicators"][0]) >= {
        "in_population",
        "in_denominator",
        "in_numerator",
        "org_code",
        "program",
        "populations",
        "criteria",
    }
    criterion = trace["indicators"][0]["criteria"][0]
    assert set(criterion) == {"part", "says", "value", "counted", "relevant", "facts", "cites", "reading"}


def test_explain_names_the_rows_it_rests_on(call, hand_made):
    done = call("explain", hand_made, "--year", YEAR, "--student", "1000000052", "--indicator", "5S1")
    assert done.returncode == 0
    assert "5S1 Placement: in the numerator" in done.stdout
    assert "(from sims/2017-06/01010000.csv row 10)" in done.stdout


def test_explain_tells_what_keeps_a_cell_out(call, hand_made):
    done = call("explain", hand_made, "--year", YEAR, "--org", "02010000", "--indicator", "5S1")
    out, *reasons, several = done.stdout.splitlines()
    counts = [int(line.split()[0]) for line in (*reasons, several)]
    assert int(re.search(r"(\d+) of the population", out)[1]) == sum(counts)


def test_gaps_and_follow_up_print_tables(call, hand_made):
    assert _table(call("gaps", hand_made, "--year", YEAR).stdout)[0][:3] == ["org_code", "indicator", "population"]
    heading, state, *_ = _table(call("follow-up", hand_made, "--year", YEAR).stdout)
    assert heading == ["org_code", "name", "kind", "leavers", "answered", "response_rate"]
    assert state[0] == "00000000"


def test_export_names_every_workbook_it_wrote(call, hand_made, tmp_path):
    done = call("export", hand_made, "--year", YEAR, "--out", tmp_path, "--org", "02010000")
    assert done.stdout == f"{tmp_path / '02010000.xlsx'}\n"
    assert (tmp_path / "02010000.xlsx").read_bytes().startswith(b"PK")


def test_synth_writes_a_folder_that_passes(call, tmp_path):
    size = ["--districts", "2", "--students", "120", "--years", "3"]
    done = call("synth", tmp_path / "records", *size)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2015-16 to 2017-18" in done.stderr
    assert call("check", tmp_path / "records").returncode == 0


def test_synth_does_not_write_over_anything(call, tmp_path):
    (tmp_path / "mine.txt").write_text("keep me", encoding="utf-8")
    assert call("synth", tmp_path, "--students", "50").returncode == 5
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_rules_list_show_and_diff(call):
    assert _table(call("rules", "list").stdout)[1][0] == "perkins_iv_ma"
    assert "academic.attempt = best" in call("rules", "show", "--set", "academic.attempt=best").stdout
    done = call("rules", "diff", "perkins_iv_ma", "--set", "academic.attempt=best")
    assert done.stdout == "R21 academic.attempt: first → best\n"


def test_rules_calendar_names_the_date_that_binds(call):
    done = call("rules", "calendar", "--year", "2017-18")
    assert done.returncode == 0
    assert "2017-10-13" in done.stdout
    assert "2017-10-31" in done.stdout


def test_rules_replay_lists_the_cells_that_change(call, hand_made):
    how = ["--year", YEAR, "--set", "academic.attempt=best"]
    done = call("rules", "replay", hand_made, *how, "--json")
    found = json.loads(done.stdout)
    assert [(c["parameter"], c["before"], c["after"]) for c in found["changes"]] == [
        ("academic.attempt", "first", "best")
    ]
    assert {cell["indicator"] for cell in found["cells"]} == {"1S1", "1S2"}
    heading, *lines = _table(call("rules", "replay", hand_made, *how).stdout)
    assert len(lines) == len(found["cells"])
    assert heading[4] == "counts"


TABLES = [
    ("run", "--year", YEAR),
    ("plans", "--year", YEAR),
    ("gaps", "--year", YEAR),
    ("follow-up", "--year", YEAR),
    ("check",),
    ("explain", "--year", YEAR, "--student", "1000000052"),
    ("rules", "replay", "--year", YEAR, "--set", "academic.attempt=best"),
]


@pytest.mark.parametrize("command", TABLES, ids=lambda c: " ".join(c[:2]))
def test_json_is_format_json(call, hand_made, tmp_path, command):
    name = command[: 2 if command[0] == "rules" else 1]
    more = ["--out", tmp_path / "out"] if command[0] == "run" else []
    outputs = [call(*name, hand_made, *command[len(name) :], *more, *f) for f in (["--json"], ["--format", "json"])]
    assert outputs[0].stdout == outputs[1].stdout
    json.loads(outputs[0].stdout)


@pytest.mark.parametrize("command", TABLES, ids=lambda c: " ".join(c[:2]))
def test_nothing_but_data_goes_to_standard_output_and_no_bar_into_a_pipe(call, hand_made, tmp_path, command):
    name = command[: 2 if command[0] == "rules" else 1]
    more = ["--out", tmp_path / "out"] if command[0] == "run" else []
    done = call(*name, hand_made, *command[len(name) :], *more, "--json")
    assert done.stdout[0] in "[{"
    for stream in (done.stdout, done.stderr):
        assert "\x1b" not in stream
        assert "\r" not in stream


def test_measures_are_printed_in_three_forms(call, hand_made):
    asked = ("measures", hand_made, "--year", YEAR, "--org", "02010000")
    heading, *rows = _table(call(*asked).stdout)
    assert heading == ["org_code", "scope", "measure", "population", "denominator", "numerator", "percent"]
    by_csv = list(csv.DictReader(io.StringIO(call(*asked, "--format", "csv").stdout)))
    by_json = json.loads(call(*asked, "--json").stdout)
    assert len(rows) == len(by_csv) == len(by_json)
    assert list(by_csv[0]) == list(by_json[0]) and by_json[0]["school_year"] == YEAR
    assert [row[3:6] for row in rows] == [[r["population"], r["denominator"], r["numerator"]] for r in by_csv]
    assert by_json[0]["numerator"] is None and by_csv[0]["numerator"] == ""
    (graduation,) = (row for row in rows if row[1:4] == ["cte", "graduation", "all"])
    assert graduation[4:] == ["23", "18", "78.26"]


def test_measures_take_choices_of_the_review_and_refuse_what_is_not_there(call, hand_made):
    asked = ("measures", hand_made, "--year", YEAR)
    assert call(*asked, "--org", "09990000").returncode == 4
    refused = call(*asked, "--set", "review.dropout=30")
    assert refused.returncode == 2 and "review.dropout_codes" in refused.stderr
    fewer = call(*asked, "--set", "review.dropout_codes=30", "--org", "02010000", "--json")
    dropouts = [row["numerator"] for row in json.loads(fewer.stdout) if row["measure"] == "dropout"]
    assert set(dropouts) == {0}
