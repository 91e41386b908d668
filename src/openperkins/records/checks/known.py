"""What the checks of one folder know: code lists of the law, and what its other files have named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from openperkins.records.checks.codebook import Codebook, Element, column
from openperkins.records.settings import Settings

EIGHT_DIGITS = r"^[0-9]{8}$"
STATE = "00000000"
#: stands for a pre-kindergarten placement outside any school
PLACEHOLDER = "00000001"


@dataclass
class Known:
    """Lists come from `law` (a ruleset); organizations and programs are set when their files were read.

    `organizations` (org_code, kind, parent) and `programs` (code) are None while no such file was read:
    then nothing is called unknown. `settings` say how the folder's files name columns and codes.
    """

    law: Any
    organizations: pl.DataFrame | None = None
    programs: pl.DataFrame | None = None
    parents: dict[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def codebook(self) -> Codebook:
        """The elements and the small code lists."""
        return Codebook.from_law(self.law)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicator codes, in their order."""
        return tuple(row["code"] for row in self.law.table("indicators"))

    @cached_property
    def populations(self) -> tuple[str, ...]:
        """The population names, `all` first."""
        return tuple(row["population"] for row in self.law.table("populations"))

    @cached_property
    def scale(self) -> tuple[dict[str, str], ...]:
        """The MCAS levels with their scale and scores."""
        return tuple(self.law.table("mcas_levels"))

    def forget(self, kind: str) -> None:
        """Some record of organizations.csv or programs.csv could not be read: nothing is called unknown by it."""
        if kind == "organizations":
            self.organizations = None
        elif kind == "programs":
            self.programs = None

    def list_of(self, name: str) -> tuple[str, ...]:
        """A small code list (`status`, `outcome`, …). Raises KeyError for a list the law does not have."""
        return self.codebook.lists[name]

    def unknown_organization(self, name: str) -> pl.Expr:
        """True where column `name` holds a well-written code that organizations.csv does not have.

        The State and the placeholder are never unknown.
        """
        if self.organizations is None:
            return pl.lit(value=False)
        codes = [*self.organizations["org_code"].to_list(), STATE, PLACEHOLDER]
        text = pl.col(name).cast(pl.String)
        return text.str.contains(EIGHT_DIGITS) & ~text.is_in(codes)


def org_code(id: str, check: str) -> Element:
    """A column of 8-digit organization codes."""
    return column(id, check, "digits", "an organization code", (8, 8))


def sasid(check: str) -> Element:
    """The column `sasid` of a headed file."""
    return column("sasid", check, "sasid", "a SASID", (10, 10))


def school_year(id: str, check: str) -> Element:
    """A column of school years such as 2016-17."""
    return column(id, check, "school_year", "a school year such as 2016-17", (7, 7))
