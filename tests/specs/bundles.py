"""Sets of changed parameters that do not touch one another: all alternatives of the specs in a few runs.

A table is run under its own change alone, in the trace. That the count agrees with the trace, and one engine with
the other, is compared under these bundles, for the students of all tables at once.
"""

from __future__ import annotations

from .pages import Conditions, conditions_stated


def bundles() -> tuple[Conditions, ...]:
    """The default conditions and as few others as hold every change a page states."""
    packed: list[dict[str, str]] = []
    file_of: list[bool] = []
    for conditions in conditions_stated():
        changes = dict(conditions.changes)
        for place, bundle in enumerate(packed):
            if file_of[place] == conditions.cohort_file and all(bundle.get(k, v) == v for k, v in changes.items()):
                bundle.update(changes)
                break
        else:
            packed.append(changes)
            file_of.append(conditions.cohort_file)
    found = [Conditions(tuple(sorted(bundle.items())), file) for bundle, file in zip(packed, file_of, strict=True)]
    return (Conditions(), *found)
