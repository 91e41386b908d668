"""One of everything, so that every address can be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openperkins.portal.accounts.models import Invitation, Membership
from openperkins.portal.documents.models import Attachment, Document, Move, Revision, Sending
from openperkins.portal.letters.models import Letter
from openperkins.portal.needs.editions import current_edition
from openperkins.portal.notices.models import Notice
from openperkins.portal.results.models import Publication
from openperkins.portal.submissions.models import Submission
from tests.portal import factories

#: argument → a value; what is named here is the same everywhere
PLAIN = {
    "sy": 2017,
    "ind": "2S1",
    "pop": "female",
    "form": "csv",
    "place": 1,
    "version": 1,
    "token": "no-such-token",
    "name": "perkins_iv_ma",
    "code": factories.DISTRICT,
    "id": "0" * 24,
    "component": 1,
    "metric": "1.ela",
    "program": "010205",
}


@dataclass
class Samples:
    """Objects of one organization, by the URL names that ask for them."""

    objects: dict[str, int] = field(default_factory=dict)

    def arguments(self, name: str, names: tuple[str, ...], org_code: str) -> dict[str, Any]:
        """A value for every argument. Raises KeyError for an argument nobody gave a value."""
        return {argument: self._value(name, argument, org_code) for argument in names}

    def _value(self, name: str, argument: str, org_code: str) -> Any:
        if argument == "org":
            return org_code
        if argument in PLAIN:
            return PLAIN[argument]
        if argument == "pk":
            return self.objects[_kind(name)]
        if name == "end_negotiator" and argument == "membership_id":
            return self.objects["negotiator_id"]
        return self.objects[argument]


def _kind(name: str) -> str:
    if name.startswith("shared_need"):
        return "needs"
    if name.startswith("instrument"):
        return "edition"
    for kind in ("plan", "report", "level_revision"):
        if name.startswith(f"review_{kind}"):
            return kind
    if name.startswith("receipt_sent"):
        return "sending"
    if name in ("letter", "open_document"):
        return {"letter": "letter", "open_document": "document"}[name]
    if name.startswith(("review_", "agree_", "counter_", "return_", "assign_")) and "publication" not in name:
        return "document"
    for kind in ("publication", "adoption", "replay", "feed", "notice", "state_levels"):
        if kind in name:
            return kind
    return "submission"


def make_samples(org_code: str) -> Samples:
    """A submission, a publication, a person with a role and an invitation of an organization."""
    sender = factories.person_with("contributor", org_code)
    submission = Submission.objects.create(
        organization_id=org_code,
        kind="sims",
        school_year=2017,
        season="october",
        file_name="october.csv",
        suffix=".csv",
        sha256="d" * 64,
        bytes=10,
        status="withdrawn",
        sent_by=sender,
    )
    invitation = Invitation.objects.create(
        email="somebody@example.org",
        organization_id=org_code,
        roles=["viewer"],
        begins="2018-01-01",
        token_sha256="e" * 64,
        sent_by=sender,
        sent_at="2018-01-01T00:00:00Z",
        expires_at="2099-01-01T00:00:00Z",
    )
    publication = Publication.objects.filter(in_force=True).first()
    request = _sent("level_revision", org_code, sender, part="5S1")
    levels = _sent("levels", org_code, sender)
    plan, report = (_sent(kind, org_code, sender, part=PLAIN["ind"]) for kind in ("improvement_plan", "annual_report"))
    _sent("state_plan", factories.STATE, sender, part=PLAIN["ind"])
    return Samples(
        {
            "document": levels.pk,
            "plan": plan.pk,
            "report": report.pk,
            "sending": plan.moves.get().sending_id,
            "letter": _letter(sender, org_code).pk,
            "level_revision": request.pk,
            "file": Attachment.objects.create(
                document=request, name="jobs.csv", suffix=".csv", sha256="f" * 64, bytes=10, added_by=sender
            ).pk,
            "state_levels": factories.state_levels(PLAIN["sy"]).pk,
            "submission": submission.pk,
            "publication": publication.pk if publication else 0,
            "person_id": sender.pk,
            "membership_id": Membership.objects.get(person=sender).pk,
            "negotiator_id": _negotiator(org_code).pk,
            "invitation_id": invitation.pk,
            "adoption": 1,
            "replay": 1,
            "needs": factories.needs_assessment(org_code, PLAIN["sy"], share="As it was").pk,
            "edition": current_edition().pk,
            "feed": 1,
            "notice": 1,
        }
    )


def _sent(kind: str, org_code: str, sender: Any, part: str = "") -> Document:
    """A document the State has before it."""
    status = {"levels": "sent", "level_revision": "sent", "state_plan": "proposed"}.get(kind, "in_review")
    document = Document.objects.create(
        kind=kind,
        organization_id=org_code,
        school_year=PLAIN["sy"],
        part=part,
        status=status,
        begun_by=sender,
        sent_at="2018-01-01T00:00:00Z",
    )
    revision = Revision.objects.create(
        document=document, number=1, answers={}, sha256="f" * 64, made_by=sender, made_at=document.sent_at
    )
    place = {"organization_id": org_code, "school_year": PLAIN["sy"]}
    Move.objects.create(
        document=document,
        number=1,
        step="send",
        came_from="draft",
        to=status,
        revision=revision,
        sending=Sending.objects.create(**place, sent_by=sender, sent_at=document.sent_at),
        taken_by=sender,
        taken_at=document.sent_at,
    )
    return document


def _letter(reader: Any, org_code: str) -> Letter:
    """A letter one person got."""
    letter = Letter.objects.create(
        subject="Plans", text="They are due.", roles=["superintendent"], nonce="0" * 32, sent_by=reader,
        sent_at="2018-01-01T00:00:00Z",
    )  # fmt: skip
    told = {"key": f"{letter.key}{org_code}", "kind": "letter.sent", "subject": "Plans", "body": "They are due."}
    Notice.objects.create(person=reader, organization_id=org_code, **told)
    return letter


def _negotiator(org_code: str) -> Membership:
    """Who negotiates for the organization; at the State, where nobody does, somebody else's role stands in."""
    role = "liaison" if org_code == factories.STATE else "negotiator"
    person = factories.person_with(role, org_code)
    return Membership.objects.get(person=person, organization=org_code, role=role)
