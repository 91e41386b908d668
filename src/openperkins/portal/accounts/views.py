"""One's own session."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse

from openperkins.portal.accounts.doorway import person_page


@person_page(post=True)
def extend(request: HttpRequest) -> HttpResponse:
    """Somebody is there: the idle time begins again. GET shows nothing but that it works without a script."""
    request.session["seen"] = int(time.time())
    return HttpResponse(status=204)
