"""What the event log says in words: one for each verb, and how an event's details read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from openperkins.portal.audit.models import Event

#: verb → what was done, as a line of the log begins
WORDS = {
    "document.accept": "Accepted the State's offer",
    "document.agree": "Agreed",
    "document.approve": "Approved a document",
    "document.assigned": "Gave a document to somebody to look at",
    "document.attached": "Added a file to a document",
    "document.begun": "Began a document",
    "document.commented": "Commented on a document",
    "document.counter": "Offered other levels",
    "document.deny": "Denied a request",
    "document.detached": "Took a file off a document",
    "document.discard": "Discarded a draft",
    "document.drop": "Gave up a revision",
    "document.end_waiver": "Ended a waiver",
    "document.grant": "Granted a request",
    "document.implement": "Said that a plan is carried out",
    "document.meets": "Found that a document meets minimum requirements",
    "document.resume": "Took up a draft again",
    "document.return": "Returned a document for changes",
    "document.revise": "Began to revise a document",
    "document.saved": "Saved answers",
    "document.send": "Sent a document",
    "document.sent_together": "Sent several documents at once",
    "document.settled": "Settled a comment",
    "document.keep": "Kept a version of a needs assessment",
    "document.share": "Shared a needs assessment",
    "document.stop": "Stopped sharing a needs assessment",
    "document.waive": "Waived a document",
    "document.withdraw": "Took a document back",
    "follow_up.listed": "Listed the leavers to follow up",
    "follow_up.opened": "Opened the list of leavers to follow up",
    "follow_up.saved": "Saved follow-up answers",
    "instrument.loaded": "Loaded an edition of the needs assessment",
    "instrument.used": "Chose the edition new cycles of the needs assessment begin with",
    "invitation.accepted": "Accepted an invitation",
    "invitation.sent": "Invited somebody",
    "invitation.sent_again": "Sent an invitation again",
    "invitation.withdrawn": "Withdrew an invitation",
    "letter.sent": "Sent a letter",
    "liaison.assigned": "Assigned a liaison",
    "liaison.covers": "Let a liaison stand in",
    "liaison.ended": "Ended a liaison's assignment",
    "person.left": "Ended all roles of a person",
    "publication.composed": "Composed figures",
    "publication.computed": "Figures were computed",
    "publication.discarded": "Discarded figures",
    "publication.failed": "Figures could not be computed",
    "publication.proposed": "Proposed figures",
    "publication.published": "Published figures",
    "publication.retracted": "Took figures back",
    "publication.returned": "Returned figures",
    "publication.verified": "Derived figures again",
    "role.ended": "Ended a role",
    "role.granted": "Granted a role",
    "ruleset.adopted": "Adopted readings",
    "ruleset.dropped": "Dropped proposed readings",
    "ruleset.proposed": "Proposed readings",
    "ruleset.replayed": "Ran a year again under other readings",
    "state_levels.dropped": "Dropped proposed State levels",
    "state_levels.proposed": "Proposed State levels",
    "state_levels.set": "Set State levels",
    "students.opened": "Opened the students behind a figure",
    "submission.certified": "Certified a file",
    "submission.check_again": "Had a file checked again",
    "submission.checked": "A file was checked",
    "submission.failed": "A file could not be checked",
    "submission.opened": "Opened a sent file",
    "submission.received": "Sent a file",
    "submission.replaced": "A file was replaced",
    "submission.withdrawn": "Withdrew a file",
    "viewing.began": "Began to view pages as a district",
    "viewing.ended": "Stopped viewing pages as a district",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a page shows it; `by` is empty for what the portal did itself."""

    number: int
    at: Any
    verb: str
    words: str
    by: str
    organization: str
    about: str
    details: list[tuple[str, str]]
    url: str = ""

    @property
    def in_short(self) -> list[tuple[str, str]]:
        """The details as a page shows them: of a fingerprint the beginning. Files have it whole."""
        return [(name, _FINGERPRINT.sub(r"\1…", value)) for name, value in self.details]


#: details that say who may read an event, not what was done
_FOR_WHOM = ("for_state", "private")
#: the end of a question's id that names whose own answer it is
_OF_A_PERSON = re.compile(r"(?<=\w)\.by\.\d+\b")
_FINGERPRINT = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def words_of(verb: str) -> str:
    """What was done; the verb itself for one without words."""
    return WORDS.get(verb, verb)


def tell(event: Event) -> Told:
    """An event in words. The event must come with its person and its organization."""
    return Told(
        number=event.number,
        at=event.at,
        verb=event.verb,
        words=words_of(event.verb),
        by=str(event.by) if event.by_id else "",
        organization=event.organization.name if event.organization_id else "",
        about=event.about,
        details=[
            (name.replace("_", " "), _text(value))
            for name, value in event.details.items()
            if name not in _FOR_WHOM and _said(value)
        ],
        url=_url(event),
    )


def told(about: str) -> list[Told]:
    """Everything that happened to one thing (`publication 3`), latest first."""
    return [tell(event) for event in Event.objects.filter(about=about).select_related("by", "organization")]


def _url(event: Event) -> str:
    """The page of what an event is about; empty when it has none of its own. Whether it opens is the page's to say."""
    thing, _, number = event.about.rpartition(" ")
    if not number.isdigit():
        return ""
    if thing == "submission" and event.organization_id:
        if event.organization_id == settings.STATE_CODE:
            return reverse("state_submission", args=[number])
        return reverse("submission", args=[event.organization_id, number])
    page = {
        "document": "open_document",
        "letter": "letter",
        "publication": "publication",
        "proposal of readings": "adoption",
        "proposal of State levels": "state_levels_of",
    }.get(thing)
    return reverse(page, args=[number]) if page else ""


def _said(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{_text(name)} = {_text(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(map(_text, value)))
    return _OF_A_PERSON.sub("", str(value))
