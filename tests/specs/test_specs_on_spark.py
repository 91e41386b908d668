"""The same rows on Spark: as the pages say, and under every change exactly what DuckDB counts."""

from __future__ import annotations

import pytest

from .asking import Asked
from .bundles import bundles
from .expected import expected, found
from .pages import Conditions, cases
from .test_specs import counted

pytestmark = pytest.mark.spark


def test_every_row_under_the_default_readings(spark_asked: Asked) -> None:
    plain = [case for case in cases() if case.conditions == Conditions()]
    assert len(plain) > 200
    different = {case.name: found(case, spark_asked) for case in plain if found(case, spark_asked) != expected(case)}
    assert different == {}


@pytest.mark.parametrize("conditions", bundles(), ids=lambda c: f"bundle of {len(c.changes)} changes")
def test_every_change(conditions: Conditions, spark_asked: Asked, duckdb_asked: Asked) -> None:
    assert counted(conditions, spark_asked) == counted(conditions, duckdb_asked)
