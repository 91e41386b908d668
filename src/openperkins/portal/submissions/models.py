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


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


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
    def counts(self) -> str:
        """`1,204 rows, 2 errors, no warnings`; empty before the check."""
        if self.rows is None:
            return ""
        warnings = _count(self.warnings, "warning") if self.warnings else "no warnings"
        return f"{_count(self.rows, 'row')}, {self.errors_text}, {warnings}"

    @property
    def rows_text(self) -> str:
        return "" if self.rows is None else f"{self.rows:,}"

    @property
    def errors_text(self) -> str:
        return _count(self.errors, "error") if self.errors else "no errors"

    @property
    def collection(self) -> str:
        """`October SIMS 2016-17`, `Graduate follow-up 2015-16`, `Programs`."""
        title = KINDS[self.kind][0]
        parts = [SEASONS.get(self.season, ""), title, str(SchoolYear(self.school_year)) if self.school_year else ""]
        return " ".join(part for part in parts if part)


class FollowUpYear(models.Model):
    """The lists of one year's leavers: of which certified records they were made, and whether those still hold.

    The lists themselves name students and lie in files (submissions/follow_up/lists.py).
    """

    school_year = models.PositiveSmallIntegerField(primary_key=True, help_text="the year the leavers' year ends in")
    #: names the folder of the lists; empty before they were made
    key = models.CharField(max_length=64, blank=True)
    #: certified records changed since
    stale = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"Leavers of {SchoolYear(self.school_year)}"


class FollowUpResponse(models.Model):
    """How many leavers an organization has and how many of them certified files tell something of.

    `org_code` is no foreign key: records may name an organization the directory does not know.
    """

    school_year = models.PositiveSmallIntegerField()
    org_code = models.CharField(max_length=8)
    leavers = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("org_code", "school_year"), name="one_response_an_organization"),
            models.CheckConstraint(condition=Q(answered__lte=models.F("leavers")), name="answered_of_leavers"),
        )

    def __str__(self) -> str:
        return f"{self.answered} of {self.leavers}, {self.org_code}"


class FollowUpDraft(models.Model):
    """Answers typed in but not sent: only counts are kept here; the answers lie in the draft file `draft_sha256`."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField(default=0)
    draft_sha256 = models.CharField(max_length=64, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organization", "school_year"), name="one_follow_up_draft"),)

    def __str__(self) -> str:
        return f"Follow-up of {self.school_year}, {self.organization_id}"
