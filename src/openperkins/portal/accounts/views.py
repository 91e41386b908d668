"""One's own session, and an invitation that is taken up."""

from __future__ import annotations

import time

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openperkins.portal.accounts import invitations
from openperkins.portal.accounts.doorway import person_page, public_page
from openperkins.portal.accounts.forms import NewAccountForm, sent
from openperkins.portal.accounts.models import Invitation
from openperkins.portal.accounts.rules import account_at
from openperkins.portal.workflow import Refused


@person_page(post=True)
def extend(request: HttpRequest) -> HttpResponse:
    """Somebody is there: the idle time begins again. GET shows nothing but that it works without a script."""
    request.session["seen"] = int(time.time())
    return HttpResponse(status=204)


@sensitive_post_parameters("password", "again")
@never_cache
@public_page(post=True)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites for what; then an account is made, or the person who has one takes the roles."""
    found = invitations.open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_dead.html", status=404)
    if account_at(found.email) is not None:
        return _with_account(request, found)
    form = NewAccountForm(found.email, sent(request), initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            password, name = form.cleaned_data["password"], form.cleaned_data["name"]
            invitations.accept_as_new(found, name=name, password=password)
        except Refused as refused:
            form.add_error(None, refused.reasons[0])
        else:
            messages.success(request, "Your account is ready. Sign in with your e-mail address and password.")
            return redirect("account_login")
    about = {"invitation": found, "form": form, "page_has_errors": bool(form.errors)}
    return render(request, "accounts/invitation.html", about, status=422 if form.errors else 200)


def _with_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Only the person whose verified address was invited can accept."""
    person = request.user if request.user.is_authenticated else None
    is_theirs = person is not None and _reads(person, found.email)
    if request.method == "POST" and is_theirs:
        try:
            made = invitations.accept(found, person=person)
        except Refused:
            return render(request, "accounts/invitation_dead.html", status=404)
        if any(membership.begins > timezone.localdate() for membership in made):
            messages.info(request, f"Accepted. Your roles begin {found.begins:%B} {found.begins.day}.")
        else:
            messages.success(request, "Accepted. Your roles hold from now on.")
        return redirect("home")
    about = {"invitation": found, "is_theirs": is_theirs, "signed_in": person, "has_account": True}
    return render(request, "accounts/invitation.html", about, status=403 if request.method == "POST" else 200)


def _reads(person: object, email: str) -> bool:
    return EmailAddress.objects.filter(user=person, email__iexact=email, verified=True).exists()
