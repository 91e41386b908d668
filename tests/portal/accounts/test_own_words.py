"""Signing in and one's own account in the portal's words."""

from __future__ import annotations

from django.urls import reverse

from tests.portal import factories
from tests.portal.factories import DISTRICT


def test_signing_in_with_nothing_says_what_to_enter(client, organizations):
    answer = client.post(reverse("account_login"), {})
    text = answer.content.decode()
    assert "Enter your e-mail address." in text and "Enter your password." in text
    assert "This field is required" not in text and "placeholder" not in text


def test_the_way_to_a_new_password_stands_under_the_form(client, organizations):
    text = client.get(reverse("account_login")).content.decode()
    assert text.index("Forgot your password?") > text.index(">Sign in</button>")


def test_an_only_address_cannot_be_removed(organizations):
    client = factories.signed_in(factories.person_with("viewer", DISTRICT))
    text = client.get(reverse("account_email")).content.decode()
    assert "Send the confirmation again" in text and "Remove this address" not in text
    assert 'aria-current="page">E-mail address' in text


def test_invitations_wait_on_the_home_of_who_grants_roles(organizations):
    from django.utils import timezone

    from openperkins.portal.accounts.models import Invitation

    for email, days in (("nadia@example.org", 14), ("late@example.org", -1)):
        now = timezone.now()
        Invitation.objects.create(
            email=email,
            organization_id=DISTRICT,
            roles=["viewer"],
            begins=now.date(),
            token_sha256=email.ljust(64, "0"),
            sent_by=factories.person_with("access_administrator", DISTRICT),
            sent_at=now,
            expires_at=now + timezone.timedelta(days=days),
        )
    address = reverse("district_home", args=[DISTRICT, 2017])
    grants = factories.signed_in(factories.person_with("access_administrator", DISTRICT)).get(address)
    assert [row.title for row in grants.context["waiting"]] == ["Invitation of late@example.org: the link ran out"]
    assert [row.who for row in grants.context["others"]][:1] == ["nadia@example.org"]
    viewer = factories.signed_in(factories.person_with("viewer", DISTRICT)).get(address)
    assert "nadia@example.org" not in viewer.content.decode()
