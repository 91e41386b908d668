"""Run a command with OPENPERKINS_DATABASE_URL naming a PostgreSQL of its own, gone when the command ends.

python tests/on_postgres.py pytest tests/portal
python tests/on_postgres.py --optional pytest tests/portal     does nothing on a machine without PostgreSQL's server
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ended_with_us import ended_with_us
from free_port import free_port


def binaries() -> Path | None:
    """The folder of PostgreSQL's server programs, None when there is none."""
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        folder = Path(told.stdout.strip())
        if (folder / "initdb").exists():
            return folder
    return next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """The address of a fresh server on the loopback interface; it and its files are gone afterwards, whoever is killed.

    `durable`: what is committed is on the disk, as in production; tests do without and are quicker.
    """
    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL's server is not installed; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="openperkins-postgres-"))
    as_owner = _as_owner(folder)
    port = free_port()
    try:
        data = ["-D", str(folder / "data")]
        _run([*as_owner, str(found / "initdb"), *data, "-U", "tester", "-A", "trust", "-E", "UTF8"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += "" if durable else " -c fsync=off"
        log = str(folder / "log")
        start = [*data, "-o", options, "-l", log, "-w", "start"]
        _run([*as_owner, str(found / "pg_ctl"), *start])
        stop = [*as_owner, str(found / "pg_ctl"), *data, "-m", "immediate", "stop"]
        try:
            with ended_with_us("sh", "-c", f'"$@"; rm -rf {folder}', "sh", *stop):
                yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        finally:
            _run(stop)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user Debian made for it."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise SystemExit(f"{command[-1]} of PostgreSQL failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    """The exit code of the command."""
    optional = arguments[0] == "--optional"
    if optional and binaries() is None:
        print("PostgreSQL's server is not installed: the portal is tested on SQLite alone.")
        return 0
    with postgres() as address:
        environment = {**os.environ, "OPENPERKINS_DATABASE_URL": address}
        return subprocess.run(arguments[optional:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
