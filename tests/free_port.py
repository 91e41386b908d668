"""A port for a server of tests."""

from __future__ import annotations

import random
import socket

#: below the ports a system hands out for outgoing connections: none of them takes ours before the server does, and
#: who asks whether it answers yet is not connected to itself
_OURS = range(15_000, 32_000)


def free_port() -> int:
    """A port of the loopback interface nobody listens on. Raises OSError when there is none."""
    for port in random.SystemRandom().sample(_OURS, 100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError(f"no port from {_OURS.start} to {_OURS.stop} is free")
