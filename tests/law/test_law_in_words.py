"""Differences between rulesets, and a ruleset in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openperkins.errors import UnknownNameError
from openperkins.law import Change, Ruleset, diff_rulesets, load_ruleset
from openperkins.law import describe as d

NAME = "perkins_iv_ma"


def test_a_ruleset_does_not_differ_from_itself(ma: Ruleset) -> None:
    assert diff_rulesets(ma, load_ruleset(NAME)) == []
    assert d.diff_lines([]) == ["No difference."]


def test_changes_are_listed_by_reading_and_name(ma: Ruleset) -> None:
    changes = {"technical_skill.denominator": "reported", "academic.attempt": "best", "concentrator.octobers": "3"}
    found = diff_rulesets(ma, load_ruleset(NAME, changes))
    assert found == [
        Change("concentrator.octobers", "2", "3", "R03"),
        Change("academic.attempt", "first", "best", "R21"),
        Change("technical_skill.denominator", "left", "reported", "R23"),
    ]
    assert d.diff_lines(found)[1] == "R21 academic.attempt: first → best"


def test_parameters_and_tables_only_one_ruleset_has(rules: dict[str, Any], rules_folder: Callable[..., Path]) -> None:
    before = load_ruleset("small", folder=rules_folder(rules))
    del rules["parameters"]["academic.attempt"]
    rules["readings"]["R21"]["parameters"].remove("academic.attempt")
    after = load_ruleset("small", folder=rules_folder(rules, {"other": "code,source\n1,workbook 1\n"}))
    removed, table = diff_rulesets(before, after)
    assert removed == Change("academic.attempt", "first", None, "R21")
    assert (table.parameter, table.before, table.reading) == ("codes/other.csv", None, "")
    assert table.after == after.table_sums["other"][:12]
    assert d.diff_lines([removed]) == ["R21 academic.attempt: first → (not there)"]
    assert diff_rulesets(after, before)[0] == Change("academic.attempt", None, "first", "R21")


def test_a_difference_is_empty_exactly_when_the_fingerprints_agree(ma: Ruleset) -> None:
    for name in ma.parameters:
        same = load_ruleset(NAME, {name: ma.parameters[name].text})
        assert (diff_rulesets(ma, same) == []) == (ma.fingerprint == same.fingerprint)


def test_show_holds_everything_and_is_ready_for_json(ma: Ruleset) -> None:
    facts = json.loads(json.dumps(d.show_facts(ma)))
    assert len(facts["parameters"]) == len(ma.parameters)
    assert len(facts["readings"]) == len(ma.readings)
    assert facts["ruleset"]["assumed"] == ["R24", "R40", "R45"]
    by_name = {p["name"]: p for p in facts["parameters"]}
    assert by_name["academic.attempt"]["choices"] == ["first", "best", "latest"]
    assert by_name["academic.attempt"]["reading"] == "R21"
    assert by_name["academic.attempt"]["cites"]
    text = "\n".join(d.show_lines(ma))
    for name, parameter in ma.parameters.items():
        assert f"{name} = {parameter.text}\n" in text
    for id in ma.readings:
        assert f"\n{id} (" in text


@pytest.mark.parametrize(
    ("only", "parameters", "readings"),
    [
        ("academic.attempt", ["academic.attempt"], ["R21"]),
        ("completion", ["completion.codes"], ["R25"]),
        ("R53", ["accountability.state_level_stands_in", "levels.agreed"], ["R53"]),
        ("R07", [], ["R07"]),
    ],
)
def test_show_one_part(only: str, parameters: list[str], readings: list[str], ma: Ruleset) -> None:
    facts = d.show_facts(ma, only)
    assert [p["name"] for p in facts["parameters"]] == parameters
    assert [r["id"] for r in facts["readings"]] == readings


def test_show_of_an_unknown_part_names_the_nearest(ma: Ruleset) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean academic"):
        d.show_lines(ma, "acedemic")


def test_a_changed_value_is_shown_beside_the_rulesets_own() -> None:
    changed = load_ruleset(NAME, {"academic.attempt": "best"})
    lines = d.show_lines(changed, "academic.attempt")
    assert "    academic.attempt = best (the ruleset's own is first)" in lines
    assert d.ruleset_facts(changed)["changes"] == {"academic.attempt": "best"}


def test_open_assumptions_are_listed(ma: Ruleset, rules: dict[str, Any], rules_folder: Callable[..., Path]) -> None:
    assert [line.split()[0] for line in d.assumption_lines(ma)[1:]] == ["R24", "R40", "R45"]
    rules["readings"]["R21"]["status"] = "confirmed"
    assert d.assumption_lines(load_ruleset("small", folder=rules_folder(rules))) == ["Every reading is confirmed."]


def test_readings_used_carry_the_values_in_force() -> None:
    changed = load_ruleset(NAME, {"academic.attempt": "best"})
    r21, r28 = d.readings_used(changed, ["R28", "R21"])
    assert (r21["id"], r21["values"]["academic.attempt"]) == ("R21", "best")
    assert r28["values"]["placement.without_answer"] == "in_denominator"
    assert len(d.readings_used(changed)) == len(changed.readings)
    with pytest.raises(UnknownNameError, match="no reading R99"):
        d.readings_used(changed, ["R99"])


def test_the_reference_page_has_every_parameter_in_a_table_row(ma: Ruleset) -> None:
    page = d.reference_page(ma)
    for name in ma.parameters:
        assert f"\n| `{name}` | `" in page
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}
    assert page.count("\n## R") == len(ma.readings)
    assert page == d.reference_page(load_ruleset(NAME))
