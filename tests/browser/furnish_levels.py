"""Levels and requests for another 5S1 level in every status, for the browser tests to look at."""

from __future__ import annotations

from typing import Any


def reach(role: str, org_code: str) -> Any:
    from django.utils import timezone

    from openperkins.portal.accounts.models import Membership
    from openperkins.portal.accounts.reach import reach_of

    first = Membership.objects.filter(role=role, organization_id=org_code).order_by("pk")[0]
    return reach_of(first.person, timezone.localdate())


def levels() -> dict[str, Any]:
    """A negotiation in each status the State sees, and proposals of the State's levels."""
    from openperkins.portal.demo.levels import negotiate
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.documents import actions as documents
    from openperkins.portal.documents.actions import Change
    from openperkins.portal.documents.models import Document
    from openperkins.portal.levels import actions
    from openperkins.portal.levels.models import StateLevels
    from openperkins.schoolyear import SchoolYear

    following, administrator = SchoolYear(2019), reach("administrator", "00000000")
    actions.set_levels(StateLevels.objects.get(status="proposed"), by=administrator)
    steward = reach("data_steward", "00000000")
    of_2019 = StateLevels.objects.get(school_year=2019).levels
    actions.propose(year=following + 1, levels=of_2019, reason="Unchanged.", by=steward)
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
        by=reach("data_steward", "00000000"),
    )
    actions.adopt(adoption, by=reach("administrator", "00000000"))
    return Document.objects.get(kind="levels", organization="00010000", school_year=year.ends).pk


def level_revisions() -> dict[str, Any]:
    """A request in each status, of a year each; one more that is whole and not sent, two that are revised."""
    from openperkins.portal.demo.levels import ask_for_another
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Attachment

    made = {}
    for status, ends in (("draft", 2017), ("ready", 2016), ("sent", 2015), ("denied", 2014)):
        request = ask_for_another(*_agreed(ends), send=status in ("sent", "denied"))
        if status == "denied":
            actions.take(request, "deny", by=reach("administrator", "00000000"), note="The jobs came back.")
        made[status] = {"pk": request.pk, "sy": ends, "file": Attachment.objects.get(document=request).pk}
    for step, ends in (("grant", 2012), ("deny", 2011)):
        request = ask_for_another(*_agreed(ends), send=True)
        actions.take(request, step, by=reach("administrator", "00000000"), note="As the board says.")
        actions.take(request, "revise", by=reach("superintendent", "00010000"))
        made[f"again after {step}"] = {
            "pk": request.pk,
            "sy": ends,
            "file": Attachment.objects.get(document=request).pk,
        }
    return {"level_revisions": made}


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

    of_2018 = StateLevels.objects.get(school_year=2018, status="set").levels
    proposal = actions.propose(year=year, levels=of_2018, reason="As set.", by=reach("data_steward", "00000000"))
    actions.set_levels(proposal, by=reach("administrator", "00000000"))
