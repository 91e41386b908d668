"""One invented state of the usual size for all tests here, read back as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from openperkins.synth import Summary, make_state

ELEMENTS = [f"DOE{number:03d}" for number in range(1, 53)]


@dataclass(frozen=True)
class Written:
    """A records folder and its summary, with the SIMS collections in memory by (calendar year, month)."""

    folder: Path
    summary: Summary
    sims: dict[tuple[int, int], pl.DataFrame]

    def every_row(self) -> pl.DataFrame:
        """All SIMS rows with the calendar year and month of their collection."""
        return pl.concat(
            frame.with_columns(year=pl.lit(year), month=pl.lit(month))
            for (year, month), frame in sorted(self.sims.items())
        )

    def table(self, pattern: str) -> pl.DataFrame:
        """Files with a header, all text, column names in lower case; MCAS files keep what all of them have."""
        frames = []
        for path in sorted(self.folder.glob(pattern)):
            frame = pl.read_csv(path, infer_schema=False).rename(str.lower)
            frames.append(frame.with_columns(file=pl.lit(path.stem)))
        return pl.concat(frames, how="diagonal").fill_null("")


def read_sims(path: Path) -> pl.DataFrame:
    """One SIMS file as text columns DOE001 to DOE052."""
    return pl.read_csv(path, has_header=False, new_columns=ELEMENTS, infer_schema=False)


def read_state(folder: Path, summary: Summary) -> Written:
    """Read back what `make_state` wrote as CSV."""
    sims = {(int(p.stem[:4]), int(p.stem[5:])): read_sims(p) for p in sorted((folder / "sims").glob("*.csv"))}
    return Written(folder, summary, sims)


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Twelve districts, 20,000 students, six years to 2017-18."""
    folder = tmp_path_factory.mktemp("synth") / "records"
    return read_state(folder, make_state(folder))


@pytest.fixture(scope="session")
def modern(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A smaller state that reaches into the years of the next-generation MCAS."""
    folder = tmp_path_factory.mktemp("synth") / "modern"
    summary = make_state(folder, districts=6, students=5_000, first_year=2017, last_year=2021, seed=11)
    return read_state(folder, summary)
