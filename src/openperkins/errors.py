"""The errors a user can meet. Each carries the exit code of the command line and says what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class OpenPerkinsError(Exception):
    """Something a user can act on: `message` says what is wrong, `remedy` what to do."""

    exit_code = 5

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(OpenPerkinsError):
    """The command or call was put wrongly (exit 2)."""

    exit_code = 2


class InputError(OpenPerkinsError):
    """The records have errors; nothing was published (exit 3)."""

    exit_code = 3


class UnknownNameError(OpenPerkinsError):
    """A ruleset, parameter, year, organization or student that is not there (exit 4)."""

    exit_code = 4


class StorageError(OpenPerkinsError):
    """A folder or file that cannot be read or written (exit 5)."""

    exit_code = 5


class LawError(OpenPerkinsError):
    """A ruleset file that does not load: an unknown key, a value without citation, a bad value."""

    exit_code = 4


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence naming the nearest valid names, or listing them when few; empty when there are none."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    if names and len(names) <= 12:
        return "Known: " + ", ".join(names) + "."
    return ""
