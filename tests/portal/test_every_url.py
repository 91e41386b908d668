"""Every URL × method × role × whose organization answers as the tables say. A new URL is walked of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from openperkins.workflows.rights import rights, roles
from tests.portal.factories import CONSORTIUM, DISTRICT, OTHER, STATE
from tests.portal.samples import make_samples

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
#: who tries every method at their own district and the State: which are open hangs neither on whose nor on who asks
EVERY_METHOD = ("cte_director", "administrator", None)
#: views of libraries; those behind sign-in are allauth's own, about the person who asks
LIBRARIES = ("allauth.", "django.views.", "anymail.")
#: rights everybody has for every organization
OF_EVERYBODY = ("see_instruments", "see_rulesets", "see_state_levels")
#: what a view may answer somebody whom it lets in: shown, led on, an error in the form, or a thing that is not there
LET_IN = {200, 204, 302, 304, 404, 409, 422}


def urls() -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """(name, view, names of its arguments) of every address."""

    def walk(resolver: URLResolver, before: tuple[str, ...]) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
        for entry in resolver.url_patterns:
            arguments = (*before, *entry.pattern.regex.groupindex)
            if isinstance(entry, URLResolver):
                yield from walk(entry, arguments)
            elif isinstance(entry, URLPattern):
                yield entry.name, entry.callback, arguments

    return walk(get_resolver(), ())


OURS = [(name, view, arguments) for name, view, arguments in urls() if hasattr(view, "access")]


def test_every_view_says_what_right_it_takes():
    unsaid = [name for name, view, _ in urls() if not hasattr(view, "access") and not _of_library(view)]
    assert unsaid == []


def _of_library(view: Any) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return module.startswith(LIBRARIES)


def test_names_are_used_once():
    names = [name for name, _, _ in OURS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("org_code", [DISTRICT, OTHER, CONSORTIUM, "99990000"])
@pytest.mark.parametrize("role", [*roles(), None])
def test_every_url_answers_as_its_right_says(published, client_of, role, org_code):
    samples = make_samples(DISTRICT)
    client = client_of(role) if role else Client()
    wrong = []
    for name, view, arguments in OURS:
        if "org" not in arguments and org_code != DISTRICT:
            continue  # it is nobody's in particular: once is enough
        url = reverse(name, kwargs=samples.arguments(name, arguments, org_code))
        for method in METHODS if org_code == DISTRICT and role in EVERY_METHOD else METHODS[:3]:
            answer = client.generic(method, url, HTTP_HOST="localhost")
            expected = expected_of(view.access, role, org_code, method)
            if answer.status_code not in expected or _leads_to_sign_in(answer) != (expected == {302}):
                wrong.append(f"{method} {name}: {answer.status_code}, not {sorted(expected)}")
            if role and method == "POST" and _is_another(client.session):
                client = client_of(role)
    assert wrong == []


def _is_another(session: Any) -> bool:
    """Whether the session has ended, or views as a district."""
    return SESSION_KEY not in session or "viewing_as" in session


def _leads_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and "/account/login/" in answer.url


def expected_of(access: Any, role: str | None, org_code: str, method: str) -> set[int]:
    """The statuses the tables allow, reckoned from rights.csv without the portal's own code."""
    if access.place == "public":
        return LET_IN if method in access.methods else {405}
    if role is None:
        return {302}
    if method not in access.methods:
        return {405}
    if access.place == "person":
        return LET_IN
    needed = [access.action] if method != "POST" or access.writes is None else [access.action, access.writes]
    if access.place == "office":
        return LET_IN if all(reaches(action, role, STATE) for action in needed if action) else {403}
    if access.place == "state":
        return LET_IN if all(reaches_anything(action, role) for action in needed if action) else {403}
    if org_code == "99990000" or not any(
        reaches(action, role, org_code)
        for action in rights()
        if action not in ("see_instruments", "see_rulesets", "see_state_levels")
    ):
        return {404}
    return LET_IN if all(reaches(action, role, org_code) for action in needed if action) else {403}


def reaches_anything(action: str, role: str) -> bool:
    return rights()[action].reach[role] != "-"


def reaches(action: str, role: str, org_code: str) -> bool:
    """District roles are held in Alderbrook; the liaison serves it and the consortium."""
    reach = rights()[action].reach[role]
    if reach in ("own", "own+members"):
        return org_code == DISTRICT
    if reach == "assigned":
        return org_code in (DISTRICT, CONSORTIUM)
    return reach in ("all", "data")
