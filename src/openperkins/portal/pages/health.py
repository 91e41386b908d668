"""Whether the process lives (`/healthz`)."""

from django.http import HttpRequest, HttpResponse

from openperkins.portal.accounts.doorway import public_page


@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers without asking the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
