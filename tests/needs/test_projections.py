"""Labor market projections summed up by program: by hand, with ties, withheld values and odd spellings."""

from __future__ import annotations

import pytest

from openperkins.errors import LawError
from openperkins.law import load_ruleset
from openperkins.needs.occupations import COLUMNS as CROSSWALK_COLUMNS
from openperkins.needs.occupations import packaged_crosswalk, read_crosswalk
from openperkins.needs.projections import COLUMNS, MOST_FAULTS, read_projections, workforce_of
from openperkins.needs.questions import WORKFORCE_FIELDS

CROSSWALK = read_crosswalk(
    "code,group,soc_code,soc_title,status,cites\n"
    "4603,Construction and Extraction Occupations,47-2111,Electricians,assumed,agency\n"
    "4603,Construction and Extraction Occupations,47-3013,Helpers--Electricians,assumed,agency\n"
    "4603,Construction and Extraction Occupations,49-9051,Power-Line Installers,assumed,agency\n"
    "460303,Other Occupations,11-1011,Chief Executives,confirmed,agency\n"
)


def row(soc="47-2111", title="Electricians", *, region="Coast", term="short", wage="80000", openings="100",
        education="Apprenticeship"):  # fmt: skip
    return dict(zip(COLUMNS, (region, soc, title, term, wage, openings, education), strict=True))


def read(*rows):
    return read_projections(enumerate(rows, start=2))


def workforce(*rows, program="460302", region="Coast"):
    projections, faults = read(*rows)
    assert faults == []
    return workforce_of(program, region, projections, CROSSWALK)


HELPER = {"soc": "47-3013", "title": "Helpers"}
LINES = {"soc": "49-9051", "title": "Line installers"}


def test_a_program_summed_up_by_hand():
    # (80,000 × 100 + 50,000 × 25 + 95,001 × 30) / 155 = 12,100,030 / 155 = 78,064.7…
    said = workforce(
        row(),
        row(**HELPER, wage="$50,000", openings="25", education="High school"),
        row(**LINES, wage="95001", openings="30", education="High school"),
        row(term="long", wage="82,000.50", openings="1,110"),
    )
    assert said == {
        "region": "Coast",
        "group": "Construction and Extraction Occupations",
        "short_wages": "$78,065",
        "short_openings": "155",
        "short_education": "Apprenticeship: 100\nHigh school: 55",
        "short_titles": "Electricians (100)\nLine installers (30)\nHelpers (25)",
        "long_wages": "$82,001",
        "long_openings": "1,110",
        "long_education": "Apprenticeship: 1,110",
        "long_titles": "Electricians (1,110)",
        "source": "Imported projections, occupations 47-2111, 47-3013, 49-9051; program to occupation by crosswalk "
        "(assumed)",
    }
    assert said.keys() <= WORKFORCE_FIELDS.keys()


@pytest.mark.parametrize(
    ("wages", "mean"),
    [(("50000", "50001"), "$50,001"), (("50000", "50000.98"), "$50,000"), (("0.49", "0.50"), "$0")],
)
def test_half_a_dollar_is_rounded_up(wages, mean):
    said = workforce(row(wage=wages[0], openings="1"), row(**HELPER, wage=wages[1], openings="1"))
    assert said["short_wages"] == mean


def test_equal_openings_stand_by_name():
    said = workforce(
        row(title="B", education="Degree"), row(**{**HELPER, "title": "A"}, education="Certificate"),
        row(**LINES, openings="200", education="Zeal"),
    )  # fmt: skip
    assert said["short_titles"] == "Line installers (200)\nA (100)\nB (100)"
    assert said["short_education"] == "Zeal: 200\nCertificate: 100\nDegree: 100"


def test_five_titles_are_named_and_all_openings_counted():
    crosswalk = read_crosswalk(
        "code,group,soc_code,soc_title,status,cites\n"
        + "".join(f"46,Group,47-200{n},Title {n},assumed,agency\n" for n in range(7))
    )
    projections, _ = read(*(row(f"47-200{n}", f"Title {n}", openings=str(10 * n)) for n in range(7)))
    said = workforce_of("460302", "Coast", projections, crosswalk)
    assert said["short_titles"].splitlines() == [f"Title {n} ({10 * n})" for n in (6, 5, 4, 3, 2)]
    assert said["short_openings"] == "210"


@pytest.mark.parametrize("withheld", ["", "*", "**", "N/A", "n/a", "#", "Suppressed", " - "])
def test_a_withheld_value_is_left_out_and_said(withheld):
    said = workforce(row(), row(**HELPER, wage=withheld), row(**LINES, openings=withheld))
    assert said["short_wages"] == "$80,000 (of 1 of 3 occupations)"
    assert said["short_openings"] == "200 (of 2 of 3 occupations)"
    assert "Line installers" not in said["short_titles"]


def test_an_occupation_without_openings_is_published_and_weighs_nothing():
    assert workforce(row(), row(**HELPER, wage="10", openings="0"))["short_wages"] == "$80,000"


def test_nothing_published_is_nothing_said():
    said = workforce(row(wage="*", openings="*", education="N/A"))
    assert said.keys() == {"region", "group", "source"}
    assert workforce(row(wage="90000", openings="0"))["short_openings"] == "0"
    assert "short_wages" not in workforce(row(wage="90000", openings="0"))
    assert workforce(row(education=""))["short_education"] == "Not stated: 100"


@pytest.mark.parametrize("region", ["Coast", "COAST", " coast ", "co\u00a0ast".replace("\u00a0", "")])
def test_regions_are_the_same_in_any_spelling(region):
    said = workforce(row(region="Coast"), row(**HELPER, region="  COAST", openings="20"), region=region)
    assert (said["region"], said["short_openings"]) == ("Coast", "120")


def test_another_region_or_program_has_nothing():
    assert workforce(row(), region="Hills") == {}
    assert workforce(row(), program="999999") == {}
    assert workforce(row(), program="460303") == {}
    assert workforce(row(), program="46.0302")["short_openings"] == "100"


def test_a_file_tells_all_its_faults_at_once():
    projections, faults = read(
        row(),
        row(region="coast "),
        row("472111", term="Long-term"),
        row("47-2111.00", term="medium", wage="eighty", openings="-5"),
        row("47-3013", "x" * 201, region="", education="a\x07b"),
    )
    assert projections.rows == ()
    assert faults == [
        "Row 3, soc_code: 47-2111, short term, is in row 2 already for coast. Keep one.",
        "Row 5, soc_code: “47-2111.00” is not a SOC code such as 47-2111.",
        "Row 5, term: “medium” is not short or long.",
        "Row 5, mean_wage: “eighty” is not dollars a year such as 62340, or * where none is published.",
        "Row 5, annual_openings: “-5” is not a number of openings such as 120, or * where none is published.",
        "Row 6, region is empty. Enter the name of a region, of at most 200 signs.",
        f"Row 6, title: “{'x' * 40}” is not the title of an occupation, of at most 200 signs.",
        "Row 6, education: “a�b” is not a level of education, of at most 200 signs.",
    ]


def test_an_empty_file_is_told_and_faults_have_an_end():
    assert read()[1] == ["The file has no rows. Export it again with its projections."]
    assert len(read(*[row(term="")] * 500)[1]) == MOST_FAULTS


def test_the_packaged_crosswalk_covers_every_program_of_the_law():
    crosswalk = packaged_crosswalk()
    programs = [program["code"] for program in load_ruleset("perkins_iv_ma").table("programs")]
    assert [code for code in programs if not crosswalk.of(code)] == []
    assert {one.status for ones in crosswalk.by_code.values() for one in ones} == {"assumed"}
    assert "Electricians" in [one.soc_title for one in crosswalk.of("460302")]
    cites = {one.cites.partition(",")[0] for ones in crosswalk.by_code.values() for one in ones}
    assert cites == {"NCES CIP 2020 to SOC 2018 crosswalk", "by title; not in the NCES crosswalk"}


def test_the_longest_code_counts():
    assert [one.soc_code for one in CROSSWALK.of("460303")] == ["11-1011"]
    assert len(CROSSWALK.of("460304")) == 3
    assert CROSSWALK.of("4") == CROSSWALK.of("") == CROSSWALK.of("47") == ()


def test_a_crosswalk_tells_all_its_faults_at_once():
    head = ",".join(CROSSWALK_COLUMNS)
    with pytest.raises(LawError) as caught:
        read_crosswalk(
            f"{head}\n46.03,G,47-2111,T,assumed,x\n4603,G,472111,,maybe,x\n4603,G,47-2111,T,assumed,x\n"
            "4603,H,47-2111,T,assumed,x\n4603,short\n",
            "own.csv",
        )
    assert caught.value.message.splitlines() == [
        "own.csv does not load:",
        "  row 2, code: “46.03” is not a code of 2 to 10 digits or capitals. Write it without points.",
        "  row 3, soc_code: “472111” is not a SOC code. Write such as 47-2111.",
        "  row 3, soc_title is empty or holds a sign that cannot be printed. Fill it in.",
        "  row 3, status: “maybe” is neither confirmed nor assumed.",
        "  row 5, soc_code: 47-2111 is there twice for 4603. Keep one.",
        "  row 5, group: 4603 has another one above, G. A program has one.",
        "  row 6 has 2 values; 6 are expected.",
    ]


@pytest.mark.parametrize("text", ["", "a,b\n", '"', "\x00", "x" * 3_000_000])
def test_what_is_no_crosswalk_is_refused(text):
    with pytest.raises(LawError):
        read_crosswalk(text)
