"""The event log: append only, each event sealed with the one before, so that a change shows."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class NeverChanged(TypeError):
    """Raised when code tries to change or remove what is written once."""


class AppendOnly(models.QuerySet):
    """Rows that can be added and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} rows are never changed.")

    def delete(self) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} rows are never removed.")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} rows are never removed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged(f"{self.model.__name__} rows are never changed.")


class WrittenOnce(models.Model):
    """A model whose rows are never changed after they were added."""

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged(f"{type(self).__name__} {self.pk} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged(f"{type(self).__name__} {self.pk} is never removed.")


class Event(WrittenOnce):
    """One thing that happened. `details` holds ids and words of the field, never an answer and never a student."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, null=True, related_name="+")
    #: what it happened to: `submission 12`
    about = models.CharField(max_length=80, blank=True)
    #: whether it is about files and publications, which data stewards may read of
    is_data = models.BooleanField(default=False)
    details = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=("organization", "-number")), models.Index(fields=("about",)))

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class ChainHead(models.Model):
    """The last event's number and seal: one row, locked while an event is added."""

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.number}"
