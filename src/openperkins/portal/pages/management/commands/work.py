"""`work`: take up what a dead worker left, then do what is queued and what time brings."""

from __future__ import annotations

import contextlib
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from openperkins.portal import worker
from openperkins.portal.notices.clock import ticking
from openperkins.portal.pages.resuming import resume_all


class Command(BaseCommand):
    help = "Takes up what a dead worker left, then does what is queued and sends what is due, until told to stop."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when nothing is queued; send nothing")
        parser.add_argument("--watched", action="store_true", help="begin again when the worker dies; stop with stdin")
        parser.add_argument("--until-stdin-ends", action="store_true", help="stop when who started it is gone")

    def handle(self, *args: Any, batch: bool, watched: bool, until_stdin_ends: bool, **options: Any) -> None:
        if watched:
            worker.keep_working()
            return
        if until_stdin_ends:
            worker.stop_with_stdin()
        resume_all()
        with contextlib.nullcontext() if batch else ticking():
            call_command(
                "db_worker", *(["--batch"] if batch else []), "--interval", "0.5", "--no-startup-delay", verbosity=0
            )
