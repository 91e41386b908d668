"""What was typed when the session had ended: shown, signed and sent again after signing in. Nothing is stored.

The signed text travels in the page, so that only what this portal took from one of its own forms is offered again, and
only to the person who typed it, in the browser it was typed in: a text somebody got of their own is nothing to others.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from openperkins.portal.accounts.doorway import public_page
from openperkins.portal.documents.titles import titles_at

_SALT = "openperkins.portal.kept"
#: the session's name for the browser; signing in keeps it
_BROWSER = "kept_in"
#: how fields begin that say what a page showed at an answer
_BEFORE = "was."
#: what a page carries and nobody sees, by the name up to its first dot
_UNSEEN = {"was", "shown", "tab", "page", "rows", "show", "ruleset", "next", "kept", "nonce"}
#: never shown and never kept, as is every field with "password" in its name
_SECRET = {"again", "code", "credential", "csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value as it was sent."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Typed:
    """One text as it is shown again: under what a page calls it where that is known, else a readable name."""

    title: str
    value: str


def keep(request: HttpRequest) -> HttpResponse | None:
    """The page that shows what was typed; None when the form is not one of ours (the doorway then answers)."""
    if "csrfmiddlewaretoken" not in request.POST:
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _SECRET and "password" not in name.lower()
    ]
    here = request.session.setdefault(_BROWSER, secrets.token_urlsafe(16))
    text = {"to": request.get_full_path(), "by": getattr(request, "kept_for", None), "in": here, "fields": fields}
    files = [*request.FILES, *getattr(request, "files_left", ())]
    return _show(request, text, signing.dumps(text, salt=_SALT, compress=True), files=files)


@csrf_exempt  # signing in gives the browser a new token; this page writes nothing and takes only what was signed
@public_page(post=True)
def send_again(request: HttpRequest) -> HttpResponse:
    """After signing in: the same fields in a form that is valid now, for one more press."""
    try:
        sealed = request.POST.get("kept", "")
        text = signing.loads(sealed, salt=_SALT, max_age=settings.SESSION_HOURS * 3600)
    except signing.BadSignature:
        return render(request, "accounts/nothing_kept.html", status=404)
    if text["in"] != request.session.get(_BROWSER):
        return render(request, "accounts/nothing_kept.html", status=404)
    if not request.user.is_authenticated:
        return _show(request, text, sealed, files=[])
    if text["by"] is not None and text["by"] != request.user.pk:
        raise PermissionDenied
    about = {"to": text["to"], "fields": _fields(text), "shown": _shown(text)}
    return render(request, "accounts/send_kept.html", about)


def _show(request: HttpRequest, text: dict[str, Any], sealed: str, *, files: list[str]) -> HttpResponse:
    about = {"to": text["to"], "shown": _shown(text), "kept": sealed, "files": files}
    return render(request, "accounts/kept.html", about | {"ended": request.session.get("ended")}, status=401)


def _fields(text: dict[str, Any]) -> list[Field]:
    return [Field(name, value) for name, value in text["fields"]]


def _shown(text: dict[str, Any]) -> list[Typed]:
    """What a person typed rather than chose: worth copying. What a page carries unseen is left out."""
    fields, title_of = _fields(text), titles_at(text["to"])
    before = {field.name: field.value for field in fields if field.name.startswith(_BEFORE)}
    return [
        Typed(title_of(field.name), field.value)
        for field in fields
        if (" " in field.value or "\n" in field.value)
        and field.name.partition(".")[0] not in _UNSEEN
        and not _is_unchanged(field, before)
    ]


def _is_unchanged(field: Field, before: dict[str, str]) -> bool:
    """Whether an answer is as the page showed it; a browser sends line ends of its own."""
    shown = before.get(_BEFORE + field.name.partition(".")[2]) if "." in field.name else None
    return shown is not None and shown.split() == field.value.split()
