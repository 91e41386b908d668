"""People and the roles they hold, each for an organization and from one day to another."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from openperkins.portal.directory.models import Organization
from openperkins.workflows.rights import roles


class PersonManager(BaseUserManager):
    def create_user(self, email: str, name: str = "", password: str | None = None) -> Person:
        """A person who may sign in; without a password only by an invitation or the State's sign-in."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str) -> Person:
        return self.get(email=email.lower())


class Person(AbstractBaseUser):
    """Somebody with an account. What they may do follows from their memberships of today, from nothing else."""

    email = models.EmailField("e-mail address", unique=True, max_length=254)
    name = models.CharField("name", max_length=150, blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()
    #: Django's own administration pages are not mounted
    is_staff = False
    is_superuser = False

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


def display_name(person: Person) -> str:
    """How a person is called on a page."""
    return str(person)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: datetime.date) -> MembershipQuerySet:
        """Those that hold on a day: from the first day to the day before the last."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day), begins__lte=day)


class Membership(models.Model):
    """A role of a person for an organization. `ends` is the first day on which it no longer holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("organization", "person", "begins", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="role_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=("person", "organization", "role"), condition=Q(ends__isnull=True), name="role_held_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} of {self.organization_id}"

    @property
    def title(self) -> str:
        return roles()[self.role].title


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Those neither accepted nor withdrawn; their links may have run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, now: datetime.datetime) -> InvitationQuerySet:
        """Those whose link works."""
        return self.waiting().filter(expires_at__gt=now)


class Invitation(models.Model):
    """An e-mail that offers somebody roles. The link's token is kept as a hash; it works once, for a while.

    `begins` is the first day of the roles, `mailed_at` when the mail last went out (None: it did not). `sent_by` is
    empty for the first system administrator, whom nobody can invite.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    roles = models.JSONField(default=list)
    begins = models.DateField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_when_and_by_whom",
            ),
            models.UniqueConstraint(
                fields=("email", "organization"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invited_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}, {self.titles} of {self.organization_id}"

    @property
    def titles(self) -> str:
        return ", ".join(roles()[role].title for role in self.roles)


class ViewingAs(models.Model):
    """A time during which somebody of the State viewed pages as a district does, and why."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=500)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} as {self.organization_id}"
