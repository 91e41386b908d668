"""The trace of a student: the shape of the format contract to the letter, and what it must never say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import openperkins
from openperkins.errors import UnknownNameError, UsageError
from openperkins.indicators.catalogue import INDICATORS
from openperkins.kernel import leaves

SHAPE = {
    "": {"student", "school_year", "ruleset", "indicators"},
    "indicator": {"indicator", "in_population", "in_denominator", "in_numerator", "org_code", "program"}
    | {"populations", "criteria"},
    "criterion": {"part", "says", "value", "counted", "relevant", "facts", "cites", "reading"},
}
CODES = [indicator.code for indicator in INDICATORS]
PLAIN, NO_ANSWER, NO_JUNE, STILL_ENROLLED = "1000000001", "1000000004", "1000000026", "1000000005"


def traced(folder: Path, sasid: str, **options: Any) -> dict[str, dict[str, Any]]:
    """Indicator code → what `explain --format json` says of it."""
    found = json.loads(json.dumps(openperkins.explain_student(folder, "2016-17", sasid, **options).as_dict()))
    return {indicator["indicator"]: indicator for indicator in found["indicators"]}


def criterion(indicator: dict[str, Any], part: str, place: int = 0) -> dict[str, Any]:
    return [one for one in indicator["criteria"] if one["part"] == part][place]


def test_the_command_prints_the_contract(hand_made: Path) -> None:
    command = [sys.executable, "-m", "openperkins", "explain", str(hand_made), "--year", "2016-17"]
    command += ["--student", PLAIN, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert set(found) >= SHAPE[""]
    assert (found["student"], found["school_year"], found["ruleset"]) == (PLAIN, "2016-17", "perkins_iv_ma")
    assert [indicator["indicator"] for indicator in found["indicators"]] == CODES
    for indicator in found["indicators"]:
        assert set(indicator) >= SHAPE["indicator"]
        for name in ("in_population", "in_denominator", "in_numerator"):
            assert isinstance(indicator[name], bool)
        assert indicator["populations"] == ["all", "female", "white", "nontraditional"]
        for one in indicator["criteria"]:
            assert set(one) == SHAPE["criterion"]
            assert one["part"] in ("population", "denominator", "numerator")
            assert one["value"] in (True, False, None)
            assert isinstance(one["counted"], bool) and isinstance(one["relevant"], bool)
            assert one["says"] and one["reading"].startswith("R") and isinstance(one["facts"], dict)
            assert one["cites"] and all(isinstance(cite, str) for cite in one["cites"])


def test_every_criterion_is_listed_in_order(hand_made: Path) -> None:
    found = traced(hand_made, PLAIN)
    for indicator in INDICATORS:
        listed = [(one["part"], one["reading"]) for one in found[indicator.code]["criteria"]]
        assert listed == [(part, leaf.reading) for part, rule in indicator.parts for leaf in leaves(rule)]


def test_a_plain_student(hand_made: Path) -> None:
    found = traced(hand_made, PLAIN)
    for code in CODES:
        assert found[code]["in_numerator"], code
        assert (found[code]["org_code"], found[code]["program"]) == ("02010605", "460302")
        assert all(one["relevant"] and one["value"] and one["counted"] for one in found[code]["criteria"])
    history = criterion(found["3S1"], "population")
    assert history["facts"] == {"cte_octobers": ["2015-10", "2016-10"]}
    assert "2 consecutive Octobers" in history["says"]


def test_unknown_is_shown_and_what_it_counts_as(hand_made: Path) -> None:
    found = traced(hand_made, NO_ANSWER)["5S1"]
    placed = criterion(found, "numerator")
    assert (placed["value"], placed["counted"], placed["relevant"]) == (None, False, True)
    assert placed["facts"] == {"follow_up_status": None}
    assert found["in_denominator"] and not found["in_numerator"]


def test_a_numerator_outside_its_denominator_is_not_relevant(hand_made: Path) -> None:
    found = traced(hand_made, STILL_ENROLLED)
    for code in ("1S1", "3S1", "5S1"):
        assert not found[code]["in_population"]
        relevance = {one["part"]: one["relevant"] for one in found[code]["criteria"]}
        assert relevance == {"population": True, "denominator": False, "numerator": False}
    assert found["6S1"]["in_denominator"]
    assert criterion(found["6S1"], "numerator")["relevant"]


@pytest.mark.parametrize("sasid", ["1000000002", "1000000010", "1000000019", "1000000023", "1000000027", "1000000045"])
def test_relevance_follows_the_parts(hand_made: Path, sasid: str) -> None:
    for indicator in traced(hand_made, sasid).values():
        expected = {
            "population": True,
            "denominator": indicator["in_population"],
            "numerator": indicator["in_denominator"],
        }
        assert all(one["relevant"] == expected[one["part"]] for one in indicator["criteria"])
        assert indicator["in_population"] >= indicator["in_denominator"] >= indicator["in_numerator"]


def test_a_student_without_the_record(hand_made: Path) -> None:
    found = traced(hand_made, NO_JUNE)
    left = criterion(found["3S1"], "denominator")
    assert (left["value"], left["counted"], left["facts"]) == (None, False, {"leaving_status": None})
    assert found["3S1"]["org_code"] is None
    assert found["4S1"]["in_denominator"] and found["4S1"]["org_code"] == "01010505"


def test_one_indicator_only(hand_made: Path) -> None:
    assert list(traced(hand_made, PLAIN, indicators=["5s1", "4S1"])) == ["4S1", "5S1"]


def test_a_changed_reading(hand_made: Path) -> None:
    sasid = "1000000028"
    assert not traced(hand_made, sasid)["1S1"]["in_numerator"]
    best = traced(hand_made, sasid, changes={"academic.attempt": "best"})["1S1"]
    assert best["in_numerator"]


@pytest.mark.parametrize(("gone", "codes"), [("followup", {"5S1"}), ("mcas", {"1S1", "1S2"})])
def test_no_result_is_in_nobodys_denominator(records: Path, gone: str, codes: set[str]) -> None:
    shutil.rmtree(records / gone)
    found = traced(records, PLAIN)
    for code in CODES:
        assert found[code]["in_denominator"] == (code not in codes)
        assert found[code]["in_numerator"] == (code not in codes)
        assert found[code]["in_population"]
    for code in codes:
        relevance = {one["part"]: one["relevant"] for one in found[code]["criteria"]}
        assert not relevance["numerator"]


@pytest.mark.parametrize("sasid", ["9999999999", "", "nobody"])
def test_a_student_nobody_knows(hand_made: Path, sasid: str) -> None:
    with pytest.raises(UnknownNameError):
        openperkins.explain_student(hand_made, "2016-17", sasid)


def test_an_indicator_nobody_knows(hand_made: Path) -> None:
    with pytest.raises(UsageError, match="9S9"):
        openperkins.explain_student(hand_made, "2016-17", PLAIN, indicators=["9S9"])


def test_where_the_records_lie(hand_made: Path) -> None:
    found = openperkins.explain_student(hand_made, "2016-17", PLAIN)
    for row in found.records:
        if row["source"] in ("october", "march", "end_of_year"):
            line = (hand_made / row["file"]).read_text(encoding="utf-8").splitlines()[row["row"] - 1]
            assert line.split(",")[1] == PLAIN
    assert {row["file"] for row in found.records} >= {"sims/2016-10.csv", "sims/2017-06/02010000.csv", "mcas/2015.csv"}
