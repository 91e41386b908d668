"""Rules over the rows of a headed file: one expression each, evaluated in one pass, listed where broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.model import Severity
from openperkins.records.reading.frames import all_as_sent


@dataclass(frozen=True)
class RowRule:
    """`breaks` is True where a row breaks the rule; `says` may name any column of the row in braces.

    `once` is said instead, for the whole file, with `{count}` and `{row}`.
    """

    id: str
    severity: Severity
    element: str
    breaks: pl.Expr
    says: str
    remedy: str = ""
    once: str = ""


def apply(frame: pl.DataFrame, rules: Iterable[RowRule], tally: Tally) -> None:
    """Tally every row of `frame` (with `row`) that breaks a rule. A null test is no finding."""
    listed = list(rules)
    if not listed or not frame.height:
        return
    masks = frame.select([rule.breaks.fill_null(value=False).alias(str(n)) for n, rule in enumerate(listed)])
    for rule, broken in zip(listed, masks.iter_columns(), strict=True):
        if broken.any():
            _list(rule, all_as_sent(frame.filter(broken)), tally)


def _list(rule: RowRule, bad: pl.DataFrame, tally: Tally) -> None:
    finding = Finding(rule.id, rule.severity, rule.remedy, rule.element, wide=rule.once, once=bool(rule.once))

    def message(line: Mapping[str, Any]) -> str:
        return rule.says.format(**line)

    tally.rows(finding, bad, message, value=rule.element)


def repeated(frame: pl.DataFrame, key: list[str], tally_of: Mapping[str, Tally], rule: RowRule) -> pl.DataFrame:
    """Tally the second and later rows of each `key` of a unit (frame with `file`, `row`, in file order).

    The sentence may name `{first_file}`, `{first_row}` and `{same}` (" (the two rows are the same)" or nothing).
    Returns the repeated rows. Each row's finding goes to the tally of its own file.
    """
    twice = frame.filter(pl.struct(key).is_duplicated())
    if not twice.height:
        return twice
    rest = [c for c in frame.columns if c not in (*key, "file", "row")]
    alike = pl.all_horizontal([pl.col(c) == pl.col(c).first().over(key) for c in rest]) if rest else pl.lit(value=True)
    told = twice.with_columns(
        pl.col("file").cast(pl.String),
        first_file=pl.col("file").cast(pl.String).first().over(key),
        first_row=pl.col("row").first().over(key),
        nth=pl.int_range(pl.len()).over(key),
        same=pl.when(alike.fill_null(value=False)).then(pl.lit(" (the two rows are the same)")).otherwise(pl.lit("")),
    ).filter(pl.col("nth") > 0)
    told = told.with_columns(
        where=pl.when(pl.col("first_file") == pl.col("file"))
        .then(pl.format("row {}", "first_row"))
        .otherwise(pl.format("row {} of {}", "first_row", "first_file"))
    )
    for (file,), rows in told.group_by("file", maintain_order=True):
        _list(rule, rows.sort("row"), tally_of[str(file)])
    return told
