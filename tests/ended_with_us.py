"""What ends with a test run, however the run ends."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

#: the pipe ends without a word when whoever holds it is gone
_KEEPER = 'read -r word || exec "$@"'


@contextmanager
def ended_with_us(*command: str) -> Iterator[None]:
    """Have a command run when this process is gone before the block has ended: who is killed ends nothing itself."""
    keeper = subprocess.Popen(
        ["sh", "-c", _KEEPER, "sh", *command],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        keeper.communicate(b"ended\n")
