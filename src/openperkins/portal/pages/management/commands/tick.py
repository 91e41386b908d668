"""`tick`: what time brings; the worker does it every minute, a timer can do it as well."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openperkins.portal.notices.tick import tick


class Command(BaseCommand):
    help = "Sends reminders and mails that are due and takes up what a dead worker left. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        done = tick()
        if done is None:
            self.stdout.write("Another process is at it.")
            return
        self.stdout.write(f"{done.in_words}.")
        if done.failed:
            raise CommandError(f"Not done: {', '.join(done.failed)}. The log says where it failed.")
