"""The invented files: each is of a place of its own, so that none replaces another."""

from __future__ import annotations

from pathlib import Path

import pytest

from openperkins.portal.demo import records

pytestmark = pytest.mark.django_db


def test_each_years_mcas_file_is_of_its_own_year(organizations, tmp_path: Path):
    (tmp_path / "mcas").mkdir()
    for year in (2015, 2016, 2018):
        (tmp_path / "mcas" / f"{year}.csv").write_text("sasid\n")
    (tmp_path / "programs.csv").write_text("program\n")
    sent = [(one.source.kind, records._year(one.source)) for one in records.statewide(tmp_path, before=2018)]
    assert sorted(sent) == [("mcas", 2015), ("mcas", 2016), ("programs", 0)]
