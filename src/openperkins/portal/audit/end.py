"""Where the event log ended, noted beside the database: an end that was cut off, its mark with it, shows by that.

One line per event, its number and its seal. Whoever can only write into the database cannot take a line back.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def note(number: int, seal: str) -> None:
    """Add a line, whole, whatever other processes add. Raises OSError when there is no room."""
    file = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{number} {seal}\n".encode("ascii"))
    finally:
        os.close(file)


def noted() -> tuple[int, str]:
    """The highest number that was noted and its seal; (0, "") when none was. A line that was cut off is passed over."""
    last = (0, "")
    if _path().exists():
        with _path().open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                number, _, seal = line.rstrip("\n").partition(" ")
                if number.isdigit() and len(seal) == 64:
                    last = max(last, (int(number), seal))
    return last


def _path() -> Path:
    return Path(settings.HOME) / "event_log_end"
