"""Writing the records folder: beside its place first, then moved there whole."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import polars as pl

from openperkins.errors import StorageError
from openperkins.synth.summary import Summary


class Folder:
    """A records folder being written. Used as a context manager; nothing appears at `target` if it fails.

    Raises StorageError when `target` exists and is not an empty folder, or cannot be written.
    """

    def __init__(self, target: Path, form: str, summary: Summary) -> None:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StorageError(
                f"{target} already holds something.", "Name a new or empty folder for the invented state."
            )
        self.target, self.form, self.summary = target, form, summary
        self._draft = target.parent / f".{target.name}.draft"

    def __enter__(self) -> Folder:
        try:
            if self._draft.exists():
                shutil.rmtree(self._draft)
            self._draft.mkdir(parents=True)
        except OSError as error:
            raise StorageError(f"{self.target} cannot be written: {error.strerror}.") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.target.mkdir(parents=True, exist_ok=True)
            for part in sorted(self._draft.iterdir()):
                part.rename(self.target / part.name)
        shutil.rmtree(self._draft)

    def table(self, kind: str, name: str, frame: pl.DataFrame, *, header: bool = True) -> None:
        """Write one file of student rows, e.g. `sims`, `sims/2016-10`; CSV with LF, or Parquet."""
        path = self._draft / f"{name}.{self.form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.form == "csv":
            # An empty text is written as nothing at all, not as a pair of quotes.
            frame = frame.with_columns(pl.col(pl.String).replace("", None)) if header else frame
            frame.write_csv(path, include_header=header, line_terminator="\n", quote_style="necessary")
        else:
            frame.write_parquet(path, compression="zstd", statistics=False)
        self.summary.add(kind, frame.height)

    def small(self, kind: str, columns: list[str], rows: list[dict[str, str]]) -> None:
        """Write one of the tables at the top of the folder; always CSV, so that a person can open it."""
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self._draft / f"{kind}.csv").write_bytes(text.getvalue().encode())
        self.summary.add(kind, len(rows))
