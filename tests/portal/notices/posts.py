"""Mail servers that answer as a test wants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

from django.core.mail.backends.locmem import EmailBackend as Memory


class Scripted(Memory):
    """Takes a mail or raises the next of `answers`; `closed` raises when the connection is opened."""

    answers: ClassVar[list[Any]] = []
    closed: ClassVar[list[Any]] = []

    def open(self) -> bool:
        if self.closed:
            raise self.closed.pop(0)
        return True

    def send_messages(self, messages: list[Any]) -> int:
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, BaseException):
            raise answer
        return super().send_messages(messages)


class TakesThenDies(Memory):
    """Takes the mail for good; then the process dies before anything can be noted."""

    def send_messages(self, messages: list[Any]) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


class KillsItself(Memory):
    """Writes the mail to a file, to the disk, and ends the process as a kill does."""

    path = Path(os.environ.get("OPENPERKINS_HOME", "/nowhere")) / "handed-over"

    def send_messages(self, messages: list[Any]) -> int:
        with self.path.open("a") as file:
            file.writelines(f"{message.subject}\n" for message in messages)
            file.flush()
            os.fsync(file.fileno())
        os._exit(9)


class ToFile(KillsItself):
    """Writes the mail to the same file and lives."""

    def send_messages(self, messages: list[Any]) -> int:
        with self.path.open("a") as file:
            file.writelines(f"{message.subject}\n" for message in messages)
        return len(messages)
