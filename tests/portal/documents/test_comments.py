"""Who reads a comment and who is told of it: colleagues before anything was sent, both sides after."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.documents.models import Comment
from openperkins.portal.notices.models import Notice
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE
from tests.portal.level_revisions import steps as revision
from tests.portal.plans.steps import BELOW, CHECK, PLAN, figures, plan_of, text, written

pytestmark = pytest.mark.django_db
COMMENT = f"{PLAN}comment/"


@pytest.fixture
def draft(organizations, client_of):
    """A plan that was never sent."""
    figures(2017, i2S1_female=BELOW)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    client_of("cte_director").post(PLAN, written())
    for role in ("contributor", "superintendent", "viewer"):
        factories.person_with(role, DISTRICT)
    return plan_of()


def _told() -> dict[str, str]:
    """Role → the page each was led to by a notice of a comment."""
    found = Notice.objects.filter(kind="document.commented").select_related("person")
    return {one.person.email.partition(".")[0]: one.link for one in found}


def test_a_comment_on_a_draft_is_told_to_colleagues_who_write(draft, client_of):
    director = client_of("cte_director")
    shown = text(director.get(COMMENT))
    assert "Nothing was sent yet: only people of Alderbrook read it now, the State once the document is sent." in shown
    assert "Told by mail: Contributor 00010000, Superintendent 00010000." in shown
    assert director.post(COMMENT, {"text": "Who tutors?"}).status_code == 302
    assert _told() == {"contributor": PLAN, "superintendent": PLAN}
    assert "Who tutors?" in text(client_of("contributor").get(PLAN))


def test_nobody_of_the_state_reads_or_writes_comments_on_a_draft(draft, client_of):
    client_of("cte_director").post(COMMENT, {"text": "Who tutors?"})
    for role in ("liaison", "administrator"):
        for url in (PLAN, COMMENT, f"{PLAN}history/"):
            answer = client_of(role).get(url)
            assert answer.status_code == 200 and "Who tutors?" not in text(answer)
    answer = client_of("liaison").post(COMMENT, {"text": "I saw it."})
    assert answer.status_code == 422 and "It was never sent" in text(answer) and Comment.objects.count() == 1


def test_what_is_sent_is_read_by_both_and_told_to_the_other_side(draft, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")
    director.post(COMMENT, {"text": "Who tutors?"})
    assert director.post(CHECK, {"note": ""}).status_code == 302
    review = reverse("review_plan", args=[draft.pk])
    assert "Who tutors?" in text(liaison.get(review))
    shown = text(director.get(COMMENT))
    assert "of the State who see this document read it. Told by mail: Liaison 00000000." in shown
    director.post(COMMENT, {"text": "Look at this first."})
    assert _told()["liaison"] == review and liaison.get(review).status_code == 200
    # what was taken back was seen before: the page the notice leads to is there
    director.post(f"{PLAN}take-back/", {"note": ""})
    director.post(COMMENT, {"text": "More to come."})
    assert "More to come." in text(liaison.get(review))


def test_a_request_for_another_5s1_level_is_no_different(published, client_of):
    revision.agreed()
    superintendent = client_of("superintendent")
    for role, org_code in (("cte_director", DISTRICT), ("administrator", STATE), ("liaison", STATE)):
        factories.person_with(role, org_code)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    assert superintendent.post(revision.URL, revision.typed()).status_code == 302
    assert superintendent.post(f"{revision.URL}comment/", {"text": "Enough?"}).status_code == 302
    assert Comment.objects.count() == 1 and not set(_told()) & {"administrator", "liaison"}


def test_a_comment_or_a_reason_of_nothing_is_asked_for_in_the_portals_words(draft, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")
    answer = director.post(COMMENT, {"text": ""})
    assert answer.status_code == 422 and "Write the comment." in text(answer)
    director.post(CHECK, {"note": ""})
    answer = liaison.post(reverse("review_plan_return", args=[draft.pk]), {"note": ""})
    assert answer.status_code == 422 and "Say it in a sentence: who is told reads it." in text(answer)
    assert "This field is required" not in text(answer)
