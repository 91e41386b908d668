"""Edit checks by themselves, apart from the rest of the API: they need no engine, and start without loading one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openperkins.law import load_ruleset
from openperkins.records.pipeline import examine


def check(folder: str | Path, *, ruleset: str = "perkins_iv_ma", progress: Callable[[str], None] | None = None) -> Any:
    """Edit checks of a records folder: a FolderReport with every problem of every file.

    Raises StorageError when there is no such folder, InputError when it holds no records file.
    """
    return examine(Path(folder), law=load_ruleset(ruleset), progress=progress)
