"""People at browsers, for tests that go from page to page: every address opened is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

from tests.portal import factories


@dataclass
class Visitor:
    """One person. `opened` collects every address any visitor of the test opened."""

    person: Any
    client: Client
    opened: dict[str, None] = field(repr=False)

    def sees(self, url: str, *words: str, without: tuple[str, ...] = ()) -> str:
        """The page, which opens and says these words and none of the others."""
        answer = self.client.get(url)
        self.opened[url] = None
        shown = self._text(answer)
        assert answer.status_code == 200, (url, answer.status_code)
        assert not (missing := [word for word in words if word not in shown]), (url, missing)
        assert not (there := [word for word in without if word in shown]), (url, there)
        return shown

    def home(self, *words: str, without: tuple[str, ...] = ()) -> None:
        """What waits for the person and for others, on the page the portal leads to."""
        answer = self.client.get("/", follow=True)
        shown = self._text(answer)
        assert answer.status_code == 200
        assert not (missing := [word for word in words if word not in shown]), (self.person, missing)
        assert not (there := [word for word in without if word in shown]), (self.person, there)

    def follows(self, page: str, link: str) -> str:
        """Goes from a page to another by a link that stands there; returns the address."""
        assert f'href="{link}' in self.sees(page), (page, link)
        return link

    def does(self, url: str, said: dict[str, Any] | None = None, *, press: int = 1) -> str:
        """Opens the page of a form, then sends it with what it carries; returns where that leads."""
        shown = self.sees(url)
        carried = dict(re.findall(r'type="hidden" name="(shown|nonce)" value="([^"]*)"', shown))
        answer = self.client.post(url, {**carried, "note": "", **(said or {})})
        assert answer.status_code == 302, (url, self._errors(answer))
        for _ in range(press - 1):
            assert self.client.post(url, {**carried, "note": "", **(said or {})}).status_code in (302, 409)
        target = answer.headers["Location"]
        self.sees(target)
        return target

    def is_refused(self, url: str, said: dict[str, Any], status: int, *words: str) -> None:
        """Sends a form and is told why not."""
        answer = self.client.post(url, said)
        shown = self._text(answer)
        assert answer.status_code == status and all(word in shown for word in words), (url, self._errors(answer))

    def keeps(self, url: str) -> bytes:
        """A file."""
        answer = self.client.get(url)
        self.opened[url] = None
        assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"], url
        return answer.getvalue()

    @staticmethod
    def _text(answer: Any) -> str:
        return unescape(answer.content.decode())

    def _errors(self, answer: Any) -> str:
        main = self._text(answer).partition("<main")[2].partition("</main>")[0]
        return f"{answer.status_code} " + " ".join(re.sub(r"<[^>]+>", " ", main).split())[:1500]


def visitor(role: str, org_code: str, opened: dict[str, None]) -> Visitor:
    """Somebody with a role, signed in."""
    person = factories.person_with(role, org_code)
    return Visitor(person, factories.signed_in(person), opened)
