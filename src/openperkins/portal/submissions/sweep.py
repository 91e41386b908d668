"""Removing what processes left behind that were ended in the middle of their work. `tick` does it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from openperkins.portal.documents.models import Attachment, Revision
from openperkins.portal.submissions.models import FollowUpDraft, FollowUpYear
from openperkins.portal.submissions.storage import ATTACHED

#: seconds after which nobody can still be writing it
_OLD = 86_400
#: where half-made files lie, and what they are called
_LEFTOVERS = (
    ("sent", ".*"),
    ("sent", "*/*.tmp*"),
    ("attached", ".*"),
    ("tmp", "*"),
    ("certified", ".*"),
    ("follow_up", "*/.*"),
    ("follow_up", "drafts/*.tmp"),
)


def sweep() -> int:
    """Remove half-made files and folders older than a day; returns how many there were."""
    found = [*_leftovers(), *_lists_of_before(), *_drafts_of_before(), *_never_sent()]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(found)


def _leftovers() -> Iterator[Path]:
    for folder, pattern in _LEFTOVERS:
        for path in (Path(settings.HOME) / folder).glob(pattern):
            if _is_old(path):
                yield path


def _lists_of_before() -> Iterator[Path]:
    """Lists of leavers made of records that no longer hold."""
    keys = dict(FollowUpYear.objects.values_list("school_year", "key"))
    for path in (Path(settings.HOME) / "follow_up").glob("[0-9]*/[!.]*"):
        if keys.get(int(path.parent.name)) != path.name and _is_old(path):
            yield path


def _drafts_of_before() -> Iterator[Path]:
    """Drafts that no row names: their process was ended before it could say so."""
    named = set(FollowUpDraft.objects.values_list("draft_sha256", flat=True))
    for path in (Path(settings.HOME) / "follow_up").glob("drafts/*.json"):
        if path.stem.rpartition("-")[2] not in named and _is_old(path):
            yield path


def _never_sent() -> Iterator[Path]:
    """Bytes of files taken off documents before any version was sent with them, or that no row came to name."""
    kept = set(Attachment.objects.filter(removed_at__isnull=True).values_list("sha256", flat=True))
    for files in Revision.objects.exclude(attachments=[]).values_list("attachments", flat=True):
        kept |= {file["sha256"] for file in files}
    for path in (Path(settings.HOME) / ATTACHED).glob("[0-9a-f][0-9a-f]/*"):
        if path.name not in kept and _is_old(path):
            yield path


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _OLD
    except FileNotFoundError:  # another sweep was quicker
        return False
