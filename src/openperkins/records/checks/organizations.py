"""Checks O01 … O12: districts, schools and consortia, each in one role and under the right parent."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import EIGHT_DIGITS, PLACEHOLDER, STATE, Known, org_code
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally

REPEATED = RowRule(
    "O03",
    "error",
    "org_code",
    pl.lit(value=True),
    "Organization {org_code} is already on {where}{same}; every code is in one role.",
    "Keep one of the rows, or correct the code.",
)
_PARENT = "Correct the code in `parent`, or add the parent to the file."


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check the whole of organizations.csv (parents need all its rows); returns org_code, name, kind, parent, row."""
    check_column(chunk, org_code("org_code", "O01"), tally)
    check_column(chunk, org_code("parent", "O04"), tally, optional=True)
    kind = column("kind", "O02", "code", "a kind of organization", values=known.list_of("organization_kind"))
    check_column(chunk, kind, tally)
    kinds = chunk.unique("org_code", keep="first", maintain_order=True).select(parent="org_code", parent_kind="kind")
    apply(chunk.join(kinds, on="parent", how="left", maintain_order="left"), _rules(known), tally)
    return chunk.select("org_code", "name", "kind", "parent", pl.col("row").cast(pl.Int32))


def _rules(known: Known) -> list[RowRule]:
    code, kind, parent = pl.col("org_code"), pl.col("kind"), pl.col("parent")
    has_parent, reserved = parent != "", code.is_in([STATE, PLACEHOLDER])
    digits = known.law.law.organization.district_digits
    own = code.str.slice(0, digits) + "0" * (8 - digits)
    wrong_kind = ((kind == "school") & (pl.col("parent_kind") != "district")) | (
        (kind == "district") & (pl.col("parent_kind") != "consortium")
    )
    return [
        RowRule(
            "O05",
            "error",
            "parent",
            has_parent & parent.str.contains(EIGHT_DIGITS) & pl.col("parent_kind").is_null(),
            "The parent {parent} of {org_code} is not in this file.",
            _PARENT,
        ),
        RowRule(
            "O06",
            "error",
            "parent",
            (kind == "school") & ~has_parent,
            "School {org_code} has no parent; a school belongs to a district.",
            _PARENT,
        ),
        RowRule(
            "O07",
            "error",
            "parent",
            (kind == "consortium") & has_parent,
            "Consortium {org_code} has the parent {parent}; a consortium has none.",
            "Leave `parent` empty.",
        ),
        RowRule(
            "O08",
            "error",
            "parent",
            has_parent & wrong_kind,
            "The parent {parent} of the {kind} {org_code} is a {parent_kind}: a school's parent is a district, "
            "a member district's a consortium.",
            _PARENT,
        ),
        RowRule(
            "O09",
            "error",
            "org_code",
            reserved,
            f"{STATE} is the State and {PLACEHOLDER} a placeholder; neither is an organization of this file.",
            "Remove the row.",
        ),
        RowRule(
            "O10",
            "warning",
            "parent",
            (kind == "school")
            & (pl.col("parent_kind") == "district")
            & code.str.contains(EIGHT_DIGITS)
            & ~reserved
            & (parent != own),
            f"School {{org_code}} names the district {{parent}}; its records count for the district of its "
            f"first {digits} digits.",
            "Correct the parent or the code.",
        ),
        RowRule(
            "O11",
            "warning",
            "org_code",
            (kind == "district") & code.str.contains(EIGHT_DIGITS) & ~reserved & (code != own),
            f"District {{org_code}} does not end in {'0' * (8 - digits)}: no record will name it.",
            "Correct the code.",
        ),
        RowRule("O12", "warning", "name", pl.col("name") == "", "{org_code} has no name.", "Add the name."),
    ]
