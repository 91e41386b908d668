"""Organizations as the State names them, their programs, and the districts each liaison serves."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Organization(models.Model):
    """A district, consortium or school, or the State itself (code 00000000).

    A consortium is a district for everything it agrees and owes; its members keep pages of their own. `parent` is
    a member's consortium or a school's district.
    """

    KINDS = (("state", "State"), ("consortium", "Consortium"), ("district", "District"), ("school", "School"))

    code = models.CharField(primary_key=True, max_length=8)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    #: named by today's organizations file; one that is not any more keeps its history
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ("name", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("state", "consortium", "district", "school")), name="kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("state", "consortium")) | Q(parent__isnull=True), name="no_parent_above"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_member(self) -> bool:
        """Whether it is a member district, measured by its consortium."""
        return self.kind == "district" and self.parent_id is not None

    @property
    def in_sentence(self) -> str:
        """The name within a sentence: `the State`."""
        return f"the {self.name[4:]}" if self.name.startswith("The ") else self.name

    @property
    def is_reporting(self) -> bool:
        """Whether it has pages of its own: a district or a consortium."""
        return self.kind in ("district", "consortium")


class Program(models.Model):
    """A program as programs.csv names it (R11): Chapter 74 or not, with its cluster."""

    code = models.CharField(primary_key=True, max_length=20)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    cluster = models.CharField(max_length=200, blank=True)
    nontraditional_for = models.CharField(max_length=1, blank=True)

    class Meta:
        ordering = ("title", "code")

    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["LiaisonAssignment"]):
    def on(self, day: datetime.date) -> AssignmentQuerySet:
        """Those that hold on a day."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day), begins__lte=day)


class LiaisonAssignment(models.Model):
    """A district a liaison serves, from one day to another (`ends` is the first day after).

    One that `covers` stands in for whoever serves it all the time, before and after a hand-over.
    """

    liaison = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assignments")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    covers = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("organization", "begins")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="assignment_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=("organization",), condition=Q(ends__isnull=True), name="one_liaison_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.liaison} serves {self.organization_id}"
