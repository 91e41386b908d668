"""The demo as a newcomer starts it, in a process of its own: prepared once a test run, served on a free port."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.ended_with_us import ended_with_us
from tests.free_port import free_port

ROOT = Path(__file__).resolve().parents[2]
#: seconds
_PREPARE, _START, _STOP = 600, 120, 40
#: seconds; a page that takes longer is a failure of its own
PATIENCE = 20
#: a home prepared earlier, for whoever writes tests: it is copied, not changed
PREPARED = "OPENPERKINS_BROWSER_HOME"


@dataclass
class Portal:
    """A running portal. `states` keeps who is signed in (cookies, by account), so that each signs in once."""

    url: str
    home: Path
    accounts: list[dict[str, str]]
    furnished: dict[str, Any]
    states: dict[str, Any] = field(default_factory=dict)

    def account(self, who: str) -> dict[str, str]:
        """The account of `role`, or of `role@org_code` where several hold it. Raises StopIteration."""
        role, _, org_code = who.partition("@")
        return next(a for a in self.accounts if a["role"] == role and org_code in ("", a["org_code"]))


def prepare(shared: Path) -> Path:
    """The prepared home in the folder that all workers of a test run share; the first to come makes it."""
    home, ready = shared / "browser-home", shared / "browser-home.ready"
    with (shared / "browser-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            _make(home)
            ready.touch()
    return home


def _make(home: Path) -> None:
    if os.environ.get(PREPARED):
        shutil.copytree(os.environ[PREPARED], home)
    else:
        _run([sys.executable, "-m", "openperkins.portal", "prepare"], home)
    if not (home / "furnished.json").exists():
        _run([sys.executable, "-m", "tests.browser.furnish"], home)


def _run(command: list[str], home: Path) -> None:
    done = subprocess.run(command, cwd=ROOT, env=_environment(home), capture_output=True, text=True, timeout=_PREPARE)
    if done.returncode:
        raise RuntimeError(f"{command[2:]} ended with {done.returncode}:\n{done.stderr[-4000:]}")


def _environment(home: Path) -> dict[str, str]:
    """A fresh machine's: nothing of the portal is set (the tests' own database least of all), but a demo of our own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OPENPERKINS_", "DJANGO_"))}
    return kept | {"OPENPERKINS_HOME": str(home), "OPENPERKINS_DEMO": "true", "NO_COLOR": "1"}


class Served:
    """`openperkins serve --demo`, from the first page it answers to its end."""

    def __init__(self, home: Path, log: Path) -> None:
        self.home, self.log, self.port = home, log, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.ending = ExitStack()

    def __enter__(self) -> Portal:
        accounts = self.log.with_name("accounts.json")
        command = [sys.executable, "-m", "openperkins", "serve", "--demo", "--port", str(self.port)]
        command += ["--home", str(self.home), "--accounts-json", str(accounts)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=_environment(self.home), stdout=log, stderr=log, start_new_session=True
            )
        self.ending.enter_context(ended_with_us("kill", "-TERM", str(self.process.pid)))
        url = f"http://127.0.0.1:{self.port}"
        try:
            self._wait_for(f"{url}/healthz")
        except BaseException:
            self.__exit__()
            raise
        furnished = json.loads((self.home / "furnished.json").read_text(encoding="utf-8"))
        return Portal(url, self.home, json.loads(accounts.read_text(encoding="utf-8")), furnished)

    def __exit__(self, *_: Any) -> None:
        """End it as Ctrl-C does; what does not end by then is ended with all it started."""
        self.ending.close()
        process = self.process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _wait_for(self, url: str) -> None:
        begun = time.monotonic()
        while time.monotonic() - begun < _START:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(url, timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"The portal did not start:\n{self.log.read_text(encoding='utf-8')[-4000:]}")


def sign_in(page: Any, account: dict[str, str], *, to: str = "/") -> None:
    """Sign in by the sign-in page, as a person does."""
    page.goto(f"/account/login/?next={to}")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").first.wait_for()


def follow(page: Any, goal: Any) -> None:
    """Press a link or button and wait for the page it leads to; a click alone does not wait."""
    with page.expect_navigation():
        goal.click()


def until(page: Any, holds: Callable[[], bool], what: str) -> None:
    """Wait for what the browser tells nobody of; fails with `what` after as long as a page may take."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < PATIENCE, f"after {PATIENCE} seconds: {what}"
        page.wait_for_timeout(50)
