"""R30: the October record by which a student is a participant of a reporting year."""

from __future__ import annotations

from typing import Any

from openperkins.lazy import ibis


def participants_of(octobers: ibis.Table, law: Any) -> ibis.Table:
    """October records under the reporting year they are asked for: their own, or the one after (a parameter).

    Grain: one row per (school_year, student); `record_year` is the school year the record itself belongs to.
    """
    records = octobers.mutate(record_year=octobers.school_year)
    if law.nontraditional.participation_october == "before":
        return records.mutate(school_year=(records.school_year + 1).cast("int16"))
    return records
