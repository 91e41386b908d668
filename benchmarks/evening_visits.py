"""What people do on the last evening, over HTTP as a browser does it; each request is timed by its kind."""

from __future__ import annotations

import html
import http.client
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from evening_state import OWED, PLANS_OF, Visitor

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_TEXT = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
_BOX = re.compile(r'<input class="usa-checkbox__input"[^>]* name="([^"]+)" value="([^"]*)"')
#: seconds until an answer is given up, and until a connection nothing went over is left to the server to close
_PATIENCE, _UNUSED = 60, 1


@dataclass
class Notes:
    """What was seen of an evening: seconds by kind of request, and everything that was not as it should be."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """`there` is where a redirect leads; `text` the page."""

    status: int
    there: str
    text: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the page's forms as they stand, without check boxes."""
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(self.text) + _TEXT.findall(self.text)}


class Browser:
    """One signed-in person's browser with one connection to the portal."""

    def __init__(self, port: int, visitor: Visitor, notes: Notes, cookies: dict[str, str] | None = None) -> None:
        from django.conf import settings

        self.visitor, self.notes, self._port = visitor, notes, port
        self._cookies = dict(cookies or {settings.SESSION_COOKIE_NAME: visitor.session})
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._used = time.perf_counter()

    def another(self) -> Browser:
        """A second connection of the same browser."""
        return Browser(self._port, self.visitor, self.notes, self._cookies)

    def get(self, kind: str, path: str, *, wanted: tuple[int, ...] = (200,)) -> Answer:
        return self._ask(kind, "GET", path, None, {}, wanted)

    def post(
        self,
        kind: str,
        path: str,
        fields: dict[str, str] | list[tuple[str, str]],
        *,
        wanted: tuple[int, ...] = (302,),
        **headers: str,
    ) -> Answer:
        """Send a form; `headers` are named with _ for -."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        said["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask(kind, "POST", path, urlencode(fields), said, wanted)

    def close(self) -> None:
        self._connection.close()

    def _ask(
        self, kind: str, method: str, path: str, body: str | None, headers: dict[str, str], wanted: tuple[int, ...]
    ) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        before = time.perf_counter()
        if before - self._used > _UNUSED:
            self._connection.close()  # the next request opens another
        self._connection.request(method, path, body, {"Cookie": cookie, **headers})
        got = self._connection.getresponse()
        text = got.read().decode()
        self._used = time.perf_counter()
        self.notes.seconds[kind].append(self._used - before)
        for line in got.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        if got.status not in wanted:
            self.notes.faults.append(f"{kind}: {method} {path} was answered {got.status}")
        return Answer(got.status, got.headers.get("Location", ""), text)


def typed(code: str, indicator: str, population: str) -> str:
    """What the superintendent of a district types as the plan of a population that evening."""
    return f"District {code}, {indicator} {population}: “every student” is tutored twice a week & seen each month."


def write_and_send(browser: Browser, *, twice: bool) -> None:
    """Write each plan and send it by itself, where asked for by two presses at once."""
    for indicator in OWED:
        place = _write(browser, indicator)
        check = browser.get("open the check", f"{place}check/")
        form = {"csrfmiddlewaretoken": check.fields.get("csrfmiddlewaretoken", ""), "note": ""}
        _send(browser, "send", f"{place}check/", list(form.items()), twice=twice)


def write_and_send_together(browser: Browser, *, twice: bool) -> None:
    """Write every plan, then send all at once, where asked for by two presses at once."""
    for indicator in OWED:
        _write(browser, indicator)
    place = f"/d/{browser.visitor.code}/{PLANS_OF}/send/"
    page = browser.get("open Send together", place)
    form = [("csrfmiddlewaretoken", page.fields.get("csrfmiddlewaretoken", "")), *_BOX.findall(page.text)]
    _send(browser, "send together", place, form, twice=twice)


def look_through(browser: Browser) -> None:
    """A liaison's look at the queue, and at the document on top of it."""
    page = browser.get("open the queue", "/s/queue/")
    if found := re.search(r'href="(/s/review/plans/\d+/)"', page.text):
        browser.get("open a review", found[1])


def _write(browser: Browser, indicator: str) -> str:
    """Open a plan, type each population's text, which saves itself, then save; returns the plan's address."""
    place = f"/d/{browser.visitor.code}/{PLANS_OF}/plans/{indicator}/"
    fields = browser.get("open the plan", place).fields
    for population in OWED[indicator]:
        said = typed(browser.visitor.code, indicator, population)
        fields |= {f"q.{population}.plan": said, "at": f"{population}.plan"}
        browser.post("autosave", place, fields, wanted=(200,), X_Autosave="1")
        fields[f"was.{population}.plan"] = said
    browser.post("save", place, fields | {"then": "check"})
    return place


def _send(browser: Browser, kind: str, place: str, form: list[tuple[str, str]], *, twice: bool) -> None:
    """Press Send; of two presses at once one is answered by the receipt, the other is refused."""
    if not twice:
        sent = [browser.post(kind, place, form)]
    else:
        sent = _pressed_twice(browser, f"{kind}, pressed twice", place, form)
        if sorted(answer.status for answer in sent) != [302, 409]:
            browser.notes.faults.append(f"{place}: two presses were answered {[answer.status for answer in sent]}")
    for answer in sent:
        if answer.there:
            browser.get("read the receipt", answer.there)


def _pressed_twice(browser: Browser, kind: str, place: str, form: list[tuple[str, str]]) -> list[Answer]:
    answers: list[Answer] = []
    both = threading.Barrier(2)

    def press(one: Browser) -> None:
        both.wait()
        answers.append(one.post(kind, place, form, wanted=(302, 409)))

    other = browser.another()
    second = threading.Thread(target=press, args=(other,))
    second.start()
    press(browser)
    second.join()
    other.close()
    return answers
