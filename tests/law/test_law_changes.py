"""Changing parameters through text, as `--set KEY=VALUE` does, and what the fingerprint makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.errors import UsageError
from openperkins.law import Parameter, Ruleset, load_ruleset
from openperkins.law.kinds import KINDS, checked, from_text, to_text

NAME = "perkins_iv_ma"
PARAMETERS = load_ruleset(NAME).parameters


def another(parameter: Parameter) -> tuple[str, Any]:
    """A text that sets the parameter to something else, and the value that is then in force."""
    value, choices = parameter.value, parameter.choices
    match parameter.kind:
        case "yes_no":
            return ("no", False) if value else ("YES", True)
        case "whole_number":
            number = value + 1 if value < int(parameter.most or 0) else value - 1
            return f" {number} ", number
        case "decimal":
            return "0.250", "0.25"
        case "school_year":
            return "2008-09", "2008-09"
        case "text":
            return "x1", "x1"
        case "choice":
            other = next(choice for choice in choices if choice != value)
            return other, other
        case "ordered_codes":
            return ",".join(reversed(value)), tuple(reversed(value))
        case "code_groups":
            return "04 | 30,10", (("04",), ("10", "30"))
    other = next((choice for choice in choices if choice not in value), "ZZ")
    return f"{other}", (other,)


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_can_be_changed_through_text(name: str, ma: Ruleset) -> None:
    text, value = another(PARAMETERS[name])
    changed = load_ruleset(NAME, {name: text})
    group, key = name.split(".")
    assert getattr(getattr(changed.law, group), key) == value
    assert changed.parameters[name].value == value
    assert changed.parameters[name].default == ma.parameters[name].value
    assert changed.parameters[name].changed
    assert changed.changes == {name: to_text(value)}
    assert changed.fingerprint != ma.fingerprint
    others = set(PARAMETERS) - {name}
    assert all(changed.parameters[other] == ma.parameters[other] for other in others)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_value_set_to_itself_changes_nothing(name: str, ma: Ruleset) -> None:
    same = load_ruleset(NAME, {name: PARAMETERS[name].text})
    assert same.fingerprint == ma.fingerprint
    assert same.law == ma.law
    assert same.changes == {}


def test_every_kind_is_in_use() -> None:
    assert {parameter.kind for parameter in PARAMETERS.values()} == set(KINDS)


def test_a_set_of_codes_has_no_order_and_a_ranking_has_one(ma: Ruleset) -> None:
    turned = {"leaving.codes": "36,35,34,33,32,31,30,10,09,04", "claims.october_order": "01"}
    assert load_ruleset(NAME, turned).fingerprint == ma.fingerprint
    assert load_ruleset(NAME, {"claims.later_order": "10|04"}).fingerprint != ma.fingerprint
    ranked = load_ruleset(NAME, {"academic.result_levels": "W,F,NM,NI,PM,P,M,A,E"})
    assert ranked.law.academic.result_levels[:2] == ("W", "F")
    assert ranked.fingerprint != ma.fingerprint


def test_one_decimal_written_two_ways_is_one_value(ma: Ruleset) -> None:
    assert load_ruleset(NAME, {"accountability.line": "0.90"}).fingerprint == ma.fingerprint


@pytest.mark.parametrize("text", ["yes", "true", "True", " YES "])
def test_ways_to_say_yes(text: str) -> None:
    assert load_ruleset(NAME, {"cohort_concentrator.consecutive": text}).law.cohort_concentrator.consecutive is True


@pytest.mark.parametrize("text", ["no", "false", "FALSE"])
def test_ways_to_say_no(text: str) -> None:
    assert load_ruleset(NAME, {"concentrator.consecutive": text}).law.concentrator.consecutive is False


def test_values_of_the_right_type_do_as_well() -> None:
    given_values = {"concentrator.octobers": 3, "concentrator.consecutive": False, "completion.codes": ["04", "10"]}
    law = load_ruleset(NAME, given_values).law
    assert (law.concentrator.octobers, law.concentrator.consecutive) == (3, False)
    assert law.completion.codes == ("04", "10")


REFUSED = {
    "academic.attempt": ("frist", "`frist` is not one of the choices. Did you mean first", "first, best, latest"),
    "concentrator.consecutive": ("maybe", "`maybe` is neither yes nor no", "Choose yes or no."),
    "concentrator.octobers": ("0", "0 is not from 1 to 6", "Give a whole number from 1 to 6."),
    "academic.spring_month": ("May", "`May` is not a whole number", "from 1 to 12"),
    "accountability.smallest_denominator": ("1e3", "`1e3` is not a whole number", "whole number"),
    "accountability.line": ("90%", "is not a decimal number", "such as 0.9"),
    "job_loss.percent": ("100.5", "100.5 is not from 0 to 100", "from 0 to 100"),
    "leaving.codes": ("4,10", "`4` is not one of the choices. Did you mean 04", "any of 01, 04"),
    "completion.codes": ("", "the list of codes is empty", "separated by commas"),
    "placement.status_order": ("military,military", "military is in the list twice", "in their order"),
    "claims.later_order": ("04|10,04", "04 is in two groups", "`|` between groups"),
    "claims.october_order": ("01||04", "the list of codes is empty", "`|` between groups"),
    "years.first": ("2008", "'2008' is not a school year", "such as 2016-17"),
    "program.no_program": ("", "is empty", "Give a text."),
    "populations.single_parent_codes": ("2,3", "`2` is not one of the choices", "any of 01, 02, 03, 500"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_value_is_refused_with_the_choices(name: str) -> None:
    text, found, expects = REFUSED[name]
    with pytest.raises(UsageError) as caught:
        load_ruleset(NAME, {name: text})
    assert caught.value.exit_code == 2
    assert caught.value.message.startswith(f"`{name}` cannot be set: ")
    assert found in caught.value.message
    assert expects in caught.value.remedy


@pytest.mark.parametrize("value", [1.5, None, {"04"}, 4, [4], [["04"]], object()])
def test_a_value_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(UsageError, match=r"leaving\.codes"):
        load_ruleset(NAME, {"leaving.codes": value})


def test_an_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no parameter `academic.atempt`. Did you mean academic.attempt"):
        load_ruleset(NAME, {"academic.atempt": "best"})


def test_the_first_ruleset_is_not_touched_by_a_changed_one() -> None:
    load_ruleset(NAME, {"academic.attempt": "best"}).parameters.clear()
    assert load_ruleset(NAME).law.academic.attempt == "first"


@given(st.lists(st.sampled_from(["01", "04", "10", "30", "500"]), min_size=1, unique=True))
def test_codes_survive_being_written_and_read(codes: list[str]) -> None:
    for kind in ("codes", "ordered_codes"):
        value = checked(kind, codes)
        assert checked(kind, from_text(kind, to_text(value))) == value
    assert checked("codes", codes) == checked("codes", list(reversed(codes)))
    groups = checked("code_groups", [[code] for code in codes])
    assert checked("code_groups", from_text("code_groups", to_text(groups))) == groups


@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_decimals_are_exact_and_in_their_shortest_form(number: Any) -> None:
    text = checked("decimal", f"{number:f}")
    assert isinstance(text, str)
    assert type(number)(text) == number
    assert checked("decimal", text) == text
    assert "." not in text or not text.endswith("0")


@given(st.sampled_from(KINDS), st.text(max_size=20))
def test_no_text_is_met_by_anything_but_a_plain_refusal(kind: str, text: str) -> None:
    try:
        value = checked(kind, from_text(kind, text), ["04", "10"] if kind == "choice" else [])
    except ValueError as error:
        assert str(error)
    else:
        assert checked(kind, from_text(kind, to_text(value)), ["04", "10"] if kind == "choice" else []) == value
