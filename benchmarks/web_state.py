"""A portal filled for measuring: districts, published years, and a person who reads."""

from __future__ import annotations

import datetime
import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

DISTRICTS, YEARS, LAST_YEAR = 400, 12, 2019


def fill(districts: int = DISTRICTS, years: int = YEARS) -> str:
    """Fill an empty, migrated database; returns the session key of a signed-in administrator."""
    return session_of(publish(districts, years, _cells))


def publish(districts: int, years: int, cells: Callable[[random.Random], dict[str, Any]]) -> Any:
    """Districts and their figures of the years up to `LAST_YEAR`; returns the administrator who approved them."""
    from django.conf import settings
    from django.utils import timezone

    from openperkins.portal.accounts.models import Membership, Person
    from openperkins.portal.directory.models import Organization
    from openperkins.portal.results.models import Publication

    state = Organization.objects.create(code=settings.STATE_CODE, name="The State", kind="state")
    codes = codes_of(districts)
    named = (Organization(code=code, name=f"District {code[:4]}", kind="district") for code in codes)
    Organization.objects.bulk_create(named)
    steward = Person.objects.create_user("steward@example.org", "Data steward", "a password to measure with")
    reader = Person.objects.create_user("reader@example.org", "Administrator", "a password to measure with")
    Membership.objects.create(person=reader, organization=state, role="administrator", begins=datetime.date(2010, 1, 1))
    chance = random.Random(7)
    for ends in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        publication = Publication.objects.create(
            school_year=ends,
            version=1,
            status="published",
            in_force=True,
            ruleset="perkins_iv_ma",
            run=f"{ends:064d}",
            results="b" * 64,
            software="measured",
            composed_by=steward,
            approved_by=reader,
            published_at=timezone.now(),
        )
        _sheets(publication, [settings.STATE_CODE, *codes], lambda: cells(chance))
    return reader


def codes_of(districts: int) -> list[str]:
    """The districts' organization codes."""
    return [f"{number:04d}0000" for number in range(1, districts + 1)]


def session_of(person: Any) -> str:
    """The key of a session in which a person is signed in, the second factor shown."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["second_factor"] = True
    session.save()
    return session.session_key


def _sheets(publication: Any, codes: list[str], cells: Callable[[], dict[str, Any]]) -> None:
    from openperkins.portal.results.models import Sheet

    sheets = []
    for code in codes:
        text = json.dumps(cells())
        sheets.append(
            Sheet(
                publication=publication,
                org_code=code,
                org_kind="state" if code == codes[0] else "district",
                name=f"District {code[:4]}",
                plans_required=text.count('"required"'),
                cells=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
            )
        )
    Sheet.objects.bulk_create(sheets, batch_size=200)


def _cells(chance: random.Random) -> dict[str, Any]:
    from openperkins.accountability.names import INDICATORS, POPULATIONS

    columns = {}
    for indicator in INDICATORS:
        rows = []
        for _ in POPULATIONS:
            counted = chance.randint(0, 300)
            made_it = chance.randint(counted // 2, counted)
            percent = f"{100 * made_it / counted:.2f}" if counted else None
            met = not counted or made_it * 100 >= 81 * counted
            standing = "none" if not counted else "met" if met else "below"
            plan = "not_required" if met else "required" if counted > 15 else "exempt_small"
            rows.append([counted, made_it, percent, standing, plan])
        columns[indicator] = ["90", "local", "81", rows]
    return columns
