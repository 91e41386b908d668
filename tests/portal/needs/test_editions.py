"""C1: an agency loads its own wording, told of every fault and difference; cycles keep what they began with."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openperkins.needs.instrument import load_instrument
from openperkins.portal.audit.models import Event
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import current_edition, instrument_of
from openperkins.portal.needs.models import Edition
from tests.portal import factories
from tests.portal.factories import DISTRICT

LOAD = "/s/instruments/load/"
OURS = (
    load_instrument()
    .text.replace('version: "2022"', 'version: "2024"')
    .replace("title: Highlights", "title: What stands out")
)


def sent(text: str | bytes) -> dict[str, Any]:
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile("ours.yaml", content)}


def loaded(client: Any, text: str) -> Any:
    """Read the file, then load what the page showed."""
    page = client.post(LOAD, sent(text)).content.decode()
    held = re.search(r'name="text" value="([^"]*)"', page, re.S)
    assert held, page
    return client.post(LOAD, {"text": html.unescape(held[1]).replace("\n", "\r\n"), "then": "load"})


def test_another_edition_is_for_new_cycles(published: Any, client_of: Any):
    before = factories.needs_assessment(DISTRICT, 2018)
    administrator = client_of("administrator")
    page = administrator.post(LOAD, sent(OURS)).content.decode()
    assert "What stands out" in page and Edition.objects.count() == 1, "shown before anything is loaded"
    answer = loaded(administrator, OURS)
    edition = Edition.objects.get(version="2024")
    assert answer.url == reverse("instrument", args=[edition.pk]) and edition.text == OURS
    assert current_edition() == edition
    after = factories.needs_assessment(DISTRICT, 2020)
    titles = [instrument_of(Document.objects.get(pk=one.pk)).prompts[0].title for one in (before, after)]
    assert titles == ["Highlights", "What stands out"]
    client = client_of("contributor")
    assert "What stands out" in client.get(f"/d/{DISTRICT}/clna/2020/1/").content.decode()
    assert "What stands out" not in client.get(f"/d/{DISTRICT}/clna/2018/1/").content.decode()
    assert Event.objects.get(verb="instrument.loaded").details["sha256"] == edition.sha256


def test_the_same_edition_is_not_loaded_twice(published: Any, client_of: Any):
    client = client_of("administrator")
    assert loaded(client, OURS).status_code == 302
    assert loaded(client, OURS).status_code == 422
    again = OURS.replace("What stands out", "Seen")
    assert "Give it a version of its own" in loaded(client, again).content.decode()
    assert loaded(client, load_instrument().text).status_code == 422, "it came with OpenPerkins"
    assert Edition.objects.filter(loaded_by__isnull=False).count() == 1


def test_every_fault_of_a_file_is_told(published: Any, client_of: Any):
    wrong = (
        OURS.replace("measure: ela", "measure: reading")
        .replace("months: 3", "months: many")
        .replace("id: male", "id: men")
    )
    answer = client_of("administrator").post(LOAD, sent(wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Edition.objects.filter(version="2024").exists()
    for found in ("reading", "many", "men"):
        assert found in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a: [", b"- 1", b"a: &x [1]\nb: *x\n", b"[" * 5000])
def test_what_is_no_instrument_is_refused_in_words(published: Any, client_of: Any, content: bytes):
    answer = client_of("administrator").post(LOAD, sent(content))
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()


@pytest.mark.parametrize("role", ["liaison", "data_steward", "cte_director", "viewer"])
def test_only_the_administrator_loads(published: Any, client_of: Any, role: str):
    client = client_of(role)
    assert client.post(LOAD, sent(OURS)).status_code == 403
    current = current_edition()
    assert client.get(reverse("instrument", args=[current.pk])).status_code == 200
    file = client.get(reverse("instrument_file", args=[current.pk]))
    assert file.content.decode() == load_instrument().text


def test_new_cycles_go_back_to_an_earlier_edition(published: Any, client_of: Any):
    administrator = client_of("administrator")
    built_in = current_edition()
    loaded(administrator, OURS)
    use = reverse("instrument_use", args=[built_in.pk])
    assert f'href="{use}"' in administrator.get(reverse("instruments")).content.decode()
    assert administrator.post(use, {"reason": ""}).status_code == 422 and current_edition().version == "2024"
    assert administrator.post(use, {"reason": "The new wording was not agreed."}).url == reverse("instruments")
    assert current_edition() == built_in
    assert instrument_of(factories.needs_assessment(DISTRICT, 2020)).prompts[0].title == "Highlights"
    assert Event.objects.get(verb="instrument.used").details["reason"] == "The new wording was not agreed."
    assert administrator.post(use, {"reason": "Again"}).status_code == 422, "they begin with it already"
    assert client_of("liaison").post(use, {"reason": "Mine"}).status_code == 403
    newest = OURS.replace('"2024"', '"2026"')
    assert loaded(administrator, newest).status_code == 302 and current_edition().version == "2026"


def test_the_edition_that_came_with_openperkins_is_offered_before_anybody_used_it(published: Any, client_of: Any):
    administrator = client_of("administrator")
    loaded(administrator, OURS)
    assert "came with OpenPerkins" in administrator.get(reverse("instruments")).content.decode()


def test_groups_without_a_short_title_head_their_columns_by_their_titles(published: Any, client_of: Any):
    loaded(client_of("administrator"), re.sub(r", short: [^,}\n]+", "", OURS))
    factories.needs_assessment(DISTRICT, 2020)
    page = client_of("contributor").get(f"/d/{DISTRICT}/clna/2020/1/").content.decode()
    assert re.search(r"<th[^>]*>\s*Students with disabilities\s*</th>", page)
    assert not re.search(r"<th[^>]*>\s*</th>", page)


def test_an_id_that_would_break_its_cycles_is_refused_in_words(published: Any, client_of: Any):
    page = client_of("administrator").post(LOAD, sent(OURS.replace("id: highlights", "id: by"))).content.decode()
    assert "prompts 1: the id by means something else in a question" in page
    assert not Edition.objects.filter(version="2024").exists()


@pytest.mark.parametrize(
    ("months", "title", "none_later"),
    [("3", "Three month next steps", "three months"), ("1", "One month next steps", "one month"),
     ("18", "18 month next steps", "18 months")],
)  # fmt: skip
def test_the_plans_months_are_those_of_the_edition(
    published: Any, client_of: Any, months: str, title: str, none_later: str
):
    if months != "3":
        loaded(client_of("administrator"), OURS.replace("months: 3", f"months: {months}"))
    factories.needs_assessment(DISTRICT, 2018, {"plan.school.1.what": "Tutor", "plan.school.1.by": "2018-05-01"})
    page = client_of("contributor").get(f"/d/{DISTRICT}/clna/2018/action-plan/").content.decode()
    assert f">{title}</h2>" in page and f"None may be due more than {none_later} later" in page
    assert f"from which the {none_later} of next steps are counted" in page
    summary = client_of("contributor").get(f"/d/{DISTRICT}/clna/2018/summary/").content.decode()
    assert f"{title.title()}: School will" in summary
