"""What a publication's page says beside its figures: where they come from, what the run noticed, what would change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from openperkins.portal.law import ruleset_of
from openperkins.portal.results.comparison import Comparison
from openperkins.portal.results.compose import folder_of
from openperkins.portal.results.models import Publication
from openperkins.portal.results.words import words_under
from openperkins.portal.rulesets.queries import ChangeShown, differences
from openperkins.portal.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Input:
    """One file a publication is computed from: its name in the records, and the file as it was sent."""

    name: str
    submission: Submission


@dataclass(frozen=True, slots=True)
class Quality:
    """One figure about the data: how many students in the State, in how many districts, and where most are."""

    figure: str
    students: int
    districts: int
    most: str


def inputs_of(publication: Publication) -> list[Input]:
    """Every file, by its name in the records."""
    sent = Submission.objects.select_related("organization").in_bulk(list(publication.inputs.values()))
    return [Input(name, sent[pk]) for name, pk in sorted(publication.inputs.items())]


def comparison_of(publication: Publication) -> Comparison | None:
    """What differs from what was in force when it was computed; None while there are no figures."""
    path = folder_of(publication) / "changes.json"
    try:
        return _comparison(path, path.stat().st_mtime_ns, publication.pk)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4)
def _comparison(path: Path, written: int, pk: int) -> Comparison:
    publication = Publication.objects.select_related("supersedes").get(pk=pk)
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Comparison.of(rows, before=words_under(publication.supersedes), after=words_under(publication))


def notices_of(publication: Publication) -> list[str]:
    """What the run says of optional files that were not there, a sentence each."""
    try:
        return json.loads((folder_of(publication) / "notices.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []


def quality_of(publication: Publication) -> list[Quality]:
    """The run's figures about the data, one line each."""
    try:
        table = pl.read_csv(folder_of(publication) / "out" / "quality.csv", infer_schema=False)
    except FileNotFoundError:
        return []
    names = dict(_districts(publication))
    found: dict[str, dict[str, int]] = {}
    for figure, code, count in table.select("figure", "org_code", "count").iter_rows():
        found.setdefault(figure, {})[code] = int(count)
    return [_quality(figure, counts, names) for figure, counts in found.items()]


def _quality(figure: str, counts: dict[str, int], names: dict[str, str]) -> Quality:
    own = {code: count for code, count in counts.items() if code in names and count}
    most = max(own, key=lambda code: (own[code], code), default="")
    title = figure.replace("_", " ").replace(" ela", " ELA").replace("gender n", "gender N")
    return Quality(
        title[:1].upper() + title[1:],
        counts.get(settings.STATE_CODE, 0),
        len(own),
        f"{names[most]}: {own[most]:,}" if most else "",
    )


def _districts(publication: Publication) -> list[tuple[str, str]]:
    """(code, name) of districts without a consortium and of consortia."""
    from openperkins.portal.directory.models import Organization

    return list(
        Organization.objects.filter(kind__in=("district", "consortium"), parent__isnull=True).values_list(
            "code", "name"
        )
    )


def readings_changed(publication: Publication) -> list[ChangeShown]:
    """The parameters that differ from the ruleset's own values."""
    return differences(ruleset_of(publication.ruleset), ruleset_of(publication.ruleset, publication.changes))


def about(publication: Publication) -> list[tuple[str, str]]:
    """What a file of the publication says about itself."""
    changed = "; ".join(f"{name} = {value}" for name, value in sorted(publication.changes.items()))
    rows: list[tuple[str, Any]] = [
        ("School year", str(publication.year)),
        ("Publication", f"version {publication.version}, {publication.status_title.lower()}"),
        ("Ruleset", publication.ruleset),
        ("Readings changed", changed or "none"),
        ("Run fingerprint", publication.run),
        ("Results sha256", publication.results),
        ("Software", f"OpenPerkins {publication.software}"),
    ]
    return rows
