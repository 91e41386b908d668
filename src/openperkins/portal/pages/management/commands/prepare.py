"""`prepare`: bring a home up to date before it is served."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from openperkins.portal.demo import build


class Command(BaseCommand):
    help = (
        "Brings the database, styles and scripts up to date; with OPENPERKINS_DEMO, invents a state in an empty home."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and not build.is_built():
            from openperkins.portal.accounts.models import Person

            if Person.objects.exists():
                raise CommandError(
                    f"{settings.HOME} holds a state that was not finished, or one that is not invented. "
                    "Name an empty folder with --home, or remove this one."
                )
            build.build(self._say)

    def _say(self, what: str) -> None:
        print(what, file=sys.stderr, flush=True)
