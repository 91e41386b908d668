"""The only writer of State levels. Each action is one transaction with its event and its notices."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.accountability.names import INDICATORS
from openperkins.accountability.negotiation import Floor, faults_of
from openperkins.portal.accounts.models import Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.telling import tell_state_levels
from openperkins.portal.workflow import Refused, advance
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import right
from openperkins.workflows.state_levels import STATE_LEVELS

_NO_FLOOR = Floor(None, "")


@transaction.atomic
def propose(*, year: SchoolYear, levels: dict[str, str], reason: str, by: Reach) -> StateLevels:
    """Propose the State's levels of a school year, one for every indicator; pressed twice it is one proposal.

    Raises Refused.
    """
    if not by.may("propose_state_levels", StateLevels.org_code):
        raise Refused([f"Your roles do not let you {right('propose_state_levels').says}."])
    against = [
        f"{indicator}: {fault}" for indicator in INDICATORS for fault in faults_of(levels.get(indicator, ""), _NO_FLOOR)
    ]
    if against:
        raise Refused(against)
    Person.objects.select_for_update().get(pk=by.person.pk)  # of two presses at once the second finds the proposal
    said = {
        "school_year": year.ends,
        "levels": {indicator: decimal_text(fraction(levels[indicator])) for indicator in INDICATORS},
        "reason": reason.strip(),
    }
    opened = StateLevels.objects.filter(school_year=year.ends, status=STATE_LEVELS.start, proposed_by=by.person)
    for one in opened:
        if (one.levels, one.reason) == (said["levels"], said["reason"]) and one.is_on_top:
            return one
    proposal = StateLevels.objects.create(**said, proposed_by=by.person)
    record("state_levels.proposed", by=by.person, about=proposal, year=str(year), levels=proposal.levels)
    tell_state_levels("proposed", proposal)
    return proposal


@transaction.atomic
def set_levels(proposal: StateLevels, *, by: Reach) -> None:
    """Set proposed levels: districts are told and can adopt them or propose others. Raises Refused."""
    list(StateLevels.objects.select_for_update().filter(school_year=proposal.school_year).values_list("pk", flat=True))
    proposal.refresh_from_db()
    advance(STATE_LEVELS, "set", proposal, by=by, set_by=by.person, set_at=timezone.now())
    record("state_levels.set", by=by.person, about=proposal, year=str(proposal.year), levels=proposal.levels)
    tell_state_levels("set", proposal)


@transaction.atomic
def drop(proposal: StateLevels, *, reason: str, by: Reach) -> None:
    """Do not set what somebody proposed, with a reason. Raises Refused."""
    _drop(proposal, "drop", reason, by)
    tell_state_levels("dropped", proposal)


@transaction.atomic
def withdraw(proposal: StateLevels, *, reason: str, by: Reach) -> None:
    """Take a proposal back. Raises Refused."""
    _drop(proposal, "withdraw", reason, by)


def _drop(proposal: StateLevels, step: str, reason: str, by: Reach) -> None:
    told = reason.strip()
    advance(STATE_LEVELS, step, proposal, by=by, dropped_by=by.person, dropped_at=timezone.now(), dropped_why=told)
    record("state_levels.dropped", by=by.person, about=proposal, year=str(proposal.year), reason=told)
