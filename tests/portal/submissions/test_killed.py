"""Killed in the middle: a worker at a check, a server at an upload. Each in a home and processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from openperkins.portal.submissions.sweep import sweep
from tests.free_port import free_port
from tests.portal.killed import Home, end, until
from tests.portal.submissions import made

pytestmark = pytest.mark.xdist_group("killed")
#: the browser's own secret, as a form carries it
TOKEN = "a" * 32
#: rows whose check takes so long on any machine that it can be cut off in its middle
LONG = 200_000


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    folder = tmp_path / "killed"
    folder.mkdir()
    yield Home(folder)


def test_a_file_whose_worker_was_killed_is_checked_and_told_once(home):
    home.do(f"factories.organizations(); made.send(made.sims({LONG}))")
    worker = home.start("-m", "openperkins.portal", "work")
    until(lambda: home.ask("SELECT status FROM submissions_submission") == [("checking",)])
    time.sleep(0.2)
    end(worker)
    assert home.ask("SELECT status, attempts FROM submissions_submission") == [("checking", 1)]
    assert home.ask("SELECT count(*) FROM notices_notice") == [(0,)]
    home.run("-m", "openperkins.portal", "work", "--batch")
    home.run("-m", "openperkins.portal", "work", "--batch")
    assert home.ask("SELECT status, rows, errors, attempts FROM submissions_submission") == [("ready", LONG, 0, 2)]
    assert home.ask("SELECT count(*) FROM audit_event WHERE verb = 'submission.checked'") == [(1,)]
    assert home.ask("SELECT count(*), count(DISTINCT person_id) FROM notices_notice") == [(1, 1)]


def test_a_worker_that_died_is_followed_by_another_and_all_end_with_their_starter(home):
    home.do("factories.organizations()")
    watching = home.start("-m", "openperkins.portal", "work", "--watched")
    until(lambda: children(watching.pid))
    (first,) = children(watching.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: children(watching.pid) not in ([], [first]))
    (second,) = children(watching.pid)
    home.do("made.send(made.sims(20))")
    until(lambda: home.ask("SELECT status FROM submissions_submission") == [("ready",)])
    watching.stdin.close()  # as when who started it is gone
    assert watching.wait(timeout=20) == 0
    assert not Path(f"/proc/{second}").exists()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_check_that_kills_its_worker_each_time_is_given_up_with_a_message(home):
    home.do(f"factories.organizations(); made.send(made.sims({LONG}))")
    for attempt in range(1, 4):
        worker = home.start("-m", "openperkins.portal", "work")
        until(lambda n=attempt: home.ask("SELECT status, attempts FROM submissions_submission") == [("checking", n)])
        end(worker)
    home.run("-m", "openperkins.portal", "work", "--batch")
    ((status, failure),) = home.ask("SELECT status, failure FROM submissions_submission")
    assert status == "failed" and "cut off several times" in failure
    assert home.ask("SELECT kind FROM notices_notice") == [("submission.failed",)]


def test_a_server_killed_in_the_middle_of_an_upload_keeps_nothing(home):
    told = home.do(
        "factories.organizations()\n"
        "client = factories.signed_in(factories.person_with('contributor', factories.DISTRICT))\n"
        "print(client.cookies['sessionid'].value)"
    )
    session = told.split()[-1]
    port = free_port()
    server = home.start(
        "-m", "gunicorn", "openperkins.portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2", "--timeout", "60"
    )
    try:
        head, body = _request(session, made.sims(60_000), port)
        until(lambda: _connects(port))
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(head + body[: len(body) // 2])
            until(lambda: any(path.stat().st_size for path in (home.folder / "tmp").iterdir()))
            end(server)
    finally:
        if server.poll() is None:
            end(server)
    assert not [path for path in (home.folder / "sent").rglob("*") if path.is_file()]
    assert home.ask("SELECT count(*) FROM submissions_submission") == [(0,)]
    (left,) = (home.folder / "tmp").iterdir()
    os.utime(left, (1, 1))
    home.do("from openperkins.portal.submissions.sweep import sweep; sweep()")
    assert not list((home.folder / "tmp").iterdir())
    server = home.start("-m", "gunicorn", "openperkins.portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2")
    try:
        until(lambda: _connects(port))
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(head + body)
            assert line.recv(64).startswith(b"HTTP/1.1 302")
    finally:
        end(server)
    assert home.ask("SELECT status FROM submissions_submission") == [("received",)]


def _connects(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _request(session: str, content: bytes, port: int) -> tuple[bytes, bytes]:
    fields = {
        "csrfmiddlewaretoken": TOKEN,
        "file-TOTAL_FORMS": "1",
        "file-INITIAL_FORMS": "0",
        "file-0-collection": "sims-october",
        "file-0-school_year": "2018",
    }
    body = b"".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    )
    body += b'--edge\r\nContent-Disposition: form-data; name="file-0-file"; filename="october.csv"\r\n'
    body += b"Content-Type: text/csv\r\n\r\n" + content + b"\r\n--edge--\r\n"
    head = (
        f"POST /d/00010000/files/send/ HTTP/1.1\r\nHost: localhost:{port}\r\n"
        f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\n"
        f"Origin: http://localhost:{port}\r\nContent-Type: multipart/form-data; boundary=edge\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode(), body


def test_what_was_left_is_swept_after_a_day(organizations, own_files):
    submission = made.send(made.sims())
    left = [own_files / "sent" / ".0123abc", own_files / "tmp" / "x.upload", own_files / "certified" / ".part"]
    left.append(own_files / "sent" / submission.sha256[:2] / "x.report.json.ab.tmp")
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_text("half")
    assert sweep() == 0
    for path in (*left, *own_files.rglob("*.csv")):
        os.utime(path, (1, 1))
    assert sweep() == 4 and not any(path.exists() for path in left)
    assert len(list(own_files.rglob("*.csv"))) == 1
