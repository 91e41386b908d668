"""What the Act and the Workbook say, as data, and the one loader that reads it.

A ruleset is a folder here, such as `perkins_iv_ma/`: `ruleset.yaml` holds every choice with its citation and
reading, `codes/` the code tables, `calendar/` the deadlines of a year. Code elsewhere reads values as
`load_ruleset(name).law.academic.attempt` and never holds one of its own.

Names are found on first use, so that importing this package opens no file and imports no YAML reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openperkins.law.calendar import Deadline, PrintedDate, load_calendar
    from openperkins.law.diff import Change, diff_rulesets
    from openperkins.law.loader import list_rulesets, load_review, load_ruleset
    from openperkins.law.model import Law, Parameter, Reading, Ruleset, Source
    from openperkins.law.performance_years import performance_year, school_year_of

_HOMES = {
    "Change": "diff",
    "Deadline": "calendar",
    "Law": "model",
    "Parameter": "model",
    "PrintedDate": "calendar",
    "Reading": "model",
    "Ruleset": "model",
    "Source": "model",
    "diff_rulesets": "diff",
    "list_rulesets": "loader",
    "load_calendar": "calendar",
    "load_review": "loader",
    "load_ruleset": "loader",
    "performance_year": "performance_years",
    "school_year_of": "performance_years",
}

__all__ = [
    "Change",
    "Deadline",
    "Law",
    "Parameter",
    "PrintedDate",
    "Reading",
    "Ruleset",
    "Source",
    "diff_rulesets",
    "list_rulesets",
    "load_calendar",
    "load_review",
    "load_ruleset",
    "performance_year",
    "school_year_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
