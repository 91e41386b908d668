"""Notices: what somebody is told, on the screen and by mail, once."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One thing one person is told. `key` says what it is about: nobody is told the same thing twice.

    Subject and body never hold a student's data. `message_id` is the mail's own (several notices share the one of a
    digest), `provider_id` what the mail service calls it.
    """

    STATES = (
        ("waiting", "Waiting"),
        ("sending", "Being sent"),
        ("sent", "Sent"),
        ("failed", "Could not be sent"),
        ("bounced", "Came back"),
        ("screen", "On screen only"),
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="told_once"),)
        indexes = (models.Index(fields=("state", "tried_at")), models.Index(fields=("person", "-made_at")))

    def __str__(self) -> str:
        return self.subject
