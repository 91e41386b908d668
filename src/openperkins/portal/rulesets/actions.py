"""The only writer of proposals of readings. Each action is one transaction with its event and its notices."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.law import ruleset_of
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets import replays
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.rulesets.replays import Replay
from openperkins.portal.rulesets.tasks import compute_replay
from openperkins.portal.rulesets.telling import tell_adoption
from openperkins.portal.workflow import Refused, advance
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.adoption import ADOPTION
from openperkins.workflows.rights import right


@transaction.atomic
def propose(*, year: SchoolYear, ruleset: str, changes: dict[str, Any], reason: str, by: Reach) -> Adoption:
    """Propose the readings of a school year. Raises OpenPerkinsError for changes the ruleset does not take."""
    if not by.may("propose_ruleset", Adoption.org_code):
        raise Refused([f"Your roles do not let you {right('propose_ruleset').says}."])
    rules = ruleset_of(ruleset, changes)
    rules.check_year(year)
    adoption = Adoption.objects.create(
        school_year=year.ends,
        ruleset=ruleset,
        changes=rules.changes,
        reason=reason.strip(),
        proposed_by=by.person,
    )
    record("ruleset.proposed", by=by.person, about=adoption, year=str(year), ruleset=ruleset, changes=rules.changes)
    tell_adoption("proposed", adoption)
    return adoption


@transaction.atomic
def adopt(adoption: Adoption, *, by: Reach) -> None:
    """Let a year's figures be computed by the readings from now on. Raises Refused with every reason against it."""
    _one_after_the_other(adoption)
    advance(ADOPTION, "adopt", adoption, by=by, adopted_by=by.person, adopted_at=timezone.now())
    record(
        "ruleset.adopted",
        by=by.person,
        about=adoption,
        year=str(adoption.year),
        ruleset=adoption.ruleset,
        changes=adoption.changes,
    )
    tell_adoption("adopted", adoption)


@transaction.atomic
def drop(adoption: Adoption, *, reason: str, by: Reach) -> None:
    """Do not adopt what somebody proposed, with a reason. Raises Refused."""
    _drop(adoption, "drop", reason, by)
    tell_adoption("dropped", adoption)


@transaction.atomic
def withdraw(adoption: Adoption, *, reason: str, by: Reach) -> None:
    """Take a proposal back. Raises Refused."""
    _drop(adoption, "withdraw", reason, by)


@transaction.atomic
def ask_replay(*, publication: Publication, ruleset: str, changes: dict[str, Any], by: Reach) -> Replay:
    """Have a published year run again under other readings; what was asked before is answered at once."""
    if not by.may("replay_ruleset", Adoption.org_code):
        raise Refused([f"Your roles do not let you {right('replay_ruleset').says}."])
    taken = ruleset_of(ruleset, changes).changes
    id = replays.id_of(publication, ruleset, taken)
    known = replays.load(id)
    if known is None or known.status == "failed":
        at = timezone.now().isoformat(timespec="seconds")
        known = replays.keep(Replay(id, publication.pk, ruleset, taken, by.person.pk, at))
        record("ruleset.replayed", by=by.person, about=publication, ruleset=ruleset, changes=taken)
        transaction.on_commit(partial(compute_replay.enqueue, id))
    return known


def _drop(adoption: Adoption, step: str, reason: str, by: Reach) -> None:
    told = reason.strip()
    advance(ADOPTION, step, adoption, by=by, dropped_by=by.person, dropped_at=timezone.now(), dropped_why=told)
    record("ruleset.dropped", by=by.person, about=adoption, year=str(adoption.year), reason=told)


def _one_after_the_other(adoption: Adoption) -> None:
    """Two proposals for one year are adopted one after the other, so that the second sees the first."""
    list(Adoption.objects.select_for_update().filter(school_year=adoption.school_year).values_list("pk", flat=True))
    adoption.refresh_from_db()
