"""Answers typed in but not sent yet: a file per organization and year, never the database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from openperkins.portal.submissions.follow_up.lists import Told, root
from openperkins.portal.submissions.models import FollowUpDraft
from openperkins.portal.submissions.storage import keep_text


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer as it was typed: `by` is a person's id, `at` a moment in ISO form."""

    told: Told
    by: int
    at: str


def read(draft: FollowUpDraft | None) -> dict[str, Typed]:
    """SASID → answer; empty when nothing was typed yet."""
    if draft is None or not draft.draft_sha256:
        return {}
    text = _path(draft, draft.draft_sha256).read_text(encoding="utf-8")
    return {sasid: Typed(Told(**one["told"]), one["by"], one["at"]) for sasid, one in json.loads(text).items()}


def write(draft: FollowUpDraft, answers: dict[str, Typed]) -> str:
    """Keep the answers whole or not at all, beside the version before; returns the file's sha256."""
    text = json.dumps({sasid: asdict(answers[sasid]) for sasid in sorted(answers)}, ensure_ascii=False)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    keep_text(_path(draft, sha256), text)
    return sha256


def remove(draft: FollowUpDraft, sha256: str) -> None:
    """Remove a version that no longer holds."""
    if sha256:
        _path(draft, sha256).unlink(missing_ok=True)


def folder() -> Path:
    """The folder of drafts."""
    made = root() / "drafts"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def _path(draft: FollowUpDraft, sha256: str) -> Path:
    return folder() / f"{draft.organization_id}-{draft.school_year}-{sha256}.json"
