"""Every command and every piece of Python in the docs is run, and prints what the page says.

`UPDATE_DOCS=1 pytest tests/docs` writes what is printed now into the pages, for review.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.docs.docs_blocks import agrees, blocks, rerun

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    if any(b.language in ("console", "python") for b in blocks(path.read_text(encoding="utf-8")))
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in, with the example records, the commands on the path and a store of its own."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.setenv("OPENPERKINS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_what_a_page_prints_is_what_is_printed(page, desk):
    said = page.read_text(encoding="utf-8")
    now = rerun(said, desk, dict(os.environ))
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(now, encoding="utf-8")
        return
    assert now == said


def test_there_are_pages_to_run():
    names = {page.name for page in PAGES}
    assert {"first-year.md", "explain-a-student.md", "python-api.md", "README.md"} <= names


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a … c\n", "a b c\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\n", "b\n", False),
        ("", "", True),
        ("", "x\n", False),
    ],
)
def test_an_ellipsis_stands_for_anything(expected, printed, same):
    assert agrees(expected, printed) is same


def test_a_wrong_output_would_be_noticed(tmp_path):
    page = "```console\n$ echo one\ntwo\n```\n"
    assert rerun(page, tmp_path, dict(os.environ)) == "```console\n$ echo one\none\n```\n"
