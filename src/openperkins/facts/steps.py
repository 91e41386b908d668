"""Facts are built in named steps, so that the SQL an auditor reads has the names the law's words have."""

from __future__ import annotations

from openperkins.lazy import ibis


class Steps:
    """Named intermediate tables, in the order they were defined; a later step refers to an earlier one by name.

    `views` are steps that cost less to read again than to keep: the records themselves, of which every later
    step needs other rows and columns.
    """

    def __init__(self) -> None:
        self.tables: dict[str, ibis.Table] = {}
        self.views: set[str] = set()

    def named(self, name: str, table: ibis.Table, *, view: bool = False) -> ibis.Table:
        """Keep `table` as the step `name` and return a reference to it. A name is given once."""
        if name in self.tables:
            raise ValueError(f"the step {name!r} is already defined")
        self.tables[name] = table
        if view:
            self.views.add(name)
        return ibis.table(table.schema(), name=name)


def without(table: ibis.Table, *names: str) -> ibis.Table:
    """`table` without some columns, the others in their order: Ibis's own `drop` names them in no order at all."""
    return table.select(*(name for name in table.columns if name not in names))
