"""Which readings a school year's figures are computed by: proposed by one person, adopted by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Adoption(models.Model):
    """The readings of a school year. `changes` are the parameters that differ from the ruleset, name → value."""

    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    ruleset = models.CharField(max_length=60)
    changes = models.JSONField(default=dict)
    reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-school_year", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True, adopted_by__isnull=True)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False),
                name="adopted_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True) | Q(dropped_at__isnull=True), name="adopted_or_dropped"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ruleset} for {self.school_year}"
