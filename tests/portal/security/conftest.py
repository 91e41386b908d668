"""What the security tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path: Path) -> Iterator[Path]:
    """What a test keeps beside the database goes away with it; the rate limits count anew."""
    cache.clear()
    home = tmp_path / "home"
    for name in ("tmp", "locks"):
        (home / name).mkdir(parents=True)
    settings.HOME = home
    settings.FILE_UPLOAD_TEMP_DIR = home / "tmp"
    yield home
    shutil.rmtree(home, ignore_errors=True)
