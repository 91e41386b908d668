"""The liaison's queue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.documents.kinds import reviewed_kinds
from openperkins.portal.documents.queue import Line, queue

#: a line that waits longer is old
OLD = 5


@state_page("see_queue")
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits for review: the reader's own first, or everybody's, or only what has waited long."""
    lines = queue(request.reach)
    show, kind = request.GET.get("show", "mine"), request.GET.get("kind", "")
    counts = {
        "mine": sum(line.mine for line in lines),
        "covering": sum(line.covering for line in lines),
        "team": len(lines),
        "old": sum(line.days > OLD for line in lines),
    }
    shown = [line for line in lines if _wanted(line, show, kind)]
    context = {
        "lines": shown,
        "counts": counts,
        "show": show if show in counts else "mine",
        "kind": kind,
        "kinds": [(one.code, _title(one.workflow.name)) for one in reviewed_kinds()],
        "old": OLD,
    }
    return render(request, "documents/queue.html", context)


def _title(name: str) -> str:
    """A name with its first letter large and the others as they are: `5S1 revision request`."""
    return name[:1].upper() + name[1:]


def _wanted(line: Line, show: str, kind: str) -> bool:
    if kind and line.document.kind != kind:
        return False
    if show == "team":
        return True
    if show == "old":
        return line.days > OLD
    return line.covering if show == "covering" else line.mine
