"""The child process that opens a file that was handed in: `python -m openperkins.records.submitted.child < request`.

A request is one JSON object: `limits` (memory in bytes, cpu_seconds), `do` (`check` or `annotate`) and what to do it
with. It limits itself before it looks at anything else, and answers with one JSON object on standard output:
`{"report": …}`, `{"done": true}` or `{"error": …}`. It needs no network and writes no other file than it is told to.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from openperkins.errors import OpenPerkinsError
from openperkins.records.reading.limits import OUT_OF_MEMORY, limit_process


def _check(asked: dict[str, Any]) -> dict[str, Any]:
    # Loaded here and not above: after the limits.
    from openperkins.records.submitted import wire
    from openperkins.records.submitted.check import check_submission

    law, beside = wire.law_of(asked.pop("law")), wire.beside_of(asked.pop("beside"))
    return {"report": wire.report_data(check_submission(law=law, beside=beside, **asked))}


def _annotate(asked: dict[str, Any]) -> dict[str, Any]:
    from openperkins.records.settings import Settings
    from openperkins.records.submitted import wire
    from openperkins.records.submitted.annotated import write_annotated

    settings = Settings(asked.pop("columns"))
    law, report = wire.law_of(asked.pop("law")), wire.report_of(asked.pop("report"))
    write_annotated(Path(asked.pop("path")), report, Path(asked.pop("out_xlsx")), law=law, settings=settings, **asked)
    return {"done": True}


_DOINGS = {"check": _check, "annotate": _annotate}


def main() -> None:
    request = json.load(sys.stdin)
    limit_process(request["limits"]["memory"], request["limits"]["cpu_seconds"])
    try:
        answer = _DOINGS[request["do"]](request["with"])
    except OpenPerkinsError as error:
        answer = {"error": {"kind": type(error).__name__, "message": error.message, "remedy": error.remedy}}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: there is no memory left to say so
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
