"""`openperkins serve`, as far as it comes before the portal opens."""

from __future__ import annotations

import socket

from click.testing import CliRunner

from openperkins.cli.commands import openperkins
from openperkins.errors import UsageError


def test_a_port_that_is_taken_is_said_before_anything_is_prepared(tmp_path):
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(openperkins, ["serve", "--demo", "--home", str(home), "--port", str(port)])
    assert isinstance(done.exception, UsageError)
    assert str(port) in done.exception.message and "--port" in done.exception.remedy
    assert not home.exists()


def test_accounts_are_written_for_an_invented_state_only(tmp_path):
    done = CliRunner().invoke(openperkins, ["serve", "--home", str(tmp_path), "--accounts-json", str(tmp_path / "a")])
    assert isinstance(done.exception, UsageError)
