"""What is checked and kept of a sent file: its report, in full and without values, beside certified records."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from openperkins.engine.assemble import assemble
from openperkins.errors import StorageError
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.compose import part_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.shown import keep_shown
from openperkins.portal.submissions.storage import beside, keep_text, path_of
from openperkins.records.model import FileReport, Problem
from openperkins.records.submitted.in_child import check_in_child

#: seconds after which a folder of certified files that was replaced is read by no check
_READ_NO_MORE = 86_400


def check_file(submission: Submission) -> FileReport:
    """Check a sent file in a process of its own and keep the report."""
    of_state = submission.organization_id == settings.STATE_CODE
    report = check_in_child(
        path_of(submission.sha256, submission.suffix),
        kind=submission.kind,
        school_year=submission.school_year or None,
        season=submission.season or None,
        district=None if of_state else submission.organization_id,
        file_name=submission.file_name,
        beside=certified_folder(),
        law=ruleset_of(),
    )
    keep_shown(submission, report)
    keep_text(_place_of_report(submission), json.dumps(asdict(report), ensure_ascii=False))
    return report


def _place_of_report(submission: Submission) -> Path:
    return beside(submission.sha256, submission.suffix, f"{submission.pk}.report.json")


def report_of(submission: Submission) -> FileReport | None:
    """The kept report, with the values it found: for the sender's own copy alone. None before the check."""
    kept = _place_of_report(submission)
    if not kept.exists():
        return None
    stated: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    problems = [Problem(**problem) for problem in stated.pop("problems")]
    return FileReport(problems=problems, **stated)


def certified_folder() -> Path:
    """The certified files of every organization as a records folder: made anew when they change."""
    parts = [part_of(submission) for submission in Submission.objects.filter(status="certified").order_by("pk")]
    stated = "\n".join(f"{part.kind} {part.school_year} {part.season} {part.district} {part.path}" for part in parts)
    root = Path(settings.HOME) / "certified"
    root.mkdir(mode=0o700, exist_ok=True)
    folder = root / hashlib.sha256(stated.encode()).hexdigest()[:32]
    if folder.exists():
        os.utime(folder)  # it is read again: it stays
        return folder
    try:
        assemble(parts, folder)
    except StorageError:
        if not folder.exists():  # else another worker made the same one meanwhile
            raise
    _sweep(root)
    return folder


def _sweep(root: Path) -> None:
    """Remove folders no check can still be reading."""
    for other in root.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another sweep was quicker
            if time.time() - other.stat().st_mtime > _READ_NO_MORE:
                shutil.rmtree(other, ignore_errors=True)
