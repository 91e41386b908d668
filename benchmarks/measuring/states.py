"""The data: invented states, sealed once and kept in a folder that git does not see.

Everything lies under one folder (`bench-data`), keyed by its parameters:
`<state>/records`, `<state>/store`, `<state>/sealed.json` (where each sealed table lies), `<state>/out…`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.engine.snapshot import SealedTable, Snapshot, seal
from openperkins.engine.store import Store
from openperkins.law import load_ruleset
from openperkins.synth import make_state

#: columns of a sealed table that tell states apart
_STUDENTS, _PLACES = "sasid", ("DOE015", "org_code", "parent")
#: one value each of these elements refuses by itself, whatever else the record says
_BAD = {
    "DOE006": "02/30/2001",
    "DOE009": "FEMALE",
    "DOE010": "64",
    "DOE014": "35",
    "DOE018": "1E2",
    "DOE023": "USA",
    "DOE047": "501",
    "DOE052": "NAN",
}
_ELEMENTS = 52

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """An invented state by its size. School years are named by the year they end in."""

    students: int
    districts: int
    first: int
    last: int
    seed: int = 7

    @property
    def name(self) -> str:
        return f"state-s{self.students}-d{self.districts}-{self.first}-{self.last}-seed{self.seed}"

    @property
    def years(self) -> list[str]:
        """School years as the command line takes them."""
        return [f"{year - 1}-{year % 100:02d}" for year in range(self.first, self.last + 1)]


@dataclass(frozen=True)
class State:
    """A sealed state: records, store, and `sealed`, the JSON that names its sealed tables."""

    plan: Plan
    folder: Path

    @property
    def records(self) -> Path:
        return self.folder / "records"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def sealed(self) -> Path:
        return self.folder / "sealed.json"


def sealed_state(home: Path, plan: Plan, say: Say) -> State:
    """The state of a plan, invented and sealed unless it is there already as this software would seal it."""
    state = State(plan, home / plan.name)
    if not state.records.exists():
        say(f"inventing {plan.name}")
        make_state(
            state.records,
            districts=plan.districts,
            students=plan.students,
            first_year=plan.first,
            last_year=plan.last,
            seed=plan.seed,
        )
    say(f"sealing {plan.name}")
    write_sealed(state.sealed, sealed_records(state.records, state.store))
    return state


def sealed_records(records: Path, store: Path) -> Snapshot:
    """The snapshot of a records folder under the default ruleset."""
    return seal(records, Store(store), load_ruleset("perkins_iv_ma"))


def write_sealed(path: Path, snapshot: Snapshot) -> None:
    """Say in JSON where the sealed tables are, for processes that know nothing of stores."""
    tables: dict[str, dict[int, str]] = {}
    for table in snapshot.tables:
        tables.setdefault(table.table, {})[table.school_year] = str(snapshot.store.path_of(table.sha256))
    stated = {
        "store": str(snapshot.store.folder),
        "tables": tables,
        "named": list(snapshot.organizations_named),
        "sealed": [asdict(table) for table in snapshot.tables],
    }
    path.write_text(json.dumps(stated, indent=1), encoding="utf-8")


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot that `write_sealed` described."""
    stated = json.loads(path.read_text(encoding="utf-8"))
    tables = tuple(SealedTable(**table) for table in stated["sealed"])
    return Snapshot("benchmark", {}, {}, 0, tuple(stated["named"]), tables, Store(Path(stated["store"])))


def many_states(state: State, year: int, count: int, say: Say) -> Path:
    """The sealed tables one year's run reads, `count` times side by side: other students, other organizations.

    Only columns a run reads are kept. Returns the JSON that names the tables.
    """
    folder = state.folder / f"{count}-states-{year}"
    described = folder / "sealed.json"
    if described.exists():
        return described
    say(f"setting {count} states side by side")
    store = Store(folder / "store")
    snapshot = read_snapshot(state.sealed)
    places = _districts(snapshot)
    tables = [
        _repeated(snapshot, table, count, places, store)
        for table in snapshot.tables
        if table.school_year <= year + (table.table.startswith("october"))
    ]
    renamed = pl.DataFrame({"org_code": list(snapshot.organizations_named)})
    named = pl.concat([_of_state(renamed, k, places) for k in range(count)])["org_code"].to_list()
    write_sealed(described, Snapshot("benchmark", {}, {}, 0, tuple(named), tuple(tables), store))
    return described


def _repeated(snapshot: Snapshot, table: SealedTable, count: int, places: dict[str, int], store: Store) -> SealedTable:
    from openperkins.facts.sources import SCHEMAS

    frame = pl.read_parquet(snapshot.store.path_of(table.sha256))
    if table.table in SCHEMAS:
        frame = frame.select(*SCHEMAS[table.table])
    several = [name for name in (_STUDENTS, *_PLACES) if name in frame.columns]
    with store.workspace() as workspace:
        written = workspace / "table.parquet"
        if several:
            frame = pl.concat([_of_state(frame, k, places) for k in range(count)]).unique(maintain_order=True)
        frame.write_parquet(written, compression="zstd", row_group_size=65_536, statistics=True)
        rows = frame.height
        sha256, size = store.keep(written)
    return SealedTable(table.table, table.school_year, sha256, size, rows)


def _districts(snapshot: Snapshot) -> dict[str, int]:
    """The first four digits of each organization code but the State's → a number below a thousand."""
    codes = [*snapshot.organizations_named, *snapshot.frame("organizations")["org_code"].to_list()]
    return {code: number for number, code in enumerate(sorted({code[:4] for code in codes} - {"0000"}))}


def _of_state(frame: pl.DataFrame, k: int, places: dict[str, int]) -> pl.DataFrame:
    """The frame with the students and organizations of the k-th state; the State itself stays one."""
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[k]
    codes = {prefix: f"{letter}{number:03d}" for prefix, number in places.items()}
    changes = []
    if _STUDENTS in frame.columns:
        changes.append((pl.lit(f"{k + 10}") + pl.col(_STUDENTS).str.slice(2)).alias(_STUDENTS))
    for name in _PLACES:
        if name in frame.columns:
            code = pl.col(name).cast(pl.String)
            prefix = code.str.slice(0, 4)
            changes.append((prefix.replace(codes) + code.str.slice(4)).alias(name))
    return frame.with_columns(changes)


@dataclass(frozen=True)
class Checked:
    """Two folders with one large collection: as it should be, and with so many `planted` errors."""

    clean: Path
    faulty: Path
    file: Path
    planted: int


def collections_to_check(home: Path, rows: int, planted: int, districts: int, say: Say) -> Checked:
    """One October of exactly `rows` rows, clean and with `planted` bad cells in as many rows."""
    folder = home / f"october-r{rows}-p{planted}-d{districts}"
    name = "sims/2017-10.csv"
    found = Checked(folder / "clean", folder / "faulty", folder / "clean" / name, planted)
    if not found.faulty.exists():
        say(f"inventing a collection of {rows:,} rows")
        made = folder / "made"
        # an October also holds the summer's exits and rival claims: fewer students are enough
        make_state(made, districts=districts, students=rows, first_year=2017, last_year=2017, seed=11)
        lines = (made / "sims" / "2017-10.csv").read_bytes().splitlines(keepends=True)
        if not (made / "sims" / "2017-10.csv").exists() or len(lines) < rows:
            raise ValueError(f"the invented October has only {len(lines)} rows")
        for target, content in ((found.clean, lines[:rows]), (found.faulty, _with_errors(lines[:rows], planted))):
            (target / "sims").mkdir(parents=True)
            (target / name).write_bytes(b"".join(content))
            for small in ("organizations.csv", "programs.csv"):
                (target / small).write_bytes((made / small).read_bytes())
    return found


def _with_errors(lines: list[bytes], planted: int) -> list[bytes]:
    """The lines with one bad cell in each of `planted` of them, everywhere in the file and of every kind."""
    chance = random.Random(5)
    lines = list(lines)
    for turn, place in enumerate(sorted(chance.sample(range(len(lines)), planted))):
        element = sorted(_BAD)[turn % len(_BAD)]
        values = lines[place].rstrip(b"\n").split(b",")
        if len(values) == _ELEMENTS:  # no quoted comma in this line
            values[int(element[3:]) - 1] = _BAD[element].encode()
        lines[place] = b",".join(values) + b"\n"
    return lines


def described(path: Path) -> dict[str, Any]:
    """What `write_sealed` wrote."""
    return json.loads(path.read_text(encoding="utf-8"))
