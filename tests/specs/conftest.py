"""One engine of each kind over the records of all cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .asking import Asked, open_asked


@pytest.fixture(scope="session")
def duckdb_asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    from openperkins.engine.duckdb_engine import DuckDBEngine

    asked = open_asked(DuckDBEngine, tmp_path_factory.mktemp("specs"))
    yield asked
    asked.engine.close()


@pytest.fixture(scope="session")
def spark_asked(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    from openperkins.engine.spark_engine import SparkEngine

    return open_asked(SparkEngine, tmp_path_factory.mktemp("specs_on_spark"))
