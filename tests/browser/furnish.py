"""What the demo does not hold and the pages need: run in the demo's home, by the actions people take.

Writes furnished.json: what the pages are asked for (pages.py), by name.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import django

from tests.browser.furnish_levels import level_revisions, levels, reach

INVITED = "new.person@d0001.example"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    made = {**_people(), **_files(), **_publications(), **_readings(), **levels(), **level_revisions()}
    made |= {"plan_file": _plan_file(), **_plans(), **_letter(), **_state_plans(), **_needs()}
    call_command("work", "--batch")  # what the above put into the queue: lists of leavers, the replay
    made["token"] = _token_of_the_mail(Path(settings.EMAIL_FILE_PATH))
    (Path(settings.HOME) / "furnished.json").write_text(json.dumps(made, indent=1), encoding="utf-8")


def _people() -> dict[str, Any]:
    """An invitation of a district and one of the State, a calendar address, a person and a role of each."""
    from django.utils import timezone

    from openperkins.portal.accounts import invitations
    from openperkins.portal.accounts.models import Membership
    from openperkins.portal.deadlines import actions as deadlines
    from openperkins.portal.deadlines.feeds import new_nonce
    from openperkins.portal.deadlines.models import CalendarFeed
    from openperkins.portal.directory.models import Organization

    made: dict[str, Any] = {}
    for place, code, granter, email in (
        ("district", "00010000", "access_administrator", INVITED),
        ("state", "00000000", "system_administrator", "new.person@state.example"),
    ):
        organization = Organization.objects.get(pk=code)
        role = Membership.objects.filter(organization=organization).exclude(role=granter).order_by("pk")[0]
        invitation = invitations.invite(
            organization=organization,
            email=email,
            name="Nina Okoye",
            roles=[role.role],
            begins=timezone.localdate(),
            by=reach(granter, code),
        )
        made[place] = {"invitation_id": invitation.pk, "membership_id": role.pk, "person_id": role.person_id}
    made["negotiator"] = Membership.objects.get(organization="00010000", role="negotiator").pk
    director = reach("cte_director", "00010000")
    deadlines.subscribe(organization=Organization.objects.get(pk="00010000"), nonce=new_nonce(), by=director)
    return made | {"feed": CalendarFeed.objects.get(person=director.person).pk}


def _files() -> dict[str, Any]:
    """A file in each status, of the first district and of the State."""
    from openperkins.portal.demo import records
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.submissions import actions
    from openperkins.portal.submissions.models import Submission
    from openperkins.portal.submissions.storage import path_of, receive

    own = Submission.objects.filter(organization_id="00010000", school_year=2018)
    made = {one.status: one.pk for one in own}
    # an earlier year's answers sent for another year: the State has a file that is not certified, too
    follow_up = Submission.objects.filter(kind="follow_up", school_year=2016, status="certified")[0]
    content = path_of(follow_up.sha256, follow_up.suffix).read_bytes()
    sha256, size = receive([content], ".csv")
    place = {"organization": Organization.objects.get(pk="00000000"), "kind": "follow_up", "school_year": 2017}
    state, _ = actions.receive(
        **place,
        season="",
        file_name="2016.csv",
        suffix=".csv",
        sha256=sha256,
        size=size,
        by=reach("data_steward", "00000000"),
    )
    records.check(state)
    certified = Submission.objects.filter(organization_id="00000000", status="certified").order_by("-pk")[0]
    october = Submission.objects.get(pk=made["certified"])
    return {
        "files": made,
        "state_files": {"checked": state.pk, "certified": certified.pk},
        "to_send": _to_send(path_of(october.sha256, october.suffix)),
    }


def _to_send(sent: Path) -> list[str]:
    """Two files to send, sound and not sent before: a certified one without its last rows."""
    from django.conf import settings

    rows, made = sent.read_bytes().splitlines(keepends=True), []
    for fewer in (1, 2):
        name = f"to send {fewer}.csv"
        (Path(settings.HOME) / name).write_bytes(b"".join(rows[:-fewer]))
        made.append(name)
    return made


def _publications() -> dict[str, Any]:
    """Beside what the demo published and proposed: a draft, and a second proposal."""
    from openperkins.portal.results import actions
    from openperkins.portal.results.compose import compute
    from openperkins.portal.results.models import Publication
    from openperkins.schoolyear import SchoolYear

    steward = reach("data_steward", "00000000")
    made = {}
    for name, ends in (("draft", 2013), ("second_proposal", 2015)):
        publication = actions.compose(year=SchoolYear(ends), reason="Looked through once more.", by=steward)
        actions.computed(publication, stated=compute(publication))
        made[name] = publication.pk
    actions.propose(Publication.objects.get(pk=made["second_proposal"]), by=steward)
    made["published"] = Publication.objects.filter(in_force=True).latest("school_year").pk
    made["proposed"] = Publication.objects.filter(status="proposed").latest("school_year").pk
    made["retracted"] = Publication.objects.filter(status="retracted").latest("school_year").pk
    return {"publications": made}


def _readings() -> dict[str, Any]:
    """The latest published year run under the readings that wait for a second person."""
    from openperkins.portal.results.models import Publication
    from openperkins.portal.rulesets import actions
    from openperkins.portal.rulesets.models import Adoption

    steward = reach("data_steward", "00000000")
    proposed = Adoption.objects.filter(status="proposed")[0]
    latest = Publication.objects.filter(in_force=True).latest("school_year")
    replay = actions.ask_replay(
        publication=latest, ruleset=proposed.ruleset, changes=dict(proposed.changes), by=steward
    )
    return {"adoption": proposed.pk, "replay": replay.id}


def _plan_file() -> dict[str, Any]:
    """A draft of a plan of the first district that has one, with a file as evidence."""
    import io

    from openperkins.portal.documents.attaching import attach
    from openperkins.portal.documents.models import Document

    plan = Document.objects.filter(kind="improvement_plan", status="draft").order_by("pk")[0]
    by = reach("cte_director", plan.organization_id)
    made = attach(plan, io.BytesIO(b"Tutors, hours and students of fall.\n"), "tutoring.txt", by=by)
    return {"org": plan.organization_id, "sy": plan.school_year, "ind": plan.part, "file": made.pk}


def _plans() -> dict[str, Any]:
    """A plan in each status, one whose revision was begun, and reports with the State and accepted."""
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Document

    superintendent = reach("superintendent", "00010000")
    earlier = Document.objects.get(kind="improvement_plan", school_year=2017)
    actions.take(earlier, "revise", by=superintendent)
    documents = Document.objects.filter(organization="00010000", school_year=2018)
    plans = {one.status: one for one in documents.filter(kind="improvement_plan")} | {"revised": earlier}
    _tick(plans["in_review"])
    plans |= _whole_plans() | _unasked("improvement_plan", superintendent) | _waived()
    reports = {one.status: one for one in documents.filter(kind="annual_report")}
    years = {"draft": 2019, "meets": 2020, "revised": 2021, "ready": 2022}
    reports |= {status: _report(status, ends) for status, ends in years.items()}
    reports |= _unasked("annual_report", superintendent)
    sending = plans["in_review"].moves.get(step="send").sending_id
    return {"improvement_plans": _places(plans), "annual_reports": _places(reports), "sending": sending}


def _waived() -> dict[str, Any]:
    """A plan the district had begun, waived."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.schoolyear import SchoolYear

    place = {"organization": Organization.objects.get(pk="00010000"), "year": SchoolYear(2013), "part": "1S1"}
    plan = actions.begin(kind="improvement_plan", **place, by=reach("superintendent", "00010000"))
    actions.take(plan, "waive", by=reach("administrator", "00000000"), note="The program closed.")
    return {"waived": plan}


def _unasked(kind: str, by: Any) -> dict[str, Any]:
    """Two drafts of 2017-18 nothing asks for, one of them discarded."""
    from openperkins.accountability.names import INDICATORS
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Document
    from openperkins.portal.plans.owed import owed
    from openperkins.portal.plans.reported import known_plans
    from openperkins.schoolyear import SchoolYear

    district, year = Organization.objects.get(pk="00010000"), SchoolYear(2018)
    asked = {*owed(district, year).by_indicator, *(one for one, _ in known_plans([district.code], year)[district.code])}
    asked |= set(Document.objects.filter(kind=kind, organization=district).values_list("part", flat=True))
    free = [one for one in INDICATORS if one not in asked]
    made = {}
    for status, indicator in zip(("unasked", "discarded"), free[:2], strict=True):
        made[status] = actions.begin(kind=kind, organization=district, year=year, part=indicator, by=by)
    actions.take(made["discarded"], "discard", by=by)
    return made


def _whole_plans() -> dict[str, Any]:
    """Two plans of earlier years: one whole and not sent, one sent and with everything ticked."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.actions import Change
    from openperkins.portal.plans.answers import DISTRICT
    from openperkins.portal.plans.owed import owed
    from openperkins.schoolyear import SchoolYear

    district, superintendent = Organization.objects.get(pk="00010000"), reach("superintendent", "00010000")
    owing = [
        (SchoolYear(ends), indicator)
        for ends in (2017, 2016, 2015)
        for indicator, dues in owed(district, SchoolYear(ends)).by_indicator.items()
        if (ends, indicator) != (2017, "1S1") and any(due.owed for due in dues)
    ]
    made = {}
    for status, (year, indicator) in zip(("ready", "ticked"), owing[:2], strict=True):
        place = {"organization": district, "year": year, "part": indicator}
        plan = actions.begin(kind="improvement_plan", **place, by=superintendent)
        changes = [Change(f"{one}.{part}", "", "Said.") for one in plan.asked for part in DISTRICT]
        actions.save(plan, changes=changes, by=superintendent)
        made[status] = plan
    actions.take(made["ticked"], "send", by=superintendent)
    _tick(made["ticked"])
    return made


def _needs() -> dict[str, Any]:
    """The cycles of the first district, and another edition of the instrument."""
    from openperkins.needs.instrument import load_instrument, read_instrument
    from openperkins.portal.documents.models import Document
    from openperkins.portal.needs.editions import load_edition
    from openperkins.portal.needs.models import Edition
    from openperkins.portal.needs.page import workspace

    text = load_instrument().text.replace('version: "2022"', 'version: "2024"').replace("Got their", "They got their")
    load_edition(read_instrument(text), by=reach("administrator", "00000000"))
    of_first = Document.objects.filter(kind="needs_assessment", organization="00010000")
    under_way, shared = of_first.get(status="draft"), of_first.get(status="shared")
    made = {"under_way": under_way.school_year, "shared": shared.school_year, "pk": shared.pk}
    made |= {"file": shared.attachments.get().pk, "program": next(iter(workspace(under_way).programs))}
    return {"needs": {**made, "editions": list(Edition.objects.values_list("pk", flat=True))}}


def _letter() -> dict[str, Any]:
    """A letter of a liaison."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.letters import actions
    from openperkins.portal.letters.writing import addressed, seal

    organizations, roles = Organization.objects.filter(code="00010000"), ["superintendent"]
    by = reach("liaison", "00000000")
    said = {
        "subject": "Plans of {organization}",
        "text": "The plans of {organization} are due on February 28. Write to {liaison} with questions.",
    }
    sealed = seal(by, roles, addressed(organizations, roles, **said))
    letter = actions.send(organizations=organizations, roles=roles, **said, nonce="0" * 32, sealed=sealed, by=by)
    return {"letter": letter.pk}


def _tick(plan: Any) -> None:
    """Everything the State checks, so that it can find that the plan meets the requirements."""
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.actions import Change
    from openperkins.portal.documents.models import Document
    from openperkins.portal.plans.answers import CHECKS, TICKED
    from openperkins.portal.plans.plan_kind import to_check

    plan = Document.objects.get(pk=plan.pk)  # as it was saved, not as it was before
    ticks = [Change(f"{one}.{check}", "", TICKED) for one in to_check(plan) for check in CHECKS]
    actions.save(plan, changes=ticks, by=reach("administrator", "00000000"))


def _report(status: str, ends: int) -> Any:
    """The report of 1S1 of a year, as far as its status."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.actions import Change
    from openperkins.schoolyear import SchoolYear

    superintendent = reach("superintendent", "00010000")
    place = {"organization": Organization.objects.get(pk="00010000"), "year": SchoolYear(ends), "part": "1S1"}
    report = actions.begin(kind="annual_report", **place, by=superintendent)
    changes = [Change(f"{population}.progress", "", "As planned.") for population in report.asked]
    actions.save(report, changes=changes, by=superintendent)
    if status in ("meets", "revised"):
        actions.take(report, "send", by=superintendent)
        actions.take(report, "meets", by=reach("administrator", "00000000"))
    if status == "revised":
        actions.take(report, "revise", by=superintendent)
    return report


def _places(documents: dict[str, Any]) -> dict[str, Any]:
    return {
        status: {"pk": one.pk, "sy": one.school_year, "ind": one.part, "pop": next(iter(one.asked), "all")}
        for status, one in documents.items()
    }


def _state_plans() -> dict[str, Any]:
    """A State Improvement Plan in each status, beside the draft the demo begins: status → (year, core indicator)."""
    from openperkins.portal.demo.state_plans import plan, whole
    from openperkins.portal.documents import actions as documents
    from openperkins.portal.documents.models import Document
    from openperkins.schoolyear import SchoolYear

    steward, administrator = (reach(role, "00000000") for role in ("data_steward", "administrator"))
    by = {"steward": steward, "administrator": administrator, "words": whole()}
    draft = Document.objects.get(kind="state_plan")
    made = {"draft": (draft.school_year, draft.part)}
    for status, indicator in (("proposed", "1S1"), ("returned", "1S2"), ("in_force", "2S1"), ("revised", "3S1")):
        plan(indicator, SchoolYear(2018), "in_force" if status == "revised" else status, **by)
        made[status] = (2018, indicator)
    documents.take(Document.objects.get(kind="state_plan", part="3S1"), "revise", by=steward)
    return {"state_plans": made}


def _token_of_the_mail(folder: Path) -> str:
    """The link of the invitation, as the invited person reads it."""
    texts = [path.read_text(encoding="utf-8").replace("=\n", "") for path in sorted(folder.iterdir())]
    (text,) = [text for text in texts if f"To: {INVITED}" in text]
    return re.search(r"/account/invitation/(?:3D)?([^/\s]+)/", text)[1]


if __name__ == "__main__":
    main()
