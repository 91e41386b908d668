"""Documents as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def as_attachment(content: bytes, name: str) -> HttpResponse:
    """A file to keep; its type follows from the end of its name."""
    response = HttpResponse(content, content_type=_TYPES[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = content_disposition_header(True, " ".join(name.split()))
    response.headers["Cache-Control"] = "private, no-store"
    return response
