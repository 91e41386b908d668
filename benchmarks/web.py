"""How fast the portal's pages are: server time of the heat map at 400 districts and 12 years, and pages per second

beside two bare pages served the same way in the same run: one of a new Django project, one in the portal itself, with
all its middleware; each names the signed-in reader and shows nothing else. Nine of ten readers look at the latest year,
the others at any. On SQLite, and on PostgreSQL where it is installed.

    python benchmarks/web.py [--seconds 15]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONNECTIONS = 8
PAGES = 600
WARM = 15
ROUNDS = 5
#: seconds within which 95 of 100 pages are made, and the share of a bare page's speed
LONGEST, LEAST = 0.060, 0.33
_SETTINGS = {"OPENPERKINS_LOCAL": "true", "DJANGO_SETTINGS_MODULE": "openperkins.portal.settings"}


def main() -> None:
    """Measure on each database and print a line a figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=15, help="how long each is loaded")
    asked.add_argument("--one", choices=["sqlite", "postgresql"], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        sys.exit(not measure(given.one, given.seconds))
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} processors, Python {platform.python_version()}")
    again = [sys.executable, str(HERE / "web.py"), "--seconds", str(given.seconds), "--one"]
    missed = subprocess.run([*again, "sqlite"]).returncode
    sys.path.insert(0, str(HERE.parent / "tests"))
    from on_postgres import binaries, postgres

    if binaries() is None:
        print("postgresql: not installed, not measured")
        sys.exit(missed)
    with postgres() as address:
        environment = {**os.environ, "OPENPERKINS_DATABASE_URL": address}
        missed |= subprocess.run([*again, "postgresql"], env=environment).returncode
    sys.exit(missed)


def measure(database: str, seconds: float) -> bool:
    """Fill a fresh portal, time pages in this process, then load it and bare pages over the loopback interface.

    Whether every figure reached its goal.
    """
    with tempfile.TemporaryDirectory(prefix="openperkins-web-") as home:
        os.environ.update(_SETTINGS, OPENPERKINS_HOME=home)
        key = _set_up()
        times, questions = _server_times(key)
        cold, warm = times[:PAGES], times[PAGES:]
        quick = _p95(cold) < LONGEST
        print(
            f"{database}: heat map, server time: {_spread(cold)} (goal p95 {LONGEST * 1000:.0f} ms: {_told(quick)}); "
            f"once more: {_spread(warm)}; {questions} queries"
        )
        with ExitStack() as stack:
            loads = {name: stack.enter_context(_served(*of, key)) for name, of in _SERVED.items()}
            return _compare(database, loads, seconds / ROUNDS) and quick


def _compare(database: str, loads: dict[str, Load], seconds: float) -> bool:
    """Load one after the other, round after round, so that a machine's good and bad moments fall on all of them."""
    loads[PORTAL](WARM)
    for load in loads.values():
        load(1)
    rounds = [{name: load(seconds) for name, load in loads.items()} for _ in range(ROUNDS)]
    median = {name: statistics.median(one[name] for one in rounds) for name in loads}
    share = {name: statistics.median(one[PORTAL] / one[name] for one in rounds) for name in loads}
    reached = share[BARE] >= LEAST
    print(f"{database}: {PORTAL} {median[PORTAL]:.0f}/s")
    print(f"{database}: {BARE} {median[BARE]:.0f}/s: {share[BARE]:.2f} of it (goal {LEAST}: {_told(reached)})")
    print(f"{database}: {NEW} {median[NEW]:.0f}/s: {share[NEW]:.2f} of it (no goal)")
    return reached


def _told(reached: bool) -> str:
    return "reached" if reached else "not reached"


def _set_up() -> str:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.path.insert(0, str(HERE))
    from web_state import fill

    return fill()


def _heat_maps(chance: random.Random) -> str:
    from web_state import DISTRICTS, LAST_YEAR, YEARS

    ends = chance.randint(LAST_YEAR - YEARS + 1, LAST_YEAR)
    return f"/d/{chance.randint(1, DISTRICTS):04d}0000/{ends}/indicators/"


def _as_read(chance: random.Random) -> str:
    from web_state import DISTRICTS, LAST_YEAR

    latest = f"/d/{chance.randint(1, DISTRICTS):04d}0000/{LAST_YEAR}/indicators/"
    return latest if chance.random() < 0.9 else _heat_maps(chance)


PathOf = Callable[[random.Random], str]
Load = Callable[[float], float]
PORTAL, BARE, NEW = "heat maps", "a bare page in the portal", "a bare page in a new project"
#: what is loaded: the application, and the addresses asked for
_SERVED: dict[str, tuple[str, PathOf]] = {
    PORTAL: ("openperkins.portal.wsgi:application", _as_read),
    BARE: ("bare_page:portal()", lambda chance: "/bare/"),
    NEW: ("bare_page:new_project()", lambda chance: "/bare/"),
}


def _server_times(key: str) -> tuple[list[float], int]:
    """Seconds of `PAGES` heat maps asked for the first time, then the same again; and the most queries one took."""
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client

    chance = random.Random(1)
    paths = [_heat_maps(chance) for _ in range(PAGES)]
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    client.get(paths[0])
    times, most = [], 0
    for path in [*paths, *paths]:
        before = time.perf_counter()
        answer = client.get(path)
        times.append(time.perf_counter() - before)
        assert answer.status_code == 200, (path, answer.status_code)
    connection.force_debug_cursor = True
    for path in paths[:20]:
        reset_queries()
        client.get(path)
        most = max(most, len(connection.queries))
    connection.force_debug_cursor = False
    return times, most


def _spread(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds) * 1000:.1f} ms, p95 {_p95(seconds) * 1000:.1f} ms"


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


@contextmanager
def _served(application: str, path_of: PathOf, key: str) -> Iterator[Load]:
    """Serve it as `openperkins serve` does; what is given loads it for some seconds and returns pages per second."""
    from free_port import free_port

    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--threads", "4", "--log-level", "error", "--pythonpath", str(HERE)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield lambda seconds: asyncio.run(_load(port, key, seconds, path_of))
        if server.poll() is not None:
            raise SystemExit(f"{application} could not be served")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


async def _load(port: int, key: str, seconds: float, path_of: PathOf) -> float:
    from django.conf import settings

    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    begun = time.perf_counter()
    counts = await asyncio.gather(
        *(_reader(port, cookie, begun + seconds, random.Random(n), path_of) for n in range(CONNECTIONS))
    )
    return sum(counts) / (time.perf_counter() - begun)


async def _reader(port: int, cookie: str, until: float, chance: random.Random, path_of: PathOf) -> int:
    """Ask for page after page, ten over one connection: the server's processes share the work. How many came."""
    count, connection = 0, None
    while time.perf_counter() < until:
        try:
            connection = connection or await asyncio.open_connection("127.0.0.1", port)
            closing = await _ask(*connection, f"GET {path_of(chance)} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}")
        except (ConnectionError, asyncio.IncompleteReadError):  # not there yet, or it had closed an idle connection
            connection = None
            await asyncio.sleep(0.05)
            continue
        count += 1
        if closing or count % 10 == 0:
            connection[1].close()
            connection = None
    return count


async def _ask(reading: asyncio.StreamReader, writing: asyncio.StreamWriter, request: str) -> bool:
    """Read one page; whether the server then closes the connection."""
    writing.write(f"{request}\r\n\r\n".encode())
    head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    assert head.startswith("http/1.1 200"), head
    await reading.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
    return "connection: close" in head


if __name__ == "__main__":
    main()
