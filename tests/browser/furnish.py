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

INVITED = "new.person@d0001.example"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    made = {**_people(), **_files(), **_publications(), **_readings(), **_levels(), **_level_revisions()}
    made |= {**_plans(), **_letter(), **_state_plans(), **_needs()}
    call_command("work", "--batch")  # what the above put into the queue: lists of leavers, the replay
    made["token"] = _token_of_the_mail(Path(settings.EMAIL_FILE_PATH))
    (Path(settings.HOME) / "furnished.json").write_text(json.dumps(made, indent=1), encoding="utf-8")


def _reach(role: str, org_code: str) -> Any:
    from django.utils import timezone

    from openperkins.portal.accounts.models import Membership
    from openperkins.portal.accounts.reach import reach_of

    first = Membership.objects.filter(role=role, organization_id=org_code).order_by("pk")[0]
    return reach_of(first.person, timezone.localdate())


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
            by=_reach(granter, code),
        )
        made[place] = {"invitation_id": invitation.pk, "membership_id": role.pk, "person_id": role.person_id}
    made["negotiator"] = Membership.objects.get(organization="00010000", role="negotiator").pk
    director = _reach("cte_director", "00010000")
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
        by=_reach("data_steward", "00000000"),
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

    steward = _reach("data_steward", "00000000")
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

    steward = _reach("data_steward", "00000000")
    proposed = Adoption.objects.filter(status="proposed")[0]
    latest = Publication.objects.filter(in_force=True).latest("school_year")
    replay = actions.ask_replay(
        publication=latest, ruleset=proposed.ruleset, changes=dict(proposed.changes), by=steward
    )
    return {"adoption": proposed.pk, "replay": replay.id}


def _levels() -> dict[str, Any]:
    """A negotiation in each status the State sees, and proposals of the State's levels."""
    from openperkins.portal.demo.levels import negotiate
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions as documents
    from openperkins.portal.documents.actions import Change
    from openperkins.portal.documents.models import Document
    from openperkins.portal.levels import actions
    from openperkins.portal.levels.models import StateLevels
    from openperkins.schoolyear import SchoolYear

    following, administrator = SchoolYear(2019), _reach("administrator", "00000000")
    actions.set_levels(StateLevels.objects.get(status="proposed"), by=administrator)
    steward = _reach("data_steward", "00000000")
    levels = StateLevels.objects.get(school_year=2019).levels
    actions.propose(year=following + 1, levels=levels, reason="Unchanged.", by=steward)
    _set_levels(SchoolYear(2013))  # a negotiation nobody began, to write in
    _set_levels(SchoolYear(2009))  # and one whose form is sent empty: an offer is accepted only as it was made
    negotiate(Organization.objects.get(pk="00010000"), following, "sent")
    offered = Document.objects.get(kind="levels", organization="00010000", school_year=2019)
    offer = [Change("1S1.countered", "", "99"), Change("1S1.answer", "", "Others reach it.")]
    documents.save(offered, changes=offer, by=administrator)
    of_2018 = Document.objects.filter(kind="levels", school_year=2018)
    negotiations = {one.status: one.pk for one in of_2018} | {"offered": offered.pk, "open": _negotiated_again()}
    state = {one.status: one.pk for one in StateLevels.objects.all()}
    return {"negotiations": negotiations, "state_levels": state}


def _negotiated_again() -> int:
    """Agreed levels of a year whose rules let them be negotiated again."""
    from openperkins.portal.documents.models import Document
    from openperkins.portal.rulesets import actions

    _, year = _agreed(2010)
    adoption = actions.propose(
        ruleset="perkins_iv_ma",
        changes={"levels.agreed": "open"},
        year=year,
        reason="The State weighs its levels anew.",
        by=_reach("data_steward", "00000000"),
    )
    actions.adopt(adoption, by=_reach("administrator", "00000000"))
    return Document.objects.get(kind="levels", organization="00010000", school_year=year.ends).pk


def _level_revisions() -> dict[str, Any]:
    """A request in each status, of a year each; one more that is whole and not sent, two that are revised."""
    from openperkins.portal.demo.levels import ask_for_another
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Attachment

    made = {}
    for status, ends in (("draft", 2017), ("ready", 2016), ("sent", 2015), ("denied", 2014)):
        request = ask_for_another(*_agreed(ends), send=status in ("sent", "denied"))
        if status == "denied":
            actions.take(request, "deny", by=_reach("administrator", "00000000"), note="The jobs came back.")
        made[status] = {"pk": request.pk, "sy": ends, "file": Attachment.objects.get(document=request).pk}
    for step, ends in (("grant", 2012), ("deny", 2011)):
        request = ask_for_another(*_agreed(ends), send=True)
        actions.take(request, step, by=_reach("administrator", "00000000"), note="As the board says.")
        actions.take(request, "revise", by=_reach("superintendent", "00010000"))
        made[f"again after {step}"] = {
            "pk": request.pk,
            "sy": ends,
            "file": Attachment.objects.get(document=request).pk,
        }
    return {"level_revisions": made, "plan_file": _plan_file()}


def _agreed(ends: int) -> tuple[Any, Any]:
    """The first district and a year in which its levels are agreed."""
    from openperkins.portal.demo.levels import negotiate
    from openperkins.portal.directory.models import Organization
    from openperkins.schoolyear import SchoolYear

    year, district = SchoolYear(ends), Organization.objects.get(pk="00010000")
    _set_levels(year)
    negotiate(district, year, "agreed")
    return district, year


def _set_levels(year: Any) -> None:
    """The State's levels of 2018 for one more year."""
    from openperkins.portal.levels import actions
    from openperkins.portal.levels.models import StateLevels

    levels = StateLevels.objects.get(school_year=2018, status="set").levels
    proposal = actions.propose(year=year, levels=levels, reason="As set.", by=_reach("data_steward", "00000000"))
    actions.set_levels(proposal, by=_reach("administrator", "00000000"))


def _plan_file() -> dict[str, Any]:
    """A draft of a plan of the first district that has one, with a file as evidence."""
    import io

    from openperkins.portal.documents.attaching import attach
    from openperkins.portal.documents.models import Document

    plan = Document.objects.filter(kind="improvement_plan", status="draft").order_by("pk")[0]
    by = _reach("cte_director", plan.organization_id)
    made = attach(plan, io.BytesIO(b"Tutors, hours and students of fall.\n"), "tutoring.txt", by=by)
    return {"org": plan.organization_id, "sy": plan.school_year, "ind": plan.part, "file": made.pk}


def _plans() -> dict[str, Any]:
    """A plan in each status, one whose revision was begun, and reports with the State and accepted."""
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Document

    superintendent = _reach("superintendent", "00010000")
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
    plan = actions.begin(kind="improvement_plan", **place, by=_reach("superintendent", "00010000"))
    actions.take(plan, "waive", by=_reach("administrator", "00000000"), note="The program closed.")
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

    district, superintendent = Organization.objects.get(pk="00010000"), _reach("superintendent", "00010000")
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
    load_edition(read_instrument(text), by=_reach("administrator", "00000000"))
    of_first = Document.objects.filter(kind="needs_assessment", organization="00010000")
    under_way, shared = of_first.get(status="draft"), of_first.get(status="shared")
    made = {"under_way": under_way.school_year, "shared": shared.school_year, "pk": shared.pk}
    made |= {"file": shared.attachments.get().pk, "program": next(iter(workspace(under_way).programs))}
    return {"needs": {**made, "editions": list(Edition.objects.values_list("pk", flat=True))}}


def _letter() -> dict[str, Any]:
    """A letter of a liaison."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.letters import actions

    letter = actions.send(
        organizations=Organization.objects.filter(code="00010000"),
        roles=["superintendent"],
        subject="Plans of {organization}",
        text="The plans of {organization} are due on February 28. Write to {liaison} with questions.",
        nonce="0" * 32,
        by=_reach("liaison", "00000000"),
    )
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
    actions.save(plan, changes=ticks, by=_reach("administrator", "00000000"))


def _report(status: str, ends: int) -> Any:
    """The report of 1S1 of a year, as far as its status."""
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.actions import Change
    from openperkins.schoolyear import SchoolYear

    superintendent = _reach("superintendent", "00010000")
    place = {"organization": Organization.objects.get(pk="00010000"), "year": SchoolYear(ends), "part": "1S1"}
    report = actions.begin(kind="annual_report", **place, by=superintendent)
    changes = [Change(f"{population}.progress", "", "As planned.") for population in report.asked]
    actions.save(report, changes=changes, by=superintendent)
    if status in ("meets", "revised"):
        actions.take(report, "send", by=superintendent)
        actions.take(report, "meets", by=_reach("administrator", "00000000"))
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

    steward, administrator = (_reach(role, "00000000") for role in ("data_steward", "administrator"))
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
