"""Which instrument a new cycle begins with, and the one a cycle has: each text is read once."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from openperkins.needs.instrument import load_instrument, read_instrument
from openperkins.needs.model import Instrument
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.documents.actions import check
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.models import Chosen, Cycle, Edition
from openperkins.portal.workflow import Refused


def current_edition() -> Edition:
    """What a new cycle begins with: what an agency chose or loaded last, else the newest that came with OpenPerkins."""
    chosen = Chosen.objects.select_related("edition").order_by("-pk").first()
    if chosen is not None:
        return chosen.edition
    loaded = Edition.objects.filter(loaded_by__isnull=False).order_by("-pk").first()
    return loaded or _kept(load_instrument())


def instrument_of(document: Document) -> Instrument:
    """The instrument the document's cycle began with."""
    edition = document.cycle.edition
    return _read(edition.sha256, edition.text)


def read_edition(edition: Edition) -> Instrument:
    """The instrument of an edition."""
    return _read(edition.sha256, edition.text)


def begin_cycle(document: Document) -> None:
    """Note with which edition a cycle begins; in the transaction of its beginning."""
    Cycle.objects.create(document=document, edition=current_edition())


@transaction.atomic
def load_edition(instrument: Instrument, *, by: Reach) -> Edition:
    """Load an instrument for the cycles that begin from now on. Raises Refused."""
    check(by, "load_instruments", settings.STATE_CODE)
    if against := against_loading(instrument):
        raise Refused(against)
    made = _kept(instrument, by=by)
    Chosen.objects.create(edition=made, chosen_by=by.person)
    record("instrument.loaded", by=by.person, about=made, title=str(made), sha256=made.sha256)
    return made


@transaction.atomic
def use_edition(edition: Edition, *, reason: str, by: Reach) -> None:
    """Let the cycles that begin from now on begin with an edition there is, an earlier one too. Raises Refused."""
    check(by, "load_instruments", settings.STATE_CODE)
    if not reason.strip():
        raise Refused(["Say why new cycles begin with it."])
    if edition == current_edition():
        raise Refused(["New cycles begin with this edition already."])
    Chosen.objects.create(edition=edition, reason=reason.strip(), chosen_by=by.person)
    record("instrument.used", by=by.person, about=edition, title=str(edition), reason=reason.strip())


def offered() -> QuerySet[Edition]:
    """Every edition, the one that comes with OpenPerkins too, latest first."""
    _kept(load_instrument())
    return Edition.objects.select_related("loaded_by").order_by("-pk")


def against_loading(instrument: Instrument) -> list[str]:
    """Why an instrument cannot be loaded, as sentences; empty when it can."""
    known = Edition.objects.filter(sha256=instrument.sha256).first()
    if known is not None and known.loaded_by_id is not None:
        return ["This edition is loaded already. Choose it in the list of editions to use it for new cycles."]
    if known is not None:
        return ["This edition came with OpenPerkins. Change its wording and its `version`, then load it again."]
    if Edition.objects.filter(name=instrument.name, version=instrument.version).exists():
        return [f"There is another edition {instrument.name}, {instrument.version}. Give it a version of its own."]
    return []


def _kept(instrument: Instrument, by: Reach | None = None) -> Edition:
    said = {
        "name": instrument.name,
        "version": instrument.version,
        "title": instrument.title[:200],
        "text": instrument.text,
        "loaded_by": by.person if by else None,
    }
    return Edition.objects.get_or_create(sha256=instrument.sha256, defaults=said)[0]


@lru_cache(maxsize=16)
def _read(sha256: str, text: str) -> Instrument:
    return read_instrument(text, kept=True)
