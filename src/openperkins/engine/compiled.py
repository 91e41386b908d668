"""Compiled queries, kept: the same ruleset, years and code give the same text, so it is compiled once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from openperkins.engine.script import Script
from openperkins.engine.snapshot import Snapshot, code_fingerprint

_ROOMS = ("kernel", "facts", "populations", "indicators", "needs", "engine")


class Compiled:
    """The queries of one run. `ends` are the reporting years by the year they end in."""

    def __init__(self, snapshot: Snapshot, ruleset: Any, ends: tuple[int, ...], dialect: str) -> None:
        self.snapshot, self.ruleset, self.ends, self.dialect = snapshot, ruleset, ends, dialect
        filed = set(snapshot.years_of("cohort"))
        self.cohort_file_years = tuple(year for year in ends if year in filed)

    @cached_property
    def counted_students(self) -> Script:
        return self._script("counted_students")

    @cached_property
    def record_figures(self) -> Script:
        return self._script("record_figures")

    def traced(self, record: str) -> Script:
        """The trace of asked students on one record."""
        return self._script("traced_students", record)

    def kept_out(self, code: str) -> Script:
        """Who is kept out of an indicator's numerator, and by which criterion alone."""
        return self._script("kept_out_by_one", code)

    def measured_students(self, review: Any) -> Script:
        """What students of the one reporting year count as in the measures, under the review's choices."""
        return self._script("measured_students", (review.fingerprint, sorted(review.changes.items())))

    @cached_property
    def facts_read(self) -> dict[str, list[str]]:
        """The column of each criterion's answer → names of the facts it reads."""
        return json.loads(self._text("facts_read"))

    def tables(self) -> dict[str, list[Path]]:
        """Source name → sealed files a run of these years may look at: nothing later than the Octobers that follow."""
        from openperkins.facts.sources import SCHEMAS

        last = max(self.ends)
        limits = {"october": last + 1, "october_contested": last + 1}
        dated = {name for name, schema in SCHEMAS.items() if "school_year" in schema}
        return {
            name: self.snapshot.paths_of(name, up_to=limits.get(name, last) if name in dated else None)
            for name in SCHEMAS
        }

    def _script(self, query: str, *arguments: Any) -> Script:
        return Script.from_json(self._text(query, *arguments))

    def _text(self, query: str, *arguments: Any) -> str:
        """JSON of a compiled query, or of what was found while compiling."""
        path = self.snapshot.store.sql / f"{self._key(query, arguments)}.json"
        text = _kept(path)
        if text is None:
            made = self._compile(query)(arguments)
            text = made.as_json() if isinstance(made, Script) else made
            self.snapshot.store.write_text(path, f"{_seal_of(text)}\n{text}")
        return text

    def _compile(self, query: str) -> Callable[[tuple[Any, ...]], str]:
        from openperkins.engine import compile, measured, trace
        from openperkins.facts.sources import Sources

        sources = Sources(self.cohort_file_years)
        make = next(getattr(room, query) for room in (compile, trace, measured) if hasattr(room, query))
        return lambda arguments: make(sources, self.ends, *arguments, self.ruleset.law, self.dialect)

    def _key(self, query: str, arguments: tuple[Any, ...]) -> str:
        stated = [
            query,
            self.ends,
            arguments,
            self.cohort_file_years,
            self.dialect,
            self.ruleset.fingerprint,
            code_fingerprint(*_ROOMS),
        ]
        return hashlib.sha256(json.dumps(stated).encode()).hexdigest()


def _kept(path: Path) -> str | None:
    """A query compiled before; None when there is none or its text is not what was kept."""
    try:
        seal, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if seal == _seal_of(text) else None


def _seal_of(text: str) -> str:
    """The first line of a kept query: a comment with the sha256 of the rest."""
    return f"-- sha256 {hashlib.sha256(text.encode()).hexdigest()}"
