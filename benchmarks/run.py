"""Measures OpenPerkins against the figures it is to reach (`make bench`).

python benchmarks/run.py [--quick] [--only NAME …] [--repeat N] [--data FOLDER]

Writes only into the data folder (`bench-data` beside this one's parent, which git does not see): invented states,
their store, outputs, and `figures.json`. The first call invents and seals a state of 300,000 students and twelve
years, about 4 GB and some minutes; later calls find it there. Exit 1 when a goal that can be judged is not reached.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measuring import machine
from measuring.figures import FIGURES
from measuring.session import FULL, QUICK, Session


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    given = _parsed(arguments)
    # everything of a benchmark lives in its folder, whatever the user's own store is
    os.environ.pop("OPENPERKINS_STORE", None)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    session = Session(given.data.absolute(), QUICK if given.quick else FULL, given.repeat, _say)
    for line in (*machine.described(), machine.load()):
        _say(line)
    if given.quick:
        _say("quick: everything is exercised, nothing is large enough to be judged")
    begun = time.monotonic()
    for name in given.only or FIGURES:
        FIGURES[name](session)
    session.write()
    missed = [figure.name for figure in session.figures if figure.met is False]
    _say(f"{machine.load()}, {time.monotonic() - begun:.0f} s; not reached: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure OpenPerkins against the figures it is to reach.")
    parser.add_argument("--quick", action="store_true", help="a small state, to see that everything works")
    parser.add_argument("--only", action="append", choices=FIGURES, help="only this figure; may be repeated")
    parser.add_argument("--repeat", type=int, default=5, help="fresh processes per median (5)")
    parser.add_argument("--data", type=Path, default=Path(__file__).parent.parent / "bench-data", help="data folder")
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
