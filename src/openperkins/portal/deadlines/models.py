"""What a person wants of the calendar: reminders and a private feed."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The private address of a person's calendar for a district. The address is kept as a hash and can be ended.

    `content_sha256` is of what the feed last showed, `changed_at` since when it shows that.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at", "id")
        verbose_name = "calendar feed"

    def __str__(self) -> str:
        return f"calendar of {self.organization_id}"


class ReminderWish(models.Model):
    """How a person wants to be told. Somebody without one is told as wishes.DEFAULT says.

    `days_before` a date a reminder is wanted, `digest` the groups of notices (notices/kinds.py) that come in one mail
    a day; without `wants_mail` everything stays on the screen.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_wish")
    days_before = models.JSONField(default=list)
    digest = models.JSONField(default=list)
    wants_mail = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"reminders of {self.person_id}"
