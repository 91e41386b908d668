"""The second engine: PySpark over the same sealed Parquet, the same SQL in Spark's dialect (extra `spark`)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openperkins.engine.script import Script
from openperkins.errors import UsageError
from openperkins.facts.sources import Schemas

_TYPES = {"string": "STRING", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INT", "int64": "BIGINT"}


class SparkEngine:
    """Runs compiled SQL on a Spark session: the one that is active, else a local one of its own."""

    name = "spark"

    def __init__(
        self, tables: dict[str, list[Path]], *, schemas: Schemas, objects: Path, temp: Path, memory: int
    ) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise UsageError(
                "The Spark engine is not installed.",
                "Install it with: pip install 'openperkins[spark]' (needs Java 17).",
            ) from error
        self._tables, self._schemas = tables, schemas
        self._session, self._own = SparkSession.getActiveSession(), False
        if self._session is None:
            self._session, self._own = _local(SparkSession, temp, memory), True

    def open(self, *, between: tuple[str | None, str | None] = (None, None)) -> None:
        """Make the sealed tables readable, narrowed to students from `between[0]` up to before `between[1]`."""
        for name, schema in self._schemas.items():
            frame = self._frame(name, schema)
            low, high = between if "sasid" in schema else (None, None)
            if low is not None:
                frame = frame.filter(frame.sasid >= low)
            if high is not None:
                frame = frame.filter(frame.sasid < high)
            frame.createOrReplaceTempView(name)

    def open_student(self, sasid: str, years: Any) -> None:
        """Narrow every table to one student and name the student-years that are asked for."""
        for name, schema in self._schemas.items():
            frame = self._frame(name, schema)
            if "sasid" in schema:
                frame = frame.filter(frame.sasid == sasid)
            frame.createOrReplaceTempView(name)
        asked = self._session.createDataFrame([(y, sasid) for y in years], "school_year SMALLINT, sasid STRING")
        asked.createOrReplaceTempView("asked")

    def arrow(self, query: Script | str) -> Any:
        """The result of a query as a pyarrow Table."""
        return self._session.sql(str(query)).toArrow()

    def rows(self, query: Script | str) -> list[dict[str, Any]]:
        """The few rows of a query."""
        return self.arrow(query).to_pylist()

    def close(self) -> None:
        if self._own:
            self._session.stop()

    def _frame(self, name: str, schema: Mapping[str, str]) -> Any:
        files = self._tables.get(name, [])
        if files:
            return self._session.read.parquet(*(str(path) for path in files)).select(*schema)
        columns = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in schema.items())
        return self._session.createDataFrame([], columns)


def _local(builder: Any, temp: Path, memory: int) -> Any:
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise UsageError("The Spark engine needs Java 17, and there is none here.", "Install it, or use DuckDB.")
    return (
        builder.builder.master("local[*]")
        .appName("openperkins")
        .config("spark.driver.memory", f"{memory // 2**20}m")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.local.dir", str(temp))
        .config("spark.sql.warehouse.dir", str(temp / "warehouse"))
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
