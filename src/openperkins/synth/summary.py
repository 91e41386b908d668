"""What `make_state` wrote, as counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Summary:
    """Counts of one invented state; `rows` maps a kind of file (sims, mcas, …) to rows written."""

    folder: Path
    first_year: int
    last_year: int
    seed: int
    districts: int = 0
    consortia: int = 0
    schools: int = 0
    people: int = 0
    files: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, rows: int) -> None:
        """Count one written file of `kind` with so many rows."""
        self.files += 1
        self.rows[kind] = self.rows.get(kind, 0) + rows

    def as_dict(self) -> dict[str, object]:
        """The counts as plain values, for printing as JSON."""
        return {
            "folder": str(self.folder),
            "first_year": self.first_year,
            "last_year": self.last_year,
            "seed": self.seed,
            "districts": self.districts,
            "consortia": self.consortia,
            "schools": self.schools,
            "people": self.people,
            "files": self.files,
            "rows": dict(sorted(self.rows.items())),
        }
