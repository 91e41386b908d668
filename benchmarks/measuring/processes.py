"""Fresh processes, measured from outside: wall clock, CPU of all threads, the most memory held."""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parent.parent
PYTHON = sys.executable


@dataclass(frozen=True)
class Cost:
    """One process. Seconds and bytes; `inside` is what the process said of itself (JSON, its last line)."""

    wall: float
    cpu: float
    memory: int
    inside: Mapping[str, Any] = field(default_factory=dict)


class ProcessFailed(RuntimeError):
    """A measured process ended with an exit code nobody expected."""


def measured(command: Sequence[str | Path], *, expect: Sequence[int] = (0,), **environment: str) -> Cost:
    """Run a command to its end. Raises ProcessFailed, with what it said, when it ends otherwise than expected."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=err, env={**os.environ, **environment}
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode not in expect:
            said = err.read().decode(errors="replace")[-2000:]
            raise ProcessFailed(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{said}")
        text = out.read().decode(errors="replace")
    # ru_maxrss is in kilobytes on Linux
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, _last_json(text))


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Work done in a process of its own: the measuring one stays small, as a child is charged what its parent held."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def alternating(repeat: int, **runs: Callable[[], Cost]) -> dict[str, list[Cost]]:
    """Run several things in turn, so that a busy machine slows all of them alike. Each once first, uncounted."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(repeat + 1):
        for name, run in runs.items():
            cost = run()
            if turn:
                costs[name].append(cost)
    return costs


def median(costs: Sequence[Cost], what: str) -> float:
    """The median of `wall`, `cpu`, `memory`, or of a number the processes said of themselves (`inside.cpu`)."""
    if what.startswith("inside."):
        return statistics.median(cost.inside[what.removeprefix("inside.")] for cost in costs)
    return statistics.median(getattr(cost, what) for cost in costs)


def openperkins(*arguments: str | Path, **how: Any) -> Cost:
    """The command line, as a user starts it."""
    return measured([PYTHON, "-m", "openperkins", *arguments], **how)


def task(name: str, *arguments: str | Path, **how: Any) -> Cost:
    """A script of tasks/, which measures a part of the product from inside."""
    return measured([PYTHON, BENCHMARKS / "tasks" / f"{name}.py", *arguments], **how)


def baseline(name: str, *arguments: str | Path, **how: Any) -> Cost:
    """A script of baselines/."""
    return measured([PYTHON, BENCHMARKS / "baselines" / f"{name}.py", *arguments], **how)


def _last_json(text: str) -> Mapping[str, Any]:
    lines = text.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {}
    return json.loads(lines[-1])
