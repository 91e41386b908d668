"""Documents, their answers as typed, the files attached, frozen revisions, the steps taken, and what people remark."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models

from openperkins.portal.audit.models import WrittenOnce
from openperkins.portal.directory.models import Organization
from openperkins.schoolyear import SchoolYear


def size_in_words(size: int) -> str:
    """`12 KB`, `1.4 MB`; never less than it is."""
    if size < 1_000_000:
        return f"{-(-size // 1000)} KB"
    tenths = -(-size // 100_000)
    return f"{tenths // 10}.{tenths % 10} MB"


class Document(models.Model):
    """One document of an organization and a school year. `part` is the core indicator where there is one for each.

    `kind` names an entry of documents/kinds.py, which knows its questions, its workflow and its words. `in_force` is
    the revision that holds, and holds on while a later one is written. `edited_by` and `edited_at` say who of the side
    that writes it changed it last, `reviewed_by` and `reviewed_at` who of the side that reviews it typed last.
    """

    kind = models.CharField(max_length=24)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="documents")
    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    part = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12)
    in_force = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("organization", "-school_year", "kind", "part")
        constraints = (
            models.UniqueConstraint(fields=("kind", "organization", "school_year", "part"), name="one_document_a_part"),
            models.CheckConstraint(
                condition=models.Q(edited_by__isnull=True, edited_at__isnull=True)
                | models.Q(edited_by__isnull=False, edited_at__isnull=False),
                name="edited_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="reviewed_when_and_by_whom",
            ),
        )
        indexes = (models.Index(fields=("kind", "status")),)

    #: what whoever takes a step says with it; set by the action alone
    note = ""

    def __str__(self) -> str:
        return self.about.title(self)

    @property
    def named(self) -> str:
        """What it is and whose: `Improvement plan 2S1 of 2017-18 of Alderbrook`; the State's own is the State's."""
        return str(self) if self.about.of_the_state else f"{self} of {self.organization.name}"

    @property
    def org_code(self) -> str:
        return self.organization_id

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @cached_property
    def about(self) -> Any:
        """The Kind of the document."""
        from openperkins.portal.documents.kinds import kind_of

        known = kind_of(self.kind)
        return known.for_document(self) if known.for_document else known

    @property
    def status_title(self) -> str:
        return self.about.workflow.statuses[self.status]

    @cached_property
    def answers(self) -> dict[str, str]:
        """Question → text, as typed last. Questions without an answer are left out."""
        return dict(self.typed.exclude(text="").values_list("question", "text"))

    @cached_property
    def asked(self) -> Any:
        """What its kind asks for now: read once, since every answer is held against it."""
        return self.about.asks(self)

    @cached_property
    def law(self) -> Any:
        """The parameters of the rules that hold for its school year."""
        from openperkins.portal.rulesets.queries import law_of

        return law_of(self.year)

    @property
    def as_it_is(self) -> str:
        """Another text after each step and each change of either side: by it a page says what it showed."""
        stamps = (moment.timestamp() if moment else 0 for moment in (self.edited_at, self.reviewed_at))
        return ".".join(map(str, (self.moves.count(), *stamps)))

    @property
    def is_carried_out(self) -> bool:
        """Whether it was said of the version in force that it is carried out."""
        last = self.moves.filter(step__in=("meets", "implement")).order_by("-number").first()
        return last is not None and last.step == "implement"

    @property
    def never_sent(self) -> bool:
        """Whether nothing of it ever went to the State that reviews it: then it is its writers' own."""
        return self.about.is_reviewed and not self.moves.filter(step="send").exists()

    @property
    def is_own_draft(self) -> bool:
        """Whether the State has nothing of it: never sent, and nothing decided about it."""
        open_ = self.about.is_reviewed and self.status in (self.about.workflow.start, "discarded")
        return open_ and not self.moves.filter(step__in=("send", "waive")).exists()

    @property
    def unasked(self) -> str:
        """Why nothing asks for it (any more), as a sentence; empty where it is owed or is the writers' own wish."""
        return self.about.unasked(self)

    @property
    def open_points(self) -> list[str]:
        """What each point of the State's is about that was neither answered nor taken back, in order of time."""
        asked = self.comments.filter(asks_change=True, settled_at__isnull=True).values_list("question", flat=True)
        return [self.about.question_title(one) if one else "the whole document" for one in asked]

    @property
    def has_open_points(self) -> bool:
        """Whether the State asks for a change that was not answered."""
        return bool(self.open_points)

    @property
    def looked_at_by(self) -> Any:
        """Who it was given to; None for nobody, or somebody it is out of reach of by now.

        Whoever serves the district looks then.
        """
        from openperkins.portal.documents.reviewers import may_review

        return self.reviewer if self.reviewer is not None and may_review(self, self.reviewer) else None

    @property
    def unchecked(self) -> list[tuple[str, str]]:
        """(where, point) of everything the State has to tick before it can find that it meets the requirements."""
        return self.about.unchecked(self)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(where, sentence) of everything that keeps it from being sent."""
        return self.about.faults(self)

    @cached_property
    def sent_as(self) -> Any:
        """The revision made last; None before anything was sent."""
        return self.revisions.last()

    @property
    def sent_by(self) -> Any:
        """Who sent it last; None before anybody did."""
        last = self.moves.filter(step="send").select_related("taken_by").order_by("-number").first()
        return last.taken_by if last else None

    @property
    def attached(self) -> models.QuerySet[Attachment]:
        """The files that go with it now, in the order they were added."""
        return self.attachments.filter(removed_at__isnull=True).order_by("pk")

    @property
    def needs_two_people(self) -> bool:
        return self.kind in settings.TWO_PEOPLE

    @property
    def counters(self) -> dict[str, str]:
        """What the State offers instead, by where it belongs."""
        return self.about.counters(self)

    @property
    def counter_faults(self) -> list[tuple[str, str]]:
        return self.about.counter_faults(self)


class Answer(models.Model):
    """What is typed at one question now. `version` counts its changes, `tab` names the page the last one came from."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="typed")
    question = models.CharField(max_length=80)
    text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=32, blank=True, help_text="the opened page it was saved from")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "question"), name="one_answer_a_question"),)

    def __str__(self) -> str:
        return f"{self.question} of document {self.document_id}"


class Attachment(models.Model):
    """A file that goes with a document: its bytes lie beside the database by their hash (documents/storage.py).

    A file that was taken off stays known: versions that were sent with it go on holding it.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="attachments")
    question = models.CharField(max_length=80, blank=True, help_text="the answer it goes with; empty for all of it")
    name = models.CharField(max_length=180)
    suffix = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("document", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(removed_by__isnull=True, removed_at__isnull=True)
                | models.Q(removed_by__isnull=False, removed_at__isnull=False),
                name="removed_when_and_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"file {self.pk} of document {self.document_id}"

    @property
    def size(self) -> str:
        """`12 KB`, `1.4 MB`."""
        return size_in_words(self.bytes)


class Revision(WrittenOnce):
    """A document as it was sent or answered: never changed again. `sha256` is of the answers as stored.

    `attachments` are the files that went with it: id, name, sha256 and bytes of each.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    attachments = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="one_revision_a_number"),)

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def about(self) -> Any:
        """The Kind of its document, with the words of the day it was frozen."""
        known = self.document.about
        return known.for_version(known, self) if known.for_version else known


class Sending(WrittenOnce):
    """What an organization sent at one moment, one document or several: what its receipt is about."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField(help_text="the year it ends in")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("organization", "sent_at")

    def __str__(self) -> str:
        return f"receipt {self.pk}"

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)


class Move(WrittenOnce):
    """A step that was taken: from which status to which, by whom, with which revision, and what was said with it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20)
    came_from = models.CharField(max_length=12)
    to = models.CharField(max_length=12)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    note = models.TextField(max_length=5_000, blank=True)
    sending = models.ForeignKey(Sending, models.PROTECT, null=True, related_name="moves")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="one_move_a_number"),)

    def __str__(self) -> str:
        return f"{self.step} of document {self.document_id}"


class Comment(models.Model):
    """A remark at a question (or at the whole document). `state_only` is never shown to the district.

    One that `asks_change` is a point of the State's: the district reads it once the State has taken its next step.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="comments")
    question = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=5_000)
    state_only = models.BooleanField(default=False)
    asks_change = models.BooleanField(default=False, help_text="a point: the district answers it before it sends again")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("said_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_by__isnull=True, settled_at__isnull=True)
                | models.Q(settled_by__isnull=False, settled_at__isnull=False),
                name="settled_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(state_only=False) | models.Q(asks_change=False), name="points_are_for_the_district"
            ),
        )

    def __str__(self) -> str:
        return f"comment {self.pk} on document {self.document_id}"

    @property
    def is_taken_back(self) -> bool:
        """Whether whoever made a point settled it as well: nobody answered it."""
        return self.asks_change and self.settled_by_id == self.said_by_id


class Presence(models.Model):
    """When somebody was last heard of at a document, and at which answer; told to others who write in it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    question = models.CharField(max_length=80, blank=True)
    for_state = models.BooleanField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "person"), name="one_presence_a_person"),)

    def __str__(self) -> str:
        return f"person {self.person_id} at document {self.document_id}"
