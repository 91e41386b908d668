"""What differs between two instruments, in words and as rows."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from openperkins.needs.instrument import load_instrument, read_instrument
from openperkins.needs.instrument_diff import HEADINGS, diff_instruments

OURS = load_instrument()


def other(change) -> list[Any]:
    file = yaml.safe_load(OURS.text)
    change(file)
    return diff_instruments(
        OURS, read_instrument(yaml.safe_dump(file, allow_unicode=True, sort_keys=False), "own.yaml")
    )


def first(file):
    return file["components"][0]


def test_the_same_words_are_no_difference():
    assert other(lambda file: None) == []


CHANGES = [
    (lambda f: f.update(version="2030"), "Instrument, version: “2022” became “2030”."),
    (lambda f: f["levels"][0].update(title="Best"), "Level exemplar, title: “Exemplar” became “Best”."),
    (lambda f: f["prompts"][0].update(asks="What?"), "Prompt highlights, asks: “Name two or three"),
    (lambda f: first(f).update(title="Learning"), "Component 1, title: “Teaching and Learning” became “Learning”."),
    (
        lambda f: first(f)["metrics"][0].update(unit="percent"),
        "Metric 1.enrollment, unit: “students” became “percent”.",
    ),
    (lambda f: first(f)["metrics"].pop(0), "Metric 1.enrollment is gone: “Enrollment”."),
    (
        lambda f: first(f)["metrics"].append({"id": "1.new", "title": "New", "unit": "percent", "find": "Here"}),
        "Metric 1.new is new: “New”.",
    ),
    (
        lambda f: first(f)["criteria"][0]["elements"].append("One more."),
        "Criterion 1.1, element 4: “” became “One more.”.",
    ),
    (lambda f: f["components"][6]["checks"][0]["items"].pop(), "Check 7.1.d is gone: “Each program has"),
    (
        lambda f: f["components"][6]["checks"][0]["items"][2].update(fewest_programs=6),
        "Check 7.1.c, fewest_programs: “5” became “6”.",
    ),
    (lambda f: f["action_plan"].update(months=6), "Action plan, months: “3” became “6”."),
    (lambda f: f["stakeholders"]["groups"].pop(), "Stakeholder group others is gone: “Others”."),
    (lambda f: first(f)["criteria"].reverse(), "Criterion order: the order was 1.1, 1.2, 1.3"),
]


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=[told for _, told in CHANGES])
def test_one_change_is_one_difference(change, told):
    (found,) = other(change)
    assert found.says.startswith(told)
    assert tuple(found.row()) == HEADINGS
    assert found.what in ("added", "removed", "changed", "reordered")


def test_differences_stand_in_the_order_of_the_instrument():
    def all_of(file):
        for change, _ in CHANGES[:4]:
            change(file)

    assert [one.kind for one in other(all_of)] == ["instrument", "level", "prompt", "component"]
