"""Code blocks of the docs: found, run one after the other, and their printed output compared.

A page is a notebook. In a `console` block a line that begins with `$ ` is a command and the lines below it are what
it prints (standard output first, then standard error). A `python` block is run in one namespace for the page; a
`text` block right after it is what it prints. In expected output `…` stands for anything; alone on a line, for any
lines. A block under a line `<!-- not run: why -->` is left alone.
"""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = re.compile(r"<!-- not run: .+ -->\s*$")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, text, place in the page, and whether it is left alone."""

    language: str
    text: str
    start: int
    end: int
    left_alone: bool


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page in order; `start` and `end` enclose the text between the fences."""
    return [
        Block(m[1], m[2], m.start(2), m.end(2), bool(_NOT_RUN.search(page[: m.start()]))) for m in _FENCE.finditer(page)
    ]


def rerun(page: str, where: Path, environment: dict[str, str]) -> str:
    """The page with every output replaced by what is printed now, where the two do not agree."""
    pieces, at = [], 0
    names: dict[str, Any] = {}
    printed: str | None = None
    for block in blocks(page):
        text = block.text
        if block.language == "text" and printed is not None:
            text = text if agrees(text, printed) else printed
        printed = None
        if block.left_alone:
            pass
        elif block.language == "console":
            text = "".join(_answered(command, said, where, environment) for command, said in commands(block.text))
        elif block.language == "python":
            printed = _executed(block.text, names, where)
        pieces += [page[at : block.start], text]
        at = block.end
    return "".join([*pieces, page[at:]])


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block and what is said to follow each; a backslash joins lines."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not parts[0], f"a console block begins with a command, not with {parts[0]!r}"
    for part in parts[1:]:
        match = re.match(r"((?:.*\\\n)*.*\n)", part)
        assert match is not None
        yield match[1], part[match.end() :]


def agrees(expected: str, printed: str) -> bool:
    """Whether output is what the page says, `…` standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else re.escape(line).replace("…", ".*") for line in expected.splitlines(True)
    )
    return re.fullmatch(pattern, printed) is not None


def _answered(command: str, said: str, where: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", command], cwd=where, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    printed = done.stdout + done.stderr
    return f"$ {command}{said if agrees(said, printed) else printed}"


def _executed(source: str, names: dict[str, Any], where: Path) -> str:
    out = io.StringIO()
    with contextlib.chdir(where), contextlib.redirect_stdout(out):
        exec(compile(source, "<docs>", "exec"), names)
    return out.getvalue()
