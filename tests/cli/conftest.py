"""The command line as a shell sees it: the installed program, its exit code, both streams, no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "openperkins"
#: a school year every file of the hand-made records was sent for
YEAR = "2016-17"

Ran = subprocess.CompletedProcess


@pytest.fixture(scope="session")
def call(own_store: Path) -> Callable[..., Ran]:
    """`call(*arguments, **environment)`: run the program; it is given no terminal."""

    def run(*arguments: object, **environment: str) -> Ran:
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )

    return run
