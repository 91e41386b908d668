"""Letters as they were sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from openperkins.portal.audit.models import WrittenOnce


class Letter(WrittenOnce):
    """One text to many districts, with its placeholders. Who got it are the notices of its key.

    `nonce` is that of the page it was sent from: a second press sends nothing.
    """

    subject = models.CharField(max_length=150)
    text = models.TextField(max_length=10_000)
    roles = models.JSONField(help_text="district roles it was written to")
    nonce = models.CharField(max_length=32, unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.subject

    @property
    def key(self) -> str:
        """How the keys of its notices begin."""
        return f"letter {self.pk} "
