"""What a person wants of the calendar: reminders and a private feed."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The private address of a person's calendar for a district. The address is kept as a hash and can be ended."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar of {self.organization_id}"


class ReminderWish(models.Model):
    """How a person wants to be reminded: how many days before, one mail each or one for all."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_wish")
    days_before = models.JSONField(default=list)
    digest = models.BooleanField(default=True)
    wants_mail = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"reminders of {self.person_id}"
