"""What the pages of a needs assessment are measured on: every visit works, on figures and answers of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

#: what a component reads the database for, at any number of programs, answers and published years
SELECTS = 18

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare(settings) -> None:
    settings.ROOT_URLCONF = "bare_page"


@pytest.fixture
def districts(db: None, bare: None) -> list[Any]:
    from needs_state import fill

    return fill(districts=1, years=2)


def test_every_visit_works(districts) -> None:
    from needs import BARE, timed

    times, queries = timed(districts, 1)
    assert set(times) == set(queries) and len(times) == 7
    assert {len(seconds) for seconds in times.values()} == {1}
    assert queries[BARE] == min(queries.values())


def test_assessments_hold_what_is_said_of_them(districts) -> None:
    from needs_state import ANSWERS, PROGRAMS

    from openperkins.portal.documents.models import Document
    from openperkins.portal.needs.page import workspace
    from openperkins.portal.needs.review import review

    space = workspace(Document.objects.get(pk=districts[0].document))
    assert len(space.assessment.answers) == ANSWERS
    assert space.assessment.faults == []
    assert set(PROGRAMS) <= set(space.programs) and len(PROGRAMS) == len(space.instrument.groups) == 12
    rows = [row for component in space.instrument.reviewed for row in review(space, component, "school")]
    answered = {row.metric.id for row in rows if row.computed and not row.is_beside}
    assert answered == {metric.id for metric in space.instrument.metrics if metric.measure}


def test_a_filled_in_worksheet_changes_every_answer(districts) -> None:
    from needs_state import ANSWERS, CYCLE, PROGRAMS, filled_in

    from openperkins.needs.instrument import load_instrument
    from openperkins.offline import read_worksheet

    district, instrument = districts[0], load_instrument()
    client = Client(HTTP_HOST="localhost")
    client.cookies["sessionid"] = district.session
    written = client.get(f"/d/{district.code}/clna/{CYCLE}/worksheet.xlsx").content
    cycle = f"{CYCLE - 2}-{CYCLE % 100}"
    of = {"org_code": district.code, "cycle": cycle, "programs": PROGRAMS}
    read = read_worksheet(filled_in(written, instrument, 1), instrument, **of)
    assert read.faults == () and len(read.changes) == ANSWERS


@pytest.mark.parametrize(("years", "programs"), [(1, 1), (3, 12)])
def test_queries_of_a_component_do_not_grow(db: None, bare: None, years: int, programs: int) -> None:
    from needs import OPEN, Visits
    from needs_state import PROGRAMS, fill

    few = PROGRAMS[:programs]
    (district,) = fill(districts=1, years=years, programs=few)
    visit = Visits(Client(HTTP_HOST="localhost"), district, 2, few).kinds(with_worksheets=False)[OPEN]()
    visit()
    with CaptureQueriesContext(connection) as made:
        visit()
    assert len([one for one in made if one["sql"].startswith("SELECT")]) == SELECTS
