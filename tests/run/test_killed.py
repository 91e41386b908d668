"""A run that is killed leaves OUT as it was or the new one whole, and the next run is as if nothing had been."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

from .conftest import command_line, contents

KILLS = 20


def test_a_killed_run_leaves_the_old_or_the_new_output(hand_made: Path, tmp_path: Path) -> None:
    chance = random.Random(2017)
    store, out = tmp_path / "store", tmp_path / "here" / "out"
    possible: list[dict[str, bytes] | None] = [None]
    for change in ("first", "best"):
        fresh = tmp_path / change
        started = time.monotonic()
        subprocess.run(
            command_line(hand_made, fresh, store, "--set", f"academic.attempt={change}"),
            check=True,
            capture_output=True,
        )
        took = time.monotonic() - started
        possible.append(contents(fresh))
    assert possible[1] != possible[2]
    seen = [None]
    for kill in range(KILLS):
        change = ("first", "best")[kill % 2]
        # half of the kills fall into the last part of a run, where files are written and published
        after = took * (chance.uniform(0.75, 1.1) if kill % 4 < 2 else chance.uniform(0, 0.75))
        process = subprocess.Popen(
            command_line(hand_made, out, store, "--set", f"academic.attempt={change}"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = contents(out) if out.exists() else None
        assert now in possible, f"kill {kill} after {after:.2f} s left half an output"
        assert now is not None or seen[-1] is None, "an output that was there is never lost"
        seen.append(now)
    subprocess.run(command_line(hand_made, out, store), check=True, capture_output=True)
    assert contents(out) == possible[1]


def test_kills_while_the_records_are_sealed(hand_made: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    store, out = tmp_path / "store", tmp_path / "here" / "out"
    for _ in range(4):
        process = subprocess.Popen(
            command_line(hand_made, out, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.4, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command_line(hand_made, out, store), check=True, capture_output=True)
    subprocess.run(command_line(hand_made, tmp_path / "fresh", tmp_path / "other"), check=True, capture_output=True)
    assert contents(out) == contents(tmp_path / "fresh")
