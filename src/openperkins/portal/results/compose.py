"""Composing a publication: certified files and a ruleset become figures, kept beside the database until approved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from openperkins.accountability.names import INDICATORS
from openperkins.api import measures, run
from openperkins.engine.assemble import Part, assemble, name_of
from openperkins.engine.run import absent_results
from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store
from openperkins.explain.kept_out import kept_out_rows
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.figures import Cell, Cells, dump
from openperkins.portal.results.measures import measure_texts
from openperkins.portal.results.models import Publication
from openperkins.portal.results.queries import in_force
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of
from openperkins.schoolyear import SchoolYear

#: organizations that are judged, and the State
_REPORTING = ("state", "consortium", "district")
#: the measures of the review beside a publication's figures
MEASURES = "measures.parquet"


def certified_files(year: SchoolYear) -> dict[str, Submission]:
    """Name in a records folder → the certified file, of all collections up to a school year."""
    found = Submission.objects.filter(status="certified", school_year__lte=year.ends).select_related("organization")
    return {name_of(part_of(submission)): submission for submission in found}


def part_of(submission: Submission) -> Part:
    """A sent file as a part of a records folder; the State's files are for all districts."""
    of_state = submission.organization_id == settings.STATE_CODE
    return Part(
        kind=submission.kind,
        school_year=submission.school_year or None,
        season=submission.season or None,
        district=None if of_state else submission.organization_id,
        path=path_of(submission.sha256, submission.suffix),
        suffix=submission.suffix,
    )


def folder_of(publication: Publication) -> Path:
    """What belongs to a publication.

    `records` (as assembled), `out` (the run's files), `measures.parquet` (those of the review), `kept_out`,
    `changes.json`, and `notices.json`: what the run says of optional files that were not there.
    """
    return Path(settings.HOME) / "publications" / str(publication.pk)


def store() -> Path:
    """Sealed records of all publications."""
    return Path(settings.HOME) / "store"


def compute(publication: Publication) -> dict[str, Any]:
    """Run the publication's files and keep its figures aside; returns what run.json says.

    Raises OpenPerkinsError when the records do not allow it. Doing it again gives the same bytes.
    """
    folder = folder_of(publication)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    assemble(frozen_parts(publication), folder / "records")
    found = run(
        folder / "records",
        publication.year,
        out=folder / "out",
        ruleset=publication.ruleset,
        changes=publication.changes or None,
        store=store(),
        memory=settings.RUN_MEMORY,
    )
    _measure(publication)
    _keep_reasons(publication)
    (folder / "notices.json").write_text(json.dumps(found.notices), encoding="utf-8")
    (folder / "changes.json").write_text(json.dumps(changes(publication)), encoding="utf-8")
    return json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))


def _measure(publication: Publication) -> None:
    """The measures of the review, kept beside the figures: counts of students, exact."""
    folder = folder_of(publication)
    found = measures(
        folder / "records",
        publication.year,
        ruleset=publication.ruleset,
        changes=publication.changes or None,
        store=store(),
        memory=settings.RUN_MEMORY,
    )
    found.write_parquet(folder / MEASURES)


def _keep_reasons(publication: Publication) -> None:
    """Which one criterion keeps a student out, kept beside the figures: restricted, for who may see students."""
    folder, ruleset = folder_of(publication), ruleset_of(publication.ruleset, publication.changes)
    (folder / "kept_out").mkdir()
    snapshot = seal(folder / "records", Store(store()), ruleset)
    absent = {code for _, code in absent_results(snapshot, (publication.school_year,))}
    for code in INDICATORS:
        if code not in absent:
            rows = kept_out_rows(snapshot, publication.year, code, ruleset, memory=settings.RUN_MEMORY)
            rows.write_parquet(folder / "kept_out" / f"{code}.parquet")


def frozen_parts(publication: Publication) -> Iterable[Part]:
    """The files the publication was composed of, whatever was certified since."""
    by_id = Submission.objects.in_bulk(list(publication.inputs.values()))
    return [part_of(by_id[pk]) for pk in publication.inputs.values()]


def changes(publication: Publication) -> list[dict[str, Any]]:
    """Cells of reporting organizations whose standing or plan differs from what is in force, with both sides.

    Grain: one per organization × indicator × population. Empty when nothing is in force for the year.
    """
    sheets = in_force().filter(publication__school_year=publication.school_year, org_kind__in=_REPORTING)
    earlier = {sheet.org_code: sheet for sheet in sheets}
    found = []
    for sheet in sheets_of(publication, kinds=_REPORTING) if earlier else ():
        before = earlier.pop(sheet["org_code"], None)
        found += _differences(sheet, Cells(before.cells) if before else None, Cells(sheet["cells"]))
    for gone in earlier.values():
        found += [_row(gone.org_code, gone.name, cell, None) for cell in Cells(gone.cells)]
    return found


def _differences(sheet: dict[str, Any], before: Cells | None, after: Cells) -> list[dict[str, Any]]:
    found = []
    for new in after:
        old = before.of(new.indicator, new.population) if before else None
        if old is not None and (old.standing, old.plan) == (new.standing, new.plan):
            continue
        found.append(_row(sheet["org_code"], sheet["name"], old, new))
    return found


def _row(org_code: str, name: str, before: Cell | None, after: Cell | None) -> dict[str, Any]:
    some = before or after
    return {
        "org_code": org_code,
        "name": name,
        "indicator": some.indicator,
        "population": some.population,
        "before": None if before is None else [before.numerator, before.denominator, before.state],
        "after": None if after is None else [after.numerator, after.denominator, after.state],
    }


def sheets_of(
    publication: Publication, kinds: tuple[str, ...] | None = None, *, folder: Path | None = None
) -> Iterable[dict[str, Any]]:
    """What the run found, an organization each: the columns of `Sheet` without hash and publication.

    `folder` is another one with `records`, `out` and a `store` of its own: that of a publication derived again.
    """
    folder = folder or folder_of(publication)
    results = pl.read_parquet(folder / "out" / "results.parquet")
    if kinds is not None:
        results = results.filter(pl.col("org_kind").cast(pl.String).is_in(kinds))
    named = {settings.STATE_CODE: (settings.STATE_NAME, ""), **_names(publication, folder)}
    for (code,), rows in results.partition_by("org_code", as_dict=True, maintain_order=True).items():
        name, parent = named.get(code, (code, ""))
        yield {
            "org_code": code,
            "org_kind": str(rows["org_kind"][0]),
            "name": name,
            "parent_code": parent,
            "plans_required": rows.filter(pl.col("plan").cast(pl.String) == "required").height,
            "cells": dump(rows.cast({pl.Enum: pl.String, pl.Categorical: pl.String}).iter_rows(named=True)),
        }


def program_rows(publication: Publication, *, folder: Path | None = None) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """(organization code, its rows by program), in order of codes; `folder` as for `sheets_of`."""
    out = (folder or folder_of(publication)) / "out"
    table = pl.read_csv(out / "results_by_program.csv", infer_schema=False)
    counts = table.with_columns(pl.col("denominator", "numerator").cast(pl.Int64))
    for (code,), rows in counts.partition_by("org_code", as_dict=True, maintain_order=True).items():
        yield code, list(rows.iter_rows(named=True))


def measure_sheets_of(publication: Publication) -> Iterable[tuple[str, str]]:
    """(organization code, text of its measures), in order of codes; none for figures older than the measures."""
    kept = folder_of(publication) / MEASURES
    return measure_texts(pl.read_parquet(kept, glob=False)) if kept.exists() else ()


def _names(publication: Publication, folder: Path) -> dict[str, tuple[str, str]]:
    """Organization code → (name, code of its parent), as the run's own organizations file says."""
    sealed = store() if folder == folder_of(publication) else folder / "store"
    ruleset = ruleset_of(publication.ruleset, publication.changes)
    frame = seal(folder / "records", Store(sealed), ruleset).frame("organizations")
    rows = frame.select("org_code", "name", "parent").iter_rows()
    return {code: (name, parent or "") for code, name, parent in rows}
