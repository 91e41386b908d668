"""The measures are those that were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from openperkins.engine.measures import COLUMNS, measures
from openperkins.needs.measures import MEASURES, measures_of
from tests.engines.measures.by_hand import SCHOOLS, table, write_folder

NORTHMERE = "02010000"
Cell = tuple[str, str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("measures") / "records")


@pytest.fixture(scope="module")
def found(folder: Path) -> pl.DataFrame:
    return measures(folder, "2016-17")


def counts(text: str) -> dict[str, tuple[int, int | None]]:
    """`ela 2/3, programs 5` → measure → (denominator, numerator)."""
    cells = {}
    for cell in text.split(", "):
        measure, number = cell.split()
        numerator, slash, denominator = number.rpartition("/")
        cells[measure] = (int(denominator), int(numerator) if slash else None)
    return cells


def cells(found: pl.DataFrame, population: str = "all") -> dict[Cell, tuple[int | None, int | None]]:
    rows = found.filter(population=population)
    columns = ("org_code", "scope", "measure", "denominator", "numerator")
    return {row[:3]: row[3:] for row in rows.select(columns).iter_rows()}


def test_every_cell_of_all_students(found):
    expected = {
        (SCHOOLS.get(row["where"], row["where"]), row["scope"], measure): cell
        for row in table("All students")
        for measure, cell in counts(row["counts"]).items()
    }
    assert {key: cell for key, cell in cells(found).items() if cell[0]} == expected


@pytest.mark.parametrize("row", table("Some groups of Northmere"), ids=lambda row: f"{row['group']} {row['scope']}")
def test_groups(row, found):
    of_group = cells(found, row["group"])
    for measure, cell in counts(row["counts"]).items():
        assert of_group[NORTHMERE, row["scope"], measure] == cell, measure


def test_every_group_of_every_measure_of_every_scope_is_there_in_order(found):
    assert tuple(found.columns) == COLUMNS
    order = {measure.code: place for place, measure in enumerate(MEASURES)}
    scope = pl.col("scope").replace_strict({"school": "", "cte": " "}, default=pl.col("scope"))
    place = pl.col("measure").replace_strict(order)
    assert found.equals(found.sort("org_code", scope, place, maintain_order=True))
    for (_, name), rows in found.group_by("org_code", "scope", maintain_order=True):
        assert rows["measure"].unique(maintain_order=True).to_list() == [m.code for m in measures_of(name)]
    groups = found.filter(measure="ela").group_by("org_code", "scope").len()["len"]
    assert set(groups) == {13}
    for measure in ("programs", "chapter74_programs"):
        assert set(found.filter(measure=measure)["population"]) == {"all"}


def test_counts_have_no_numerator_and_rates_have_one(found):
    is_count = pl.col("measure").is_in([m.code for m in MEASURES if m.is_count])
    assert found.filter(is_count)["numerator"].null_count() == found.filter(is_count).height
    assert found.filter(~is_count)["numerator"].null_count() == 0


def test_only_scopes_with_students_are_there(found):
    everyone = found.filter(population="all").group_by("org_code", "scope").agg(pl.col("denominator").max())
    assert everyone["denominator"].min() > 0
    assert "00000000" not in set(found["org_code"])


def without(folder: Path, found: pl.DataFrame, *names: str) -> set[str]:
    """The measures without a result once some files are gone; all others must not change."""
    for name in names:
        (folder / name).unlink()
    less = measures(folder, "2016-17")
    absent = set(less.filter(pl.col("denominator").is_null())["measure"])
    assert (
        less.filter(pl.col("measure").is_in(absent))["numerator"].null_count()
        == less.filter(pl.col("measure").is_in(absent)).height
    )
    return absent


def test_without_a_file_there_is_no_result(tmp_path, found):
    folder = write_folder(tmp_path / "records")
    assert without(folder, found, "followup/2017.csv") == {"placement", "response"}
    assert without(folder, found, "mcas/2017.csv") == {"placement", "response", "ela", "mathematics", "science"}
    assert without(folder, found, "sims/2015-10.csv") == {
        *("placement", "response", "ela", "mathematics", "science"),
        *("school_retention", "program_retention", "program_changes"),
    }


def test_a_file_without_science_gives_no_result_in_science(tmp_path):
    folder = write_folder(tmp_path / "records")
    path = folder / "mcas" / "2017.csv"
    lines = [line.split(",")[:9] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    absent = measures(folder, "2016-17").filter(pl.col("denominator").is_null())
    assert set(absent["measure"]) == {"science"}


@pytest.mark.parametrize(
    ("changes", "org", "scope", "measure", "expected"),
    [
        # Kim's best and latest results are of 2017; Ada, Jon and Kim at Northmere
        ({"academic.attempt": "best"}, NORTHMERE, "cte", "ela", (3, 3)),
        ({"academic.attempt": "latest"}, NORTHMERE, "cte", "science", (2, 2)),
        # the November result of Jon is of the year before, when the year begins in December
        ({"review.first_month": "12"}, NORTHMERE, "cte", "ela", (1, 1)),
        ({"review.dropout_codes": "35"}, NORTHMERE, "school", "dropout", (13, 1)),
        ({"review.returning_grades": "09,10,11,12"}, NORTHMERE, "school", "school_retention", (7, 6)),
        ({"review.postsecondary_codes": "06"}, NORTHMERE, "cte", "postsecondary_plans", (2, 1)),
        # Fay's leaving record names no program: then she counts in CTE and in no program
        ({"program.fallback": "none"}, NORTHMERE, "cte", "masscore", (2, 1)),
        ({"program.fallback": "none"}, NORTHMERE, "120401", "masscore", (0, 0)),
        ({"placement.without_answer": "left_out"}, NORTHMERE, "cte", "response", (2, 1)),
    ],
)
def test_another_reading(changes, org, scope, measure, expected, folder):
    assert cells(measures(folder, "2016-17", changes=changes))[org, scope, measure] == expected
