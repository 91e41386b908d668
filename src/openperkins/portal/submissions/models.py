"""Sent files. Their rows stay in files beside the database, never in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openperkins.portal.directory.models import Organization
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.submission import SUBMISSION

#: what can be sent: kind → (title, who may send it, whether it belongs to a school year)
KINDS = {
    "sims": ("SIMS", ("district", "state"), True),
    "mcas": ("MCAS results", ("state",), True),
    "follow_up": ("Graduate follow-up", ("district", "state"), True),
    "cohort": ("Graduation cohort", ("state",), True),
    "migrant": ("Migrant list", ("state",), True),
    "organizations": ("Organizations", ("state",), False),
    "programs": ("Programs", ("state",), False),
    "levels": ("Performance levels", ("state",), False),
    "plans_on_file": ("Plans on file", ("state",), False),
}
SEASONS = {"october": "October", "march": "March", "end_of_year": "End of Year"}


class Submission(models.Model):
    """One file as it was sent, for an organization and a collection, and what became of it.

    `sha256` and `bytes` are of the file as sent. `errors`, `warnings` and `rows` are those of its check; the
    problems themselves lie beside the file.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=20)
    school_year = models.PositiveSmallIntegerField(default=0, help_text="the year it ends in; 0 when it has none")
    season = models.CharField(max_length=12, blank=True)
    file_name = models.CharField(max_length=255)
    suffix = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    status = models.CharField(max_length=12, default=SUBMISSION.start)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(null=True)
    errors = models.PositiveIntegerField(null=True)
    warnings = models.PositiveIntegerField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    certified_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-sent_at", "-id")
        indexes = (models.Index(fields=("organization", "kind", "school_year", "season")),)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=tuple(SUBMISSION.statuses)), name="submission_status_known"),
            models.CheckConstraint(
                condition=Q(certified_at__isnull=True, certified_by__isnull=True)
                | Q(certified_at__isnull=False, certified_by__isnull=False),
                name="certified_when_and_by_whom",
            ),
            # One file is the district's record of a collection.
            models.UniqueConstraint(
                fields=("organization", "kind", "school_year", "season"),
                condition=Q(status="certified"),
                name="one_certified_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.collection}, {self.organization_id}"

    @property
    def org_code(self) -> str:
        return self.organization_id

    @property
    def status_title(self) -> str:
        return SUBMISSION.statuses[self.status]

    @property
    def collection(self) -> str:
        """`October SIMS 2016-17`, `Graduate follow-up 2015-16`, `Programs`."""
        title = KINDS[self.kind][0]
        parts = [SEASONS.get(self.season, ""), title, str(SchoolYear(self.school_year)) if self.school_year else ""]
        return " ".join(part for part in parts if part)


class FollowUpAnswer(models.Model):
    """Which leaver of a worksheet was answered by form: only counts are kept here; answers lie in the draft file."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    leavers = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    draft_sha256 = models.CharField(max_length=64, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organization", "school_year"), name="one_follow_up_draft"),
            models.CheckConstraint(condition=Q(answered__lte=models.F("leavers")), name="answers_of_leavers"),
        )

    def __str__(self) -> str:
        return f"Follow-up of {self.school_year}, {self.organization_id}"
