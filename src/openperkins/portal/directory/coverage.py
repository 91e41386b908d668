"""Who only covers for a colleague: the one definition, for the directory, the queue and the progress page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from openperkins.portal.directory.models import LiaisonAssignment


def stand_ins(rows: Iterable[LiaisonAssignment]) -> set[int]:
    """Ids of the assignments that are coverage, of all that hold in some time.

    One who serves an organization while another does all the time covers for them. That an assignment has an end says
    nothing: that of a liaison who hands over next month has one, too. Those that never begin cover nothing.
    """
    served = defaultdict(list)
    for row in rows:
        if row.ends is None or row.ends > row.begins:
            served[row.organization_id].append(row)
    return {row.pk for beside in served.values() for row in beside if any(_lasts_longer(one, row) for one in beside)}


def _lasts_longer(other: LiaisonAssignment, row: LiaisonAssignment) -> bool:
    """Whether `other` lasts as long and longer than `row`."""
    if row.ends is None:
        return False
    lasts = other.ends is None or other.ends >= row.ends
    return other.begins <= row.begins and lasts and (other.begins, other.ends) != (row.begins, row.ends)
