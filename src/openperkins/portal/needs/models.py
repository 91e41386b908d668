"""Editions of the instrument, and the one each cycle began with."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from openperkins.portal.audit.models import WrittenOnce
from openperkins.portal.documents.models import Document


class Edition(WrittenOnce):
    """An instrument as it was read: `text` is its file. Without `loaded_by` it came with OpenPerkins."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.title}, {self.version}"


class Cycle(WrittenOnce):
    """The edition a needs assessment began with, and keeps."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="cycle")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"cycle of document {self.document_id}"
