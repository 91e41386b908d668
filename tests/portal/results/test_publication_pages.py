"""The State's pages of publications: what each role can do there, who does the rest, and what is said of changes."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from openperkins.portal.audit.log import record
from openperkins.portal.audit.words import told
from openperkins.portal.directory.models import Organization
from openperkins.portal.results import actions
from openperkins.portal.results.compose import folder_of
from openperkins.portal.results.composing import Composing, Used, _missing, _named
from openperkins.portal.results.models import Publication
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE

WAITS = "An administrator who did not compose it approves it or returns it."


@pytest.fixture
def proposed(published) -> Publication:
    """A second version of 2016-17 that the steward composed and proposed."""
    first = Publication.objects.get(school_year=2017)
    second = factories.publish(2017, version=2, status="proposed")
    Publication.objects.filter(pk=first.pk).update(in_force=True)
    Publication.objects.filter(pk=second.pk).update(supersedes=first, reason="A file was corrected.")
    return Publication.objects.get(pk=second.pk)


def page(client, publication):
    return client.get(reverse("publication", args=[publication.pk])).content.decode()


def test_who_cannot_approve_reads_who_does(proposed, client_of):
    for role in ("data_steward", "liaison", "support"):
        shown = page(client_of(role), proposed)
        assert WAITS in shown and "Your roles do not let you" not in shown
    shown = page(client_of("administrator"), proposed)
    assert WAITS not in shown and reverse("approve_publication", args=[proposed.pk]) in shown


def test_a_proposal_of_old_figures_is_refused_and_says_what_to_do(proposed, client_of):
    Publication.objects.filter(in_force=True, school_year=2017).update(in_force=False)
    factories.publish(2017, version=3)
    against = "Other figures were published meanwhile; compose it again."
    assert against in page(client_of("administrator"), proposed)
    with pytest.raises(Refused):
        actions.approve(proposed, by=factories.reach_with("administrator", STATE))
    assert Publication.objects.get(in_force=True, school_year=2017).version == 3


def test_a_published_one_offers_a_correction_and_taking_back_is_not_the_first_thing(published, client_of):
    one = Publication.objects.get(school_year=2017)
    assert f"{reverse('compose_publication')}?year=2017" in page(client_of("data_steward"), one)
    shown = page(client_of("administrator"), one)
    address = reverse("retract_publication", args=[one.pk])
    assert f'class="usa-button usa-button--outline" href="{address}"' in shown


def test_what_would_change_says_whose_plan_is_required(proposed, client_of):
    rows = [
        {"org_code": DISTRICT, "name": "Alderbrook", "indicator": "2S1", "population": "female",
         "before": [19, 20, "met"], "after": [10, 20, "plan"]},
        {"org_code": DISTRICT, "name": "Alderbrook", "indicator": "2S1", "population": "male",
         "before": [10, 20, "plan"], "after": [19, 20, "met"]},
    ]  # fmt: skip
    folder_of(proposed).mkdir(parents=True)
    (folder_of(proposed) / "changes.json").write_text(json.dumps(rows), encoding="utf-8")
    shown = page(client_of("administrator"), proposed)
    assert "1 improvement plan more and 1 fewer would be required." in shown
    assert "19 of 20" in shown and "Now required" in shown and "No longer required" in shown


def test_the_list_has_one_table_and_waits_in_words(proposed, client_of):
    shown = client_of("support").get(reverse("publications")).content.decode()
    assert shown.count("<table") == 1 and "2016-17, version 2" in shown and "Waiting for approval" in shown


def test_files_that_would_be_used_are_told_by_collection_and_runs_of_years():
    used = [Used("October SIMS", year, 1, True) for year in (2017, 2016, 2014)] + [Used("Programs", 0, 1, True)]
    shown = Composing(SchoolYear(2017), used, [], None, [], None).collections
    assert [(one.title, one.years) for one in shown] == [
        ("October SIMS", "2015-16 to 2016-17"),
        ("October SIMS", "2013-14"),
        ("Programs", "no year"),
    ]


def test_missing_files_are_told_by_collection_with_the_names(organizations):
    told_of = _missing([("sims", "march", 2017, DISTRICT)], SchoolYear(2017))
    (march,) = [sentence for sentence in told_of if sentence.startswith("March SIMS")]
    assert "D'Orsay Falls and Peña Blanca" in march and "Alderbrook" not in march


@pytest.mark.parametrize(
    ("names", "sentence"),
    [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_in_a_sentence(names, sentence):
    assert _named(names) == sentence


def test_four_hundred_names_are_not_told():
    assert _named([str(number) for number in range(400)]).endswith("10, 11 and 388 more districts")


def test_the_log_leads_to_what_it_is_about_and_shortens_fingerprints(published):
    publication = Publication.objects.get(school_year=2017)
    record("publication.computed", by=None, about=publication, results="b" * 64)
    (event,) = told(f"publication {publication.pk}")
    assert event.url == reverse("publication", args=[publication.pk])
    assert event.in_short == [("results", "b" * 12 + "…")] and event.details == [("results", "b" * 64)]


def test_the_state_is_named_in_a_sentence(organizations):
    assert Organization.objects.get(pk=STATE).in_sentence == "the State"
    assert Organization.objects.get(pk=DISTRICT).in_sentence == "Alderbrook"
