"""What must hold on every page (design: acceptance checks A1, A3, A4, A7, A8 and U9), in one visit."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from tests.browser.running import ROOT

HERE = ROOT / "tests" / "browser"
_AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: what a window is set to by default, and the widths at which nothing may stick out or be cut: 200% zoom and 400%
WIDE, NARROWER = {"width": 1280, "height": 900}, ({"width": 640, "height": 900}, {"width": 320, "height": 900})
_PRODUCT = " – CTE accountability portal"


@cache
def scripts() -> tuple[str, str]:
    """axe, and our own checks."""
    return _AXE.read_text(encoding="utf-8"), (HERE / "checks.js").read_text(encoding="utf-8")


@cache
def explained() -> list[dict[str, str]]:
    """What axe cannot tell, with the reason why it is right."""
    return yaml.safe_load((HERE / "explained.yaml").read_text(encoding="utf-8"))


def listen(page: Any) -> list[str]:
    """What the page complains of from now on: its policy violated, scripts that fail, files that are not there.

    The scripts of the checks come with every page it opens, which is quicker than bringing them in later.
    """
    told: list[str] = []
    for script in scripts():
        page.add_init_script(script)
    page.on("console", lambda said: told.append(f"console: {said.text}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(f"script: {error}"))
    return told


def faults(page: Any, *, error: bool = False, narrow: bool = True) -> list[str]:
    """What is wrong with the page that is open; `error` for one that came back with errors."""
    if not page.evaluate("window.axe && window.checks && true"):
        for script in scripts():
            page.evaluate(script)
    about = page.evaluate("checks.about()")
    found = [*_frame(about, error=error), *(f"target under 24 px: {one}" for one in about["small"])]
    found += page.evaluate("explained => checks.axe(explained)", explained())
    return found + (_narrow(page) if narrow else [])


def _frame(about: dict[str, Any], *, error: bool) -> list[str]:
    """Title, language, headings, and where help is."""
    found = []
    title, levels = about["title"], [level for level, _ in about["headings"]]
    if title.startswith("Error: ") != error or not title.endswith(_PRODUCT) or title.strip() == _PRODUCT.strip():
        found.append(f"title: {title!r}")
    if about["lang"] != "en":
        found.append(f"lang: {about['lang']!r}")
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} h1")
    skipped = [b for (a, _), (b, _) in zip(about["headings"], about["headings"][1:], strict=False) if b > a + 1]
    if skipped or levels[:1] != [1]:
        found.append(f"headings out of order: {about['headings']}")
    if any(not words for _, words in about["headings"]):
        found.append("an empty heading")
    if about["footer"][:2] != ["/help/", "/accessibility/"] or not about["footerIsLast"]:
        found.append(f"help is not in its place: {about['footer']}")
    if about["district"] and "@" not in "".join(about["footer"][2:]):
        found.append("the liaison is not named beside help")
    if about["skip"] != "#main":
        found.append("the first thing is not the way past the header")
    return found


def _narrow(page: Any) -> list[str]:
    """Nothing sticks out or is cut at 200% and 400%, with WCAG's text spacing too."""
    found = []
    for size in NARROWER:
        page.set_viewport_size(size)
        found += [f"at {size['width']} px: {one}" for one in page.evaluate("checks.wide()")]
        found += [f"cut at {size['width']} px: {one}" for one in page.evaluate("checks.clipped()")]
    page.evaluate("checks.spaced(true)")
    found += [f"cut when spaced: {one}" for one in page.evaluate("checks.clipped()")]
    page.evaluate("checks.spaced(false)")
    page.set_viewport_size(WIDE)
    return found
