"""Which readings a school year's figures are computed by: proposed by one person, adopted by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openperkins.errors import OpenPerkinsError
from openperkins.portal.law import ruleset_of
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.adoption import ADOPTION


class Adoption(models.Model):
    """The readings of a school year. `changes` are the parameters that differ from the ruleset: name → text."""

    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    ruleset = models.CharField(max_length=60)
    changes = models.JSONField(default=dict)
    status = models.CharField(max_length=10, default=ADOPTION.start)
    reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-school_year", "-id")
        verbose_name = "proposal of readings"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=tuple(ADOPTION.statuses)), name="adoption_status_known"),
            models.CheckConstraint(
                condition=Q(status="adopted", adopted_at__isnull=False, adopted_by__isnull=False)
                | Q(~Q(status="adopted"), adopted_at__isnull=True, adopted_by__isnull=True),
                name="adopted_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="dropped", dropped_at__isnull=False, dropped_by__isnull=False)
                | Q(~Q(status="dropped"), dropped_at__isnull=True, dropped_by__isnull=True),
                name="dropped_when_and_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ruleset} for {self.year}"

    #: the State adopts; workflows ask whose a document is
    org_code = settings.STATE_CODE

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @property
    def status_title(self) -> str:
        return ADOPTION.statuses[self.status]

    @property
    def fault(self) -> str:
        """Why the ruleset does not take these changes (any more); empty when it does."""
        try:
            ruleset_of(self.ruleset, self.changes).check_year(self.year)
        except OpenPerkinsError as error:
            return str(error)
        return ""

    @property
    def is_on_top(self) -> bool:
        """Whether nothing was adopted for the year since it was proposed."""
        later = Adoption.objects.filter(school_year=self.school_year, adopted_at__gt=self.proposed_at)
        return not later.exists()
