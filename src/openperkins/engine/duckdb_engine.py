"""The embedded engine: DuckDB over sealed Parquet, locked down, within a memory limit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from openperkins.engine.script import Script
from openperkins.errors import StorageError
from openperkins.facts.sources import Schemas

_TYPES = {"string": "VARCHAR", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT"}


class DuckDBEngine:
    """Runs compiled SQL over the sealed tables. `tables` maps each source name to the files it is made of."""

    name = "duckdb"

    def __init__(
        self, tables: dict[str, list[Path]], *, schemas: Schemas, objects: Path, temp: Path, memory: int
    ) -> None:
        self._tables, self._schemas, self._narrowed = tables, schemas, False
        self._objects, self._link = objects, _link_to(objects)
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory // 10**6}MB",
                "temp_directory": str(temp),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        readable = [objects, temp, *([self._link] if self._link else [])]
        listed = ", ".join(_literal(f"{folder}/") for folder in readable)
        self._run(f"SET allowed_directories = [{listed}]")
        # sealed files never change, and a run reads each of them several times
        self._run("SET parquet_metadata_cache = true")
        # lists of codes are short: asking them of each row costs less than a join with a table of codes
        self._run("SET disabled_optimizers = 'in_clause'")
        self._run("SET enable_external_access = false")
        self._run("SET lock_configuration = true")

    def open(self, *, between: tuple[str | None, str | None] = (None, None)) -> None:
        """Make the sealed tables readable, narrowed to students from `between[0]` up to before `between[1]`."""
        self._narrowed = between != (None, None)
        for name, schema in self._schemas.items():
            self._run(f"CREATE OR REPLACE VIEW {name} AS {self._select(name, schema, between)}")

    def open_student(self, sasid: str, years: Iterable[int]) -> None:
        """Read one student's rows into memory and name the student-years that are asked for."""
        for name, schema in self._schemas.items():
            select = self._select(name, schema, (None, None))
            where, values = (" WHERE sasid = $1", [sasid]) if "sasid" in schema else ("", [])
            self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM ({select}){where}", values)
        self._run("CREATE OR REPLACE TEMP TABLE asked (school_year SMALLINT, sasid VARCHAR)")
        for year in years:
            self._run("INSERT INTO asked VALUES ($1, $2)", [year, sasid])

    def arrow(self, query: Script | str) -> Any:
        """The result of a query as a pyarrow Table."""
        if self._narrowed and isinstance(query, Script):
            return self._step_by_step(query)
        return self._guarded(lambda: self._connection.sql(str(query)).to_arrow_table())

    def rows(self, query: Script | str) -> list[dict[str, Any]]:
        """The few rows of a query: unlike `arrow`, which plans a query twice, this costs no more than it has to."""
        cursor = self._run(str(query))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self._guarded(cursor.fetchall)]

    def close(self) -> None:
        self._connection.close()
        if self._link:
            self._link.unlink()
            self._link.parent.rmdir()

    def _step_by_step(self, script: Script) -> Any:
        """The same answer with each kept step a table: of tables DuckDB knows the size, and joins accordingly.

        How many rows a range of students leaves it can only guess, and guesses wrong by far.
        """
        made = []
        for kind, name, text in script.one_by_one():
            self._run(f"CREATE TEMP {kind} {name} AS {text}")
            made.append((kind, name))
        found = self._guarded(lambda: self._connection.sql(script.last).to_arrow_table())
        for kind, name in reversed(made):
            self._run(f"DROP {kind} {name}")
        return found

    def _plain(self, path: Path) -> str:
        """A path DuckDB does not read as a pattern."""
        return str(self._link / path.relative_to(self._objects)) if self._link else str(path)

    def _select(self, name: str, schema: Mapping[str, str], between: tuple[str | None, str | None]) -> str:
        files = self._tables.get(name, [])
        if not files:
            columns = ", ".join(f"NULL::{_TYPES[kind]} AS {_quoted(column)}" for column, kind in schema.items())
            return f"SELECT {columns} WHERE false"
        listed = ", ".join(_literal(self._plain(path)) for path in files)
        columns = ", ".join(_quoted(column) for column in schema)
        return f"SELECT {columns} FROM read_parquet([{listed}]){_range(schema, between)}"

    def _run(self, sql: str, values: list[Any] | None = None) -> Any:
        return self._guarded(lambda: self._connection.execute(sql, values or []))

    def _guarded(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except duckdb.OutOfMemoryException as error:
            raise StorageError(
                "The memory limit was reached.", "Give more with --memory, or free space for temporary files."
            ) from error
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise StorageError(
                "A sealed table could not be read.",
                "Delete the store and run again: everything in it is made anew from the records folder.",
            ) from error


def _range(schema: Mapping[str, str], between: tuple[str | None, str | None]) -> str:
    if "sasid" not in schema:
        return ""
    low, high = between
    tests = [f"sasid >= {_literal(low)}"] if low is not None else []
    tests += [f"sasid < {_literal(high)}"] if high is not None else []
    return f" WHERE {' AND '.join(tests)}" if tests else ""


def _link_to(objects: Path) -> Path | None:
    """Another name for a folder whose own name holds `*`, `?` or `[`: DuckDB would take them for a pattern."""
    if not set("*?[") & set(str(objects)):
        return None
    link = Path(tempfile.mkdtemp()) / "objects"
    link.symlink_to(objects, target_is_directory=True)
    return link


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
