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


class Chosen(WrittenOnce):
    """That new cycles begin with an edition from then on; the last one counts."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text="empty where the edition was loaded just then")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"choice {self.pk} of {self.edition}"


class Cycle(WrittenOnce):
    """The edition a needs assessment began with, and keeps."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="cycle")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"cycle of document {self.document_id}"
