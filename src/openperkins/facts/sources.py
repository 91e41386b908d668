"""The sealed tables the facts are made from, as unbound Ibis tables: no engine, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from openperkins.lazy import ibis

#: elements of a SIMS record that a fact may use; sealing keeps all 52, a run reads only these
SIMS_ELEMENTS = (
    "DOE009",
    "DOE010",
    "DOE012",
    "DOE015",
    "DOE016",
    "DOE018",
    "DOE019",
    "DOE025",
    "DOE031",
    "DOE034",
    "DOE035",
    "DOE039",
    "DOE042",
    "DOE043",
    "DOE044",
)

_SIMS = {
    "school_year": "int16",
    "sasid": "string",
    **dict.fromkeys(SIMS_ELEMENTS, "string"),
    "file": "string",
    "row": "int32",
}

#: table name → column → type
Schemas = Mapping[str, Mapping[str, str]]

#: table name → columns. A collection is sealed in two parts: records only one district claims, and the others.
SCHEMAS: dict[str, dict[str, str]] = {
    "october": _SIMS,
    "october_contested": _SIMS,
    "march": _SIMS,
    "march_contested": _SIMS,
    "end_of_year": _SIMS,
    "end_of_year_contested": _SIMS,
    "mcas": {
        "sasid": "string",
        "adminyear": "string",
        "administration_year": "int16",
        "administration_month": "int8",
        "grade": "string",
        "eteststat": "string",
        "eperf2": "string",
        "mteststat": "string",
        "mperf2": "string",
        "file": "string",
        "row": "int32",
    },
    "follow_up": {
        "school_year": "int16",
        "sasid": "string",
        "status": "string",
        "file": "string",
        "row": "int32",
    },
    "cohort": {
        "school_year": "int16",
        "sasid": "string",
        "org_code": "string",
        "outcome": "string",
        "file": "string",
        "row": "int32",
    },
    "migrant": {"school_year": "int16", "sasid": "string"},
    "programs": {"code": "string", "nontraditional_for": "string"},
}


_SEASONS = ("october", "march", "end_of_year")
#: what the measures of the review read beside that: plans after high school, core curriculum, science, kind of program
_REVIEWED = {
    **{f"{season}{part}": ("DOE033", "DOE037") for season in _SEASONS for part in ("", "_contested")},
    "mcas": ("steststat", "sperf2"),
    "programs": ("kind",),
}
REVIEW_SCHEMAS: dict[str, dict[str, str]] = {
    name: schema | dict.fromkeys(_REVIEWED.get(name, ()), "string") for name, schema in SCHEMAS.items()
}


@dataclass(frozen=True)
class Sources:
    """The sealed tables by name. `cohort_file_years` are the years a cohort file was sent for (R26)."""

    cohort_file_years: tuple[int, ...] = ()
    schemas: Schemas = field(default_factory=lambda: SCHEMAS)

    @cached_property
    def tables(self) -> dict[str, ibis.Table]:
        return {name: ibis.table(schema, name=name) for name, schema in self.schemas.items()}

    def __getitem__(self, name: str) -> ibis.Table:
        return self.tables[name]
