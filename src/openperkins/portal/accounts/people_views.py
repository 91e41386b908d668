"""The people pages of a district and, with the same views, of the State (people_urls.py wraps each for both)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from openperkins.portal.accounts import actions, invitations
from openperkins.portal.accounts.forms import EndForm, GrantForm, InviteForm, ReplaceForm, sent
from openperkins.portal.accounts.models import Invitation, Membership, Person
from openperkins.portal.accounts.people import (
    Office,
    in_words,
    invitations_of,
    office_of,
    people_page_of,
    roles_of,
    what_was_theirs,
)
from openperkins.portal.accounts.rules import account_at, lasting_roles
from openperkins.portal.directory.models import Organization
from openperkins.portal.workflow import Refused


def people(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Who has a role now or later (or, with `?left=yes`, who had one), and who is invited."""
    office, left = office_of(organization, request.reach), request.GET.get("left") == "yes"
    page = people_page_of(office, request.reach, request.GET.get("page"), left=left)
    about = {"office": office, "page": page, "left": left, "invitations": [] if left else invitations_of(office)}
    return render(request, "accounts/people.html", about)


def invite(request: HttpRequest, organization: Organization) -> HttpResponse:
    office, form = office_of(organization, request.reach), InviteForm(organization, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(organization=organization, by=request.reach, **form.cleaned_data)
        except Refused as refused:
            _add(form, refused)
        else:
            _say_sent(request, invitation)
            return redirect(office.people)
    return _form(request, "accounts/invite.html", form, office=office, here="Invite a person")


def person(request: HttpRequest, organization: Organization, person_id: int) -> HttpResponse:
    """One person's roles here, and what can be done about them."""
    office, who = office_of(organization, request.reach), _person(organization, person_id)
    own = who == request.reach.person
    lasts = lasting_roles(who, organization, request.reach.day).exists()
    about = {"office": office, "who": who, "roles": roles_of(who, office), "own": own, "lasts": lasts}
    about |= {name: office.url(name, who.pk) for name in ("grant_role", "leaver", "replace")}
    return render(request, "accounts/person.html", about)


def grant_role(request: HttpRequest, organization: Organization, person_id: int) -> HttpResponse:
    office, who = office_of(organization, request.reach), _person(organization, person_id)
    form = GrantForm(organization, who, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.grant(person=who, organization=organization, by=request.reach, **form.cleaned_data)
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, f"{who} has the role {made.title} from {in_words(made.begins)}.")
            return redirect(office.url("person", who.pk))
    return _form(request, "accounts/grant_role.html", form, office=office, who=who, here="Grant a role")


def end_role(request: HttpRequest, organization: Organization, membership_id: int) -> HttpResponse:
    office = office_of(organization, request.reach)
    membership = get_object_or_404(
        Membership.objects.select_related("person", "organization"), pk=membership_id, organization=organization
    )
    return end_of(request, office, membership)


def end_of(request: HttpRequest, office: Office, membership: Membership) -> HttpResponse:
    """The page that ends one role."""
    form = EndForm(membership, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            ended = actions.end_role(membership, ends=form.cleaned_data["ends"], by=request.reach)
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, f"{ended.person}: {ended.title} ends {in_words(ended.ends)}.")
            return redirect(office.url("person", ended.person_id))
    return _form(request, "accounts/end_role.html", form, office=office, membership=membership, here="End a role")


def leaver(request: HttpRequest, organization: Organization, person_id: int) -> HttpResponse:
    """Every role ends today: what that is, then the press that does it."""
    office, who = office_of(organization, request.reach), _person(organization, person_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            actions.end_all(person=who, organization=organization, by=request.reach)
            return redirect(office.url("person_left", who.pk))
        except Refused as refused:
            reasons = refused.reasons
    held = lasting_roles(who, organization, request.reach.day)
    about = {"office": office, "who": who, "held": held, "replace": office.url("replace", who.pk)}
    about |= {"errors": [("", reason) for reason in reasons], "page_has_errors": bool(reasons)}
    return render(request, "accounts/leaver.html", about, status=422 if reasons else 200)


def person_left(request: HttpRequest, organization: Organization, person_id: int) -> HttpResponse:
    """The receipt: what was the leaver's, for somebody to take over."""
    office, who = office_of(organization, request.reach), _person(organization, person_id)
    about = {"office": office, "who": who, "theirs": what_was_theirs(who, office)}
    return render(request, "accounts/person_left.html", about)


def replace(request: HttpRequest, organization: Organization, person_id: int) -> HttpResponse:
    """Who leaves and who takes over: asked, shown side by side to check, then done."""
    office, who = office_of(organization, request.reach), _person(organization, person_id)
    form = ReplaceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") != "do":
            template = (
                "accounts/replace.html" if request.POST.get("step") == "change" else "accounts/replace_check.html"
            )
            return render(
                request, template, _sides(form, organization, who) | {"form": form, "office": office, "here": "Replace"}
            )
        try:
            made = actions.replace(person=who, organization=organization, by=request.reach, **form.cleaned_data)
        except Refused as refused:
            _add(form, refused)
        else:
            if isinstance(made, Invitation):
                _say_sent(request, made)
            else:
                messages.success(request, f"{form.cleaned_data['email']} has taken over.")
            return redirect(office.url("person_left", who.pk))
    return _form(request, "accounts/replace.html", form, office=office, who=who, here="Replace")


def send_invitation_again(request: HttpRequest, organization: Organization, invitation_id: int) -> HttpResponse:
    return _invitation_step(request, organization, invitation_id, "accounts/send_again.html", _send_again)


def withdraw_invitation(request: HttpRequest, organization: Organization, invitation_id: int) -> HttpResponse:
    return _invitation_step(request, organization, invitation_id, "accounts/withdraw.html", _withdraw)


def _invitation_step(
    request: HttpRequest, organization: Organization, invitation_id: int, template: str, step: Any
) -> HttpResponse:
    office = office_of(organization, request.reach)
    invitation = get_object_or_404(Invitation.objects.waiting(), pk=invitation_id, organization=organization)
    if request.method != "POST":
        return render(request, template, {"office": office, "invitation": invitation})
    try:
        step(request, invitation)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(office.people)


def _send_again(request: HttpRequest, invitation: Invitation) -> None:
    if invitations.send_again(invitation, by=request.reach):
        _say_sent(request, Invitation.objects.get(pk=invitation.pk))
    else:
        messages.info(request, "The invitation was sent less than a minute ago; nothing was sent again.")


def _withdraw(request: HttpRequest, invitation: Invitation) -> None:
    invitations.withdraw(invitation, by=request.reach)
    messages.success(request, f"The invitation of {invitation.email} is withdrawn; its link does not work any more.")


def _say_sent(request: HttpRequest, invitation: Invitation) -> None:
    if invitation.mailed_at is None:
        messages.error(
            request, f"{invitation.email} is invited, but the mail could not be sent. Send the invitation again later."
        )
    else:
        messages.success(request, f"An invitation was sent to {invitation.email}.")


def _sides(form: ReplaceForm, organization: Organization, who: Person) -> dict[str, Any]:
    """Both people as the check page shows them."""
    data = form.cleaned_data
    other = account_at(data["email"])
    here = other is not None and lasting_roles(other, organization, data["ends"]).exists()
    return {
        "who": who,
        "other": other if here else None,
        "data": data,
        "held": lasting_roles(who, organization, data["ends"]),
    }


def _person(organization: Organization, person_id: int) -> Person:
    """Somebody with a role here, now, later or before; 404 for anybody else."""
    return get_object_or_404(Person.objects.filter(memberships__organization=organization).distinct(), pk=person_id)


def _add(form: Any, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)


def _form(request: HttpRequest, template: str, form: Any, **about: Any) -> HttpResponse:
    wrong = bool(form.errors)
    about |= {"form": form, "page_has_errors": wrong}
    return render(request, template, about, status=422 if wrong else 200)
