"""A port nobody listens on."""

import socket


def free_port() -> int:
    """A free port of the loopback interface."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
