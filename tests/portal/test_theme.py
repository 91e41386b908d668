"""The theme: every pair of colours that meets on a page can be told apart, and a bad theme is told where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import openperkins
from openperkins.portal.theme import PAIRS, colours, contrast, failures

PORTAL = Path(openperkins.__file__).parent / "portal"
THEME = (PORTAL / "static" / "portal" / "theme.css").read_text(encoding="utf-8")


def test_the_theme_as_shipped_passes():
    assert failures(THEME) == []


def test_contrast_runs_from_1_to_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#14558f", "#14558f") == 1
    assert contrast("#FFF", "#ffffff") == 1


def test_contrast_does_not_depend_on_which_is_in_front():
    assert contrast("#14558f", "#e6f0f8") == contrast("#e6f0f8", "#14558f")


@pytest.mark.parametrize(("grey", "passes"), [("#767676", True), ("#777777", False)])
def test_the_border_of_readable_grey_on_white(grey, passes):
    assert (contrast(grey, "#ffffff") >= 4.5) is passes


def test_a_pale_text_is_named_with_its_figure():
    told = failures(THEME.replace("--portal-muted: #515963", "--portal-muted: #777777"))
    assert (
        "hint: #777777 (--portal-muted) on #ffffff (--portal-page) has 4.47 to 1, at least 4.5 is needed: "
        "make one darker or lighter."
    ) in told


def test_a_missing_colour_is_named():
    assert failures(THEME.replace("--portal-focus:", "--portal-ring:")) == [
        "--portal-focus is missing: add it with a value such as #14558f."
    ]


def test_a_colour_that_cannot_be_computed_is_named():
    told = failures(THEME.replace("--portal-page: #ffffff", "--portal-page: canvas"))
    assert told == ["--portal-page is canvas: write it as #rrggbb so that its contrast can be computed."]


def test_a_comment_declares_nothing_and_the_last_value_wins():
    assert colours("/* --portal-page: #000; */ :root { --portal-page: #fff; --portal-page: #eee }") == {"page": "#eee"}


def test_every_colour_used_is_declared():
    sources = [
        *(PORTAL.parents[2] / "frontend").glob("*.scss"),
        *(PORTAL.parents[2] / "frontend" / "portal").glob("*.scss"),
    ]
    used = {name for source in sources for name in re.findall(r"var\(--portal-([a-z-]+)", source.read_text("utf-8"))}
    assert used <= set(colours(THEME)), sorted(used - set(colours(THEME)))


def test_every_colour_declared_is_checked_or_a_decoration():
    named = {role for pair in PAIRS for role in (pair.foreground, pair.background)}
    assert set(colours(THEME)) - named == {"hairline"}


def test_the_command_tells_of_the_theme_in_use_and_of_another(tmp_path, capsys):
    call_command("check_theme")
    assert "have the contrast they need" in capsys.readouterr().out
    bad = tmp_path / "theme.css"
    bad.write_text(THEME.replace("--portal-ink:", "--portal-ink: #ffffff; --portal-was:"), encoding="utf-8")
    with pytest.raises(CommandError, match="wrong"):
        call_command("check_theme", str(bad))
    assert "text: #ffffff (--portal-ink) on" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 not text"])
def test_the_command_says_so_when_a_file_cannot_be_read(tmp_path, content):
    path = tmp_path / "theme.css"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_theme", str(path))
