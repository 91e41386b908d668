"""Questions every page asks, as plain SQL: to put one together from models takes longer than to answer it."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import connection

_UNREAD = "SELECT count(*) FROM notices_notice WHERE person_id = %s AND read_at IS NULL"
_SERVING = """
    SELECT a.organization_id, p.name, p.phone, p.email
    FROM directory_liaisonassignment a JOIN accounts_person p ON p.id = a.liaison_id
    WHERE a.organization_id IN (%s, %s) AND a.begins <= %s AND (a.ends IS NULL OR a.ends > %s)
"""
_YEARS = """
    SELECT p.school_year FROM results_sheet s JOIN results_publication p ON p.id = s.publication_id
    WHERE s.org_code = %s AND p.in_force ORDER BY p.school_year DESC
"""


def unread(person: int) -> int:
    """How many notices a person has not opened."""
    return _asked(_UNREAD, person)[0][0]


def serving(org_code: str, parent: str, day: datetime.date) -> dict[str, tuple[str, str, str]]:
    """Name, telephone and address of the liaisons who serve either organization on a day, by its code."""
    on = connection.ops.adapt_datefield_value(day)
    return {row[0]: row[1:] for row in _asked(_SERVING, org_code, parent, on, on)}


def years_in_force(org_code: str) -> list[int]:
    """The years (they end in) with figures of an organization in force, latest first."""
    return [row[0] for row in _asked(_YEARS, org_code)]


def _asked(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
