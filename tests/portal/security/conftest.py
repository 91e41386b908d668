"""What the security tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_files(own_home: Path) -> Path:
    """What a test keeps beside the database goes away with it; the rate limits count anew."""
    cache.clear()
    return own_home
