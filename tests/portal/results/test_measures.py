"""Measures of the review: written with a publication, read in one query, derived again by verification."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openperkins import synth
from openperkins.api import measures as computed
from openperkins.needs.measures import MEASURES
from openperkins.needs.measures import measures_of as measures_of_scope
from openperkins.portal.audit.models import NeverChanged
from openperkins.portal.demo import build, records
from openperkins.portal.results import actions, compose
from openperkins.portal.results.measures import Measures, groups, measure_texts, measures_of
from openperkins.portal.results.models import MeasureSheet, Publication
from openperkins.portal.results.programs import titled
from openperkins.portal.results.tasks import compute_publication
from openperkins.portal.results.verify import derived_again
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE, reach_with

pytestmark = pytest.mark.django_db
YEAR = SchoolYear(2018)


@pytest.fixture
def folder(own_home: Path) -> Path:
    """Two small years of one invented state."""
    synth.make_state(own_home / "records", districts=2, students=300, years=2, last_year=2018)
    return own_home / "records"


@pytest.fixture
def publication(db: None, folder: Path) -> Publication:
    """The later year, composed, proposed and approved."""
    factories.Organization.objects.create(code=STATE, name="The State", kind="state")
    build._directory(folder)
    steward = reach_with("data_steward", STATE)
    for sending in records.statewide(folder, before=2019):
        build._certified(records.send(sending, by=steward), records.rows_of(sending), by=steward)
    begun = actions.compose(year=YEAR, reason="", by=steward)
    compute_publication.call(begun.pk)
    actions.propose(Publication.objects.get(), by=steward)
    actions.approve(Publication.objects.get(), by=reach_with("administrator", STATE))
    return Publication.objects.get()


def behind_the_portals_back(sql: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_publication_writes_what_the_core_computes_and_is_derived_again(publication, folder):
    table = computed(folder, YEAR)
    sheets = MeasureSheet.objects.filter(publication=publication)
    assert {sheet.org_code for sheet in sheets} == set(table["org_code"])
    assert STATE not in {sheet.org_code for sheet in sheets}
    for sheet in sheets:
        assert sheet.sha256 == hashlib.sha256(sheet.measures.encode()).hexdigest()
        found, own = Measures(sheet.measures), table.filter(org_code=sheet.org_code)
        assert list(found.scopes) == own["scope"].unique(maintain_order=True).to_list()
        for row in own.iter_rows(named=True):
            cell = found.of(row["scope"], row["measure"], row["population"])
            assert (cell.denominator, cell.numerator) == (row["denominator"], row["numerator"])
    code = sheets.order_by("org_code").first().org_code
    with CaptureQueriesContext(connection) as asked:
        ((year, of, found),) = measures_of(code, YEAR)
        assert found.of("school", "enrollment").is_count and of.in_force
    assert year == YEAR and len(asked) == 1
    assert measures_of(code, SchoolYear(2017)) == []

    assert list(derived_again(publication)) == []
    behind_the_portals_back("UPDATE results_measuresheet SET measures = '{}' WHERE org_code = %s", code)
    assert list(derived_again(publication)) == [f"Measures of {code} in the database are not what was published."]
    behind_the_portals_back("UPDATE results_measuresheet SET sha256 = 'another' WHERE org_code = %s", code)
    assert list(derived_again(publication)) == [f"Measures of {code} are others."]
    behind_the_portals_back("DELETE FROM results_measuresheet")
    assert set(derived_again(publication)) == {
        f"Measures of {other} were derived and are not published." for other in set(table["org_code"])
    }


def test_figures_older_than_the_measures_have_none(published):
    publication = Publication.objects.get(school_year=2017)
    assert measures_of(DISTRICT, SchoolYear(2017)) == []
    assert list(compose.measure_sheets_of(publication)) == []


def sheet(publication: Publication, text: str) -> MeasureSheet:
    return MeasureSheet.objects.create(publication=publication, org_code=DISTRICT, measures=text, sha256="0" * 64)


def enrolled(students: int) -> str:
    return json.dumps({"groups": ["all"], "scopes": {"school": {"enrollment": [[students, None]]}}})


def test_years_come_latest_first_and_only_those_in_force(published):
    for publication in Publication.objects.order_by("school_year"):
        sheet(publication, enrolled(publication.school_year))
    Publication.objects.filter(school_year=2016).update(in_force=False)
    factories.publish(2018)
    sheet(Publication.objects.get(school_year=2018), enrolled(2018))
    found = measures_of(DISTRICT, SchoolYear(2018))
    assert [(year.ends, of.of("school", "enrollment").denominator) for year, _, of in found] == [
        (2018, 2018),
        (2017, 2017),
    ]


def test_a_sheet_is_never_changed(published):
    kept = sheet(Publication.objects.get(school_year=2017), "{}")
    with pytest.raises(NeverChanged):
        kept.save()


def text(programs: int = 12) -> str:
    """A sheet of a large district: every measure of every scope, 30 of 40 each."""
    rows = [
        ("00010000", scope, measure.code, group, 40, None if measure.is_count else 30)
        for scope in ("school", "cte", *(f"{place:06d}" for place in range(programs)))
        for measure in measures_of_scope(scope)
        for group in (["all"] if measure.of_programs else groups())
    ]
    names = ["org_code", "scope", "measure", "population", "denominator", "numerator"]
    schema = dict.fromkeys(names[:4], pl.String) | dict.fromkeys(names[4:], pl.Int64)
    ((_, made),) = measure_texts(pl.DataFrame(rows, schema=schema, orient="row"))
    return made


def test_a_sheet_is_read_back_by_scope_measure_and_group():
    found = Measures(text(2))
    assert found.scopes == ("school", "cte", "000000", "000001") and found.programs == ("000000", "000001")
    assert found.measures("school") == tuple(m.code for m in MEASURES if "school" in m.scopes)
    cell = found.of("000001", "dropout", "female")
    assert (cell.denominator, cell.numerator, cell.percent_text) == (40, 30, "75.0")
    for unknown in (("000009", "dropout", "all"), ("cte", "attendance", "all"), ("cte", "dropout", "migrant")):
        with pytest.raises(KeyError):
            found.of(*unknown)
    with pytest.raises(KeyError):
        found.of("cte", "programs", "male")


def test_a_sheet_is_read_quickly():
    whole, times = text(), []
    for _ in range(5):
        begun = time.process_time()
        Measures(whole).of("cte", "ela", "asian")
        times.append(time.process_time() - begun)
    assert min(times) < 0.01


def test_programs_have_the_titles_of_program_pages(organizations):
    assert titled(["999999", "010205"]) == [("999999", "999999"), ("010205", "Agricultural Mechanics")]
