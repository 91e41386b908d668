"""How much may be sent: by whom, how many files, how large each, counted while they arrive."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

#: files of one request: a form has no more lines (and a form of ours never two files in a line)
MOST_FILES = 6


class SizeLimit(FileUploadHandler):
    """Stops a file that is larger than the limit; `too_large` says so to the view.

    Nothing is written for somebody who is not signed in, nor more files than a form has: a request is read before the
    page's own right is asked. `files_left` of the request names the fields whose files were passed over.
    """

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        self.taken = getattr(self, "taken", 0) + 1
        if self.taken > MOST_FILES or not self.request.user.is_authenticated:
            self.request.files_left = [*getattr(self.request, "files_left", ()), field_name]
            raise SkipFile

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
