"""Deriving a publication again from its frozen files, in a clean folder and a new process, and comparing every byte."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import structlog
from django.conf import settings
from django_tasks import task

from openperkins.engine.assemble import assemble
from openperkins.engine.store import sha256_of
from openperkins.errors import OpenPerkinsError, StorageError
from openperkins.portal import jobs
from openperkins.portal.accounts.models import Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.models import Event
from openperkins.portal.results import actions
from openperkins.portal.results.compose import MEASURES, folder_of, frozen_parts, program_rows, sheets_of
from openperkins.portal.results.measures import measure_texts
from openperkins.portal.results.models import MeasureSheet, ProgramSheet, Publication, Sheet
from openperkins.portal.results.programs import dump_programs
from openperkins.portal.submissions.storage import keep_text
from openperkins.portal.workflow import Refused
from openperkins.workflows.rights import right

log = structlog.get_logger(__name__)
#: what the new process does not take over: settings, and what could hide that a result hangs on the machine
_OTHER = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}


def ask(publication: Publication, *, by: Reach) -> None:
    """Have a publication derived again in the background. Raises Refused for one that never was published."""
    if not by.may("verify_publication", publication.org_code):
        raise Refused([f"Your roles do not let you {right('verify_publication').says}."])
    if publication.published_at is None:
        raise Refused(["It was never published, so there is nothing to compare with."])
    if not is_asked(publication):
        _asked(publication.pk).parent.mkdir(parents=True, exist_ok=True)  # its files may be gone: that is then found
        keep_text(_asked(publication.pk), json.dumps({"by": by.person.pk, "attempts": 0}))
    verify_publication.enqueue(publication.pk)


def is_asked(publication: Publication) -> bool:
    """Whether it waits to be derived again, or is being."""
    return _asked(publication.pk).exists()


def last_verified(publication: Publication) -> Event | None:
    """The event that says how the last comparison ended."""
    about = f"publication {publication.pk}"
    return Event.objects.filter(about=about, verb="publication.verified").select_related("by").first()


@task()
def verify_publication(pk: int) -> None:
    """Derive a publication again and note what differs. Safe to do again: what is not asked for is left alone."""
    try:
        with jobs.alone(f"verify-{pk}"):
            if _asked(pk).exists():
                _verify(Publication.objects.get(pk=pk))
    except jobs.Busy:
        log.info("publication is being derived by another worker", publication=pk)


def resume() -> None:
    """Take up what a dead worker left."""
    for asked in (Path(settings.HOME) / "publications").glob("*/verify.json"):
        pk = int(asked.parent.name)
        if jobs.is_free(f"verify-{pk}"):
            verify_publication.enqueue(pk)


def _verify(publication: Publication) -> None:
    asked = json.loads(_asked(publication.pk).read_text(encoding="utf-8"))
    if asked["attempts"] >= jobs.MOST_ATTEMPTS:
        found = ["The work was cut off several times, most likely for want of memory."]
    else:
        keep_text(_asked(publication.pk), json.dumps({**asked, "attempts": asked["attempts"] + 1}))
        found = list(derived_again(publication))
    actions.verified(publication, differences=found, asked_by=Person.objects.get(pk=asked["by"]))
    _asked(publication.pk).unlink(missing_ok=True)


def derived_again(publication: Publication) -> Iterator[str]:
    """What differs between what is published and what its files give now, as sentences; none when every byte agrees."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="verify-") as scratch:
        folder = Path(scratch)
        try:
            assemble(frozen_parts(publication), folder / "records")
            _run(publication, folder)
            measured = _measured(publication, folder) if has_measures(publication) else {}
        except (OpenPerkinsError, KeyError) as error:
            why = error if isinstance(error, OpenPerkinsError) else "A file is gone."
            yield f"It could not be derived again. {why}"
            return
        stated = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
        yield from _run_differs(publication, stated)
        yield from _sheets_differ(publication, folder)
        yield from _texts_differ("Measures", MeasureSheet.objects.filter(publication=publication), "measures", measured)


def has_measures(publication: Publication) -> bool:
    """Whether measures were published; figures older than they are have none, and that is no difference."""
    kept = folder_of(publication) / MEASURES
    return kept.exists() or MeasureSheet.objects.filter(publication=publication).exists()


def _run(publication: Publication, folder: Path) -> None:
    _command(publication, folder, "run", "--out", str(folder / "out"))


def _measured(publication: Publication, folder: Path) -> dict[str, str]:
    """Organization code → the text of its measures, derived anew."""
    printed = _command(publication, folder, "measures", "--format", "csv")
    table = pl.read_csv(printed.encode(), infer_schema=False)
    return dict(measure_texts(table.with_columns(pl.col("denominator", "numerator").cast(pl.Int64))))


def _command(publication: Publication, folder: Path, name: str, *options: str) -> str:
    """What the command line prints, by a process that knows nothing of the portal."""
    command = [sys.executable, "-m", "openperkins", name, str(folder / "records"), "--year", str(publication.year)]
    command += [*options, "--store", str(folder / "store"), "--memory", settings.RUN_MEMORY]
    command += ["--ruleset", publication.ruleset]
    for changed, value in publication.changes.items():
        command += ["--set", f"{changed}={value}"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPENPERKINS_")}
    done = subprocess.run(command, env={**inherited, **_OTHER}, capture_output=True, text=True, check=False)
    if done.returncode:
        # what the process says can name records, so only that it failed is kept
        raise StorageError("The run failed.", f"It ended with code {done.returncode}.")
    return done.stdout


def _run_differs(publication: Publication, stated: dict[str, Any]) -> Iterator[str]:
    if stated["results"] != publication.results:
        yield "The results are others."
    if stated["version"] == publication.software and stated["fingerprint"] != publication.run:
        yield "The fingerprint of the run is another."
    kept = folder_of(publication) / "out" / "results.csv"
    if not kept.exists():
        yield "The file of results that was kept is gone."
    elif sha256_of(kept) != publication.results:
        yield "The file of results that was kept is not what was published."


def _sheets_differ(publication: Publication, folder: Path) -> Iterator[str]:
    pages = {sheet["org_code"]: sheet["cells"] for sheet in sheets_of(publication, folder=folder)}
    programs = {code: dump_programs(rows) for code, rows in program_rows(publication, folder=folder)}
    yield from _texts_differ("Figures", Sheet.objects.filter(publication=publication), "cells", pages)
    yield from _texts_differ(
        "Figures by program", ProgramSheet.objects.filter(publication=publication), "programs", programs
    )


def _texts_differ(what: str, published: Any, column: str, derived: dict[str, str]) -> Iterator[str]:
    """Compares the derived text, its published hash, and the text that pages read."""
    for code, said, text in published.order_by("org_code").values_list("org_code", "sha256", column).iterator():
        again = derived.pop(code, None)
        if again is None:
            yield f"{what} of {code} are published and were not derived."
        elif _sum(again) != said:
            yield f"{what} of {code} are others."
        elif text != again:
            yield f"{what} of {code} in the database are not what was published."
    for code in derived:
        yield f"{what} of {code} were derived and are not published."


def _asked(pk: int) -> Path:
    return Path(settings.HOME) / "publications" / str(pk) / "verify.json"


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
