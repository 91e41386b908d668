"""`work`: take up what a dead worker left, then do what is queued."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from openperkins.portal.pages.resuming import resume_all


class Command(BaseCommand):
    help = "Takes up what a dead worker left, then does what is queued, until told to stop."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when nothing is queued")

    def handle(self, *args: Any, batch: bool, **options: Any) -> None:
        resume_all()
        call_command(
            "db_worker", *(["--batch"] if batch else []), "--interval", "0.5", "--no-startup-delay", verbosity=0
        )
