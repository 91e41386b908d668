"""Building the invented state in an empty home: records, people, publications, and work in every status."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from openperkins import synth
from openperkins.portal.accounts.models import Person
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.demo import levels, needs, plans, records, state_plans, work
from openperkins.portal.demo.people import PASSWORD, Account, make_people
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.sync import take_over
from openperkins.portal.results import actions as publications
from openperkins.portal.results.compose import compute
from openperkins.portal.results.models import Publication
from openperkins.portal.submissions import actions as submissions
from openperkins.portal.submissions.models import Submission
from openperkins.schoolyear import SchoolYear

Progress = Callable[[str], None]
#: the size of the invented state: small enough to be ready in a minute
DISTRICTS, STUDENTS, YEARS, LAST_YEAR = 12, 9_000, 7, 2018
_ACCOUNTS = "accounts.json"


def is_built() -> bool:
    """Whether the home already holds the invented state, whole."""
    return accounts_file().exists()


def accounts_file() -> Path:
    return Path(settings.HOME) / _ACCOUNTS


def build(progress: Progress) -> None:
    """Invent the state. The accounts' file is written last: a build that was cut off is seen."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as scratch:
        folder = Path(scratch) / "records"
        progress("Inventing a state")
        synth.make_state(folder, districts=DISTRICTS, students=STUDENTS, years=YEARS, last_year=LAST_YEAR)
        _directory(folder)
        accounts = _people()
        records.with_plan_on_file(folder, *_reach("cte_director").districts)
        steward, administrator = _reach("data_steward"), _reach("administrator")
        progress("Sending and certifying its files")
        for sending in records.statewide(folder, before=LAST_YEAR):
            _certified(records.send(sending, by=steward), records.rows_of(sending), by=steward)
        for ends in range(LAST_YEAR - YEARS + 2, LAST_YEAR):
            progress(f"Publishing {SchoolYear(ends)}")
            publish(SchoolYear(ends), "", composed_by=steward, approved_by=administrator)
        progress("Beginning the year under way")
        _year_under_way(folder)
        _correction(folder, steward)
        _more_work(administrator, steward)
    stated = [{"role": a.role, "email": a.email, "password": PASSWORD, "org_code": a.org_code} for a in accounts]
    accounts_file().write_text(json.dumps(stated, indent=1), encoding="utf-8")


def publish(year: SchoolYear, reason: str, *, composed_by: Reach, approved_by: Reach) -> Publication:
    """Compose, compute, propose and approve: what two people and a worker do."""
    publication = publications.compose(year=year, reason=reason, by=composed_by)
    publications.computed(publication, stated=compute(publication))
    publication.refresh_from_db()
    publications.propose(publication, by=composed_by)
    publications.approve(publication, by=approved_by)
    return publication


def _directory(folder: Path) -> None:
    """Organizations and programs, as the State's own files name them."""
    from openperkins.portal.law import ruleset_of
    from openperkins.records.pipeline import examine

    tables: dict = {}
    examine(
        folder,
        law=ruleset_of(),
        only={"organizations", "programs"},
        seal=lambda kind, key, frame: tables.update({kind: frame}),
    )
    take_over(tables["organizations"], tables["programs"])


def _people() -> list[Account]:
    alone = Organization.objects.filter(kind="district", parent__isnull=True).order_by("code")
    consortium = Organization.objects.filter(kind="consortium").order_by("code")[0]
    return make_people(alone[0], consortium, alone[1])


def _reach(role: str, organization: Organization | None = None) -> Reach:
    held = Person.objects.filter(memberships__role=role)
    if organization is not None:
        held = held.filter(memberships__organization=organization)
    return reach_of(held.order_by("pk")[0], timezone.localdate())


def _certified(submission: Submission, rows: int, *, by: Reach) -> None:
    """The invented state's own files have no errors; the whole folder is checked again when it is published."""
    submissions.checked(submission, rows=rows, errors=0, warnings=0)
    submission.refresh_from_db()
    submissions.certify(submission, by=by)


def _year_under_way(folder: Path) -> None:
    """The last year's collections by district: certified, ready, with errors, being checked, withdrawn."""
    director = _reach("cte_director")
    (own,) = director.districts
    steward = _reach("data_steward")
    for sending in records.by_district(folder, year=LAST_YEAR):
        code, season = sending.organization.code, sending.source.season
        if code == own and season == "march":
            records.check(records.send(sending, by=director))
        elif code == own and season == "end_of_year":
            worse = records.Sending(sending.organization, sending.source, records.spoiled(sending.content))
            records.check(records.send(worse, by=director, file_name="June SIMS final.csv"))
        elif code == own:
            submissions.certify(records.check(records.send(sending, by=director)), by=director)
            work.files(sending, by=director)
        elif int(code[:4]) % 3 or season == "october":
            _certified(records.send(sending, by=steward), records.rows_of(sending), by=steward)


def _correction(folder: Path, steward: Reach) -> None:
    """A new version of the latest year that waits for approval: late answers say that more leavers were placed."""
    year = SchoolYear(LAST_YEAR - 1)
    for sending in records.statewide(folder, before=LAST_YEAR):
        if sending.source.kind == "follow_up" and sending.source.school_year == year.ends:
            late = records.with_late_answers(sending)
            _certified(records.send(late, by=steward), records.rows_of(late), by=steward)
    publication = publications.compose(year=year, reason="Follow-up answers that came late are counted.", by=steward)
    publications.computed(publication, stated=compute(publication))
    publication.refresh_from_db()
    publications.propose(publication, by=steward)


def _more_work(administrator: Reach, steward: Reach) -> None:
    """What the other screens show: a retracted year, readings, people who come and go, answers being typed."""
    year = SchoolYear(LAST_YEAR - 1)
    in_force = Publication.objects.filter(in_force=True)
    work.retracted(in_force.get(school_year=year.ends - 3), by=administrator)
    work.readings(in_force.get(school_year=year.ends), by=steward)
    director = _reach("cte_director")
    (own,) = director.districts
    district = Organization.objects.get(pk=own)
    work.access(district, by=_reach("access_administrator", district))
    work.follow_up_answers(district, year, by=director)
    levels.negotiations(year + 1, steward=steward, administrator=administrator)
    plans.plans(district, year + 1)
    state_plans.begun(year + 1, by=steward)
    needs.needs(district, year + 1)
    work.read_all_but_the_last()
