"""Measures of the review as anyone may see them: by the same profile as the core indicators, never exact."""

from __future__ import annotations

from collections.abc import Sequence

from openperkins.disclosure.figures import PublicFigure, WorkingFigure, protect, protect_count
from openperkins.disclosure.profile import Profile, profile_r5
from openperkins.needs.measured import Measured

#: whose denominator is how many took a test, as that of the indicator beside it: it is not printed
_TESTED = {"ela": "1S1", "mathematics": "1S2", "science": "1S1"}


def protect_measured(versions: Sequence[Measured], *, measure: str, profile: Profile | None = None) -> PublicFigure:
    """One figure of the review as anyone may see it; a number of programs is protected as students are.

    `versions` are those published of the same year in order, the last one in force. One by one only: programs beside
    CTE, or groups beside all students, can leave a hidden one no choice (`parts.withheld` sees that for a sheet), so
    nothing prints them together. Raises ValueError without any.
    """
    if not versions:
        raise ValueError("a figure has at least one published version")
    by = profile or profile_r5()
    if versions[-1].is_count:
        return protect_count([version.denominator for version in versions], profile=by)
    figures = [WorkingFigure(version.denominator, version.numerator) for version in versions if not version.is_count]
    return protect(figures, org_kind="district", indicator=_TESTED.get(measure, measure), profile=by)
