"""What the figures were measured on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

_PACKAGES = ("openperkins", "duckdb", "polars", "pyarrow", "ibis-framework", "pandas", "pyspark")


def described() -> list[str]:
    """Lines about the machine and the software, without names of hosts, users or folders."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    versions = [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory / 2**30:.0f} GiB, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}, {', '.join(versions)}",
    ]


def load() -> str:
    """How busy the machine is; above the number of cores others are measured too."""
    return f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
