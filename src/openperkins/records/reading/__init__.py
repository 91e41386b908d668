"""Reading what was sent: bytes, sheets or Parquet in, chunks of text columns out, and every fault with its place.

`open_records` is the doorway; `layouts.LAYOUTS` says what each kind of file holds. Nothing heavy is imported
until a file is opened, because the limited child process that reads workbooks imports this package too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openperkins.records.model import SourceFile
    from openperkins.records.problems import ProblemLog
    from openperkins.records.reading.layouts import RecordLayout
    from openperkins.records.reading.records import Records


def open_records(source: SourceFile, log: ProblemLog, layout: RecordLayout | None = None) -> Records:
    """Open one file for reading; faults go to `log`, rows come from `Records.chunks()`.

    `layout` is that of the file's kind unless given. Never raises for what a file holds; a file that cannot be
    opened at all raises `StorageError`.
    """
    from openperkins.records.reading.layouts import LAYOUTS
    from openperkins.records.reading.records import open_source

    return open_source(source, log, layout or LAYOUTS[source.kind])
