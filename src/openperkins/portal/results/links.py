"""Where a page's figures can be had as a file."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.results.unit import Unit

#: (title, ending of the file's address)
FORMS = (("Excel", "xlsx"), ("CSV", "csv"), ("PDF", "pdf"))


def downloads(name: str, unit: Unit, *parts: str) -> list[tuple[str, str]]:
    """(title, address) of a page's files: the URL's own words, the unit kept."""
    args = [unit.organization.code, unit.publication.school_year, *parts]
    return [(title, reverse(name, args=[*args, form]) + unit.query) for title, form in FORMS]
