"""Whether the process lives (`/healthz`), and whether it can do its work (`/readyz`)."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView

from openperkins.portal.accounts.doorway import Access, public_page

#: work that waited longer has no worker
_LONGEST_WAIT = datetime.timedelta(minutes=10)
#: less than this and a file that is sent may not fit
_LEAST_FREE = 500_000_000


@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers without asking the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@dataclasses.dataclass
class Room(HealthCheck):
    """Whether there is room for files."""

    def run(self) -> None:
        if shutil.disk_usage(Path(settings.HOME)).free < _LEAST_FREE:
            raise ServiceUnavailable("less than 500 MB are free")


@dataclasses.dataclass
class Queue(HealthCheck):
    """Whether somebody does what is queued."""

    def run(self) -> None:
        waiting = DBTaskResult.objects.filter(
            status=TaskResultStatus.READY, enqueued_at__lt=timezone.now() - _LONGEST_WAIT
        )
        if waiting.exists():
            raise ServiceUnavailable("work has waited for more than 10 minutes: is a worker running?")


class _OneThread(ThreadPoolExecutor):
    """A thread for the checks of one answer; no connection of its stays open."""

    def __init__(self) -> None:
        super().__init__(max_workers=1)

    def __exit__(self, *error: Any) -> bool | None:
        self.submit(connections.close_all)
        return super().__exit__(*error)


class Readiness(HealthCheckView):
    """Database, room for files and queue; 503 when one of them fails."""

    checks = ("health_check.checks.Database", Room, Queue)
    get_executor = _OneThread

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = await super().get(request, *args, **kwargs)
        answer.status_code = 503 if answer.status_code == 500 else answer.status_code
        return answer


readyz = Readiness.as_view()
readyz.access = Access("public", None, ("GET", "HEAD", "OPTIONS"))
