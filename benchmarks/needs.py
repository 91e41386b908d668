"""How fast the pages of a needs assessment are: server time beside a bare page of the portal, in the same run.

A district has twelve programs, twelve student groups, twelve published years and 1,800 answers. Measured are opening a
component, saving a page of answers, the summary, and writing and reading a worksheet of everything. Each is asked for
in turn with the bare page, which goes through the same sign-in, rights, policy and log. On SQLite, and on PostgreSQL
where it is installed. Exit 1 when the goal is not reached. CPU is that of this process: neither the database's of
PostgreSQL nor that of the process that reads a workbook.

    python benchmarks/needs.py [--rounds 120] [--only sqlite]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from measuring import machine  # noqa: E402
from needs_state import CYCLE, PROGRAMS, District, answer_to, fill, filled_in  # noqa: E402

#: seconds within which 95 of 100 components are opened
LONGEST = 0.100
#: a worksheet is written and read once in so many rounds
SELDOM = 10
BARE, OPEN = "a bare page in the portal", "open a component"
_SETTINGS = {"OPENPERKINS_LOCAL": "true", "DJANGO_SETTINGS_MODULE": "openperkins.portal.settings"}


def main() -> None:
    """Measure on each database and print a line a figure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rounds", type=int, default=120, help="how often each page is asked for (120)")
    asked.add_argument("--only", choices=["sqlite", "postgresql"], help="only on this database")
    asked.add_argument("--one", choices=["sqlite", "postgresql"], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        sys.exit(not measure(given.one, given.rounds))
    from on_postgres import binaries, postgres

    print(*machine.described(), sep="\n", flush=True)
    again, missed = [sys.executable, __file__, "--rounds", str(given.rounds), "--one"], 0
    if given.only != "postgresql":
        kept = {name: value for name, value in os.environ.items() if name != "OPENPERKINS_DATABASE_URL"}
        missed |= subprocess.run([*again, "sqlite"], env=kept).returncode
    if given.only == "sqlite":
        sys.exit(missed)
    if binaries() is None:
        print("postgresql: not installed, not measured")
        sys.exit(missed)
    with postgres() as address:
        environment = {**os.environ, "OPENPERKINS_DATABASE_URL": address}
        missed |= subprocess.run([*again, "postgresql"], env=environment).returncode
    sys.exit(missed)


def measure(database: str, rounds: int) -> bool:
    """Fill a fresh portal and time every visit. Whether the goal is reached."""
    with tempfile.TemporaryDirectory(prefix="openperkins-needs-") as home:
        os.environ.update(_SETTINGS, OPENPERKINS_HOME=home)
        print(f"{database}: {machine.load()} before it begins", flush=True)
        # the log is a file, as that of a portal that is served
        with (Path(home) / "log").open("w", encoding="utf-8") as log, redirect_stderr(log):
            _set_up()
            times, queries = timed(fill(), rounds)
        return _print_figures(database, times, queries)


Times = dict[str, list[tuple[float, float]]]


def timed(districts: list[District], rounds: int) -> tuple[Times, dict[str, int]]:
    """(seconds, of them at work in this process) of each kind of visit, in turns; and the most queries one took."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    times: Times = {}
    queries: dict[str, int] = {}
    for turn in range(-1, rounds):
        visits = Visits(client, districts[turn % len(districts)], turn + 2)
        for kind, visit in visits.kinds(with_worksheets=turn % SELDOM == 0).items():
            asked = visit()
            before, at_work = time.perf_counter(), time.process_time()
            asked()
            took = time.perf_counter() - before, time.process_time() - at_work
            if turn >= 0:
                times.setdefault(kind, []).append(took)
    for turn in range(8):
        visits = Visits(client, districts[turn % len(districts)], rounds + turn + 2)
        for kind, visit in visits.kinds(with_worksheets=turn == 0).items():
            asked = visit()
            with counted() as count:
                asked()
            queries[kind] = max(queries.get(kind, 0), count())
    return times, queries


class Visits:
    """What a director does in one round. A visit prepares, and gives back what is timed."""

    def __init__(self, client: Any, district: District, turn: int, programs: tuple[str, ...] = PROGRAMS) -> None:
        from django.conf import settings

        self._client, self._turn, self._programs = client, turn, programs
        self._client.cookies[settings.SESSION_COOKIE_NAME] = district.session
        self._cycle = f"/d/{district.code}/clna/{CYCLE}/"

    def kinds(self, with_worksheets: bool) -> dict[str, Callable[[], Callable[[], Any]]]:
        """Kind of visit → the visit."""
        # the components with metrics, the school and one program by turns
        component = f"{self._cycle}{1 + self._turn % 6}/"
        scope = "" if self._turn % 2 else f"?program={self._programs[self._turn % len(self._programs)]}"
        found = {
            BARE: lambda: lambda: self._get("/bare/"),
            OPEN: lambda: lambda: self._get(component + scope),
            "save a page of answers": lambda: self._save(component + scope),
            "priorities": lambda: lambda: self._get(f"{self._cycle}priorities/"),
            "summary": lambda: lambda: self._get(f"{self._cycle}summary/"),
        }
        if with_worksheets:
            found["write a worksheet of everything"] = lambda: lambda: self._get(f"{self._cycle}worksheet.xlsx")
            found["read it, every answer changed"] = self._read
        return found

    def _get(self, path: str) -> Any:
        answer = self._client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    def _save(self, path: str) -> Callable[[], Any]:
        shown = _Shown()
        shown.feed(self._get(path).content.decode())
        sent = {f"was.{question}": text for question, text in shown.said.items()}
        for question, text in shown.said.items():
            answer = answer_to(question, self._instrument, self._turn)
            sent[f"q.{question}"] = text if question.endswith(".done") else answer

        def save() -> None:
            answer = self._client.post(path, sent)
            assert answer.status_code == 302, (path, answer.status_code)

        return save

    def _read(self) -> Callable[[], Any]:
        from django.core.files.uploadedfile import SimpleUploadedFile

        written = self._get(f"{self._cycle}worksheet.xlsx").content
        file = filled_in(written, self._instrument, self._turn + 1)

        def read() -> None:
            answer = self._client.post(f"{self._cycle}worksheets/", {"file": SimpleUploadedFile("filled.xlsx", file)})
            assert answer.status_code == 200 and b"Take these answers" in answer.content, answer.status_code

        return read

    @property
    def _instrument(self) -> Any:
        from openperkins.needs.instrument import load_instrument

        return load_instrument()


class _Shown(HTMLParser):
    """`said`: question → what the page showed of it, from the hidden fields of its form."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name = has.get("name") or ""
        if tag == "input" and name.startswith("was."):
            self.said[name.removeprefix("was.")] = has.get("value") or ""


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """How many queries are made inside, once it has ended."""
    from django.db import connection, reset_queries

    connection.force_debug_cursor, made = True, [0]
    reset_queries()
    try:
        yield lambda: made[0]
    finally:
        made[0] = len(connection.queries)
        connection.force_debug_cursor = False


def _set_up() -> None:
    from django.conf import settings
    from django.core.management import call_command

    import openperkins.portal.wsgi  # noqa: F401  as it is served: ready, its views imported

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ROOT_URLCONF = "bare_page"


def _print_figures(database: str, times: Times, queries: dict[str, int]) -> bool:
    """A line a kind of visit; whether components are opened in time."""
    bare = statistics.median(whole for whole, _ in times[BARE])
    reached = _p95([whole for whole, _ in times[OPEN]]) < LONGEST
    for kind, seconds in times.items():
        whole, at_work = ([one[part] for one in seconds] for part in (0, 1))
        median = statistics.median(whole)
        goal = f" (goal {LONGEST * 1000:.0f} ms: {'reached' if reached else 'not reached'})" if kind == OPEN else ""
        print(
            f"{database}: {kind}: {len(seconds)} times, median {median * 1000:.1f} ms ({median / bare:.1f} x the bare "
            f"page), p95 {_p95(whole) * 1000:.1f} ms{goal}; CPU {statistics.median(at_work) * 1000:.1f} ms, "
            f"p95 {_p95(at_work) * 1000:.1f} ms; {queries[kind]} queries",
            flush=True,
        )
    return reached


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


if __name__ == "__main__":
    main()
