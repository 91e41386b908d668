"""Work of every kind under way, so that no screen of the invented state is empty."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.utils import timezone

from openperkins.portal.accounts import actions as people
from openperkins.portal.accounts import invitations
from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.demo import records
from openperkins.portal.directory.models import Organization
from openperkins.portal.notices import actions as notices
from openperkins.portal.notices.models import Notice
from openperkins.portal.results import actions as publications
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets import actions as rulesets
from openperkins.portal.rulesets.tasks import compute_replay
from openperkins.portal.submissions import actions as submissions
from openperkins.portal.submissions.follow_up import actions as follow_up
from openperkins.portal.submissions.follow_up import lists
from openperkins.portal.submissions.follow_up.tasks import make_lists
from openperkins.portal.submissions.models import FollowUpYear
from openperkins.schoolyear import SchoolYear

#: a reading the law leaves open, and what the State thinks of taking instead
_RULESET, _READING = "perkins_iv_ma", {"placement.without_answer": "left_out"}
#: notices of each person that are new
_UNREAD = 3


def files(sending: records.Sending, *, by: Reach) -> None:
    """A file that was taken back, and one whose check did not come to an end."""
    lines = sending.content.splitlines(keepends=True)
    draft = records.Sending(sending.organization, sending.source, b"".join(lines[:-20]))
    submissions.withdraw(records.check(records.send(draft, by=by, file_name="SIMS draft, do not use.csv")), by=by)
    broken = records.Sending(sending.organization, sending.source, b"".join(lines[:-1]))
    failed = records.send(broken, by=by, file_name="SIMS October, second try.csv")
    submissions.could_not_be_checked(failed, why="The check was cut off several times. Check the file again.")


def follow_up_answers(organization: Organization, year: SchoolYear, *, by: Reach) -> None:
    """A few answers typed, and not sent yet, of leavers of whom nothing was known."""
    make_lists.call(year.ends)
    listed = lists.read(year.ends, FollowUpYear.objects.get(pk=year.ends).key, organization.code)
    unknown = [leaver for leaver in listed if leaver.told.status in ("", "unknown")][:4]
    day = f"{year.ends}-11-06"
    changes = [
        follow_up.Change(
            leaver.sasid, leaver.told, replace(leaver.told, status="employed_related", responded_on=day, note="Called.")
        )
        for leaver in unknown
    ]
    follow_up.save(organization, year, leavers=listed, changes=changes, by=by)


def retracted(publication: Publication, *, by: Reach) -> None:
    """A year whose figures were taken back: a hole in every trend."""
    reason = "Two districts' March files were of the year before. A corrected version follows."
    publications.retract(publication, reason=reason, by=by)


def readings(publication: Publication, *, by: Reach) -> None:
    """A replay of the latest figures under another reading, and the reading proposed for the next year."""
    found = rulesets.ask_replay(publication=publication, ruleset=_RULESET, changes=_READING, by=by)
    compute_replay.call(found.id)
    reason = "Leavers whom nobody reached say nothing about the programs; they are left out."
    after = SchoolYear(publication.year.ends + 1)
    rulesets.propose(year=after, ruleset=_RULESET, changes=_READING, reason=reason, by=by)


def access(organization: Organization, *, by: Reach) -> None:
    """Somebody who left, somebody whose role ends soon, and somebody invited who has not answered."""
    today = timezone.localdate()
    began = datetime.date(2016, 7, 1)
    domain = by.person.email.partition("@")[2]
    for name, ends in (("Lena Fischer", today), ("Tom Adeyemi", today + datetime.timedelta(days=30))):
        email = f"{name.lower().replace(' ', '.')}@{domain}"
        person = Person.objects.create_user(email, name, None)
        membership = Membership.objects.create(
            person=person, organization=organization, role="contributor", begins=began, granted_by=by.person
        )
        people.end_role(membership, ends=ends, by=by)
    invitations.invite(
        organization=organization,
        email=f"new.colleague@{domain}",
        name="Rosa Lind",
        roles=["contributor"],
        begins=today,
        by=by,
    )


def read_all_but_the_last() -> None:
    """Everybody has read what they were told, but for the last few notices."""
    for person in Person.objects.all():
        own = Notice.objects.filter(person=person).order_by("-made_at", "-pk").values_list("pk", flat=True)
        for pk in own[_UNREAD:]:
            notices.mark_read(person, pk)
