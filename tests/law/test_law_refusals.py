"""What the loader refuses in a ruleset file, and the words it does it with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from openperkins.errors import LawError, OpenPerkinsError, UnknownNameError
from openperkins.law import load_ruleset

Write = Callable[..., Path]


def refusal(folder: Path) -> str:
    with pytest.raises(LawError) as caught:
        load_ruleset("small", folder=folder)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_the_small_ruleset_is_sound(rules_folder: Write) -> None:
    loaded = load_ruleset("small", folder=rules_folder())
    assert loaded.law.leaving.codes == ("04", "10")
    assert loaded.parameters["leaving.codes"].choices == ("01", "04", "10")
    assert [reading.id for reading in loaded.assumptions] == ["R21"]


def at(*keys: str) -> Callable[[dict[str, Any], Any], None]:
    """Sets the entry at a path of keys; Ellipsis removes it."""

    def put(rules: dict[str, Any], value: Any) -> None:
        for key in keys[:-1]:
            rules = rules[key]
        if value is ...:
            del rules[keys[-1]]
        else:
            rules[keys[-1]] = value

    return put


CODES, ATTEMPT = ("parameters", "leaving.codes"), ("parameters", "academic.attempt")
MONTH, R05 = ("parameters", "academic.spring_month"), ("readings", "R05")

DAMAGE: dict[str, tuple[tuple[str, ...], Any, str]] = {
    "unknown key at the top": (("titel",), "x", "the key `titel` is not known. Did you mean title?"),
    "no title": (("title",), ..., "the top level: has no `title`"),
    "title is a number": (("title",), 7, "`title` is not text"),
    "version is not text": (("version",), 1, "`version` is not text"),
    "sources is a list": (("sources",), ["workbook"], "sources: is not a mapping"),
    "source without place": (("sources", "workbook", "where"), ..., "sources, workbook: has no `where`"),
    "parameters is a list": (("parameters",), ["a"], "parameters: is not a mapping"),
    "unknown key of a parameter": ((*CODES, "choises"), ["04"], "`choises` is not known. Did you mean choices"),
    "parameter is a bare value": (CODES, ["04"], "parameters, leaving.codes: is not a mapping"),
    "parameter without value": ((*CODES, "value"), ..., "parameters, leaving.codes: has no `value`"),
    "no cites": ((*CODES, "cites"), ..., "parameters, leaving.codes: has no `cites`"),
    "empty cites": ((*CODES, "cites"), [], "has no citation; say in `cites` where it comes from"),
    "cites nothing known": (
        (*CODES, "cites"),
        ["workbok 3"],
        "the citation `workbok 3` does not begin with a source. Did you mean workbook?",
    ),
    "no reading": ((*CODES, "reading"), ..., "parameters, leaving.codes: has no `reading`"),
    "reading not there": ((*CODES, "reading"), "R06", "the reading R06 is not there. Did you mean R05"),
    "another's reading": ((*CODES, "reading"), "R21", "readings, R21: does not name its parameter leaving.codes"),
    "status": ((*CODES, "status"), "certain", "the status `certain` is neither confirmed nor assumed"),
    "no sentence": ((*CODES, "says"), "", "`says` is not text"),
    "kind": ((*CODES, "kind"), "set", "`set` is not a kind of value; kinds are codes, ordered_codes"),
    "a code is a number": (
        (*CODES, "value"),
        [4, "10"],
        'the code `4` is not text; quote it ("04"), or YAML drops the leading zero',
    ),
    "a code is not a choice": ((*CODES, "value"), ["4"], "`4` is not one of the choices. Did you mean 04"),
    "codes are one text": ((*CODES, "value"), "04", "`04` is not a list of codes"),
    "no codes": ((*CODES, "value"), [], "the list of codes is empty"),
    "a code twice": ((*CODES, "value"), ["04", "10", "04"], "04 is in the list twice"),
    "a code with spaces": ((*CODES, "value"), [" 04"], "` 04` is empty or has spaces around it"),
    "table not there": ((*CODES, "choices_from"), "status", "no code table `status`. Did you mean statuses?"),
    "both choices": ((*CODES, "choices"), ["04", "10"], "has both `choices` and `choices_from`"),
    "not a choice": ((*ATTEMPT, "value"), "frist", "`frist` is not one of the choices. Did you mean first?"),
    "choice without choices": ((*ATTEMPT, "choices"), ..., "is a choice and has no `choices`"),
    "choices not text": ((*ATTEMPT, "choices"), [1, 2], "`choices` is not a list of quoted text"),
    "choices twice": ((*ATTEMPT, "choices"), ["first", "first"], "`choices` names one thing twice"),
    "bounds on a choice": ((*ATTEMPT, "least"), 1, "a value of kind choice has no least or most"),
    "a number as text": ((*MONTH, "value"), "5", "`5` is not a whole number"),
    "yes as a number": ((*MONTH, "value"), True, "`True` is not a whole number"),
    "a fraction": ((*MONTH, "value"), 5.5, "`5.5` is not a whole number"),
    "out of bounds": ((*MONTH, "value"), 13, "13 is not from 1 to 12"),
    "no bounds": ((*MONTH, "most"), ..., "a value of kind whole_number needs `least` and `most`"),
    "bounds of another kind": ((*MONTH, "most"), "12", "`most`: `12` is not a whole number"),
    "choices of a number": ((*MONTH, "choices"), ["5"], "a value of kind whole_number has no choices"),
    "not a school year": (
        ("parameters", "years.first", "value"),
        "2007-09",
        "'2007-09' is not a school year; write it as 2016-17",
    ),
    "unknown key of a reading": ((*R05, "answer"), "x", "readings, R05: the key `answer` is not known"),
    "reading without question": ((*R05, "question"), ..., "readings, R05: has no `question`"),
    "reading without citation": ((*R05, "cites"), [], "readings, R05: has no citation"),
    "reading of an unknown status": ((*R05, "status"), None, "readings, R05: the status `None` is neither"),
    "reading names no parameter": (
        (*R05, "parameters"),
        ["leaving.code"],
        "the parameter `leaving.code` is not there. Did you mean leaving.codes",
    ),
    "reading forgets its parameter": ((*R05, "parameters"), [], "does not name its parameter leaving.codes"),
    "reading names another's parameter": (
        (*R05, "parameters"),
        ["leaving.codes", "academic.attempt"],
        "academic.attempt belongs to R21",
    ),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_refused(case: str, rules: dict[str, Any], rules_folder: Write) -> None:
    keys, value, says = DAMAGE[case]
    at(*keys)(rules, value)
    message = refusal(rules_folder(rules))
    assert says in message
    assert message.startswith("small/ruleset.yaml does not load:")


@pytest.mark.parametrize("name", ["attempt", "academic.attempt.first", "academic.at-tempt", 7])
def test_a_parameter_needs_a_group_and_a_name(name: Any, rules: dict[str, Any], rules_folder: Write) -> None:
    rules["parameters"][name] = rules["parameters"].pop("academic.attempt")
    assert f"parameters, {name}: is not a name of the form group.name" in refusal(rules_folder(rules))


def test_every_fault_is_told_at_once(rules: dict[str, Any], rules_folder: Write) -> None:
    at(*CODES, "status")(rules, "sure")
    at(*CODES, "value")(rules, [4])
    at(*R05, "cites")(rules, [])
    message = refusal(rules_folder(rules))
    assert message.count("\n  ") == 3
    assert "Correct the file; nothing was computed." in message


def test_a_key_written_twice_is_refused_with_its_line(rules: dict[str, Any], rules_folder: Write) -> None:
    text = yaml.safe_dump(rules, sort_keys=False)
    line = text.splitlines().index("title: A small ruleset") + 2
    message = refusal(rules_folder(text.replace("title: A small ruleset\n", "title: A\ntitle: B\n")))
    assert message.startswith(f"small/ruleset.yaml line {line}: the key `title` is written twice")


def test_a_parameter_written_twice_is_refused(rules: dict[str, Any], rules_folder: Write) -> None:
    text = yaml.safe_dump(rules, sort_keys=False).replace("  academic.attempt:\n", "  leaving.codes:\n")
    assert "the key `leaving.codes` is written twice" in refusal(rules_folder(text))


@pytest.mark.parametrize(
    "text",
    ["name: [", "a: b: c", "- 1\n- 2", "", "!!python/object:os.system {}", "? [a]\n: b", "day: 2017-13-45"],
)
def test_what_is_not_a_yaml_mapping_is_refused(text: str, rules_folder: Write) -> None:
    assert refusal(rules_folder(text)).startswith("small/ruleset.yaml")


def test_a_file_in_another_encoding_is_refused(rules_folder: Write) -> None:
    folder = rules_folder()
    (folder / "small" / "ruleset.yaml").write_bytes(b"title: caf\xe9")
    assert "small/ruleset.yaml cannot be read" in refusal(folder)


def test_folder_and_name_have_to_agree(rules: dict[str, Any], rules_folder: Write) -> None:
    rules["name"] = "smaller"
    assert "The folder small holds a ruleset named `smaller`." in refusal(rules_folder(rules))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("code,label\n01,Enrolled\n", "codes/statuses.csv has no column `source`"),
        ("code,label,source\n01,Enrolled,\n", "codes/statuses.csv row 2 has no source"),
        ("code,label,source\n01,En,rolled,x\n", "codes/statuses.csv row 2 has 4 values, not 3"),
        ("code,code,source\n01,02,x\n", "a column has no name, or two have one name"),
        ("", "codes/statuses.csv has no column `source`"),
        ('code,source\n"01,x\n', "codes/statuses.csv is not a CSV file"),
    ],
)
def test_a_code_table_without_sources_is_refused(table: str, says: str, rules_folder: Write) -> None:
    assert says in refusal(rules_folder(tables={"statuses": table}))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("doe010,population,source\n01,white,x\n01,asian,x\n", "doe010 01 is there twice; a code belongs to one"),
        ("doe010,group,source\n01,white,x\n", "needs rows with the columns `doe010` and `population`"),
        ("doe010,population,source\n", "needs rows with the columns `doe010` and `population`"),
        ("doe010,population\n01,white\n", "codes/race_groups.csv has no column `source`"),
    ],
)
def test_race_groups_that_decide_nothing_are_refused(table: str, says: str, rules_folder: Write) -> None:
    assert says in refusal(rules_folder(tables={"race_groups": table}))


def test_a_ruleset_without_race_groups_loads_and_says_so_when_asked(rules_folder: Write) -> None:
    law = load_ruleset("small", folder=rules_folder()).law
    with pytest.raises(LawError, match=r"The law has no `law\.race_groups`"):
        _ = law.race_groups


def test_a_table_may_cite_in_a_column_of_that_name(rules_folder: Write) -> None:
    folder = rules_folder(tables={"places": "code,cites\n1,workbook 1\n"})
    assert load_ruleset("small", folder=folder).table("places") == [{"code": "1", "cites": "workbook 1"}]


def test_an_unknown_table_names_the_nearest(rules_folder: Write) -> None:
    with pytest.raises(UnknownNameError, match=r"no code table `status`\. Did you mean statuses"):
        load_ruleset("small", folder=rules_folder()).table("status")


@pytest.mark.parametrize("name", ["perkins_iv", "../perkins_iv_ma", "", "perkins_iv_ma/codes"])
def test_an_unknown_ruleset_names_the_nearest(name: str) -> None:
    with pytest.raises(UnknownNameError, match="perkins_iv_ma") as caught:
        load_ruleset(name)
    assert isinstance(caught.value, OpenPerkinsError)
    assert caught.value.exit_code == 4
