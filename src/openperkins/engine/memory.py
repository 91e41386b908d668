"""How much memory a run may use: what was asked for, and never more than the machine has."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from openperkins.errors import UsageError

_AMOUNT = re.compile(r"(\d+)\s*([KMGT])I?B", re.IGNORECASE)
_UNITS = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
#: where Linux says what a container may use
_CONTAINER = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def memory_bytes(memory: str) -> int:
    """`4GB` or `800 MiB` as bytes. Raises UsageError when it is not an amount of memory."""
    amount = _AMOUNT.fullmatch(memory.strip())
    if not amount or not int(amount[1]):
        raise UsageError(f"--memory {memory!r} is not an amount of memory.", "Write it as 4GB or 800MB.")
    return int(amount[1]) * _UNITS[amount[2].upper()]


def affordable(memory: str) -> int:
    """Bytes: the amount asked for, at most four fifths of what this machine or container has."""
    asked, there = memory_bytes(memory), _there()
    return asked if there is None else min(asked, there * 4 // 5)


def _there() -> int | None:
    """Bytes of memory this process may use; None where the system does not tell."""
    amounts = []
    with contextlib.suppress(AttributeError, ValueError, OSError):  # not every system knows these names
        amounts.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for file in _CONTAINER:
        with contextlib.suppress(ValueError, OSError):  # no container, or one without a limit ("max")
            amounts.append(int(file.read_text(encoding="ascii")))
    return min((amount for amount in amounts if amount > 0), default=None)
