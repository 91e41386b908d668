"""The whole record of a document: what each side may read of it, as a file that says the same to a stranger."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.audit.words import tell
from tests.portal.factories import OTHER
from tests.portal.plans.steps import BELOW, PLAN, accept, figures, send

pytestmark = pytest.mark.django_db


def words(answer):
    """The words of a PDF, whatever the lines they stand in."""
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    order = ["pdftotext", "-layout", "-", "-"]
    return " ".join(
        subprocess.run(order, input=answer.content, capture_output=True, check=True).stdout.decode().split()
    )


@pytest.fixture
def plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    url = reverse("review_plan_comment", args=[plan.pk])
    client_of("liaison").post(url, {"text": "Thin.", "remark": "state"})
    client_of("liaison").post(url, {"text": "Since when?", "remark": "comment"})
    accept(client_of, plan)
    return plan


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils to read a PDF")
def test_each_side_has_its_own_record(plan, client_of):
    theirs = words(client_of("viewer").get(f"{PLAN}record.pdf"))
    for said in ("Tutors twice a week.", "Since when?", "Found to meet minimum requirements", "Female: the plan"):
        assert said in theirs
    assert "Thin." not in theirs
    states = words(client_of("liaison").get(reverse("review_plan_record", args=[plan.pk])))
    assert "Thin." in states and "for the State alone" in states
    assert client_of("superintendent", OTHER).get(f"{PLAN}record.pdf").status_code == 404


def test_an_event_leads_to_the_page_of_the_reader_s_side(plan, client_of):
    url = tell(Event.objects.get(verb="document.meets")).url
    assert client_of("viewer").get(url).url == PLAN
    assert client_of("liaison").get(url).url == reverse("review_plan", args=[plan.pk])
    assert client_of("superintendent", OTHER).get(url).status_code == 404
