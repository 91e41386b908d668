"""Opening an engine by name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openperkins.engine.store import Store
from openperkins.errors import UnknownNameError, nearest
from openperkins.facts.sources import SCHEMAS, Schemas

ENGINES = ("duckdb", "spark")


@contextlib.contextmanager
def open_engine(
    name: str, tables: dict[str, list[Path]], store: Store, memory: int, schemas: Schemas = SCHEMAS
) -> Iterator[Any]:
    """An engine over sealed tables, closed afterwards; it holds to `memory` bytes, and its temporary files live in the
    store's workspace. `schemas` says which of their columns are read.
    """
    if name == "duckdb":
        from openperkins.engine.duckdb_engine import DuckDBEngine as Engine
    elif name == "spark":
        from openperkins.engine.spark_engine import SparkEngine as Engine
    else:
        raise UnknownNameError(f"There is no engine {name!r}.", nearest(name, ENGINES))
    with store.workspace() as temp:
        engine = Engine(tables, schemas=schemas, objects=store.objects, temp=temp, memory=memory)
        try:
            yield engine
        finally:
            engine.close()
