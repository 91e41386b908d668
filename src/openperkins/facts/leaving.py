"""R05, R06: the record a student may have left education with.

Grain: one row per (school_year, student): the winning End of Year record of the reporting year. Where the law
counts summer graduates, the next October's record stands in for a student whose June record shows no leaving.
"""

from __future__ import annotations

from typing import Any

from openperkins.lazy import ibis


def leaving_records(end_of_years: ibis.Table, octobers: ibis.Table | None, law: Any) -> ibis.Table:
    """Records with `record_year`, the school year the record itself belongs to.

    `octobers` is given where the law counts summer graduates.
    """
    june = end_of_years.mutate(record_year=end_of_years.school_year)
    if octobers is None:
        return june
    summer = octobers.filter(is_summer_graduate(octobers, law)).mutate(
        record_year=lambda t: t.school_year, school_year=lambda t: (t.school_year - 1).cast("int16")
    )
    left_in_june = june.filter(june.DOE012.isin(law.leaving.codes))
    late = summer.anti_join(left_in_june, ["school_year", "sasid"])
    return june.anti_join(late, ["school_year", "sasid"]).union(late.select(june.columns))


def is_summer_graduate(october: Any, law: Any) -> Any:
    """Graduated after June: reported in October with the membership code for summer exits."""
    return october.DOE012.isin(law.leaving.summer_codes) & (law.leaving.summer_membership == october.DOE018)
