"""Publications and what they published. A published figure is never changed; a correction is a new version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openperkins.portal.audit.models import WrittenOnce
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.publication import PUBLICATION


class Publication(models.Model):
    """The figures of one school year, computed from certified files and a ruleset. `version` counts those of a year.

    `run` is the fingerprint of the run, `results` the sha256 of its results; both say the same anywhere.
    """

    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, default=PUBLICATION.start)
    in_force = models.BooleanField(default=False)
    ruleset = models.CharField(max_length=60)
    changes = models.JSONField(default=dict)
    reason = models.TextField(max_length=2000, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    inputs = models.JSONField(default=dict, help_text="name of each file → key of the certified submission")
    run = models.CharField(max_length=64, blank=True)
    results = models.CharField(max_length=64, blank=True)
    software = models.CharField(max_length=20, blank=True)
    failure = models.TextField(max_length=2000, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    composed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    composed_at = models.DateTimeField(auto_now_add=True)
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    retracted_at = models.DateTimeField(null=True)
    retraction_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-school_year", "-version")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=tuple(PUBLICATION.statuses)), name="publication_status_known"
            ),
            models.UniqueConstraint(fields=("school_year", "version"), name="one_publication_a_version"),
            models.UniqueConstraint(
                fields=("school_year",), condition=Q(in_force=True), name="one_publication_in_force"
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(status="published"), name="only_published_figures_are_in_force"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, published_at__isnull=True)
                | Q(approved_by__isnull=False, published_at__isnull=False),
                name="published_when_and_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"{SchoolYear(self.school_year)}, version {self.version}"

    #: the State publishes; workflows ask whose a document is
    org_code = settings.STATE_CODE

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @property
    def status_title(self) -> str:
        return PUBLICATION.statuses[self.status]

    @property
    def is_on_top(self) -> bool:
        """Whether what it was compared with is what is in force."""
        current = Publication.objects.filter(school_year=self.school_year, in_force=True).first()
        return (current.pk if current else None) == self.supersedes_id


class Sheet(WrittenOnce):
    """What one publication says of one organization: its cells, indicator × population, as one text.

    A page reads one sheet, a trend one a year, whatever the number of districts. `cells` is what
    `results.figures.dump` writes; `sha256` is of that text.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="sheets")
    org_code = models.CharField(max_length=8)
    org_kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=8, blank=True)
    plans_required = models.PositiveSmallIntegerField()
    cells = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("publication", "org_code"), name="one_sheet_an_organization"),)
        indexes = (models.Index(fields=("org_code", "publication")),)

    def __str__(self) -> str:
        return f"{self.org_code} in {self.publication_id}"


class ProgramSheet(WrittenOnce):
    """The same by program: `programs` maps a program's code to its cells. Read only when a page asks for programs."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="program_sheets")
    org_code = models.CharField(max_length=8)
    programs = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "org_code"), name="one_program_sheet_an_organization"),
        )

    def __str__(self) -> str:
        return f"programs of {self.org_code} in {self.publication_id}"


class MeasureSheet(WrittenOnce):
    """What one publication says of an organization's measures of the review: `measures` maps scope → measure → counts.

    Read only where a needs assessment asks for it; publications made before there were measures have none.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="measure_sheets")
    org_code = models.CharField(max_length=8)
    measures = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "org_code"), name="one_measure_sheet_an_organization"),
        )
        indexes = (models.Index(fields=("org_code", "publication")),)

    def __str__(self) -> str:
        return f"measures of {self.org_code} in {self.publication_id}"


class StudentAccess(WrittenOnce):
    """Somebody opened the students behind a figure, and said why. Whom they saw is not written here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=4)
    population = models.CharField(max_length=50)
    reason = models.TextField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.indicator} {self.population} of {self.organization_id}"
