"""The product's own checks find no error in the invented state; its engine and plain counting agree about it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from openperkins.engine.run import run
from openperkins.law import load_ruleset
from openperkins.records.pipeline import examine

from .plain_rates import Rates

#: id → what was put there on purpose
INTENDED = {
    "X01": "claims by two districts",
    "V30": "a last name changed",
    "X05": "the program programs.csv leaves out",
    "M04": "grade 8 rows",
    "M13": "a level without its score",
}


@pytest.mark.parametrize("which", ["state", "modern"])
def test_no_errors_and_only_intended_warnings(which: str, request: pytest.FixtureRequest) -> None:
    written = request.getfixturevalue(which)
    report = examine(written.folder, law=load_ruleset("perkins_iv_ma"))
    problems = [problem for file in report.files for problem in file.problems]
    assert [p for p in problems if p.severity == "error"] == []
    assert report.errors == 0
    assert set(Counter(p.id for p in problems if p.severity == "warning")) == set(INTENDED)


@pytest.mark.parametrize(("which", "year"), [("state", 2017), ("modern", 2020)])
def test_the_engine_and_plain_counting_agree(
    which: str, year: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    written = request.getfixturevalue(which)
    run(written.folder, f"{year - 1}-{year % 100:02d}", out=tmp_path / "out", store=tmp_path / "store")
    results = pl.read_csv(tmp_path / "out/results.csv", infer_schema=False)
    everyone = results.filter((pl.col("org_code") == "00000000") & (pl.col("population") == "all"))
    plain = Rates(written).of(year)
    assert len(plain) == 8
    for indicator, numerator, denominator in everyone.select("indicator", "numerator", "denominator").iter_rows():
        assert (int(numerator), int(denominator)) == plain[indicator], indicator
