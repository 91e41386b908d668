"""`openperkins serve`: the portal, its worker and its database in one command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from openperkins.errors import StorageError
from openperkins.portal import worker

_PORTAL = (sys.executable, "-m", "openperkins.portal")


def settle(home: Path | None, *, demo: bool, port: int) -> Path:
    """Set what the settings read; returns the home. Nothing of the portal is loaded in this process:

    it only starts others, so that a forked server never inherits a thread that is gone.
    """
    if home is None:
        from platformdirs import user_data_path

        home = Path(
            os.environ.get("OPENPERKINS_HOME") or user_data_path("openperkins") / ("demo" if demo else "portal")
        )
    os.environ["OPENPERKINS_HOME"] = str(home.absolute())
    if demo:
        os.environ["OPENPERKINS_DEMO"] = "true"
    if demo or os.environ.get("OPENPERKINS_LOCAL"):  # others than this machine need the address they are told
        os.environ.setdefault("OPENPERKINS_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
    return home.absolute()


def prepare() -> None:
    """Bring the home up to date in a process of its own. Raises StorageError when that fails."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        failed = subprocess.run([*_PORTAL, "prepare"], check=False).returncode
    finally:
        signal.signal(signal.SIGTERM, before)
    if failed:
        raise StorageError("The portal could not be prepared.", "The lines above say why.")


def _leave(_number: int, _frame: object) -> None:
    """Told to stop: what was started is ended on the way out."""
    raise SystemExit(128 + signal.SIGTERM)


def accounts(home: Path) -> list[dict[str, str]]:
    """The invented accounts: role, email, password, org_code."""
    return json.loads((home / "accounts.json").read_text(encoding="utf-8"))


def serve(*, host: str, port: int) -> None:
    """Serve until the process is told to stop; the worker ends with it."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in _CONFIG.items():
                self.cfg.set(name, value)
            self.cfg.set("bind", f"{host}:{port}")

        def load(self) -> Any:
            from openperkins.portal.wsgi import application

            return application

    working = worker.start()
    try:
        Server().run()
    finally:
        worker.stop(working)


_CONFIG = {"workers": 2, "threads": 4, "worker_class": "gthread", "loglevel": "warning", "timeout": 60}
