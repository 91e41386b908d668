"""The measures of the review as published: one text an organization, read back as figures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import polars as pl

from openperkins.law import load_review
from openperkins.needs.measured import Measured
from openperkins.needs.measures import EVERYONE
from openperkins.portal.results.models import MeasureSheet, Publication
from openperkins.schoolyear import SchoolYear


@cache
def groups() -> dict[str, int]:
    """All students and the groups of the review → their place in a text."""
    return {group: place for place, group in enumerate((EVERYONE, *load_review().law.review.groups))}


class Measures:
    """The measures of one organization in one year, by scope (`school`, `cte`, a program's code), measure and group.

    The text names its groups, so that it reads the same whatever groups a later edition of the review has.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _told(self) -> dict[str, Any]:
        """Read when first asked: a page that has twelve years at hand looks into one or two."""
        told: dict[str, Any] = json.loads(self._text)
        return told

    @property
    def _raw(self) -> dict[str, dict[str, list[list[int | None]]]]:
        return self._told["scopes"]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {group: place for place, group in enumerate(self._told["groups"])}

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes with students: the school's, CTE, then programs in order of their codes."""
        return tuple(self._raw)

    @property
    def programs(self) -> tuple[str, ...]:
        """The codes of the programs among the scopes; `results.programs.titled` gives their titles."""
        return tuple(scope for scope in self._raw if scope not in ("school", "cte"))

    def measures(self, scope: str) -> tuple[str, ...]:
        """The measures a scope has, in order. Raises KeyError for a scope without students."""
        return tuple(self._raw[scope])

    def of(self, scope: str, measure: str, population: str = EVERYONE) -> Measured:
        """One figure. Raises KeyError for a scope without students and for a measure or group it does not have."""
        cells, place = self._raw[scope][measure], self._places[population]
        if place >= len(cells):
            raise KeyError(population)
        return Measured(*cells[place])


def measure_texts(table: pl.DataFrame) -> Iterable[tuple[str, str]]:
    """(organization code, its text), in order of codes. `table` has the columns and the order of `api.measures`."""
    keys = ["org_code", "scope", "measure"]
    cells = table.group_by(keys, maintain_order=True).agg("denominator", "numerator")
    for (code,), rows in cells.partition_by("org_code", as_dict=True, maintain_order=True).items():
        scopes: dict[str, dict[str, Any]] = {}
        for scope, measure, denominators, numerators in rows.drop("org_code").iter_rows():
            scopes.setdefault(scope, {})[measure] = list(zip(denominators, numerators, strict=True))
        yield code, json.dumps({"groups": list(groups()), "scopes": scopes}, separators=(",", ":"))


def measures_of(org_code: str, up_to_year: SchoolYear) -> list[tuple[SchoolYear, Publication, Measures]]:
    """What publications in force say of an organization's measures up to a year, latest first; one query.

    A publication made before there were measures has none.
    """
    of_years = MeasureSheet.objects.filter(
        org_code=org_code, publication__in_force=True, publication__school_year__lte=up_to_year.ends
    ).select_related("publication")
    sheets = of_years.defer("publication__inputs", "publication__failure", "publication__retraction_reason")
    latest_first = sheets.order_by("-publication__school_year")
    return [(sheet.publication.year, sheet.publication, Measures(sheet.measures)) for sheet in latest_first]
