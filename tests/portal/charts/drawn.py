"""Charts as a page holds them, read back as XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from django.template import Context, Engine

import openperkins.portal

TEMPLATES = Path(openperkins.portal.__file__).parent / "templates"
_ENGINE = Engine(dirs=[str(TEMPLATES)], autoescape=True)
SVG = "{http://www.w3.org/2000/svg}"


def html(kind: str, chart: Any) -> str:
    """The figure of a chart; `kind` is the template's name."""
    # without localization: the numbers are texts already, and no settings are needed
    context = Context({"chart": chart}, use_l10n=False, use_tz=False)
    return _ENGINE.get_template(f"portal/charts/{kind}.html").render(context).strip()


def tree(kind: str, chart: Any) -> ET.Element:
    """The figure as XML; fails when it is not well-formed, styles inline, or runs anything."""
    text = html(kind, chart)
    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=", re.sub(r'"[^"]*"', '""', text))
    figure = ET.fromstring(text)
    for drawing in figure.iter(f"{SVG}svg"):
        ids = {one.get("id") for one in drawing.iter() if one.get("id")}
        assert drawing.get("role") == "img"
        assert {drawing.get("aria-labelledby"), drawing.get("aria-describedby")} <= ids
    return figure


def table(figure: ET.Element) -> list[list[str]]:
    """The rows of the table under the drawing."""
    return [[cell.text or "" for cell in row] for row in figure.findall("./div/table/tbody/tr")]


def titles(figure: ET.Element, kind: str = "") -> list[str]:
    """What the parts of the drawing say when pointed at; only parts of class `kind` when it is given."""
    groups = [one for one in figure.iter(f"{SVG}g") if kind in one.get("class", "").split() or not kind]
    return [group.find(f"{SVG}title").text or "" for group in groups if group.find(f"{SVG}title") is not None]


def texts(figure: ET.Element) -> list[str]:
    """All text that is drawn."""
    return [one.text or "" for one in figure.iter(f"{SVG}text")]
