"""The State's levels of a school year, and the levels districts and the State agreed on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openperkins.accountability.exact import fraction
from openperkins.portal.audit.models import WrittenOnce
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.state_levels import STATE_LEVELS

#: where an agreed level comes from → in words
_SOURCES = {
    "state": "the State level was adopted",
    "proposed": "proposed by the district",
    "countered": "offered by the State",
    "revision": "revised after a loss of jobs",
}


class StateLevels(models.Model):
    """State Adjusted Performance Levels of a school year. `levels` is indicator → percent as decimal text."""

    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    levels = models.JSONField()
    status = models.CharField(max_length=10, default=STATE_LEVELS.start)
    reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-school_year", "-id")
        verbose_name = "proposal of State levels"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=tuple(STATE_LEVELS.statuses)), name="state_levels_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="set", set_at__isnull=False, set_by__isnull=False)
                | Q(~Q(status="set"), set_at__isnull=True, set_by__isnull=True),
                name="state_levels_set_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="dropped", dropped_at__isnull=False, dropped_by__isnull=False)
                | Q(~Q(status="dropped"), dropped_at__isnull=True, dropped_by__isnull=True),
                name="state_levels_dropped_when_and_by_whom",
            ),
        )

    #: the State sets them; workflows ask whose a document is
    org_code = settings.STATE_CODE

    def __str__(self) -> str:
        return f"State levels of {self.year}"

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @property
    def status_title(self) -> str:
        return STATE_LEVELS.statuses[self.status]

    @property
    def is_on_top(self) -> bool:
        """Whether nothing was set for the year since they were proposed."""
        return not StateLevels.objects.filter(school_year=self.school_year, set_at__gt=self.proposed_at).exists()

    @property
    def agreed_against(self) -> list[str]:
        """Indicators some district has agreed on already whose State level these would change."""
        before = StateLevels.objects.filter(school_year=self.school_year, status="set").order_by("-set_at").first()
        if before is None:
            return []
        agreed = set(AgreedLevel.objects.filter(school_year=self.school_year).values_list("indicator", flat=True))
        changed = {
            indicator
            for indicator, level in before.levels.items()
            if fraction(self.levels.get(indicator, "-1")) != fraction(level)
        }
        return sorted(agreed & changed)


class AgreedLevel(WrittenOnce):
    """A Local Adjusted Performance Level both sides agreed on. The highest `version` holds: a revision is a new one.

    `source` is `state` (the State's was adopted), `proposed` (the district's), `countered` (the State's offer) or
    `revision` (another 5S1 level, W8).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="agreed_levels")
    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    indicator = models.CharField(max_length=4)
    version = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=32, help_text="percent as decimal text")
    source = models.CharField(max_length=10)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ("organization", "school_year", "indicator", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "school_year", "indicator", "version"), name="one_agreed_level_a_version"
            ),
            models.CheckConstraint(
                condition=Q(source__in=("state", "proposed", "countered", "revision")), name="agreed_source_known"
            ),
        )
        indexes = (models.Index(fields=("school_year", "indicator")),)

    @property
    def from_words(self) -> str:
        """Where it comes from, in words."""
        return _SOURCES[self.source]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}% of {self.organization_id}, {SchoolYear(self.school_year)}"
