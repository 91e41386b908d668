"""A district's History and the State's event log are narrowed by the same row of fields."""

from __future__ import annotations

import re

from django.urls import reverse

from tests.portal.factories import DISTRICT


def _fields(text: str) -> list[str]:
    """The names of the fields in the one row of filters, which ends with its button."""
    (form,) = re.findall(r'<form method="get" novalidate class="filters".*?</form>', text, re.S)
    assert form.index("filters__go") > form.rindex("<label")
    return re.findall(r'<(?:select|input)\b[^>]*\bname="(\w+)"', form)


def test_both_have_the_same_row_of_filters(organizations, client_of):
    of_one = client_of("viewer").get(reverse("events", args=[DISTRICT])).text
    of_all = client_of("administrator").get(reverse("state_events")).text
    assert _fields(of_one) == ["what", "who", "since", "until"]
    assert _fields(of_all) == ["what", "who", "organization", "since", "until"]
