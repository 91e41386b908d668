"""What a test run started ends with it, also when the run is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT
from tests.ended_with_us import ended_with_us

_HOLDS = """
import sys, time
from tests.ended_with_us import ended_with_us
with ended_with_us("touch", sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_is_killed_ends_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "ended"
    holder = subprocess.Popen([sys.executable, "-c", _HOLDS, str(mark)], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    assert not mark.exists()
    holder.kill()
    holder.communicate()
    until = time.monotonic() + 20
    while not mark.exists():
        assert time.monotonic() < until, "the command was not run"
        time.sleep(0.02)


def test_who_ends_in_order_runs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "ended"
    with ended_with_us("touch", str(mark)):
        pass
    assert not mark.exists()
