"""Reading a hand-written file of law: each fault is noted with its place, and all are told at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from openperkins.errors import LawError, nearest

_STATUSES = ("confirmed", "assumed")


class Faults:
    """Collects what is wrong while it reads, so that an author sees every fault in one go."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, place: str, says: str) -> None:
        self.faults.append(f"{place}: {says}")

    def keys(self, place: str, given: Any, needed: Collection[str], may: Collection[str] = ()) -> dict[str, Any]:
        """The mapping, when it has its keys and no other; an empty one otherwise."""
        if not isinstance(given, dict):
            self.fault(place, "is not a mapping of keys to values")
            return {}
        known = {*needed, *may}
        for key in given:
            if key not in known:
                self.fault(place, f"the key `{key}` is not known. {nearest(str(key), known)}")
        for key in sorted(set(needed) - set(given)):
            self.fault(place, f"has no `{key}`")
        return given if set(needed) <= set(given) <= known else {}

    def text(self, place: str, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fault(place, f"`{key}` is not text")
            return ""
        return value

    def status(self, place: str, value: Any) -> Any:
        if value not in _STATUSES:
            self.fault(place, f"the status `{value}` is neither confirmed nor assumed")
        return value

    def cites(self, place: str, value: Any, sources: Collection[str]) -> tuple[str, ...]:
        """Citations; each begins with the id of a source."""
        if not isinstance(value, list) or not value:
            self.fault(place, "has no citation; say in `cites` where it comes from")
            return ()
        for cite in value:
            first = cite.split()[0] if isinstance(cite, str) and cite.split() else ""
            if first not in sources:
                self.fault(place, f"the citation `{cite}` does not begin with a source. {nearest(first, sources)}")
        return tuple(str(cite) for cite in value)

    def names(self, place: str, key: str, value: Any) -> tuple[str, ...]:
        """A list of text without repetition."""
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.fault(place, f"`{key}` is not a list of quoted text")
            return ()
        if len(set(value)) != len(value):
            self.fault(place, f"`{key}` names one thing twice")
        return tuple(value)

    def refuse(self, file: str) -> None:
        """Raises LawError with every fault, one a line; does nothing where there is none."""
        if self.faults:
            listed = "\n".join(f"  {fault.strip()}" for fault in self.faults)
            raise LawError(f"{file} does not load:\n{listed}\n", "Correct the file; nothing was computed.")
