"""Several documents sent at once: all or none, with one receipt and one mail each."""

from __future__ import annotations

import re

import pytest

from openperkins.portal.documents.models import Document, Sending
from openperkins.portal.notices.models import Notice
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE
from tests.portal.plans.steps import BELOW, figures, text, written

pytestmark = pytest.mark.django_db
TOGETHER = f"/d/{DISTRICT}/2018/send/"


@pytest.fixture
def ready(organizations, client_of):
    """Two plans owed and levels to agree on; everything is written."""
    figures(2017, i2S1_female=BELOW, i1S1_male=BELOW)
    factories.state_levels(2018)
    director = client_of("cte_director")
    director.post("/d/00010000/2018/plans/2S1/", written("female"))
    director.post("/d/00010000/2018/plans/1S1/", written("male"))
    director.post("/d/00010000/2018/levels/propose/", {"then": "adopt"})
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    return {document.kind + document.part: document for document in Document.objects.all()}


def test_everything_goes_at_once_with_one_receipt(ready, client_of):
    superintendent = client_of("superintendent")
    shown = text(superintendent.get(TOGETHER))
    assert shown.count(" checked>") == 3
    before = Notice.objects.count()
    answer = superintendent.post(TOGETHER, {"document": [one.pk for one in ready.values()]})
    sending = Sending.objects.get()
    assert answer.url == f"/d/{DISTRICT}/2018/sent/{sending.pk}/"
    assert sorted(Document.objects.values_list("status", flat=True)) == ["in_review", "in_review", "sent"]
    receipt = text(superintendent.get(answer.url))
    for document in ready.values():
        assert str(document) in receipt and document.revisions.get().sha256 in receipt
    told = Notice.objects.order_by("pk")[before:]
    assert {one.kind for one in told} == {"document.sent_together"}
    assert sorted(one.person.email.partition(".")[0] for one in told) == ["cte_director", "liaison"]
    assert all(str(document) in one.body for one in told for document in ready.values())
    pdf = superintendent.get(f"{answer.url}receipt.pdf")
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf["Content-Disposition"]


def test_it_is_all_or_none(ready, client_of):
    director = client_of("cte_director")  # may send plans, not levels
    shown = text(director.get(TOGETHER))
    assert shown.count(" checked>") == 2 and "Your roles do not let you" in shown
    answer = director.post(TOGETHER, {"document": [one.pk for one in ready.values()]})
    assert answer.status_code == 409 and "Performance levels of 2017-18: Your roles" in text(answer)
    assert set(Document.objects.values_list("status", flat=True)) == {"draft"} and not Sending.objects.exists()
    assert director.post(TOGETHER, {}).status_code == 409
    plans = [one.pk for name, one in ready.items() if name != "levels"]
    assert director.post(TOGETHER, {"document": plans}).status_code == 302
    assert Sending.objects.get().moves.count() == 2


def test_what_was_changed_since_the_page_was_shown_is_not_sent(ready, client_of):
    superintendent, director = client_of("superintendent"), client_of("cte_director")
    plan = ready["improvement_plan2S1"]
    shown = {
        f"shown.{plan.pk}": re.search(f'name="shown.{plan.pk}" value="([^"]+)"', text(superintendent.get(TOGETHER)))[1]
    }
    changed = written("female", plan="Changed meanwhile.") | {
        f"was.female.{part[9:]}": value for part, value in written("female").items()
    }
    assert director.post("/d/00010000/2018/plans/2S1/", changed).status_code == 302
    chosen = {"document": [plan.pk]}
    assert superintendent.post(TOGETHER, chosen | shown).status_code == 409
    assert not Sending.objects.exists()


def test_a_second_press_sends_nothing_twice(ready, client_of):
    superintendent, chosen = client_of("superintendent"), {"document": [one.pk for one in ready.values()]}
    superintendent.post(TOGETHER, chosen)
    before = Notice.objects.count()
    assert superintendent.post(TOGETHER, chosen).status_code == 409
    assert Sending.objects.count() == 1 and Notice.objects.count() == before


def test_nobody_sends_or_reads_for_another_district(ready, client_of):
    strange = client_of("superintendent", OTHER)
    assert strange.post(f"/d/{OTHER}/2018/send/", {"document": [ready["levels"].pk]}).status_code == 404
    client_of("superintendent").post(TOGETHER, {"document": [ready["levels"].pk]})
    pk = Sending.objects.get().pk
    assert strange.get(f"/d/{OTHER}/2018/sent/{pk}/").status_code == 404
    assert strange.get(f"/d/{DISTRICT}/2018/sent/{pk}/").status_code == 404
    # who sees plans alone has no part in a receipt of levels alone
    assert client_of("contributor").get(f"/d/{DISTRICT}/2018/sent/{pk}/").status_code == 404


def test_what_is_owed_and_not_begun_stands_there(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    shown = text(client_of("superintendent").get(TOGETHER))
    assert "Improvement plan 2S1 of 2017-18" in shown and "Not yet started" in shown and " checked>" not in shown
