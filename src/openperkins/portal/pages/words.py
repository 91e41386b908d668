"""The words of the field as help explains them, each with where the Workbook says it."""

from __future__ import annotations

from openperkins.portal.results.words import default_words


def words_explained() -> list[tuple[str, str]]:
    """(word, meaning), with the line's share of the default ruleset."""
    share = default_words().share
    return [(word, meaning.replace(_SHARE, share)) for word, meaning in _WORDS]


#: stands in a meaning for the line's share of the level
_SHARE = "{share}"
_WORDS = (
    ("Core indicator", "One of the eight measures 1S1 to 6S2 (Workbook, Appendix B)."),
    ("Population", "Whom a figure is about: all students, or one of sixteen groups of them (reading R40)."),
    ("Counted (denominator)", "Those of the population who are measured by an indicator."),
    ("Made it (numerator)", "Those counted who did what the indicator asks."),
    (
        "State Adjusted Performance Level",
        "What the State has to reach on an indicator in a year (Workbook, section 4).",
    ),
    (
        "Local Adjusted Performance Level",
        "What a district agreed to reach, for all students together (Workbook, section 4).",
    ),
    (
        "Line",
        "{share} of the level, never rounded. Below it an improvement plan can be required (Workbook, section 5).",
    ),
    ("Participant", "A student enrolled in career and technical education in an October (reading R01)."),
    ("Concentrator", "A student enrolled in it in two Octobers in a row (reading R03)."),
    (
        "Left education",
        "Graduated, got a certificate of attainment, reached the maximum age or dropped out (reading R05).",
    ),
    ("Consortium", "Several member districts that share one set of levels and owe plans together."),
    ("Liaison", "The person at the State who reviews a district's levels, plans and reports."),
    ("Directory Administration", "The people page, where the access administrator grants and ends roles."),
    ("Certified", "Said by the CTE director or the superintendent to be the district's record of a collection."),
    ("Publication", "The figures of one school year, approved by a second person. A correction is a new version."),
    ("Ruleset, reading", "The rules figures are computed by; a reading says how an unclear rule is understood."),
    (
        "CLNA",
        "Comprehensive local needs assessment: what a district finds out every other year with everyone who has a "
        "stake, and plans by.",
    ),
    (
        "CV601",
        "A report in Edwin. The CLNA names it as where to find students to licensed staff, IRC earning and co-op "
        "participation.",
    ),
    (
        "GAC, PAC",
        "The General Advisory Committee names what shows the quality of programs, and follows it; a Program Advisory "
        "Committee advises one program on its content, equipment and rooms (CLNA, component 6).",
    ),
    ("MassCore", "The core curriculum of high school; a graduate completed it or did not (reading N05)."),
    ("MyCAP", "A student’s own living plan for school and career (CLNA, component 5)."),
    ("VOCAL", "The questions on school climate in Edwin, of which a district selects three (CLNA, component 4)."),
)
