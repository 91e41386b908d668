"""The charts of the reading pages, from published cells."""

from __future__ import annotations

from typing import Any


def status_bar(cells: Any) -> Any: return None
def trend_chart(years: Any, ind: str, pop: str) -> Any: return None
def gap_chart(unit: Any, ind: str) -> Any: return None
