"""The folder: names, headers, organizations, tests, follow-up, levels, and the same bytes for the same seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from openperkins.errors import StorageError, UsageError
from openperkins.synth import make_state

from .plain_rates import Rates

_LEGACY = {"F": (200, 218), "W": (200, 218), "NI": (220, 238), "P": (240, 258), "A": (260, 280)}
_NEXT = {"NM": (440, 469), "PM": (470, 499), "M": (500, 529), "E": (530, 560)}
_SMALL = {"districts": 3, "students": 120, "years": 2, "seed": 5}


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def test_the_folder_holds_what_the_format_names(state) -> None:
    names = {str(p.relative_to(state.folder)) for p in state.folder.rglob("*") if p.is_file()}
    sims = {f"sims/{y - 1}-10.csv" for y in range(2013, 2020)}
    sims |= {f"sims/{y}-{month}.csv" for y in range(2013, 2019) for month in ("03", "06")}
    top = {f"{name}.csv" for name in ("plans_on_file", "programs", "organizations", "levels")}
    rest = {f"mcas/{y}.csv" for y in range(2011, 2019)} | {f"followup/{y}.csv" for y in range(2013, 2018)}
    rest |= {f"cohort/{y}.csv" for y in range(2016, 2019)} | {f"migrant/{y}.csv" for y in range(2013, 2019)}
    assert names == sims | top | rest
    assert state.summary.files == len(names)
    assert state.summary.rows["sims"] == sum(frame.height for frame in state.sims.values())


def test_csv_is_utf8_with_line_feeds(state) -> None:
    for path in state.folder.rglob("*.csv"):
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert b'""' not in data
        data.decode("utf-8")


def test_hard_names_are_there(state) -> None:
    last = set(state.sims[2018, 6]["DOE005"])
    assert {"Null", "True", "O'Hanlon", "Müller-Lê", "Nguyễn", "De la Fuente"} <= last
    assert "True" in set(state.sims[2018, 6]["DOE003"])


def test_organizations_form_a_tree(state) -> None:
    rows = {row["org_code"]: row for row in state.table("organizations.csv").iter_rows(named=True)}
    kinds = Counter(row["kind"] for row in rows.values())
    assert kinds["district"] == 12
    assert kinds["consortium"] == 2
    members = Counter(row["parent"] for row in rows.values() if row["kind"] == "district" and row["parent"])
    assert all(2 <= count <= 4 and rows[code]["kind"] == "consortium" for code, count in members.items())
    high = Counter()
    for code, row in rows.items():
        assert len(code) == 8
        if row["kind"] == "consortium":
            assert row["parent"] == ""
            assert code.startswith("05")
        if row["kind"] == "school":
            assert rows[row["parent"]]["kind"] == "district"
            assert code[:4] + "0000" == row["parent"]
            high[row["parent"]] += code[4:] != "0105"
    assert set(high.values()) <= {1, 2, 3, 4}
    assert max(high.values()) > 1
    assert set(state.every_row()["DOE015"]) <= set(rows)


def test_one_program_is_missing_from_the_table_on_purpose(state) -> None:
    codes = set(state.table("programs.csv")["code"])
    used = set(state.every_row()["DOE043"]) | set(state.every_row()["DOE044"])
    assert used - codes == {"500", "5990"}


@pytest.mark.parametrize("which", ["state", "modern"])
def test_mcas_levels_and_scores_fit(which: str, request: pytest.FixtureRequest) -> None:
    tests = request.getfixturevalue(which).table("mcas/*.csv")
    for subject in "ems":
        status, level, score = f"{subject}teststat", f"{subject}perf2", f"{subject}scaleds"
        scored = tests.filter(pl.col(score) != "").with_columns(pl.col(score).cast(pl.Int32))
        assert set(scored[status]) <= {"T", "TR"}
        for code, (low, high) in (_LEGACY | _NEXT).items():
            own = scored.filter(pl.col(level) == code)[score]
            assert own.is_between(low, high).all(), (subject, code)
        legacy = scored.filter(pl.col(level).is_in(list(_LEGACY)))
        assert (legacy[score] % 2 == 0).all()
        untested = tests.filter(~pl.col(status).is_in(["T", "TR"]))
        assert not set(untested[level]) & (set(_LEGACY) | set(_NEXT))
        tested = tests.filter(pl.col(status).is_in(["T", "TR"]))
        assert (tested[level] != "").all()


def test_next_generation_begins_in_spring_2019(modern) -> None:
    tests = modern.table("mcas/*.csv").filter(pl.col("eteststat").is_in(["T", "TR"]))
    new = tests.filter(pl.col("eperf2").is_in(list(_NEXT)) & (pl.col("escaleds") != ""))
    old = tests.filter(pl.col("eperf2").is_in(list(_LEGACY)))
    assert set(new["adminyear"]) == {"2019", "2020", "2021", "1119", "0320", "1120", "0321"}
    assert {"2018", "1118", "0319"} <= set(old["adminyear"])
    assert not set(new["adminyear"]) & set(old["adminyear"])


def test_mcas_has_retests_pairs_and_changing_layouts(state) -> None:
    tests = state.table("mcas/*.csv")
    assert {"2016", "1116", "0317"} <= set(tests["adminyear"])
    retests = tests.filter((pl.col("grade") == "10") & pl.col("gradesims").is_in(["11", "12"]))
    assert retests.filter(pl.col("eteststat") == "TR").height > 100
    pairs = tests.filter(pl.struct("sasid", "adminyear", "grade").is_duplicated())
    assert pairs.height > 0
    assert not tests.drop("file").is_duplicated().any()
    headers = {path.read_text().split("\n")[0] for path in (state.folder / "mcas").glob("*.csv")}
    assert len(headers) > 3
    assert any(header.isupper() for header in headers)
    statuses = {"T", "TR", "NTA", "NTL", "NTO"}
    assert statuses <= set(tests["eteststat"])
    levels = {"ABS", "MED", "LEP", "TRN", "INC", "INV", "DNT", "DUP", "INP", "AWR", "EMG", "PRG", "NIA", "P_A", "A_A"}
    assert levels | set(_LEGACY) - {"W"} <= set(tests["eperf2"])
    assert "VAB" in set(tests["sperf2"])


def test_follow_up_answers_the_leavers(state) -> None:
    left = Rates(state).leavers(2016)
    answers = state.table("followup/2016.csv")
    answered = left.filter(pl.col("DOE002").is_in(answers["sasid"].to_list())).height
    assert 0.93 < answered / left.height < 0.995
    twice = answers.filter(pl.col("sasid").is_duplicated())
    assert twice.group_by("sasid").agg(pl.col("status").n_unique())["status"].max() == 2
    assert state.table("followup/*.csv")["status"].n_unique() == 8


def test_follow_up_lag_can_be_switched_off(tmp_path: Path) -> None:
    make_state(tmp_path / "all", **_SMALL, follow_up_lag=0)
    make_state(tmp_path / "none", **_SMALL, follow_up_lag=2)
    assert {p.stem for p in (tmp_path / "all/followup").iterdir()} == {"2017", "2018"}
    assert not (tmp_path / "none/followup").exists()


def test_levels_of_every_year_with_decimals_and_half_local(state) -> None:
    levels = state.table("levels.csv")
    printed = levels.filter((pl.col("org_code") == "00000000") & (pl.col("school_year") == "2017-18"))
    assert dict(printed.select("indicator", "level").iter_rows()) == {
        "1S1": "90", "1S2": "75.5", "2S1": "90.5", "3S1": "98.5", "4S1": "94", "5S1": "96.25", "6S1": "23.5",
        "6S2": "22.25",
    }  # fmt: skip
    assert set(levels["school_year"]) == {f"{y - 1}-{y % 100:02d}" for y in range(2013, 2019)}
    assert levels["level"].str.contains(r"\.\d\d\d$").any()
    assert not levels["level"].str.contains(r"\.\d*0$").any()
    organizations = state.table("organizations.csv")
    measured_by_itself = organizations.filter(
        (pl.col("kind") == "consortium") | ((pl.col("kind") == "district") & (pl.col("parent") == ""))
    )
    local = set(levels["org_code"]) - {"00000000"}
    assert local < set(measured_by_itself["org_code"])
    assert len(local) >= len(measured_by_itself) // 2


def test_some_groups_lie_exactly_on_the_line_or_on_the_level(state) -> None:
    """6S1 levels make ties: numerator x 100 equals 0.9 x level x denominator, or level x denominator."""
    rates = Rates(state)
    districts = state.table("organizations.csv").filter(pl.col("kind") == "district")
    measured = {code: parent or code for code, parent in districts.select("org_code", "parent").iter_rows()}
    on_line = on_level = 0
    for year in range(2013, 2019):
        label = f"{year - 1}-{year % 100:02d}"
        levels = state.table("levels.csv").filter((pl.col("school_year") == label) & (pl.col("indicator") == "6S1"))
        level_of = dict(levels.select("org_code", "level").iter_rows())
        district = pl.col("DOE015").str.slice(0, 4) + "0000"
        own = rates.enrolled[year].with_columns(
            org=district.replace_strict(measured),
            district=district,
            field=pl.col("program").replace_strict(rates.field, default=""),
        )
        fields = own.filter(pl.col("field") != "").with_columns(crossing=pl.col("field") == pl.col("DOE009"))
        for group in ([], ["DOE009"], ["DOE025"], [pl.col("DOE034") != "00"], [pl.col("DOE019") != "00"]):
            places = [fields.group_by("org", place, *group) for place in (pl.lit(0), "district", "DOE015")]
            sums = [place.agg(pl.len().alias("n"), pl.col("crossing").sum()) for place in places]
            counts = pl.concat(part.select("org", "n", "crossing") for part in sums)
            for org, n, crossing in counts.filter(pl.col("n") >= 16).select("org", "n", "crossing").iter_rows():
                level = Fraction(level_of.get(org, level_of["00000000"]))
                on_line += crossing * 100 == Fraction(9, 10) * level * n
                on_level += crossing * 100 == level * n
    assert on_line >= 1
    assert on_level >= 2


def test_some_groups_hold_fifteen_and_sixteen(state) -> None:
    left = Rates(state).leavers(2017).with_columns(org=pl.col("DOE015").str.slice(0, 4))
    sizes = set()
    for element in ("DOE009", "DOE010", "DOE019", "DOE025", "DOE034", "DOE042"):
        sizes |= set(left.group_by("org", element).len()["len"])
        sizes |= set(left.group_by("DOE015", element).len()["len"])
    assert {15, 16} <= sizes


def test_no_level_or_plan_is_older_than_performance_year_1(tmp_path: Path) -> None:
    make_state(tmp_path / "old", **_SMALL | {"years": 3}, last_year=2009)
    for name, column in (("levels", "school_year"), ("plans_on_file", "accepted_year")):
        years = pl.read_csv(tmp_path / f"old/{name}.csv", infer_schema=False)[column]
        assert set(years) <= {"2007-08", "2008-09"}
    assert (tmp_path / "old/sims/2006-10.csv").exists()


def test_plans_on_file_include_some_of_the_last_year(state) -> None:
    plans = state.table("plans_on_file.csv")
    assert plans.height > 5
    assert not plans.drop("file", "accepted_year").is_duplicated().any()
    assert set(plans["accepted_year"]) <= {f"{y - 1}-{y % 100:02d}" for y in range(2013, 2019)}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    make_state(tmp_path / "here", **_SMALL)
    script = "import sys; from pathlib import Path; from openperkins.synth import make_state; "
    script += "make_state(Path(sys.argv[1]), districts=3, students=120, years=2, seed=5)"
    environment = os.environ | {"PYTHONHASHSEED": "12345", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there")], check=True, env=environment)
    assert _digest(tmp_path / "here") == _digest(tmp_path / "there")
    make_state(tmp_path / "other", **_SMALL | {"seed": 6})
    assert _digest(tmp_path / "here") != _digest(tmp_path / "other")


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    make_state(tmp_path / "csv", **_SMALL)
    make_state(tmp_path / "parquet", **_SMALL, form="parquet")
    for name in ("sims/2017-10", "sims/2018-06"):
        text = pl.read_csv(tmp_path / f"csv/{name}.csv", has_header=False, infer_schema=False)
        columns = pl.read_parquet(tmp_path / f"parquet/{name}.parquet")
        assert columns.columns == [f"DOE{k:03d}" for k in range(1, 53)]
        assert_frame_equal(columns, text.rename(dict(zip(text.columns, columns.columns, strict=True))))
    assert (tmp_path / "parquet/programs.csv").exists()


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used/notes.txt").write_text("mine")
    with pytest.raises(StorageError, match="already holds"):
        make_state(tmp_path / "used", **_SMALL)
    assert [p.name for p in tmp_path.rglob("*")] == ["used", "notes.txt"]
    (tmp_path / "empty").mkdir()
    make_state(tmp_path / "empty", **_SMALL)
    assert (tmp_path / "empty/sims").is_dir()


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    def stop(what: str) -> None:
        raise KeyboardInterrupt(what)

    with pytest.raises(KeyboardInterrupt):
        make_state(tmp_path / "state", **_SMALL, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"districts": 0},
        {"students": 11},
        {"years": 0},
        {"first_year": 1999},
        {"last_year": 2050},
        {"form": "xlsx"},
        {"seed": -1},
    ],
)
def test_impossible_states_are_refused(tmp_path: Path, wrong: dict) -> None:
    with pytest.raises(UsageError):
        make_state(tmp_path / "state", **_SMALL | wrong)
    assert list(tmp_path.iterdir()) == []


def test_one_district_is_enough(tmp_path: Path) -> None:
    summary = make_state(tmp_path / "state", districts=1, students=40, years=1)
    assert summary.districts == 1
    assert summary.consortia == 0


def test_progress_and_summary_speak_of_what_was_written(tmp_path: Path) -> None:
    said: list[str] = []
    summary = make_state(tmp_path / "state", **_SMALL, progress=said.append)
    assert len(said) == 7
    assert summary.as_dict()["rows"]["sims"] == sum(
        int(line.split(": ")[1].split()[0].replace(",", "")) for line in said
    )


def test_importing_the_room_brings_in_nothing_heavy() -> None:
    script = "import sys, openperkins.synth; print(sorted({'numpy', 'polars', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
