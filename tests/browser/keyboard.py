"""A person without a mouse: Tab, arrows, Enter, Space. Each stop is looked at: is it seen where one is?"""

from __future__ import annotations

from typing import Any

from tests.browser.checks import scripts

#: design: check A2
MOST_STOPS = 70


class Keyboard:
    """The keys of a page; `stops` counts those of the page that is open."""

    def __init__(self, page: Any) -> None:
        self.page, self.stops = page, 0
        page.add_init_script(scripts()[1])

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.stops = 0

    def to(self, words: str, *, back: bool = False, most: int = 150, whole: bool = False) -> None:
        """Tab until the focus is on what says `words`."""
        for _ in range(most):
            at = self.tab(back=back)
            said = at["words"].lower()
            if (said == words.lower()) if whole else said.startswith(words.lower()):
                return
        raise AssertionError(f"{words!r} was not reached with {most} presses of Tab; last was {at}")

    def tab(self, *, back: bool = False) -> dict[str, Any]:
        """One stop on; fails when it cannot be seen where that is."""
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        self.stops += 1
        at = self.where()
        assert not at["faults"], f"{self.page.url}, stop {self.stops}, {at.get('name')}: {at['faults']}"
        return at

    def where(self) -> dict[str, Any]:
        return self.page.evaluate("checks.focused()")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """A key that leads to another page: Enter on a link or button."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.stops = 0

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()
