"""What pages load: all from the portal itself, every file that is named exists, nothing a strict policy refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import openperkins

PORTAL = Path(openperkins.__file__).parent / "portal"
STATIC = PORTAL / "static" / "portal"
TEMPLATES = sorted(PORTAL.rglob("templates/**/*.html"))
#: a built style sheet is under this, so that a first visit stays light
MOST_BYTES = 260_000

_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.S)
_OUTSIDE = re.compile(r"""(?:src|srcset|poster|data|<link[^>]*\shref)\s*=\s*["']?\s*(?:https?:)?//""", re.I)
_INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\s(?:src=|type=.application/json.))[^>]*>", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "an event handler attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "an hx-on attribute": re.compile(r"\s(?:data-)?hx-on\b", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}


def _text(template: Path) -> str:
    return _COMMENT.sub("", template.read_text(encoding="utf-8"))


def _name(template: Path) -> str:
    return str(template.relative_to(PORTAL))


@pytest.fixture
def css() -> str:
    built = STATIC / "portal.css"
    if not built.exists():
        pytest.skip("the style sheet was not built: cd frontend && npm ci --ignore-scripts && npm run build")
    return built.read_text(encoding="utf-8")


def test_every_file_the_style_sheet_names_exists(css):
    named = set(re.findall(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""", css))
    assert named, "the style sheet names neither fonts nor images"
    assert [name for name in sorted(named) if not (STATIC / name).is_file()] == []


def test_the_style_sheet_loads_nothing_from_elsewhere(css):
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", css)


def test_every_colour_of_the_style_sheet_can_be_themed(css):
    assert re.findall(r"#[0-9a-f]{3,8}\b", re.sub(r'url\("data:[^"]*"\)', "", css)) == []


def test_the_style_sheet_is_small(css):
    assert len(css.encode()) <= MOST_BYTES


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_loads_nothing_from_elsewhere(template):
    assert _OUTSIDE.findall(_text(template)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_holds_nothing_a_strict_policy_refuses(template):
    assert [what for what, pattern in _INLINE.items() if pattern.search(_text(template))] == []


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_needs_no_eval_and_writes_no_style(script):
    code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", script.read_text(encoding="utf-8"), flags=re.S | re.M)
    assert re.findall(r"\beval\(|new Function|\.style\b|innerHTML|setAttribute\(.style", code) == []
