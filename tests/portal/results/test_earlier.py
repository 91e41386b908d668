"""Figures that were replaced stay readable by the number of their version, and say what replaced them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER

#: 19 of 20 and 10 of 20, as printed
FEMALE_BEFORE, FEMALE_AFTER = ">95.0<", ">50.0<"
EARLIER = ("earlier_figures", [DISTRICT, 2017, 1])


@pytest.fixture
def corrected(published) -> Publication:
    """A second version of 2016-17, in which female students are below."""
    first = Publication.objects.get(school_year=2017)
    second = factories.publish(2017, version=2, i2S1_female=[20, 10, "50.00", "below", "required"])
    Publication.objects.filter(pk=second.pk).update(supersedes=first, reason="A file was corrected.")
    return second


def page(client, name, arguments):
    answer = client.get(reverse(name, args=arguments))
    return answer.status_code, answer.content.decode()


def test_the_new_figures_are_shown_and_lead_to_the_old(corrected, client_of):
    status, new = page(client_of("viewer"), "heat_map", [DISTRICT, 2017])
    assert status == 200 and "version 2" in new and FEMALE_AFTER in new
    assert reverse(EARLIER[0], args=EARLIER[1]) in new


def test_the_old_figures_say_what_replaced_them_and_why(corrected, client_of):
    status, old = page(client_of("viewer"), *EARLIER)
    assert status == 200 and "Not in force." in old and FEMALE_BEFORE in old and FEMALE_AFTER not in old
    assert "A file was corrected." in old and reverse("heat_map", args=[DISTRICT, 2017]) in old


def test_a_file_of_them_names_its_version(corrected, client_of):
    answer = client_of("viewer").get(reverse("earlier_figures_file", args=[DISTRICT, 2017, 1, "csv"]))
    assert answer.status_code == 200 and "version 1" in answer.content.decode("utf-8-sig")
    assert "version 1" in answer.headers["Content-Disposition"]


def test_the_version_in_force_leads_to_its_own_page(corrected, client_of):
    answer = client_of("viewer").get(reverse("earlier_figures", args=[DISTRICT, 2017, 2]))
    assert answer.status_code == 302 and answer.url == reverse("heat_map", args=[DISTRICT, 2017])


@pytest.mark.parametrize("status", ["draft", "proposed", "retracted", "discarded"])
def test_what_was_not_published_or_was_taken_back_is_not_there(corrected, client_of, status):
    Publication.objects.filter(school_year=2017, version=1).update(status=status)
    assert page(client_of("viewer"), *EARLIER)[0] == 404
    new = page(client_of("viewer"), "heat_map", [DISTRICT, 2017])[1]
    assert reverse(EARLIER[0], args=EARLIER[1]) not in new


def test_another_district_and_another_number_are_not_there(corrected, client_of):
    assert page(client_of("viewer"), "earlier_figures", [OTHER, 2017, 1])[0] == 404
    assert page(client_of("viewer"), "earlier_figures", [DISTRICT, 2017, 9])[0] == 404
