"""The built-in ruleset: every reading there, every code table sound, quick to load, light to import."""

from __future__ import annotations

import pickle
import subprocess
import sys
from copy import deepcopy
from time import process_time

import pytest

from openperkins.errors import LawError, UnknownNameError
from openperkins.law import Ruleset, list_rulesets, load_ruleset
from openperkins.law.loader import BUILT_IN
from openperkins.law.reading_rules import read_rules
from openperkins.law.tables import list_tables
from openperkins.schoolyear import SchoolYear

READINGS = [f"R{n:02d}" for first, last in ((1, 11), (20, 33), (40, 47), (50, 59)) for n in range(first, last + 1)]

POPULATIONS = [
    "all",
    "male",
    "female",
    "american_indian_or_alaska_native",
    "asian",
    "black_or_african_american",
    "hispanic_or_latino",
    "native_hawaiian_or_pacific_islander",
    "white",
    "two_or_more_races",
    "students_with_disabilities",
    "economically_disadvantaged",
    "single_parents",
    "displaced_homemakers",
    "limited_english_proficient",
    "migrant",
    "nontraditional",
]

#: The defaults that decide most, as the project's readings state them; a change here is a change of law.
DEFAULTS = {
    "enrollment.enrolled_codes": "01",
    "enrollment.not_cte_program_types": "00,01",
    "claims.later_order": "04|10|11|09|01|05|06|30,31,32,33,34,35,36|20,21,22,23,24|40|41",
    "concentrator.octobers": "2",
    "concentrator.consecutive": "yes",
    "cohort_concentrator.lookback": "3",
    "cohort_concentrator.consecutive": "no",
    "leaving.codes": "04,09,10,30,31,32,33,34,35,36",
    "leaving.reported_codes": "05,06,11",
    "leaving.summer_graduates": "not_counted",
    "academic.attempt": "first",
    "academic.proficient_levels": "P,A,M,E",
    "academic.result_levels": "F,W,NM,NI,PM,P,M,A,E",
    "academic.alternate": "no_result",
    "technical_skill.denominator": "left",
    "technical_skill.credential_codes": ",".join(f"{n:02d}" for n in range(1, 15)),
    "graduation.summer": "counted",
    "placement.without_answer": "in_denominator",
    "nontraditional.participation_october": "own",
    "accountability.line": "0.9",
    "accountability.smallest_denominator": "16",
    "accountability.state_level_stands_in": "yes",
    "deadlines.two_dates": "later",
    "years.first": "2007-08",
    "job_loss.percent": "5",
}


def test_every_reading_is_there(ma: Ruleset) -> None:
    assert sorted(ma.readings) == READINGS
    assert all(len(r.says) > 20 and r.question.endswith("?") and r.cites for r in ma.readings.values())


def test_open_assumptions(ma: Ruleset) -> None:
    assert [reading.id for reading in ma.assumptions] == ["R24", "R40", "R45"]
    assumed = {p.name for p in ma.parameters.values() if p.status == "assumed"}
    assert assumed == {
        "technical_skill.credential_codes",
        "populations.single_parent_codes",
        "populations.displaced_homemaker_codes",
    }


@pytest.mark.parametrize("name", DEFAULTS)
def test_default(name: str, ma: Ruleset) -> None:
    assert ma.parameters[name].text == DEFAULTS[name]


def test_every_parameter_says_in_a_sentence_what_it_decides(ma: Ruleset) -> None:
    for parameter in ma.parameters.values():
        assert parameter.says.endswith("."), parameter.name
        assert parameter.cites
        assert parameter.expects.endswith(".")


def test_codes_of_the_law_are_text(ma: Ruleset) -> None:
    assert all(isinstance(code, str) for code in ma.law.leaving.codes)
    assert ma.law.accountability.line == "0.9"
    assert ma.law.program.no_program == "500"


def test_the_order_of_claims_names_every_status_once(ma: Ruleset) -> None:
    named = [code for group in ma.law.claims.later_order for code in group]
    assert sorted(named) == [row["code"] for row in ma.table("enrollment_status")]


def test_the_law_is_read_only(ma: Ruleset) -> None:
    with pytest.raises(LawError, match="read-only"):
        ma.law.academic.attempt = "best"
    with pytest.raises(LawError, match="read-only"):
        del ma.law.academic
    with pytest.raises(TypeError):
        ma.law.leaving.codes[0] = "99"
    with pytest.raises(AttributeError):
        ma.fingerprint = ""  # type: ignore[misc]


def test_an_unknown_name_of_the_law_names_the_nearest(ma: Ruleset) -> None:
    with pytest.raises(LawError, match=r"The law has no `law.acedemic`\. Did you mean academic"):
        _ = ma.law.acedemic
    with pytest.raises(LawError, match=r"The law has no `law.academic.atempt`\. Did you mean attempt"):
        _ = ma.law.academic.atempt
    assert not hasattr(ma.law, "nothing")


def test_the_law_can_be_sent_to_another_process(ma: Ruleset) -> None:
    assert pickle.loads(pickle.dumps(ma)) == ma
    assert deepcopy(ma.law) == ma.law
    assert hash(ma.law) == hash(load_ruleset("perkins_iv_ma").law)


def test_years_before_the_first_are_refused(ma: Ruleset) -> None:
    ma.check_year(SchoolYear(2008))
    ma.check_year(SchoolYear(2031))
    with pytest.raises(UnknownNameError, match=r"does not hold for 2006-07\. Its first school year is 2007-08"):
        ma.check_year(SchoolYear(2007))


def test_the_fingerprint_is_the_same_each_time_and_holds_the_tables(ma: Ruleset, rules_folder) -> None:
    assert len(ma.fingerprint) == 64
    assert load_ruleset("perkins_iv_ma").fingerprint == ma.fingerprint
    before = load_ruleset("small", folder=rules_folder()).fingerprint
    assert load_ruleset("small", folder=rules_folder()).fingerprint == before
    other = "code,source\n1,workbook 1\n"
    assert load_ruleset("small", folder=rules_folder(tables={"other": other})).fingerprint != before


@pytest.mark.parametrize("key", ["title", "says", "version"])
def test_words_do_not_change_the_fingerprint_but_the_version_does(key: str, rules: dict, rules_folder) -> None:
    before = load_ruleset("small", folder=rules_folder()).fingerprint
    place = rules["parameters"]["leaving.codes"] if key == "says" else rules
    place[key] = "something else."
    after = load_ruleset("small", folder=rules_folder(rules)).fingerprint
    assert (after != before) == (key == "version")


def test_every_code_table_cites_known_sources(ma: Ruleset) -> None:
    for name in list_tables(ma.folder / "codes"):
        for row in ma.table(name):
            cited = row.get("source") or row["cites"]
            first_words = {part.split()[0] for part in cited.split(";")}
            assert first_words <= set(ma.sources), (name, row)


def test_populations_are_seventeen_in_the_order_of_the_results(ma: Ruleset) -> None:
    assert [row["population"] for row in ma.table("populations")] == POPULATIONS
    assert {row["group"] for row in ma.table("populations")} == {"all", "gender", "race", "special"}
    assert {row["reading"] for row in ma.table("populations")} <= set(ma.readings)


def test_race_groups_follow_the_reading(ma: Ruleset) -> None:
    groups = {int(row["doe010"]): row["population"] for row in ma.table("race_groups")}
    assert sorted(groups) == [*range(1, 32), *range(33, 64)]
    assert {groups[code] for code in range(33, 64)} == {"hispanic_or_latino"}
    assert {groups[code] for code in range(6, 32)} == {"two_or_more_races"}
    assert [groups[code] for code in range(1, 6)] == [
        "white",
        "black_or_african_american",
        "asian",
        "american_indian_or_alaska_native",
        "native_hawaiian_or_pacific_islander",
    ]
    assert set(groups.values()) == {r["population"] for r in ma.table("populations") if r["group"] == "race"}


def test_race_groups_are_values_of_the_law(ma: Ruleset) -> None:
    assert ma.law.race_groups.asian == ("03",)
    assert len(ma.law.race_groups.two_or_more_races) == 26
    assert len(ma.law.race_groups.hispanic_or_latino) == 31


def test_eight_indicators_in_six_groups(ma: Ruleset) -> None:
    indicators = ma.table("indicators")
    assert [row["code"] for row in indicators] == ["1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2"]
    assert len({row["group"] for row in indicators}) == 6
    assert all(row["report"].endswith(f"Core Indicator {row['code']}") for row in indicators)


def test_state_levels_of_2017_18(ma: Ruleset) -> None:
    assert {row["indicator"]: row["level"] for row in ma.table("state_levels")} == {
        "1S1": "90", "1S2": "75.5", "2S1": "90.5", "3S1": "98.5",
        "4S1": "94", "5S1": "96.25", "6S1": "23.5", "6S2": "22.25",
    }  # fmt: skip


def test_programs_are_candidates_with_six_digit_codes(ma: Ruleset) -> None:
    programs = ma.table("programs")
    assert len({row["code"] for row in programs}) == len(programs) == 43
    assert all(row["code"].isdigit() and len(row["code"]) == 6 for row in programs)
    assert {row["nontraditional_for"] for row in programs} == {"", "F", "M"}
    assert {row["code_status"] for row in programs} == {"unconfirmed"}


def test_levels_of_the_tests_agree_with_the_parameters(ma: Ruleset) -> None:
    levels = ma.table("mcas_levels")
    results = {row["code"] for row in levels if row["counts_as"] == "result"}
    assert results == set(ma.law.academic.result_levels)
    proficient = {row["code"] for row in levels if row["counts_as"] == "result" and row["proficient"] == "yes"}
    assert proficient == set(ma.law.academic.proficient_levels)
    alternate = [row["code"] for row in levels if row["counts_as"] == "alternate"]
    assert alternate == list(ma.law.academic.alternate_levels)


def test_statuses_of_leaving_agree_with_the_table(ma: Ruleset) -> None:
    leaving = {row["code"] for row in ma.table("enrollment_status") if row["left_education"] == "yes"}
    assert leaving == set(ma.law.leaving.codes)
    removed = {row["code"] for row in ma.table("enrollment_status") if row["cohort"] == "removed"}
    assert removed == set(ma.law.graduation.removed_codes)


def test_types_of_program_agree_with_the_table(ma: Ruleset) -> None:
    types = ma.table("program_types")
    assert {t["code"] for t in types if t["cte"] == "no"} == set(ma.law.enrollment.not_cte_program_types)
    assert {t["code"] for t in types if t["program_element"] == "DOE043"} == set(ma.law.program.chapter74_types)
    assert {t["code"] for t in types if t["program_element"] == "DOE044"} == set(ma.law.program.non_chapter74_types)


def test_a_table_handed_out_is_a_copy(ma: Ruleset) -> None:
    ma.table("indicators")[0]["code"] = "9S9"
    assert ma.table("indicators")[0]["code"] == "1S1"


def test_rulesets_are_listed() -> None:
    assert list_rulesets() == ("perkins_iv_ma",)


def test_reading_the_ruleset_anew_takes_under_60_ms() -> None:
    def once() -> float:
        start = process_time()
        read_rules(BUILT_IN / "perkins_iv_ma")
        return process_time() - start

    assert min(once() for _ in range(5)) < 0.06


def test_importing_the_package_reads_no_yaml() -> None:
    program = "import sys, openperkins.law; print(sorted({'yaml', 'csv', 'polars'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_names_what_it_offers() -> None:
    import openperkins.law as law

    for name in law.__all__:
        assert getattr(law, name) is not None
        assert name in dir(law)
    with pytest.raises(AttributeError, match="no attribute 'load_rule'"):
        _ = law.load_rule
