"""The directory follows the organizations and programs of what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.law import ruleset_of


def sync_directory(records: Path, publication: Any) -> None:
    """Take over organizations.csv and programs.csv of a publication, if it is of the latest year.

    Organizations that are named no longer stay, marked as former: their history is still theirs.
    """
    later = {"in_force": True, "school_year__gt": publication.school_year}
    if type(publication).objects.filter(**later).exists():
        return
    ruleset = ruleset_of(publication.ruleset, publication.changes)
    snapshot = seal(records, Store(Path(settings.HOME) / "store"), ruleset)
    take_over(snapshot.frame("organizations"), snapshot.frame("programs"))


def take_over_file(submission: Any) -> None:
    """Take over a certified organizations or programs file."""
    from openperkins.records.model import SourceFile
    from openperkins.records.pipeline import examine_file

    tables: dict[str, Any] = {}
    source = SourceFile(submission_path(submission), f"{submission.kind}{submission.suffix}", submission.kind)
    examine_file(source, law=ruleset_of(), seal=lambda kind, key, frame: tables.update({kind: frame}))
    take_over(tables.get("organizations"), tables.get("programs"))


def submission_path(submission: Any) -> Path:
    """Where the submission's bytes are."""
    from openperkins.portal.submissions.storage import path_of

    return path_of(submission.sha256, submission.suffix)


def take_over(organizations: Any, programs: Any) -> None:
    """Write the rows of the tables (polars, or None) into the directory: parents before their parts."""
    if organizations is not None:
        _take_organizations(organizations)
    if programs is not None:
        _take_programs(programs)


def _take_organizations(organizations: Any) -> None:
    state, _ = Organization.objects.get_or_create(
        code=settings.STATE_CODE, defaults={"name": settings.STATE_NAME, "kind": "state"}
    )
    rows = list(organizations.select("org_code", "name", "kind", "parent").iter_rows())
    order = {"consortium": 0, "district": 1, "school": 2}
    named = {state.code}
    for code, name, kind, parent in sorted(rows, key=lambda row: (order.get(str(row[2]), 3), row[0])):
        named.add(code)
        Organization.objects.update_or_create(
            code=code,
            defaults={"name": name, "kind": str(kind), "parent_id": parent or None, "is_current": True},
        )
    Organization.objects.exclude(code__in=named).filter(is_current=True).update(is_current=False)


def _take_programs(programs: Any) -> None:
    Program.objects.bulk_create(
        [Program(**_program(row)) for row in programs.iter_rows(named=True)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "title", "cluster", "nontraditional_for"],
    )


def _program(row: dict[str, Any]) -> dict[str, str]:
    names = ("code", "kind", "title", "cluster", "nontraditional_for")
    return {name: str(row[name] or "") for name in names}
