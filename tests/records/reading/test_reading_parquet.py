"""Parquet files: columns by name, types turned into text only without loss."""

import io
from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.records.reading.reading_help import parquet, read, sims, sims_frame

COHORT = {"sasid": ["1010000001"], "cohort_year": ["2017"], "org_code": ["02010000"], "outcome": ["graduated"]}


def test_sims_by_name_in_any_order_and_case(tmp_path):
    frame = sims_frame(3).select(reversed(sims_frame().columns)).rename(str.lower)
    result = read(tmp_path, parquet(frame), name="2016-10.parquet")
    assert result.severe == []
    assert result.frame.rows() == [(*sims(n), n) for n in (1, 2, 3)]


def test_columns_without_names_are_refused_even_when_there_are_52(tmp_path):
    frame = sims_frame(3).rename(lambda c: f"column_{int(c[3:])}")
    result = read(tmp_path, parquet(frame), name="2016-10.parquet")
    assert result.ids == ["F081"]
    assert "52 columns" in result.only("F081").message


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pl.Series([2017], dtype=pl.Int16), "2017"),
        (pl.Series([2017], dtype=pl.UInt64), "2017"),
        (pl.Series(["2017"], dtype=pl.Categorical), "2017"),
        (pl.Series([date(2017, 3, 5)]), "03/05/2017"),
        (pl.Series([Decimal("86.6250")]), "86.625"),
        (pl.Series([Decimal("90.0")]), "90"),
        (pl.Series([None], dtype=pl.String), ""),
        (pl.Series([None], dtype=pl.Null), ""),
    ],
)
def test_types_without_loss(tmp_path, values, text):
    frame = pl.DataFrame(COHORT | {"cohort_year": values})
    result = read(tmp_path, parquet(frame), "cohort", "2017.parquet")
    assert result.severe == []
    assert result.frame["cohort_year"].to_list() == [text]
    assert result.frame["row"].to_list() == [1]


@pytest.mark.parametrize("value", [2017.0, True, datetime(2017, 1, 1), b"2017", ["2017"]])
def test_types_with_loss_are_refused(tmp_path, value):
    result = read(tmp_path, parquet(pl.DataFrame(COHORT | {"cohort_year": [value]})), "cohort", "2017.parquet")
    assert result.ids == ["F082"]
    assert result.only("F082").element == "cohort_year"
    assert result.frame.is_empty()


def test_a_type_that_cannot_be_read_does_no_harm_in_a_column_that_is_not_needed(tmp_path):
    result = read(tmp_path, parquet(pl.DataFrame(COHORT | {"weight": [1.5]})), "cohort", "2017.parquet")
    assert result.severe == ["F042"]


def test_values_are_normalised_as_in_text_files(tmp_path):
    frame = pl.DataFrame(COHORT | {"sasid": [" ab10000001 "], "outcome": ["gradu\u200bated"]})
    result = read(tmp_path, parquet(frame), "cohort", "2017.parquet")
    assert result.frame["sasid"].to_list() == ["AB10000001"]
    assert result.ids == ["F050", "N010", "N011"]


@pytest.mark.parametrize("cut", [1, 8, 100])
def test_a_cut_file_is_an_error(tmp_path, cut):
    result = read(tmp_path, parquet(sims_frame(3))[:-cut], name="2016-10.parquet")
    assert result.ids == ["F080"]


def test_no_rows(tmp_path):
    assert read(tmp_path, parquet(sims_frame(3).clear()), name="2016-10.parquet").ids == ["F012"]
    assert read(tmp_path, b"", name="2016-10.parquet").ids == ["F011"]


def test_bytes_that_are_no_text_are_damage(tmp_path):
    bad = pa.array([b"\xff\xfe"]).view(pa.string())
    for column in (bad, bad.dictionary_encode()):
        held = io.BytesIO()
        pq.write_table(pa.table({"sasid": column}), held)
        result = read(tmp_path, held.getvalue(), "migrant", "2017.parquet")
        assert result.ids == ["F080"]
        assert "UTF8" in result.only("F080").message
