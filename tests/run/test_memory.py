"""--memory is an amount, and never more than there is."""

from __future__ import annotations

import pytest

from openperkins.engine import memory
from openperkins.errors import UsageError


@pytest.mark.parametrize(
    ("text", "amount"), [("4GB", 4 * 10**9), ("800 MiB", 800 * 10**6), (" 2tb ", 2 * 10**12), ("1KB", 1000)]
)
def test_an_amount_is_read(text: str, amount: int) -> None:
    assert memory.memory_bytes(text) == amount


@pytest.mark.parametrize("text", ["much", "4", "GB", "0GB", "4.5GB", "-1GB", ""])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not an amount of memory"):
        memory.memory_bytes(text)


def test_no_more_than_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_there", lambda: 5 * 10**9)
    assert memory.affordable("8GB") == 4 * 10**9
    assert memory.affordable("1GB") == 10**9


def test_a_container_may_have_less_than_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "_CONTAINER", (limit,))
    limit.write_text("1000000000\n")
    assert memory.affordable("8GB") == 800_000_000
    limit.write_text("max\n")
    assert memory.affordable("1MB") == 10**6
