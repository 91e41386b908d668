"""Killed while figures are computed, and while they are published: nothing is half there, and it goes on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.portal.killed import BEGIN, Home, end, until

pytestmark = pytest.mark.xdist_group("killed")

#: two small years of one invented state, sent and certified; the later one is composed
COMPOSED = """
from pathlib import Path
from openperkins import synth
from openperkins.portal.demo import build, records
from openperkins.portal.results import actions
from openperkins.portal.results.tasks import compute_publication
from openperkins.schoolyear import SchoolYear
from django.conf import settings
folder = Path(settings.HOME) / "records"
synth.make_state(folder, districts=2, students=300, years=2, last_year=2018)
factories.Organization.objects.create(code=settings.STATE_CODE, name="The State", kind="state")
build._directory(folder)
steward = factories.reach_with("data_steward", settings.STATE_CODE)
for sending in records.statewide(folder, before=2019):
    build._certified(records.send(sending, by=steward), records.rows_of(sending), by=steward)
publication = actions.compose(year=SchoolYear(2018), reason="", by=steward)
compute_publication.enqueue(publication.pk)
"""
PROPOSE = """
from openperkins.portal.results import actions
from openperkins.portal.results.models import Publication
publication = Publication.objects.get()
actions.propose(publication, by=factories.reach_with("data_steward", "00000000"))
"""
APPROVE = """
from openperkins.portal.results import actions
from openperkins.portal.results.models import Publication
actions.approve(Publication.objects.get(), by=factories.reach_with("administrator", "00000000"))
"""
#: the last thing a publication does before it is kept; here it says that it came so far, and waits to be killed
HELD = """
import pathlib, time
from django.conf import settings
from openperkins.portal.results import actions
def held(*arguments):
    (pathlib.Path(settings.HOME) / "held").touch()
    time.sleep(120)
actions.tell_publication = held
"""


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a publication waits to be computed."""
    folder = tmp_path_factory.mktemp("composed") / "home"
    folder.mkdir()
    Home(folder).do(COMPOSED)
    return folder


@pytest.fixture
def home(composed: Path, tmp_path: Path) -> Home:
    shutil.copytree(composed, tmp_path / "home")
    return Home(tmp_path / "home", is_new=False)


def state(home: Home) -> tuple:
    """(status, in force, attempts, sheets, plans of programs, notices, events of publishing)."""
    ((status, in_force, attempts),) = home.ask("SELECT status, in_force, attempts FROM results_publication")
    counted = [
        home.ask(f"SELECT count(*) FROM {table}")[0][0]
        for table in ("results_sheet", "results_programsheet", "notices_notice")
    ]
    ((published,),) = home.ask("SELECT count(*) FROM audit_event WHERE verb = 'publication.published'")
    return (status, in_force, attempts, *counted, published)


def test_figures_whose_worker_was_killed_are_computed_by_the_next(home):
    worker = home.start("-m", "openperkins.portal", "work")
    until(lambda: (home.folder / "publications" / "1" / "records").exists())
    end(worker)
    assert state(home)[:4] == ("composing", 0, 1, 0)
    home.run("-m", "openperkins.portal", "work", "--batch")
    assert state(home)[:4] == ("draft", 0, 2, 0)
    ((results,),) = home.ask("SELECT results FROM results_publication")
    stated = json.loads((home.folder / "publications" / "1" / "out" / "run.json").read_text(encoding="utf-8"))
    assert results == stated["results"]
    assert home.ask("SELECT count(*) FROM audit_event WHERE verb = 'publication.computed'") == [(1,)]


def test_figures_that_kill_their_worker_each_time_are_given_up_with_a_message(home):
    for attempt in range(1, 4):
        worker = home.start("-m", "openperkins.portal", "work")
        until(lambda n=attempt: state(home)[2] == n)
        end(worker)
    home.run("-m", "openperkins.portal", "work", "--batch")
    ((status, failure),) = home.ask("SELECT status, failure FROM results_publication")
    assert status == "failed" and "cut off several times" in failure and "Nothing was published" in failure


def test_a_process_killed_while_it_publishes_leaves_nothing_and_the_next_publishes_whole(home):
    home.run("-m", "openperkins.portal", "work", "--batch")
    home.do(PROPOSE)
    before, directory = state(home), home.ask("SELECT * FROM directory_organization ORDER BY code")
    assert before[:4] == ("proposed", 0, 1, 0)
    publishing = home.start("-c", BEGIN + HELD + APPROVE)
    until((home.folder / "held").exists)
    end(publishing)
    assert state(home) == before
    assert home.ask("SELECT * FROM directory_organization ORDER BY code") == directory
    home.do(APPROVE)
    status, in_force, _, sheets, programs, notices, published = state(home)
    assert (status, in_force, published) == ("published", 1, 1)
    assert sheets and programs and notices > before[5]
