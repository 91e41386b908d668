"""A published year run again under other readings: asked for, computed in the background, kept as a file.

Equal questions have one answer: a replay is named by what is run again and under which readings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from openperkins import __version__
from openperkins.engine.run import compute
from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.comparison import Comparison
from openperkins.portal.results.compose import folder_of, store
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.models import Publication, Sheet
from openperkins.portal.results.words import words_of, words_under
from openperkins.portal.submissions.storage import keep_text

_CELL = ["org_code", "org_kind", "indicator", "population"]
_SAID = ["denominator", "numerator", "percent", "level", "level_source", "threshold", "standing", "plan"]
_COMPARED = ["denominator", "numerator", "level", "threshold", "standing", "plan"]
#: organizations that are judged, and the State
_REPORTING = ("state", "consortium", "district")


@dataclass(frozen=True)
class Replay:
    """One replay. `status` is asked, done or failed; `cells` are rows as results/comparison.py reads them."""

    id: str
    publication: int
    ruleset: str
    changes: dict[str, str]
    by: int
    at: str
    status: str = "asked"
    attempts: int = 0
    failure: str = ""
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def comparison(self) -> Comparison:
        after = words_of(ruleset_of(self.ruleset, self.changes).law)
        return Comparison.of(self.cells, before=words_under(Publication.objects.get(pk=self.publication)), after=after)


def id_of(publication: Publication, ruleset: str, changes: dict[str, Any]) -> str:
    """The name of a replay: 24 hexadecimal digits."""
    said = [publication.pk, publication.run, ruleset_of(ruleset, changes).fingerprint, __version__]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def load(id: str) -> Replay | None:
    """A replay that was asked for, None when there is none of that name."""
    try:
        return Replay(**json.loads(_path(id).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def keep(replay: Replay) -> Replay:
    """Keep a replay, whole or not at all."""
    _folder().mkdir(mode=0o700, exist_ok=True)
    keep_text(_path(replay.id), json.dumps(asdict(replay), ensure_ascii=False))
    return replay


def waiting() -> Iterator[str]:
    """The names of replays that are not computed yet."""
    for path in sorted(_folder().glob("*.json")):
        found = load(path.stem)
        if found is not None and found.status == "asked":
            yield found.id


def computed(replay: Replay) -> Replay:
    """Run the year again; raises OpenPerkinsError when the records do not allow it. Nothing is published."""
    publication = Publication.objects.get(pk=replay.publication)
    folder, own = folder_of(publication), ruleset_of(publication.ruleset, publication.changes)
    other = ruleset_of(replay.ruleset, replay.changes)
    snapshot = seal(folder / "records", Store(store()), own)
    after = compute(snapshot, (publication.year,), other, engine="duckdb", memory=settings.RUN_MEMORY).results
    before = pl.read_parquet(folder / "out" / "results.parquet")
    names = dict(Sheet.objects.filter(publication=publication).values_list("org_code", "name"))
    return replace(replay, status="done", cells=list(_cells(before, after, names)))


def _cells(before: pl.DataFrame, after: pl.DataFrame, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    both = _texts(before).join(_texts(after), on=_CELL, how="full", coalesce=True, suffix="_after")
    changed = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in _COMPARED)
    order = pl.col("org_code"), pl.col("indicator"), pl.col("place").fill_null(pl.col("place_after"))
    for row in both.filter(changed).sort(*order).iter_rows(named=True):
        yield {
            "org_code": row["org_code"],
            "name": names.get(row["org_code"], row["org_code"]),
            "indicator": row["indicator"],
            "population": row["population"],
            "before": _side(row, ""),
            "after": _side(row, "_after"),
        }


def _texts(results: pl.DataFrame) -> pl.DataFrame:
    """Cells of judged organizations, their codes as plain text, with the place of each in the order of results."""
    plain = results.select(pl.col(*_CELL).cast(pl.String), *(pl.col(name) for name in _SAID))
    plain = plain.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
    return plain.filter(pl.col("org_kind").is_in(_REPORTING)).with_row_index("place")


def _side(row: dict[str, Any], suffix: str) -> list[Any] | None:
    said = {name: row[f"{name}{suffix}"] for name in _SAID}
    if said["standing"] is None:
        return None
    cell = Cell(row["indicator"], row["population"], **said)
    return [cell.numerator, cell.denominator, cell.state]


def _folder() -> Path:
    return Path(settings.HOME) / "replays"


def _path(id: str) -> Path:
    return _folder() / f"{id}.json"
