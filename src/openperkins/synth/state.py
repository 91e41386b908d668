"""The invented state, year by year: the order in which things happen and are reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from openperkins.errors import UsageError
from openperkins.synth import claims, cohort, cte, follow_up, levels, mcas, ties, year_ends
from openperkins.synth.careers import Careers
from openperkins.synth.chance import some, stream
from openperkins.synth.organizations import make_organizations
from openperkins.synth.programs import Offers, program_table
from openperkins.synth.rows import ENROLLED, STATUS, Rows
from openperkins.synth.sims_rows import END_OF_YEAR, MARCH, OCTOBER, Collection
from openperkins.synth.summary import Summary
from openperkins.synth.write import Folder

WARM_UP = 5  # school years lived before the first one written, so that everyone has a past
COHORT_FILES = 3
LEAVING = [STATUS[code] for code in ("04", "09", "10", *[f"{k}" for k in range(30, 37)])]
_MOST_DISTRICTS = 1500


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for; checked on creation (UsageError)."""

    districts: int
    students: int
    first: int
    last: int
    seed: int
    follow_up_lag: int
    form: str

    def __post_init__(self) -> None:
        if not 1 <= self.districts <= _MOST_DISTRICTS:
            raise UsageError(f"{self.districts} districts cannot be made.", f"Ask for 1 to {_MOST_DISTRICTS}.")
        if self.students < 4 * self.districts:
            raise UsageError(
                f"{self.students} students are too few for {self.districts} districts.",
                f"Ask for at least {4 * self.districts}.",
            )
        if self.first > self.last or self.first < 2000 or self.last > 2040:
            raise UsageError(
                f"School years {self.first} to {self.last} cannot be made.",
                "Years run from 2000 to 2040, the first not after the last.",
            )
        if self.form not in ("csv", "parquet"):
            raise UsageError(f"{self.form!r} is not a form of file.", "Use csv or parquet.")
        if self.seed < 0 or self.follow_up_lag < 0:
            raise UsageError("Neither the seed nor the follow-up lag can be negative.")


def build(folder: Path, plan: Plan, progress: Callable[[str], None]) -> Summary:
    """Live through the years and write the records folder. See `openperkins.synth.make_state`."""
    summary = Summary(folder, plan.first, plan.last, plan.seed)
    with Folder(folder, plan.form, summary) as out:
        _State(plan, out, progress).live()
    return summary


class _State:
    """One invented state while it is being written."""

    def __init__(self, plan: Plan, out: Folder, progress: Callable[[str], None]) -> None:
        self.plan, self.out, self.progress = plan, out, progress
        self.organizations = make_organizations(plan.seed, plan.districts)
        self.programs = program_table()
        self.offers = Offers(plan.seed, self.organizations, self.programs)
        base = plan.first - WARM_UP
        capacity = int(plan.students * (1.4 + 0.36 * (plan.last - base + 2))) + 2_000
        self.careers = Careers(plan.seed, plan.students, base, self.organizations, capacity)
        self.assessments = mcas.Assessments(self.careers, capacity)
        self.collection = Collection(self.careers, self.programs)
        self.tests: list[tuple[int, pl.DataFrame]] = []
        self.ties: dict = {}

    def live(self) -> None:
        """All school years in order; the October after the last one brings its summer graduates."""
        plan, careers = self.plan, self.careers
        for year in range(plan.first - WARM_UP, plan.last + 2):
            written = year >= plan.first
            summer = self._open(year)
            if written:
                self._october(year, summer)
            if plan.last - COHORT_FILES < year - 1 <= plan.last and year - 1 >= plan.first:
                self.out.table("cohort", f"cohort/{year - 1}", cohort.members(careers, year - 1))
            if year <= plan.last:
                self._school_year(year, written)
        self._tests()
        self._tables()

    def _open(self, year: int) -> Rows:
        """The summer and the first days of a school year; returns the summer's exits."""
        careers = self.careers
        if year == careers.base:
            careers.populate()
            summer = careers.rows(np.zeros(0, dtype=np.int64), ENROLLED, 0)
        else:
            summer = year_ends.summer(careers, year)
            careers.attributes.next_year(year, careers.enrolled())
            year_ends.promote(careers, year)
            year_ends.reopen(careers, year)
            careers.fill_up(year)
        careers.join_cohorts(year)
        cte.october(careers, self.offers, year)
        return summer

    def _october(self, year: int, summer: Rows) -> None:
        rows = claims.october(self.careers, self.offers, year, summer)
        frame = self._write(rows, year, OCTOBER, f"{year - 1}-10")
        if year <= self.plan.last:
            state = levels.state_level("6S1", year)
            agreed = levels.agreed(self.organizations)
            self.ties |= ties.find_ties(self.organizations, self.programs, frame, year, state, agreed)

    def _school_year(self, year: int, written: bool) -> None:
        careers = self.careers
        tests = [self.assessments.retests(year, 11)]
        exits = self._left_by(year, "winter", (10, 95), 301)
        careers.arrive("winter", year, 9 + stream(careers.seed, "newcomers", year).integers(0, 3, self._few()))
        cte.winter(careers, self.offers, year)
        if written:
            self._write(claims.march(careers, self.offers, year, exits), year, MARCH, f"{year}-03")
        tests.append(self.assessments.retests(year, 3))
        careers.come_back(stream(careers.seed, "spring return", year), 0.01)
        exits = exits.take(~self._back(exits))
        later = self._left_by(year, "spring", (105, 170), None)
        tests.append(self.assessments.spring(year))
        if year >= self.plan.first - 2:
            self.tests.append((year, pl.concat(tests)))
        self._june(year, written, [exits, later])

    def _left_by(self, year: int, season: str, days: tuple[int, int], birthday: int | None) -> Rows:
        """Those who left in a part of the year, with those who turned 22 by its end."""
        careers = self.careers
        exits = careers.during_year(year, season, days)
        if birthday is None:
            return exits
        old = careers.age_out(year, birthday)
        status = np.where(careers.people.service_only[old], STATUS["41"], STATUS["09"]).astype(np.uint8)
        rows = careers.rows(old, status, days[1])
        careers.finish(old, status)
        return Rows.join([exits, rows])

    def _back(self, exits: Rows) -> np.ndarray:
        """Exits of students who have come back to the same school since."""
        careers = self.careers
        return careers.active[exits.student] & (careers.school[exits.student] == exits.school)

    def _few(self) -> int:
        return max(1, self.plan.students // 700)

    def _june(self, year: int, written: bool, exits: list[Rows]) -> None:
        careers = self.careers
        who = careers.enrolled()
        status = year_ends.june_statuses(careers, year, who)
        year_ends.award_credentials(careers, year, who, status)
        if written:
            rows = claims.end_of_year(careers, self.offers, year, (who, status), exits)
            self._write(rows, year, END_OF_YEAR, f"{year}-06")
            self._follow_up(year, who, status, exits)
            self._migrant(year)
        careers.finish(who, status)

    def _follow_up(self, year: int, who: np.ndarray, status: np.ndarray, exits: list[Rows]) -> None:
        """Answers of the concentrators who left in the year; the latest years' are not in yet."""
        if year > self.plan.last - self.plan.follow_up_lag:
            return
        earlier = Rows.join(exits)
        gone = ~self.careers.active[earlier.student]
        who = np.concatenate([who, earlier.student[gone].astype(np.int64)])
        status = np.concatenate([status, earlier.status[gone]])
        left = np.isin(status, LEAVING) & self.careers.concentrators(who) & self.careers.seen[who]
        frame = follow_up.answers(self.careers, year, who[left], status[left])
        self.out.table("followup", f"followup/{year}", frame)

    def _migrant(self, year: int) -> None:
        careers = self.careers
        rng = stream(careers.seed, "migrant", year)
        who = careers.enrolled()
        often = who[careers.people.lot(who, 30) < 90]
        listed = some(rng, often[careers.seen[often]], 0.75)
        if not len(listed):
            return  # the supplement is optional: a year without migrant students has no file
        sasid = pl.Series(careers.people.sasid_number(listed)).cast(pl.String)
        self.out.table("migrant", f"migrant/{year}", pl.DataFrame({"sasid": sasid}).sort("sasid"))

    def _write(self, rows: Rows, year: int, season: int, name: str) -> pl.DataFrame:
        self.careers.seen[rows.student] = True
        frame = self.collection.frame(rows, year, season)
        self.out.table("sims", f"sims/{name}", frame, header=False)
        self.progress(f"sims/{name}: {frame.height:,} rows")
        return frame

    def _tests(self) -> None:
        """MCAS files, of the two years before the records too; only students some collection knows."""
        for year, frame in self.tests:
            known = frame.filter(pl.Series(self.careers.seen[frame["student"].to_numpy()]))
            self.out.table("mcas", f"mcas/{year}", mcas.layout(known, self.plan.seed, year))

    def _tables(self) -> None:
        plan, organizations, out = self.plan, self.organizations, self.out
        out.small("programs", ["code", "kind", "title", "cluster", "nontraditional_for"], self.programs.rows())
        out.small("organizations", ["org_code", "name", "kind", "parent"], organizations.rows())
        rows = levels.level_rows(plan.seed, organizations, plan.first, plan.last, self.ties)
        out.small("levels", ["school_year", "org_code", "indicator", "level"], rows)
        plans = levels.plan_rows(plan.seed, organizations, plan.first, plan.last)
        out.small("plans_on_file", ["org_code", "indicator", "population", "accepted_year"], plans)
        summary = out.summary
        summary.districts = len(organizations.district_codes)
        summary.consortia = len(organizations.consortium_codes)
        summary.schools = len(organizations.school_codes)
        summary.people = int(np.count_nonzero(self.careers.seen))
