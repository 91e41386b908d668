"""`openperkins serve`: the portal."""

from __future__ import annotations

import json
import socket
from importlib.util import find_spec
from pathlib import Path

import click

from openperkins.cli.options import table_or_json
from openperkins.cli.show import print_rows, say
from openperkins.errors import UsageError


@click.command()
@click.option("--demo", is_flag=True, help="Invent a state, with an account for every role.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Folder of everything that is kept.")
@click.option(
    "--accounts-json",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the invented accounts to this file as well.",
)
@table_or_json
def serve(demo: bool, host: str, port: int, home: Path | None, accounts_json: Path | None, as_json: bool) -> None:
    """Open the portal: sign in, see the figures, send files in, publish."""
    if find_spec("django") is None:
        raise UsageError("The portal is not installed.", "Install it: pip install 'openperkins[portal]'.")
    if accounts_json is not None and not demo:
        raise UsageError("--accounts-json belongs to --demo: only an invented state has known passwords.")
    _free(host, port)
    from openperkins.portal import serve as portal

    folder = portal.settle(home, demo=demo, port=port)
    portal.prepare()
    if demo:
        _show(portal.accounts(folder), accounts_json, as_json=as_json)
    say(f"The portal is open at http://{host}:{port}/ (stop it with Ctrl-C).")
    portal.serve(host=host, port=port)


def _free(host: str, port: int) -> None:
    """Asked before anything is prepared: the server itself would say so a minute later."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise UsageError(
            f"Port {port} of {host} cannot be listened on ({error.strerror}).",
            "Choose another with --port, or stop what listens there.",
        ) from error


def _show(accounts: list[dict[str, str]], accounts_json: Path | None, *, as_json: bool) -> None:
    if accounts_json is not None:
        accounts_json.write_text(json.dumps(accounts, indent=1), encoding="utf-8")
    print_rows(accounts, ["role", "email", "password", "org_code"], as_json=as_json)
