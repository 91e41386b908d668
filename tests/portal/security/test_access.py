"""Ways around a right: other people's ids, queries, hosts, sessions, second persons, roles that ended."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Invitation, Membership
from openperkins.portal.audit.log import record
from openperkins.portal.deadlines.models import CalendarFeed
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.notices.models import Notice
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.submissions.models import Submission
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE
from tests.portal.samples import make_samples
from tests.portal.test_every_url import OURS

DAY = datetime.timedelta(days=1)


def _bare(answer: Any, url: str) -> str:
    """A page without its own address and without the form's token."""
    return re.sub(r'value="\w{64}"', "", answer.text.replace(url, ""))


def test_a_foreign_object_answers_like_none_under_one_s_own_address(published, client_of):
    """Every URL of one's own organization with the ids of another's objects, to read and to write."""
    samples = make_samples(OTHER)
    client = client_of("access_administrator")
    person = factories.person_with("access_administrator", DISTRICT)
    for role in ("cte_director", "superintendent"):
        Membership.objects.create(person=person, organization_id=DISTRICT, role=role, begins=factories.BEGINS)
    asked = 0
    for name, view, arguments in OURS:
        ids = {"pk", "person_id", "membership_id", "invitation_id"} & set(arguments)
        if view.access.place != "district" or not ids:
            continue
        url = reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT))
        none = reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT) | dict.fromkeys(ids, 987_654))
        for method in view.access.methods:
            got, expected = client.generic(method, url), client.generic(method, none)
            assert (got.status_code, expected.status_code) == (404, 404), (method, name)
            assert _bare(got, url) == _bare(expected, none), name
            asked += 1
    assert asked > 20
    assert Submission.objects.get().status == "withdrawn"
    assert Membership.objects.get(pk=samples.objects["membership_id"]).ends is None
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    "query",
    [f"?unit={OTHER}", "?unit=00410505", f"?unit={STATE}", f"?unit={OTHER}&program=010205", "?unit=%00", "?unit="],
)
def test_no_query_leads_to_another_district_s_figures(published, client_of, query):
    client = client_of("cte_director")
    pages = {
        "heat_map": [], "indicator": ["2S1"], "cell": ["2S1", "female"], "population": ["female"],
        "heat_map_file": ["csv"], "cell_file": ["2S1", "female", "csv"], "students": ["2S1", "female"],
    }  # fmt: skip
    for name, rest in pages.items():
        answer = client.get(reverse(name, args=[DISTRICT, 2017, *rest]) + query)
        assert answer.status_code == (200 if query == "?unit=" else 404), name
        assert "D'Orsay" not in answer.content.decode(errors="replace")


@pytest.mark.parametrize(
    "path",
    [
        f"//d/{OTHER}/2017/indicators/",
        f"/d/{DISTRICT}/../{OTHER}/2017/indicators/",
        f"/d/{DISTRICT}/%2e%2e/{OTHER}/2017/indicators/",
        f"/d/{OTHER}%00/2017/indicators/",
        f"/d/{OTHER}/2017/indicators",
        f"/d/{OTHER}/2017/indicators/;/",
        f"/d/{OTHER}//2017/indicators/",
        f"/D/{OTHER}/2017/indicators/",
        f"/d/{OTHER} /2017/indicators/",
        f"/static/../d/{OTHER}/2017/indicators/",
        f"/d/{OTHER}/2017/core-indicators.csv/",
    ],
)
@pytest.mark.parametrize("headers", [{}, {"X-Original-URL": "/x", "X-HTTP-Method-Override": "GET"}])
def test_no_trick_with_an_address_opens_it(published, client_of, path, headers):
    answer = client_of("cte_director").get(path, headers=headers)
    assert answer.status_code in (301, 404)
    if answer.status_code == 301:  # a slash is added, to an address of ours
        assert answer.url.startswith("/d/")
        assert client_of("cte_director").get(answer.url).status_code == 404


def test_a_member_sees_neither_its_consortium_nor_its_siblings(published, client_of):
    client = client_of("cte_director", MEMBER)
    for code, status in ((MEMBER, 200), (CONSORTIUM, 404), (DISTRICT, 404), (STATE, 404)):
        assert client.get(reverse("heat_map", args=[code, 2017])).status_code == status
        assert client.get(reverse("submissions", args=[code])).status_code == status
    assert client.get(reverse("heat_map", args=[MEMBER, 2017]) + f"?unit={CONSORTIUM}").status_code == 404


def test_a_consortium_reaches_its_members_figures_and_nothing_else_of_them(published, client_of):
    client = client_of("cte_director", CONSORTIUM)
    assert client.get(reverse("heat_map", args=[MEMBER, 2017])).status_code == 200
    for name, rest in (("submissions", []), ("people", []), ("events", []), ("send_files", []),
                       ("students", [2017, "1S1", "all"]), ("deadlines", [2017]), ("compare", [2017])):  # fmt: skip
        assert client.get(reverse(name, args=[MEMBER, *rest])).status_code == 403, name


@pytest.mark.parametrize(
    ("begins", "ends", "open_"), [(1, None, False), (-9, 0, False), (0, None, True), (-9, 1, True)]
)
def test_a_role_opens_on_its_days_alone(published, begins, ends, open_):
    today = timezone.localdate()
    person = factories.person_with("viewer", OTHER)
    Membership.objects.create(
        person=person,
        organization_id=DISTRICT,
        role="access_administrator",
        begins=today + begins * DAY,
        ends=None if ends is None else today + ends * DAY,
    )
    client = factories.signed_in(person)
    assert client.get(reverse("people", args=[DISTRICT])).status_code == (200 if open_ else 404)
    form = {"name": "N", "email": "n@example.org", "roles": ["cte_director"], "begins": today.isoformat()}
    assert client.post(reverse("invite", args=[DISTRICT]), form).status_code == (302 if open_ else 404)
    assert Invitation.objects.exists() is open_


def test_a_liaison_whose_cover_ended_is_out_on_the_next_request(published):
    today = timezone.localdate()
    liaison = factories.person_with("liaison", STATE)
    made = LiaisonAssignment.objects.create(
        liaison=liaison, organization_id=DISTRICT, begins=factories.BEGINS, ends=today + DAY
    )
    client = factories.signed_in(liaison)
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 200
    LiaisonAssignment.objects.filter(pk=made.pk).update(ends=today)
    answer = client.get(reverse("heat_map", args=[DISTRICT, 2017]))
    assert answer.status_code == 403  # the directory shows a liaison that the district exists
    assert client.get(reverse("progress_file", args=["csv"])).content.decode().count("Alderbrook") == 0


def test_a_closed_account_is_out_on_the_next_request(published):
    person = factories.person_with("cte_director", DISTRICT)
    client = factories.signed_in(person)
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 200
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 302


def test_while_viewing_nothing_is_written_whatever_the_method_or_the_page(published, client_of):
    samples = make_samples(DISTRICT)
    client = client_of("administrator")
    client.post(reverse("view_as", args=[DISTRICT]), {"reason": "Asked for help"})
    for name, view, arguments in OURS:
        if name in ("end_view_as", "extend_session") or view.access.place == "public":
            continue
        url = reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT))
        for method in ("POST", "PUT", "PATCH", "DELETE", "post"):
            assert client.generic(method, url).status_code in (403, 405), (method, name)
        if view.access.place == "state" and view.access.action not in (
            "see_instruments",
            "see_rulesets",
            "see_state_levels",
            "see_events",
        ):
            assert client.get(url).status_code == 403, name
    for name in ("account_email", "account_change_password", "mfa_activate_totp"):
        assert client.post(reverse(name), {}).status_code == 403
    assert client.get(reverse("heat_map", args=[OTHER, 2017])).status_code == 404
    with transaction.atomic():
        record("role.granted", by=None, organization=Organization.objects.get(pk=OTHER))
    assert "Orsay" not in client.get(reverse("state_events_file")).content.decode()


def both_roles() -> tuple[Any, Client]:
    """One person who is data steward and administrator at once."""
    person = factories.person_with("data_steward", STATE)
    Membership.objects.create(person=person, organization_id=STATE, role="administrator", begins=factories.BEGINS)
    return person, factories.signed_in(person)


def test_one_person_with_both_roles_approves_nothing_of_their_own(published):
    person, client = both_roles()
    publication = factories.publish(2018, status="proposed")
    Publication.objects.filter(pk=publication.pk).update(composed_by=person, approved_by=None)
    answer = client.post(reverse("approve_publication", args=[publication.pk]), {"sent": "yes"})
    assert answer.status_code == 409
    adoption = Adoption.objects.create(
        school_year=2018, ruleset="perkins_iv_ma", changes={}, reason="Why", proposed_by=person
    )
    assert client.post(reverse("adopt_readings", args=[adoption.pk]), {"sent": "yes"}).status_code == 409
    publication.refresh_from_db()
    adoption.refresh_from_db()
    assert (publication.status, adoption.status) == ("proposed", "proposed")


def test_whoever_composed_cannot_be_changed_by_what_is_sent(published):
    person, client = both_roles()
    other = factories.person_with("administrator", STATE)
    publication = factories.publish(2018, status="proposed")
    Publication.objects.filter(pk=publication.pk).update(composed_by=person)
    sent = {"composed_by": other.pk, "status": "published", "in_force": "on", "approved_by": other.pk}
    assert client.post(reverse("approve_publication", args=[publication.pk]), sent).status_code == 409
    publication.refresh_from_db()
    assert (publication.status, publication.in_force, publication.composed_by) == ("proposed", False, person)


def test_another_person_s_notices_and_calendars_are_not_there(published, client_of):
    mine, other = factories.person_with("viewer", DISTRICT), factories.person_with("viewer", OTHER)
    notice = Notice.objects.create(person=other, key="k", kind="role.granted", subject="Subject", body="", link="/")
    feed = CalendarFeed.objects.create(person=other, organization_id=OTHER, token_sha256="f" * 64)
    client = factories.signed_in(mine)
    assert client.post(reverse("read_notice", args=[notice.pk])).status_code == 404
    for method in (client.get, client.post):
        assert method(reverse("end_feed", args=[feed.pk])).status_code == 404
    client.post(reverse("read_all_notices") if "read_all_notices" in {n for n, *_ in OURS} else reverse("read_all"))
    notice.refresh_from_db()
    feed.refresh_from_db()
    assert (notice.read_at, feed.ended_at) == (None, None)


def test_every_answer_carries_its_headers(published, client_of):
    samples = make_samples(DISTRICT)
    client = client_of("cte_director")
    for name, _, arguments in OURS:
        answer = client.get(reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT)))
        headers = answer.headers
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, name
        if name != "calendar_feed":  # a calendar asks whether it changed
            assert "no-store" in headers.get("Cache-Control", ""), name
    for url in ("/no-such-page/", reverse("account_email"), reverse("account_login")):
        assert "no-store" in client.get(url).headers["Cache-Control"], url


def test_every_form_is_checked_for_its_token(published):
    """All that takes POST, but the page that only shows again what it signed itself."""
    samples = make_samples(DISTRICT)
    director = factories.person_with("cte_director", DISTRICT)
    client = Client(enforce_csrf_checks=True)
    client.force_login(director, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name, view, arguments in OURS:
        if "POST" in view.access.methods and name != "send_again":
            url = reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT))
            assert client.post(url, headers={"Origin": "https://elsewhere.example"}).status_code == 403, name


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Host", "Forwarded"])
def test_a_reset_s_link_leads_to_the_portal_whatever_a_request_says(published, settings, header):
    settings.PORTAL_URL = "https://portal.example.gov"
    settings.ALLOWED_HOSTS = ["testserver", "other.example.gov"]
    person = factories.person_with("viewer", DISTRICT)
    for value in ("other.example.gov", "evil.example"):
        Client().post(reverse("account_reset_password"), {"email": person.email}, headers={header: value})
    assert mail.outbox
    for message in mail.outbox:
        assert "https://portal.example.gov/account/password/reset/key/" in message.body
        assert "evil" not in message.body and "other.example" not in message.body


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_next_leads_nowhere_else(published, target):
    person = factories.person_with("viewer", DISTRICT)
    answer = Client().post(
        "/account/login/", {"login": person.email, "password": "a password for tests", "next": target}
    )
    assert (answer.status_code, answer.url) == (302, "/")
    page = Client().get("/account/login/", {"next": target}).text
    assert not re.search(r'(?:href|action|src|content)="[^"]*(?:evil|javascript:)', page)
    signed_in = factories.signed_in(person).post(reverse("account_logout"), {"next": target})
    assert signed_in.status_code == 302 and signed_in.url.startswith("/") and "evil" not in signed_in.url


def test_a_text_signed_for_another_browser_is_not_offered(published):
    """Somebody signs a form of their own and leads another person's browser to it."""
    theirs = Client()
    form = {"csrfmiddlewaretoken": "x", "name": "Mallory", "email": "m@example.org", "roles": "access_administrator"}
    page = theirs.post(reverse("invite", args=[DISTRICT]), form)
    assert page.status_code == 401
    kept = page.context["kept"]
    keeper = factories.signed_in(factories.person_with("access_administrator", DISTRICT))
    answer = keeper.post(reverse("send_again"), {"kept": kept})
    assert answer.status_code == 404
    assert "Mallory" not in answer.text
    assert Client().post(reverse("send_again"), {"kept": kept}).status_code == 404
