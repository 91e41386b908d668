"""A portal of its own on disk whose processes tests kill, and what is asked of it afterwards."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

#: what a process of the portal is made of here
BEGIN = """
import os, sys, django
sys.path.insert(0, os.getcwd())
django.setup()
from tests.portal import factories
from tests.portal.submissions import made
"""


class Home:
    """A portal of its own on disk, reached through its processes and its database file."""

    def __init__(self, folder: Path, *, is_new: bool = True) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("OPENPERKINS_", "DJANGO_"))},
            "OPENPERKINS_HOME": str(folder),
            "OPENPERKINS_LOCAL": "true",
            "OPENPERKINS_REQUIRE_SECOND_FACTOR": "false",
            "DJANGO_SETTINGS_MODULE": "openperkins.portal.settings",
        }
        if is_new:
            self.run("-m", "openperkins.portal", "migrate", "--verbosity", "0")
            self.run("-m", "openperkins.portal", "createcachetable")
            self.run("-m", "openperkins.portal", "collectstatic", "--no-input", "--verbosity", "0")

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def do(self, code: str) -> str:
        return self.run("-c", BEGIN + code)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ask(self, sql: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "portal.sqlite3", timeout=20) as database:
            return database.execute(sql).fetchall()


def until(question: Callable[[], object], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < ends, "it never came to it"
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
