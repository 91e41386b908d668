"""Letters to districts: seen as they will be read, sent once, each to whom it is for."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.audit.models import Event
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.letters.models import Letter
from openperkins.portal.letters.writing import addressed, seal
from openperkins.portal.notices.models import Notice
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, OTHER, STATE, reach_with

pytestmark = pytest.mark.django_db
WRITE = "/s/letters/write/"
SAID = {
    "to": [DISTRICT, OTHER],
    "roles": ["superintendent"],
    "subject": "Plans of {organization}",
    "text": "Dear colleagues of {organization},\nwrite to {liaison}.",
    "nonce": "0" * 32,
}


@pytest.fixture
def people(organizations):
    factories.person_with("superintendent", DISTRICT, name="Omar Kuhn")
    factories.person_with("superintendent", OTHER, name="Inès Grey")
    factories.person_with("viewer", DISTRICT)
    factories.serve_by(factories.person_with("liaison", STATE, name="Ana Reyes"), DISTRICT)


def text(answer):
    return unescape(answer.content.decode())


def handed_on(answer):
    """What a page hands on to the press that sends: the seal of the letter it shows, and its number."""
    return dict(re.findall(r'<input type="hidden" name="(sealed|nonce)" value="([\w-]+)"', text(answer)))


def sealed_by(reach, said):
    """The seal of a letter as its page would show it to somebody now."""
    organizations = Organization.objects.filter(pk__in=said["to"])
    shown = addressed(organizations, said["roles"], subject=said["subject"], text=said["text"])
    return seal(reach, said["roles"], shown)


def send(client, said=SAID):
    """Shown as it will be read, then sent."""
    return client.post(WRITE, said | handed_on(client.post(WRITE, said | {"then": "preview"})) | {"then": "send"})


def test_it_is_seen_as_it_will_be_read_before_it_is_sent(people, client_of):
    administrator = client_of("administrator")
    shown = text(administrator.post(WRITE, SAID | {"then": "preview"}))
    assert "Dear colleagues of Alderbrook," in shown and "write to Ana Reyes." in shown
    assert "Plans of D'Orsay Falls" in shown and "Omar Kuhn" in shown and "Send to 2 people" in shown
    assert not Letter.objects.exists() and not Notice.objects.exists()
    answer = send(administrator)
    letter = Letter.objects.get()
    assert answer.url == reverse("letter", args=[letter.pk])
    told = Notice.objects.get(organization=DISTRICT)
    assert (
        told.subject == "Plans of Alderbrook" and "write to Ana Reyes." in told.body and str(told.person) == "Omar Kuhn"
    )
    assert Notice.objects.count() == 2
    assert Event.objects.get(verb="letter.sent").details["told"] == 2
    shown = text(administrator.get(answer.url))
    assert "Inès Grey" in shown and "waiting 2" in shown


def test_enter_in_the_subject_shows_the_letter_and_sends_nothing(people, client_of):
    # a browser presses the first button of the form for whoever presses Enter in a line
    administrator = client_of("administrator")
    answer = administrator.post(WRITE, SAID | {"then": "preview"})
    form = text(answer).partition('<form method="post" novalidate>')[2]
    pressed = re.search(r'<button[^>]* name="then" value="(\w+)"', form)[1]
    answer = administrator.post(WRITE, SAID | handed_on(answer) | {"then": pressed})
    assert answer.status_code == 200 and "As it will be read" in text(answer) and not Letter.objects.exists()


def test_an_empty_letter_is_asked_for_in_the_portals_words(people, client_of):
    shown = text(client_of("administrator").post(WRITE, {"then": "preview", "nonce": SAID["nonce"]}))
    assert "Write what the letter is about." in shown and "Write the letter." in shown
    assert "This field is required" not in shown


def test_a_second_press_sends_nothing(people, client_of):
    administrator = client_of("administrator")
    first, again = send(administrator), send(administrator)
    assert first.url == again.url and Letter.objects.count() == 1 and Notice.objects.count() == 2


OTHERWISE = {
    "to": [OTHER],
    "roles": ["superintendent", "viewer"],
    "subject": "Reports of {organization}",
    "text": "Write again.",
}


@pytest.mark.parametrize("field", OTHERWISE)
def test_only_what_was_shown_goes_out(people, client_of, field):
    administrator = client_of("administrator")
    shown = handed_on(administrator.post(WRITE, SAID | {"then": "preview"}))
    changed = SAID | {field: OTHERWISE[field]} | shown | {"then": "send"}
    answer = administrator.post(WRITE, changed)
    assert (answer.status_code, Letter.objects.count(), Notice.objects.count()) == (409, 0, 0)
    assert "The letter, or who gets it, was changed since you were shown it." in text(
        answer
    ) and "As it will be read" in text(answer)
    assert "This page was sent already" not in text(answer)
    assert administrator.post(WRITE, changed | handed_on(answer)).status_code == 302
    assert Letter.objects.count() == 1


def test_what_another_person_was_shown_is_shown_to_the_sender(people, client_of):
    shown = handed_on(client_of("liaison").post(WRITE, SAID | {"to": [DISTRICT], "then": "preview"}))
    answer = client_of("administrator").post(WRITE, SAID | {"to": [DISTRICT], "then": "send"} | shown)
    assert answer.status_code == 409 and not Letter.objects.exists()


def _another_superintendent():
    held = Membership.objects.filter(role="superintendent", organization=DISTRICT)
    held.update(person=Person.objects.create_user("ivo@example.org", "Ivo Lund"))


def _another_liaison():
    LiaisonAssignment.objects.update(ends=timezone.localdate())


@pytest.mark.parametrize("changes", [_another_superintendent, _another_liaison])
def test_who_was_shown_gets_it_as_it_was_shown(people, client_of, changes):
    administrator = client_of("administrator")
    shown = handed_on(administrator.post(WRITE, SAID | {"then": "preview"}))
    changes()
    answer = administrator.post(WRITE, SAID | shown | {"then": "send"})
    assert (answer.status_code, Letter.objects.count(), Notice.objects.count()) == (409, 0, 0)
    assert "The letter, or who gets it, was changed since you were shown it." in text(answer)
    now = "Ivo Lund" if changes is _another_superintendent else "write to your liaison."
    assert now in text(answer)
    sent = administrator.post(WRITE, SAID | handed_on(answer) | {"then": "send"})
    assert sent.status_code == 302 and now in text(administrator.get(sent.url)) + Notice.objects.first().body
    # a second press of the page that sent is the letter it sent, whoever holds the role by now
    Membership.objects.filter(role="superintendent", organization=DISTRICT).update(role="viewer")
    Membership.objects.filter(role="viewer", organization=DISTRICT).update(role="superintendent")
    again = administrator.post(WRITE, SAID | handed_on(answer) | {"then": "send"})
    assert again.url == sent.url and Letter.objects.count() == 1


@pytest.mark.parametrize("field", OTHERWISE)
def test_another_letter_after_the_back_button_is_sent_after_a_word(people, client_of, field):
    administrator, second = client_of("administrator"), SAID | {field: OTHERWISE[field]}
    first = send(administrator)
    # the page of the first letter again: once changed after a look, once changed and sent at once
    seen = administrator.post(WRITE, second | {"then": "preview"})
    for sealed in (handed_on(seen), {"sealed": sealed_by(reach_with("administrator", STATE), SAID)}):
        answer = administrator.post(WRITE, second | sealed | {"then": "send", "nonce": SAID["nonce"]})
        assert answer.status_code == 409 and "This page was sent already, as “Plans of" in text(answer)
        assert Letter.objects.count() == 1
    again = administrator.post(WRITE, second | handed_on(answer) | {"then": "send"})
    assert again.status_code == 302 and again.url != first.url and Letter.objects.count() == 2
    key = Letter.objects.latest("pk").key
    told = set(Notice.objects.filter(key__startswith=key).values_list("organization", flat=True))
    assert told == set(second["to"])


def test_a_liaison_writes_to_districts_of_their_own(people, client_of):
    liaison = client_of("liaison")
    shown = text(liaison.get(WRITE))
    assert f'value="{DISTRICT}"' in shown and f'value="{OTHER}"' not in shown
    assert liaison.post(WRITE, SAID | {"then": "send"}).status_code == 422 and not Letter.objects.exists()
    assert send(liaison, SAID | {"to": [DISTRICT]}).status_code == 302
    send(client_of("administrator"), SAID | {"nonce": "1" * 32})
    other = Letter.objects.get(nonce="1" * 32)
    assert liaison.get(reverse("letter", args=[other.pk])).status_code == 404
    assert "Plans of" in text(liaison.get(reverse("letters")))
    for role in ("data_steward", "support"):
        assert client_of(role).get(WRITE).status_code == 403


def test_a_letter_nobody_would_get_is_not_sent(people, client_of):
    said = SAID | {"roles": ["negotiator"], "then": "preview"}
    shown = text(client_of("administrator").post(WRITE, said))
    assert "Nobody there has one of the roles: Alderbrook, D'Orsay Falls." in shown and "Send to" not in shown
    reach = reach_with("administrator", STATE)
    answer = client_of("administrator").post(WRITE, said | {"then": "send", "sealed": sealed_by(reach, said)})
    assert "Nobody at these districts has one of these roles." in text(answer)
    assert answer.status_code == 409 and not Letter.objects.exists()


def test_everything_that_is_missing_is_told_at_once(people, client_of):
    answer = client_of("administrator").post(WRITE, {"then": "send", "nonce": "2" * 32})
    assert answer.status_code == 422
    for missing in ("Choose at least one district.", "Choose at least one role."):
        assert missing in text(answer)


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_placeholder_nobody_knows_is_named_at_its_field_and_nothing_is_sent(people, client_of, field):
    said = SAID | {field: "Dear {organisation} of {organization}, {organisation}", "then": "send"}
    answer = client_of("administrator").post(WRITE, said)
    shown = text(answer)
    wrong = "{organisation} becomes nothing. Use {organization} and {liaison}, or take it out."
    assert answer.status_code == 422 and wrong in shown and f'href="#id_{field}"' in shown
    assert not Letter.objects.exists() and not Notice.objects.exists()
    assert send(client_of("administrator")).status_code == 302


def test_a_letter_on_levels_is_to_the_negotiator_too(people, client_of):
    def ticked(deadline: str) -> set[str]:
        shown = text(client_of("administrator").get(f"{WRITE}?open={deadline}"))
        roles = ("cte_director", "superintendent", "negotiator", "viewer")
        return {role for role in roles if re.search(f'value="{role}"[^>]* checked', shown)}

    factories.publish(2017)
    both = {"cte_director", "superintendent"}
    for deadline in ("level_proposals", "negotiations_complete"):
        assert ticked(deadline) == {*both, "negotiator"}
    assert ticked("improvement_plans") == both


def test_when_a_letter_was_sent_ends_in_one_point(people, client_of):
    administrator = client_of("administrator")
    shown = text(administrator.get(send(administrator).url))
    assert re.search(r"Sent by \S.* at \S.* on [A-Z][a-z]+ \d+, \d{4}\. Mails:", shown) and "m.." not in shown


def test_districts_not_done_with_a_deadline_are_chosen(people, client_of):
    factories.publish(2017)
    factories.moved(factories.negotiation(DISTRICT, 2018, "sent"), "send", timezone.now())
    shown = text(client_of("administrator").get(f"{WRITE}?open=level_proposals"))
    chosen = {code for code in (DISTRICT, OTHER, CONSORTIUM) if re.search(f'value="{code}"[^>]* checked', shown)}
    assert chosen == {OTHER, CONSORTIUM}
    assert not re.search(f'value="{DISTRICT}"[^>]* checked', text(client_of("administrator").get(WRITE)))


@pytest.mark.parametrize("subject", ["Plans\r\nBcc: all@example.org", "Plans\nX: y", "a\u2028b"])
def test_a_subject_is_one_line(people, client_of, subject):
    answer = client_of("administrator").post(WRITE, SAID | {"subject": subject, "then": "send"})
    assert answer.status_code == 422 and "A subject is one line." in text(answer) and not Letter.objects.exists()
