"""A small ruleset on disk that each test may damage, and the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from openperkins.law import Ruleset, load_ruleset


def small_rules() -> dict[str, Any]:
    """The smallest sound ruleset: one parameter of most kinds, two readings, one source."""
    return {
        "name": "small",
        "version": "1",
        "title": "A small ruleset",
        "sources": {"workbook": {"title": "A workbook", "where": "on the shelf"}},
        "parameters": {
            "leaving.codes": {
                "value": ["04", "10"],
                "kind": "codes",
                "choices_from": "statuses",
                "says": "Statuses that are leaving.",
                "cites": ["workbook 1"],
                "reading": "R05",
                "status": "confirmed",
            },
            "academic.attempt": {
                "value": "first",
                "kind": "choice",
                "choices": ["first", "best"],
                "says": "Which attempt.",
                "cites": ["workbook 2"],
                "reading": "R21",
                "status": "assumed",
            },
            "academic.spring_month": {
                "value": 5,
                "kind": "whole_number",
                "least": 1,
                "most": 12,
                "says": "Which month.",
                "cites": ["workbook 2"],
                "reading": "R21",
                "status": "confirmed",
            },
            "years.first": {
                "value": "2007-08",
                "kind": "school_year",
                "says": "The first year.",
                "cites": ["workbook 3"],
                "reading": "R21",
                "status": "confirmed",
            },
        },
        "readings": {
            "R05": {
                "question": "Who left?",
                "says": "These.",
                "status": "confirmed",
                "parameters": ["leaving.codes"],
                "cites": ["workbook 1"],
            },
            "R21": {
                "question": "Which result?",
                "says": "The first.",
                "status": "assumed",
                "parameters": ["academic.attempt", "academic.spring_month", "years.first"],
                "cites": ["workbook 2"],
            },
        },
    }


STATUSES = "code,label,source\n01,Enrolled,workbook 1\n04,Graduate,workbook 1\n10,Certificate,workbook 1\n"


@pytest.fixture
def rules_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a ruleset `small` (a dict, or YAML text) with its code tables; gives the folder of rulesets."""

    def write(rules: dict[str, Any] | str | None = None, tables: dict[str, str] | None = None) -> Path:
        folder = tmp_path / "small"
        (folder / "codes").mkdir(parents=True, exist_ok=True)
        text = rules if isinstance(rules, str) else yaml.safe_dump(rules or small_rules(), sort_keys=False)
        (folder / "ruleset.yaml").write_text(text, encoding="utf-8")
        for name, content in {"statuses": STATUSES, **(tables or {})}.items():
            (folder / "codes" / f"{name}.csv").write_text(content, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def rules() -> dict[str, Any]:
    return small_rules()


@pytest.fixture(scope="session")
def ma() -> Ruleset:
    return load_ruleset("perkins_iv_ma")
