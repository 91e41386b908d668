"""The choices of the review's measures are a sound file of law."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from openperkins.errors import LawError, UsageError
from openperkins.kernel import leaves
from openperkins.law import load_review, load_ruleset
from openperkins.law.loader import BUILT_IN
from openperkins.law.model import joined
from openperkins.law.reading_rules import read_rules
from openperkins.needs.measures import MEASURES
from openperkins.populations.catalogue import BY_CODE as POPULATIONS


def test_it_loads_and_every_code_is_one_the_ruleset_knows():
    review, rules = load_review(), load_ruleset("perkins_iv_ma")
    statuses = {row["code"] for row in rules.table("enrollment_status")}
    assert set(review.law.review.dropout_codes) <= statuses
    dropouts = {row["code"] for row in rules.table("enrollment_status") if row["category"] == "dropout"}
    assert set(review.law.review.dropout_codes) == dropouts
    known = {(row["element"], row["code"]) for row in rules.table("code_values")}
    for element, name in (("DOE037", "core_curriculum_codes"), ("DOE033", "postsecondary_codes")):
        assert {(element, code) for code in getattr(review.law.review, name)} <= known
    assert set(review.law.review.exploratory_types) <= {row["code"] for row in rules.table("program_types")}


def test_its_groups_are_populations_twelve_of_them():
    groups = load_review().law.review.groups
    assert len(groups) == 12 and set(groups) < set(POPULATIONS)


def test_every_reading_a_measure_names_is_there():
    known = {*load_review().readings, *load_ruleset("perkins_iv_ma").readings}
    for measure in MEASURES:
        rules = [measure.measured, measure.in_cte, *([] if measure.is_count else [measure.numerator])]
        assert {measure.reading, *(leaf.reading for rule in rules for leaf in leaves(rule))} <= known


def test_a_change_is_another_fingerprint_and_an_unknown_one_is_refused():
    assert load_review({"review.dropout_codes": "30"}).fingerprint != load_review().fingerprint
    with pytest.raises(UsageError, match=r"`review\.dropout_code`"):
        load_review({"review.dropout_code": "30"})


def test_two_laws_are_one_to_read():
    law = joined(load_ruleset("perkins_iv_ma").law, load_review().law)
    assert law.review.returning_grades == ("09", "10", "11") and law.academic.grade == "10"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("cites", [], "has no citation"),
        ("status", "likely", "neither confirmed nor assumed"),
        ("Value", 1, "not known"),
    ],
)
def test_what_is_not_sound_does_not_load(key, value, said, tmp_path: Path):
    folder = tmp_path / "clna"
    shutil.copytree(BUILT_IN / "clna", folder)
    stated = yaml.safe_load((folder / "measures.yaml").read_text(encoding="utf-8"))
    stated["parameters"]["review.first_month"][key] = value
    (folder / "measures.yaml").write_text(yaml.safe_dump(stated), encoding="utf-8")
    with pytest.raises(LawError, match=said):
        read_rules(folder, "measures.yaml")
