"""Take the pictures of the docs from a demo that runs: `python docs/screenshots.py [http://127.0.0.1:8000]`.

They are taken by Debian's Chromium, signed in as the CTE director of the invented district.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
CHROMIUM, QUIET = "/usr/bin/chromium", ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DIRECTOR, PASSWORD = "cte.director@d0001.example", "sample-data-2018"
_DISTRICT = "/d/00010000/2017"
#: name → (address, height of the picture in CSS pixels)
PICTURES = {
    "home": ("/", 860),
    "heat-map": (f"{_DISTRICT}/indicators/", 1000),
    "working": (f"{_DISTRICT}/indicators/1S2/students_with_disabilities/", 1290),
}
_WIDTH = 1280


def take(page: Page, base: str) -> None:
    """Write every picture."""
    page.goto(f"{base}/account/login/")
    page.fill("[name=login]", DIRECTOR)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1")
    for name, (address, height) in PICTURES.items():
        page.set_viewport_size({"width": _WIDTH, "height": height})
        page.goto(base + address)
        page.screenshot(path=IMAGES / f"{name}.png")


def main(arguments: list[str]) -> None:
    base = arguments[0].rstrip("/") if arguments else "http://127.0.0.1:8000"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        take(browser.new_page(), base)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
