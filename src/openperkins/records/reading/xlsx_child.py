"""The child process that reads one workbook: `python -m openperkins.records.reading.xlsx_child MOST_ROWS < file.xlsx`.

It limits its own memory and computing time before it looks at a byte, and writes JSON lines to standard output:
`["p", id, details]` for a problem, `["r", row, values, natures]` for a row, `["end"]` when all was said. The
spreadsheet library comes after the limits, and without the libraries it would load because they happen to be there.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import TYPE_CHECKING

from openperkins.records.reading.limits import OUT_OF_MEMORY, limit_process
from openperkins.records.reading.xlsx_parts import Parts, Refused

if TYPE_CHECKING:
    from openperkins.records.reading.xlsx_sheet import Sheet, Workbook

MOST_MEMORY = 1 << 30
#: A sheet of 30,000 rows and 52 columns takes the library 10 to 20 seconds, by how its texts are stored.
MOST_CPU_SECONDS = 60
MOST_ANSWERED = 300_000_000
#: What openpyxl loads when it finds it. None is needed; a workbook must read the same wherever it is read, and the
#: threads of numpy alone would use up the memory allowed.
_NOT_LOADED = ("PIL", "defusedxml", "lxml", "numpy")


def limit_self() -> None:
    """Let this process grow by 1 GB and compute for a minute."""
    limit_process(MOST_MEMORY, MOST_CPU_SECONDS)


def _say(*message: object) -> int:
    return sys.stdout.write(json.dumps(message) + "\n")


class _Rows:
    """Says rows, up to a limit in all: one long text may be shared by any number of cells."""

    def __init__(self) -> None:
        self._left = MOST_ANSWERED

    def say(self, row: int, values: list[str], natures: str) -> None:
        self._left -= _say("r", row, values, natures)
        if self._left < 0:
            raise Refused("F063", why=f"its cells hold more than {MOST_ANSWERED // 1_000_000} MB of text")


def _the_sheet(book: Workbook) -> Sheet | None:
    """The one visible sheet with data. Raises Refused when there are several, or a hidden one only."""
    visible = [s for s in book.sheets if s.visible and book.has_data(s)]
    if len(visible) > 1:
        raise Refused("F067", value=", ".join(s.name for s in visible))
    if visible:
        return visible[0]
    for sheet in book.sheets:
        if not sheet.visible and book.has_data(sheet):
            raise Refused("F066", value=sheet.name)
    return None


def read_workbook(most_rows: int) -> None:
    """Read the workbook on standard input and say what is in it."""
    parts = Parts(sys.stdin.buffer)
    if any("externalLinks/" in name for name in parts.names):
        _say("p", "F072", {})
    # Loaded here and not above: after the limits, and never in the process that starts this one.
    from openperkins.records.reading.xlsx_sheet import Workbook

    book = Workbook(sys.stdin.buffer, most_rows)
    if book.from_1904:
        _say("p", "N020", {})
    sheet = _the_sheet(book)
    if sheet is None:
        return
    said = _Rows()
    for row in book.rows(sheet):
        said.say(*row)
    if book.first_hidden:
        _say("p", "F074", {"value": book.first_hidden})


def main() -> None:
    limit_self()
    sys.modules.update(dict.fromkeys(_NOT_LOADED))
    warnings.simplefilter("ignore")  # what the library leaves out (extensions, named styles) holds no cell
    try:
        read_workbook(int(sys.argv[1]))
    except Refused as refused:
        _say("p", refused.id, refused.details)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: there is no memory left to say so
    except RecursionError:
        _say("p", "F060", {"why": "its parts are nested too deep"})
    _say("end")


if __name__ == "__main__":
    main()
