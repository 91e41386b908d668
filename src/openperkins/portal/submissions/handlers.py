"""How large a sent file may be, counted while it arrives."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest


class SizeLimit(FileUploadHandler):
    """Stops a file that is larger than the limit; `too_large` says so to the view."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.UPLOAD_LIMIT:
            self.request.too_large = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def too_large(request: HttpRequest) -> str | None:
    """Why a request's files were not taken, as a sentence; None when they were."""
    request.POST  # noqa: B018  the files arrive when the form is read
    if not getattr(request, "too_large", False):
        return None
    limit = settings.UPLOAD_LIMIT // 1_000_000
    return f"The file is larger than {limit:,} MB. Send it as Parquet, compress nothing by hand, or ask the State."
