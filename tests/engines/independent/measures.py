"""The measures of the review, one student at a time, with the standard library: a second opinion on every cell.

Written from the readings N01 to N13 and N15 alone, with the default values; nothing is shared with `src/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .compute import organizations_above
from .records import END_OF_YEAR, OCTOBER, STATE, Record, Records, district_of
from .students import LEVEL_RANK, Options, Year, enrolled_in_cte

GROUPS = (
    "all",
    "limited_english_proficient",
    "students_with_disabilities",
    "economically_disadvantaged",
    "asian",
    "black_or_african_american",
    "american_indian_or_alaska_native",
    "hispanic_or_latino",
    "two_or_more_races",
    "native_hawaiian_or_pacific_islander",
    "white",
    "male",
    "female",
)
HIGH_SCHOOL = ("09", "10", "11", "12", "SP")
RETURNING = ("09", "10", "11")
DROPOUT = ("30", "31", "32", "33", "34", "35", "36")
POSTSECONDARY = ("01", "02", "03", "04", "05", "10")
NOTHING_LEARNED = ("unknown",)
OF_PROGRAMS = ("programs", "chapter74_programs")
COUNTS = ("enrollment", *OF_PROGRAMS, "exploratory")
SUBJECTS = ("ela", "mathematics", "science")
#: scope → measures, in order
OF_SCHOOL = ("enrollment", *SUBJECTS, "masscore", "postsecondary_plans", "school_retention", "dropout")
OF_PROGRAM = (
    *("enrollment", *SUBJECTS, "masscore", "postsecondary_plans", "placement", "response"),
    *("graduation", "nontraditional", "program_retention", "program_changes", "dropout"),
)
OF_CTE = (*OF_PROGRAM, *OF_PROGRAMS, "exploratory")

Cell = tuple[str, str, str, str]  # (organization, scope, measure, group)


@dataclass(frozen=True)
class Event:
    """One student in one measure. `made` says in which organizations the student made it; True is in every one."""

    measure: str
    org: str
    groups: tuple[str, ...]
    made: bool | tuple[str, ...]
    of_school: bool = True
    in_cte: bool = False
    program: str = ""


class ReviewYear(Year):
    """The year's events of every student."""

    def __init__(self, records: Records, year: int) -> None:
        super().__init__(records, year, Options())
        self.has_october_before = (year - 2, OCTOBER) in records.sims

    def events(self, sasid: str) -> Iterator[Event]:
        october = self.record(sasid, self.year - 1, OCTOBER)
        june = self.record(sasid, self.year, END_OF_YEAR)
        yield from self.of_october(sasid, october, june)
        yield from self.of_tests(sasid, october, june)
        yield from self.of_leaving(sasid)
        yield from self.of_indicators(sasid)
        before = self.record(sasid, self.year - 2, OCTOBER)
        if before and before.status == "01" and before.grade in RETURNING:
            yield from self.of_return(sasid, before, october if october and october.status == "01" else None)

    def of_october(self, sasid: str, october: Record | None, june: Record | None) -> Iterator[Event]:
        if october is None or october.status != "01" or october.grade not in HIGH_SCHOOL:
            return
        groups, program = self.populations(sasid, october, ""), self.program(sasid, october, self.year)
        said = (october.school, groups)
        cte = {"in_cte": enrolled_in_cte(october), "program": program}
        yield Event("enrollment", *said, False, **cte)
        yield Event("dropout", *said, june is not None and june.status in DROPOUT, **cte)
        yield Event("programs", *said, False, of_school=False, **cte)
        if self.records.program_kind.get(program) == "chapter74":
            yield Event("chapter74_programs", *said, False, of_school=False, **cte)
        if october.program_type == "01":
            yield Event("exploratory", *said, False, of_school=False, in_cte=True)

    def of_tests(self, sasid: str, october: Record | None, june: Record | None) -> Iterator[Event]:
        place = june or october
        if place is None:
            return
        participant = october is not None and enrolled_in_cte(october)
        groups, program = self.populations(sasid, place, ""), self.program(sasid, place, self.year)
        for subject in SUBJECTS:
            rank = self.rank_of_the_year(sasid, subject)
            if rank is not None:
                yield Event(subject, place.school, groups, rank >= 3, in_cte=participant, program=program)

    def rank_of_the_year(self, sasid: str, subject: str) -> int | None:
        """How high the first result is, where it is of August to July of the year."""
        results: dict[tuple[int, int], int] = {}
        for attempt in (self.records.mcas or {}).get(sasid, ()):
            status, level = getattr(attempt, subject)
            if attempt.grade == "10" and status in ("T", "TR") and level in LEVEL_RANK:
                results[attempt.when] = max(LEVEL_RANK[level], results.get(attempt.when, 0))
        if not results or not (self.year - 1, 8) <= min(results) <= (self.year, 7):
            return None
        return results[min(results)]

    def of_leaving(self, sasid: str) -> Iterator[Event]:
        left, _ = self.leaving_record(sasid)
        if left is None:
            return
        concentrator = self.is_concentrator(sasid)
        program = self.program(sasid, left, self.year)
        groups = self.populations(sasid, left, "")
        said = {"in_cte": concentrator, "program": program}
        if left.status == "04":
            yield Event("masscore", left.school, groups, left.core == "01", **said)
            yield Event("postsecondary_plans", left.school, groups, left.plans in POSTSECONDARY, **said)
        if concentrator and self.records.program_kind.get(program) == "chapter74":
            answers = self.records.follow_up.get(self.year, {}).get(sasid, ())
            learned = any(answer not in NOTHING_LEARNED for answer in answers)
            yield Event("placement", left.school, groups, self.was_placed(sasid), of_school=False, **said)
            yield Event("response", left.school, groups, learned, of_school=False, **said)

    def of_indicators(self, sasid: str) -> Iterator[Event]:
        for measure, place in (("graduation", self.graduation(sasid)), ("nontraditional", self.participation(sasid))):
            if place.in_denominator:
                said = {"of_school": False, "in_cte": True, "program": place.program}
                yield Event(measure, place.org, place.populations, place.in_numerator, **said)

    def of_return(self, sasid: str, before: Record, now: Record | None) -> Iterator[Event]:
        groups = self.populations(sasid, before, "")
        there = tuple(organizations_above(self.records, now.school)) if now else ()
        yield Event("school_retention", before.school, groups, there)
        program = self.program(sasid, before, self.year - 1)
        if not enrolled_in_cte(before) or not program:
            return
        later = ""
        if now and enrolled_in_cte(now) and district_of(now.school) == district_of(before.school):
            later = self.program(sasid, now, self.year)
        said = {"of_school": False, "in_cte": True, "program": program}
        yield Event("program_retention", before.school, groups, later == program, **said)
        yield Event("program_changes", before.school, groups, later not in ("", program), **said)


def measures(records: Records, year_ends: int) -> dict[Cell, tuple[int | None, int | None]]:
    """Every cell of every scope with students: (denominator, numerator), None as the readings say."""
    year = ReviewYear(records, year_ends)
    counts: dict[Cell, list[int]] = {}
    programs: dict[tuple[str, str], set[str]] = {}
    tested = set()
    for sasid in year.everyone():
        for event in year.events(sasid):
            if event.measure in SUBJECTS:
                tested.add(event.measure)
            for org in organizations_above(records, event.org):
                if org != STATE:
                    count(counts, programs, org, event)
    for (org, measure), codes in programs.items():
        counts[org, "cte", measure, "all"] = [len(codes), 0]
    absent = {subject for subject in SUBJECTS if subject not in tested}
    absent |= set() if year.has_follow_up else {"placement", "response"}
    absent |= set() if year.has_october_before else {"school_retention", "program_retention", "program_changes"}
    return whole({cell: pair for cell, pair in counts.items() if cell[2] not in absent}, absent)


def count(counts: dict[Cell, list[int]], programs: dict[tuple[str, str], set[str]], org: str, event: Event) -> None:
    if event.measure in OF_PROGRAMS:
        if event.in_cte and event.program:
            programs.setdefault((org, event.measure), set()).add(event.program)
        return
    scopes = ["school"] if event.of_school else []
    if event.in_cte and event.measure != "school_retention":
        scopes += ["cte", *([event.program] if event.program else [])]
    made = event.made if isinstance(event.made, bool) else org in event.made
    for scope in scopes:
        for group in GROUPS:
            if group in event.groups:
                cell = counts.setdefault((org, scope, event.measure, group), [0, 0])
                cell[0] += 1
                cell[1] += made


def whole(counts: dict[Cell, list[int]], absent: set[str]) -> dict[Cell, tuple[int | None, int | None]]:
    """The same with every measure and group of the scopes there are."""
    cells: dict[Cell, tuple[int | None, int | None]] = {}
    for org, scope in sorted({(org, scope) for org, scope, _, _ in counts}):
        for measure in {"school": OF_SCHOOL, "cte": OF_CTE}.get(scope, OF_PROGRAM):
            for group in GROUPS if measure not in OF_PROGRAMS else ("all",):
                denominator, numerator = counts.get((org, scope, measure, group), (0, 0))
                pair = (denominator, None if measure in COUNTS else numerator)
                cells[org, scope, measure, group] = (None, None) if measure in absent else pair
    return cells
