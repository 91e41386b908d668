"""`tick`: what time brings; run it every few minutes from a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from openperkins.portal.pages.resuming import resume_all


class Command(BaseCommand):
    help = "Sends reminders and mails that are due and takes up what a dead worker left. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        resume_all()
