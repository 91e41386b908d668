"""Rows nobody asked an order for: a database may give them in any, so nothing may depend on it."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet


def come_the_other_way_round(patch: pytest.MonkeyPatch) -> None:
    """Every query without an order gives its rows last first."""
    fetch = QuerySet._fetch_all

    def fetched(self: QuerySet) -> None:
        is_new = self._result_cache is None
        fetch(self)
        if is_new and not self.ordered and not self.query.is_sliced:
            self._result_cache.reverse()

    patch.setattr(QuerySet, "_fetch_all", fetched)
