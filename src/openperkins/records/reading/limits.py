"""What a child process that reads foreign bytes may use up. Standard library only: limits come before anything else."""

from __future__ import annotations

import os

#: What a limited process ends with when its memory did not do.
OUT_OF_MEMORY = 3


def limit_process(memory: int, cpu_seconds: int) -> None:
    """Let this process grow by `memory` bytes and compute for so long; limits it was started with are kept.

    Where the system has no such limits, do nothing: the parent still ends the process after its time.
    """
    try:
        import resource
    except ImportError:
        return
    _limit(resource.RLIMIT_AS, _own_size() + memory, 0)
    _limit(resource.RLIMIT_CPU, cpu_seconds, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit(what: int, most: int, grace: int) -> None:
    import resource

    allowed = resource.getrlimit(what)[1]
    hard = most + grace if allowed == resource.RLIM_INFINITY else min(most + grace, allowed)
    resource.setrlimit(what, (min(most, hard), hard))


def _own_size() -> int:
    """The address space in use now, in bytes; a generous guess where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 29
