"""Snapshots: what a records folder held, sealed once. A run reads nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from openperkins.engine.store import SealedTable, Store
from openperkins.errors import InputError

#: changes when the layout of sealed tables changes
SEAL_VERSION = 1
_ROW_GROUP = 65_536


@dataclass(frozen=True)
class Snapshot:
    """The manifest of a clean records folder.

    `inputs` maps each sent file's name (settings.yaml too) to the sha256 of its bytes, `rows` those of records to their
    data rows;
    `organizations_named` are the school and district codes its records name.
    """

    key: str
    inputs: dict[str, str]
    rows: dict[str, int]
    warnings: int
    organizations_named: tuple[str, ...]
    tables: tuple[SealedTable, ...]
    store: Store = field(repr=False, compare=False)

    def years_of(self, table: str) -> tuple[int, ...]:
        """School years (the year they end in) a table has rows of."""
        return tuple(sorted({t.school_year for t in self.tables if t.table == table}))

    def paths_of(self, table: str, *, up_to: int | None = None) -> list[Path]:
        """Sealed files of a table, of school years not after `up_to`."""
        wanted = [t for t in self.tables if t.table == table and (up_to is None or t.school_year <= up_to)]
        return [self.store.path_of(t.sha256) for t in sorted(wanted, key=lambda t: t.school_year)]

    def frame(self, table: str) -> Any | None:
        """A small sealed table (organizations, programs, levels, …) as polars, None when it was not sent."""
        import polars as pl

        paths = self.paths_of(table)
        return pl.concat([pl.read_parquet(path, glob=False) for path in paths]) if paths else None


class FolderRefused(InputError):
    """A records folder with errors; `report` lists every problem of every file."""

    def __init__(self, report: Any) -> None:
        super().__init__(
            f"The records have {report.errors} error{'s' if report.errors != 1 else ''}; nothing was published.",
            "Correct the files and send them again; `openperkins check` lists every problem.",
        )
        self.report = report


def seal(folder: Path, store: Store, ruleset: Any, *, progress: Callable[[str], None] | None = None) -> Snapshot:
    """The snapshot of a records folder; files already sealed as they are now are not read again.

    Raises FolderRefused when a file has an error and StorageError when the store cannot be used.
    """
    from openperkins.records.layout import discover

    known = _sealed_before(folder, store, ruleset, discover(folder))
    if known is not None:
        store.save_hashes()
        return known
    snapshot = _seal_anew(folder, store, ruleset, progress)
    store.save_hashes()
    return snapshot


def _sealed_before(folder: Path, store: Store, ruleset: Any, discovery: Any) -> Snapshot | None:
    if not any(store.snapshots.iterdir()):
        return None  # files are summed while they are checked: an empty store is no reason to read them twice
    inputs = {source.name: store.hash_of(source.path) for source in discovery.files}
    key = _key(inputs, sorted(discovery.unknown), ruleset)
    manifest = store.read_json(store.snapshots / f"{key}.json")
    if manifest is None:
        return None
    try:
        snapshot = _snapshot(key, manifest, store)
    except (KeyError, TypeError):  # a damaged manifest is no manifest: the folder is sealed anew
        return None
    return snapshot if all(store.is_whole(t.sha256, t.bytes) for t in snapshot.tables) else None


def _seal_anew(folder: Path, store: Store, ruleset: Any, progress: Callable[[str], None] | None) -> Snapshot:
    from openperkins.records import pipeline
    from openperkins.records.layout import discover

    tables: list[SealedTable] = []
    named: set[str] = set()
    with store.workspace() as workspace:

        def keep(kind: str, key: tuple[Any, ...], frame: Any) -> None:
            named.update(_organizations_named(kind, frame))
            tables.extend(_kept(kind, key, frame, store, workspace))

        report = pipeline.examine(folder, law=ruleset, seal=keep, progress=progress)
    if report.errors:
        raise FolderRefused(report)
    inputs = {file.file: file.sha256 for file in report.files}
    found = discover(folder)
    read = {source.name for source in found.files}
    of_records = {source.name for source in found.files if source.kind != "settings"}
    inputs = {name: sha256 for name, sha256 in inputs.items() if name in read}
    manifest = {
        "inputs": inputs,
        "rows": {file.file: file.rows for file in report.files if file.file in of_records},
        "warnings": report.warnings,
        "organizations_named": sorted(named),
        "tables": [asdict(table) for table in tables],
    }
    key = _key(inputs, sorted(found.unknown), ruleset)
    store.write_json(store.snapshots / f"{key}.json", manifest)
    return _snapshot(key, manifest, store)


def _kept(kind: str, key: tuple[Any, ...], frame: Any, store: Store, workspace: Path) -> Iterable[SealedTable]:
    year = key[0] if key else 0
    parts = {kind: frame}
    if kind == "sims":
        season, settled = key[1], frame.height - frame["contested"].sum()
        rows = frame.drop("contested")
        parts = {season: rows.slice(0, settled), f"{season}_contested": rows.slice(settled)}
    for name, part in parts.items():
        written = workspace / f"{name}-{year}.parquet"
        # The first level is the quickest and, on values that repeat as much as these, as small as any.
        part.write_parquet(written, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP, statistics=True)
        rows = part.height
        sha256, size = store.keep(written)
        yield SealedTable(name, year, sha256, size, rows)


def _organizations_named(kind: str, frame: Any) -> list[str]:
    column = {"sims": "DOE015", "cohort": "org_code"}.get(kind)
    return frame[column].cast(str).unique().to_list() if column else []


def _snapshot(key: str, manifest: dict[str, Any], store: Store) -> Snapshot:
    tables = tuple(SealedTable(**table) for table in manifest["tables"])
    return Snapshot(
        key,
        manifest["inputs"],
        manifest["rows"],
        manifest["warnings"],
        tuple(manifest["organizations_named"]),
        tables,
        store,
    )


def _key(inputs: dict[str, str], unknown: list[str], ruleset: Any) -> str:
    stated = [SEAL_VERSION, code_fingerprint("records", "law"), ruleset.name, sorted(inputs.items()), unknown]
    return hashlib.sha256(json.dumps(stated).encode()).hexdigest()


@cache
def code_fingerprint(*rooms: str) -> str:
    """sha256 over the source files of some rooms, so that what they made is remade when they change."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in {".py", ".csv", ".yaml"}:
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
