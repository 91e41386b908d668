"""The last evening of a deadline: 500 districts write and send their improvement plans at once, over HTTP.

The portal is started by `openperkins serve`, its worker with it. A third of the superintendents press Send twice at
once, a tenth send everything together, and liaisons look through the queue meanwhile. Every kind of request is timed
beside the plan's page of the idle portal in the same run. Afterwards the database is looked through: nothing may be
lost, nothing doubled. On SQLite, and on PostgreSQL where it is installed. Exit 1 when a figure is not reached or
anything is wrong.

    python benchmarks/evening.py [--districts 500] [--clients 12]
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests")]

from evening_state import OWED, PLANS_OF, Visitor, fill  # noqa: E402
from evening_visits import Browser, Notes, look_through, write_and_send, write_and_send_together  # noqa: E402
from free_port import free_port  # noqa: E402
from measuring import machine  # noqa: E402
from on_postgres import binaries, postgres  # noqa: E402

#: seconds within which 95 of 100 answers of each kind are there
LONGEST = 1.0
#: pages of the idle portal the evening is measured beside
IDLE = 100
#: one superintendent of so many presses Send twice, sends everything together
TWICE, TOGETHER = 3, 10
#: seconds between two looks of a liaison
_PAUSE = 0.5
_START, _STOP = 60, 30
_SETTINGS = {"OPENPERKINS_LOCAL": "true", "DJANGO_SETTINGS_MODULE": "openperkins.portal.settings"}
#: what the portal's own log must not say
_BAD_WORDS = ("database is locked", '"level": "error"', '"level": "critical"', "Traceback")


def main() -> None:
    """Measure on each database and print a line a figure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--districts", type=int, default=500, help="how many send (500)")
    asked.add_argument("--clients", type=int, default=12, help="how many are at it at once (12)")
    asked.add_argument("--only", choices=["sqlite", "postgresql"], help="only on this database")
    asked.add_argument("--one", choices=["sqlite", "postgresql"], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        sys.exit(not measure(given.one, given.districts, given.clients))
    print(*machine.described(), sep="\n", flush=True)
    again = [sys.executable, __file__, "--districts", str(given.districts), "--clients", str(given.clients), "--one"]
    missed = 0
    if given.only != "postgresql":
        kept = {name: value for name, value in os.environ.items() if name != "OPENPERKINS_DATABASE_URL"}
        missed |= subprocess.run([*again, "sqlite"], env=kept).returncode
    if given.only == "sqlite":
        sys.exit(missed)
    if binaries() is None:
        print("postgresql: not installed, not measured")
        sys.exit(missed)
    with postgres(durable=True) as address:
        missed |= subprocess.run(
            [*again, "postgresql"], env={**os.environ, "OPENPERKINS_DATABASE_URL": address}
        ).returncode
    sys.exit(missed)


def measure(database: str, districts: int, clients: int) -> bool:
    """Prepare a portal, let the evening pass, look through what is there. Whether everything was as it should be."""
    with tempfile.TemporaryDirectory(prefix="openperkins-evening-") as home:
        os.environ.update(_SETTINGS, OPENPERKINS_HOME=home)
        _prepare()
        visitors, liaisons = fill(districts)
        random.Random(5).shuffle(visitors)
        log = Path(home) / "served.log"
        print(f"{database}: {machine.load()} before anybody comes")
        with _served(home, log) as port:
            idle = _idle(port, visitors[0])
            notes, together, seconds = _evening(port, visitors, liaisons, clients)
            reached = _print_figures(database, notes, idle, seconds, clients)
            whole = _looked_through(database, notes, together, log)
    return reached and whole


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _served(home: str, log: Path) -> Iterator[int]:
    """The portal as a deployment serves it, and its port; ended as Ctrl-C ends it."""
    port = free_port()
    command = [sys.executable, "-m", "openperkins", "serve", "--home", home, "--port", str(port)]
    with log.open("wb") as written:
        server = subprocess.Popen(command, stdout=written, stderr=written)
    try:
        _wait_for(port, server, log)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=_STOP)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    begun = time.monotonic()
    while server.poll() is None and time.monotonic() - begun < _START:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"The portal did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def _idle(port: int, visitor: Visitor) -> float:
    """Median seconds of the plan's page while nobody else is there."""
    notes, place = Notes(), f"/d/{visitor.code}/{PLANS_OF}/plans/{next(iter(OWED))}/"
    for _ in range(IDLE):
        browser = Browser(port, visitor, notes)
        browser.get("idle", place)
        browser.close()
    if notes.faults:
        raise SystemExit(notes.faults[0])
    return statistics.median(notes.seconds["idle"])


def _evening(
    port: int, visitors: list[Visitor], liaisons: list[Visitor], clients: int
) -> tuple[Notes, dict[Visitor, bool], float]:
    """Everybody sends; returns what was seen, who sent everything together, and the seconds it took."""
    notes, over, waiting = Notes(), threading.Event(), queue.SimpleQueue()
    together = {visitor: n % TOGETHER == 0 for n, visitor in enumerate(visitors)}
    for n, visitor in enumerate(visitors):
        waiting.put((visitor, n % TWICE == 0))
    looking = threading.Thread(target=_look, args=(port, liaisons, notes, over))
    sending = [threading.Thread(target=_send, args=(port, waiting, together, notes)) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in (looking, *sending):
        thread.start()
    for thread in sending:
        thread.join()
    seconds = time.perf_counter() - begun
    over.set()
    looking.join()
    return notes, together, seconds


def _send(port: int, waiting: queue.SimpleQueue, together: dict[Visitor, bool], notes: Notes) -> None:
    """One client: superintendent after superintendent until nobody is left."""
    with suppress(queue.Empty):
        while True:
            visitor, twice = waiting.get_nowait()
            _visit(port, visitor, notes, write_and_send_together if together[visitor] else write_and_send, twice=twice)


def _look(port: int, liaisons: list[Visitor], notes: Notes, over: threading.Event) -> None:
    while not over.is_set():
        for liaison in liaisons:
            _visit(port, liaison, notes, look_through)
            over.wait(_PAUSE)


def _visit(port: int, visitor: Visitor, notes: Notes, what: object, **how: bool) -> None:
    """A visit on a connection of its own; one that breaks off is noted."""
    browser = Browser(port, visitor, notes)
    try:
        what(browser, **how)
    except Exception as error:
        notes.faults.append(f"{visitor.code or 'a liaison'}: {what.__name__} broke off: {error!r}")
    finally:
        browser.close()


def _print_figures(database: str, notes: Notes, idle: float, seconds: float, clients: int) -> bool:
    """A line a kind of request; whether 95 of 100 of each were answered in time."""
    count = sum(map(len, notes.seconds.values()))
    print(f"{database}: {count} requests in {seconds:.0f} s, {count / seconds:.0f} a second, {clients} people at once")
    print(f"{database}: the plan's page of the idle portal: median {idle * 1000:.0f} ms")
    reached = True
    for kind, times in notes.seconds.items():
        median, p95 = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        reached &= p95 < LONGEST
        print(
            f"{database}: {kind}: {len(times)} times, median {median * 1000:.0f} ms ({median / idle:.1f} x idle), "
            f"p95 {p95 * 1000:.0f} ms (goal {LONGEST * 1000:.0f} ms: {'reached' if p95 < LONGEST else 'not reached'}), "
            f"longest {max(times) * 1000:.0f} ms"
        )
    return reached


def _looked_through(database: str, notes: Notes, together: dict[Visitor, bool], log: Path) -> bool:
    """Whether nothing was lost or doubled and the portal had nothing to complain of; what was found is printed."""
    import evening_found

    evening_found.wait_for_mails()
    said = log.read_text(encoding="utf-8").splitlines()
    found = [*notes.faults, *evening_found.faults(together)]
    found += [line[:300] for line in said if any(word in line for word in _BAD_WORDS)]
    print(f"{database}: {evening_found.counted()}")
    for fault in found[:20]:
        print(f"{database}: WRONG: {fault}")
    print(f"{database}: {f'{len(found)} things are wrong' if found else 'nothing lost, nothing doubled'}", flush=True)
    return not found


if __name__ == "__main__":
    main()
