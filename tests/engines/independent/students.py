"""What each student counts in: population, denominator and numerator of each indicator, by the readings.

Every function answers one question about one student by looking the student up in the winning records.
Reading ids (R01 and so on) name the reading a line follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .records import END_OF_YEAR, OCTOBER, Attempt, Record, Records

CHAPTER_74 = ("02", "03", "04", "05")
NON_CHAPTER_74 = ("13", "14")
DROPPED_OUT = ("30", "31", "32", "33", "34", "35", "36")
LEFT = ("04", "10", "09", *DROPPED_OUT)  # R05
NOT_COHORT_MEMBERS = ("20", "21", "22", "23", "24", "06")  # R27
CREDENTIALS = tuple(f"{number:02d}" for number in range(1, 15))  # R24
HIGH_SCHOOL = {"09": 9, "10": 10, "11": 11, "12": 12}
PLACED = {
    "postsecondary",
    "advanced_training",
    "apprenticeship",
    "military",
    "employed_related",
    "employed_unrelated",
}
# R21: how high a level is; 3 and 4 are Proficient or Advanced.
LEVEL_RANK = {"A": 4, "P": 3, "NI": 2, "W": 1, "F": 1, "E": 4, "M": 3, "PM": 2, "NM": 1}
ALTERNATE_RANK = {"A_A": 4, "P_A": 3, "NIA": 2, "PRG": 1, "EMG": 1, "AWR": 1, "INP": 1}
RACES = {
    "01": "white",
    "02": "black_or_african_american",
    "03": "asian",
    "04": "american_indian_or_alaska_native",
    "05": "native_hawaiian_or_pacific_islander",
}


@dataclass(frozen=True)
class Options:
    """The parameters this computation can vary; the defaults are the default readings."""

    attempt: str = "first"  # R21: first, best, latest
    alternate: str = "no_result"  # R22: no_result, count
    technical_denominator: str = "left"  # R23: left, reported
    disability_504: bool = False  # R42
    participation_october: str = "own"  # R30: own, before
    consecutive: bool = True  # R03
    summer_graduates: bool = False  # R06
    cohort: str = "file"  # R26, R27: file, derived

    def __post_init__(self) -> None:
        allowed = {
            "attempt": ("first", "best", "latest"),
            "alternate": ("no_result", "count"),
            "technical_denominator": ("left", "reported"),
            "participation_october": ("own", "before"),
            "cohort": ("file", "derived"),
        }
        for name, values in allowed.items():
            if getattr(self, name) not in values:
                raise ValueError(f"{name} is one of {', '.join(values)}, not {getattr(self, name)!r}")


@dataclass(frozen=True)
class Place:
    """One student's place in one indicator; organization, program and populations by R07."""

    in_population: bool = False
    in_denominator: bool = False
    in_numerator: bool = False
    org: str = ""
    program: str = ""
    populations: tuple[str, ...] = ()


class Year:
    """One reporting year of one records folder: ``places(sasid)`` gives the student's eight places."""

    def __init__(self, records: Records, year: int, options: Options) -> None:
        self.records, self.year, self.options = records, year, options
        self.collections = sorted(records.sims)
        self.has_mcas = records.mcas is not None
        self.has_follow_up = year in records.follow_up
        self.cohort_file = records.cohort.get(year) if options.cohort == "file" else None

    def everyone(self) -> list[str]:
        """Every student that a SIMS record or this year's cohort file names, sorted."""
        seen: set[str] = set(self.cohort_file or ())
        for winners in self.records.sims.values():
            seen.update(winners)
        return sorted(seen)

    def places(self, sasid: str) -> dict[str, Place]:
        concentrator = self.is_concentrator(sasid)
        exit_record, exit_year = self.leaving_record(sasid)
        eoy = self.record(sasid, self.year, END_OF_YEAR)
        left = exit_record is not None
        status = exit_record.status if exit_record else ""
        shown = exit_record or eoy
        base = self.described(sasid, shown, exit_year or self.year)
        ela = self.grade_10_rank(sasid, "ela")
        mathematics = self.grade_10_rank(sasid, "mathematics")
        leaver = concentrator and left
        return {
            "1S1": judged(base, concentrator, leaver and ela is not None, (ela or 0) >= 3),
            "1S2": judged(base, concentrator, leaver and mathematics is not None, (mathematics or 0) >= 3),
            "2S1": self.technical_skill(sasid, base, concentrator, exit_record, eoy),
            "3S1": judged(base, concentrator, leaver, status == "04"),
            "4S1": self.graduation(sasid),
            "5S1": judged(base, concentrator, leaver and self.has_follow_up, self.was_placed(sasid)),
            "6S1": self.participation(sasid),
            "6S2": self.completion(base, leaver and status == "04", shown),
        }

    # --- records ----------------------------------------------------------------------------------

    def record(self, sasid: str, calendar_year: int, month: int) -> Record | None:
        return self.records.sims.get((calendar_year, month), {}).get(sasid)

    def octobers(self, sasid: str, latest: int) -> list[tuple[int, Record]]:
        """The student's winning October records up to October `latest`, oldest first."""
        found = []
        for year, month in self.collections:
            if month == OCTOBER and year <= latest:
                record = self.record(sasid, year, month)
                if record:
                    found.append((year, record))
        return found

    def cte_octobers(self, sasid: str) -> set[int]:
        """R01: the Octobers up to the reporting year's in which the student was enrolled in CTE."""
        return {year for year, record in self.octobers(sasid, self.year - 1) if enrolled_in_cte(record)}

    # --- nouns ------------------------------------------------------------------------------------

    def is_concentrator(self, sasid: str) -> bool:
        enrolled = self.cte_octobers(sasid)
        if not self.options.consecutive:
            return len(enrolled) >= 2
        return any(year + 1 in enrolled for year in enrolled)  # R03

    def leaving_record(self, sasid: str) -> tuple[Record | None, int | None]:
        """R05, R06: the record that shows the student left in the year, and the year in which its school
        year ends; (None, None) when the student has not left."""
        eoy = self.record(sasid, self.year, END_OF_YEAR)
        if eoy and eoy.status in LEFT:
            return eoy, self.year
        summer = self.record(sasid, self.year, OCTOBER)  # R06
        if self.options.summer_graduates and summer and summer.status == "04" and summer.membership == "555":
            return summer, self.year + 1
        return None, None

    def program(self, sasid: str, record: Record, record_year: int) -> str:
        """R11: the record's own program, else its school year's October's, else that of the latest October up to
        the record's school year."""
        own = program_named(record) or program_named(self.record(sasid, record_year - 1, OCTOBER))
        if own:
            return own
        for _, october in reversed(self.octobers(sasid, record_year - 1)):
            if program_named(october):
                return program_named(october)
        return ""

    def described(self, sasid: str, record: Record | None, record_year: int) -> Place:
        """Organization, program and populations by a record of the school year that ends in `record_year`."""
        if record is None:
            return Place(populations=("all",))
        program = self.program(sasid, record, record_year)
        return Place(org=record.school, program=program, populations=self.populations(sasid, record, program))

    def favours(self, program: str) -> str:
        """The gender for which the program is nontraditional; empty when none or unknown (R33)."""
        return self.records.nontraditional_for.get(program, "")

    def grade_10_rank(self, sasid: str, subject: str) -> int | None:
        """R21, R22: how high the grade 10 result that counts is; None when the student has no result."""
        results: dict[tuple[int, int], int] = {}
        for attempt in (self.records.mcas or {}).get(sasid, ()):
            rank = self.result(attempt, subject)
            if rank is not None:
                results[attempt.when] = max(rank, results.get(attempt.when, 0))
        if not results:
            return None
        if self.options.attempt == "best":
            return max(results.values())
        chosen = min(results) if self.options.attempt == "first" else max(results)
        return results[chosen]

    def result(self, attempt: Attempt, subject: str) -> int | None:
        tested, level = attempt.ela if subject == "ela" else attempt.mathematics
        if attempt.grade != "10" or tested not in ("T", "TR"):
            return None
        if level in ALTERNATE_RANK and self.options.alternate == "count":
            return ALTERNATE_RANK[level]
        return LEVEL_RANK.get(level)

    def was_placed(self, sasid: str) -> bool:
        """R28, R29: any placed answer comes before every other answer."""
        answers = self.records.follow_up.get(self.year, {}).get(sasid, ())
        return any(answer in PLACED for answer in answers)

    def populations(self, sasid: str, record: Record, program: str) -> tuple[str, ...]:
        """R40 to R47, in no particular order but always with `all`."""
        belongs = {
            "male": record.gender == "M",
            "female": record.gender == "F",
            race_group(record.race): True,
            "students_with_disabilities": record.special_education != "00"
            or (self.options.disability_504 and record.plan_504 == "01"),
            "economically_disadvantaged": record.low_income in ("01", "02"),
            "single_parents": record.special_population in ("02", "03"),
            "displaced_homemakers": record.special_population in ("01", "03"),
            "limited_english_proficient": record.english_learner == "01",
            "migrant": sasid in self.records.migrant.get(self.year, ()),
            "nontraditional": record.gender in ("F", "M") and self.favours(program) == record.gender,
        }
        return ("all", *(name for name, yes in belongs.items() if yes))

    # --- the indicators that are more than one line -----------------------------------------------

    def technical_skill(
        self, sasid: str, base: Place, concentrator: bool, exit_record: Record | None, eoy: Record | None
    ) -> Place:
        if self.options.technical_denominator == "reported":  # R23
            held = eoy is not None and eoy.credential in CREDENTIALS
            base = self.described(sasid, eoy, self.year)
            return judged(base, concentrator, eoy is not None, held)
        held = exit_record is not None and exit_record.credential in CREDENTIALS
        return judged(base, concentrator, exit_record is not None, held)

    def participation(self, sasid: str) -> Place:
        october = self.year - 1 if self.options.participation_october == "own" else self.year - 2  # R30
        record = self.record(sasid, october, OCTOBER)
        if record is None or not enrolled_in_cte(record):
            return Place()
        place = self.described(sasid, record, october + 1)
        return self.completion(place, True, record)

    def completion(self, place: Place, in_population: bool, record: Record | None) -> Place:
        """R30, R31: in a program nontraditional for one gender, and of that gender (R32: never gender N)."""
        favoured = self.favours(place.program)
        of_that_gender = record is not None and record.gender == favoured
        return judged(place, in_population, in_population and favoured != "", of_that_gender)

    def graduation(self, sasid: str) -> Place:
        org, graduated = self.cohort_member(sasid)
        octobers = {self.year - 3, self.year - 2, self.year - 1}  # R04
        if not org or len(self.cte_octobers(sasid) & octobers) < 2:
            return Place()
        record, record_year = self.latest_record(sasid)
        place = self.described(sasid, record, record_year)
        return judged(replace(place, org=org), True, True, graduated)

    def latest_record(self, sasid: str) -> tuple[Record, int]:
        """R07 for 4S1: the latest End of Year record up to the cohort year, else the latest October."""
        for year, month in reversed(self.collections):
            record = self.record(sasid, year, month)
            if month == END_OF_YEAR and year <= self.year and record:
                return record, year
        october, record = self.octobers(sasid, self.year - 1)[-1]
        return record, october + 1

    def cohort_member(self, sasid: str) -> tuple[str, bool]:
        """(organization, graduated) of a member of this year's cohort; ("", False) for anybody else."""
        if self.cohort_file is None:
            return self.derived_member(sasid)
        org, outcome = self.cohort_file.get(sasid, ("", "removed"))
        return ("", False) if outcome == "removed" else (org, outcome == "graduated")

    def derived_member(self, sasid: str) -> tuple[str, bool]:
        """R27."""
        high_school = [(y, r) for y, r in self.octobers(sasid, self.year) if r.grade in HIGH_SCHOOL]
        if not high_school:
            return "", False
        october, first = high_school[0]
        if october + 1 + 12 - HIGH_SCHOOL[first.grade] != self.year:
            return "", False
        history = self.history(sasid)
        last = history[-1][1]
        if last.status in NOT_COHORT_MEMBERS:
            return "", False
        graduated = any(month == END_OF_YEAR and record.status == "04" for month, record in history)
        summer = self.record(sasid, self.year, OCTOBER)
        return last.school, graduated or (summer is not None and summer.status == "04")

    def history(self, sasid: str) -> list[tuple[int, Record]]:
        """(month, record) of every collection up to this End of Year that has the student, oldest first."""
        wanted = [c for c in self.collections if c <= (self.year, END_OF_YEAR)]
        found = [(month, self.record(sasid, year, month)) for year, month in wanted]
        return [(month, record) for month, record in found if record]


def judged(place: Place, in_population: bool, in_denominator: bool, in_numerator: bool) -> Place:
    """The place with its three answers; who is outside a set is outside everything within it."""
    if not in_population:
        return Place()
    return replace(
        place, in_population=True, in_denominator=in_denominator, in_numerator=in_denominator and in_numerator
    )


def enrolled_in_cte(record: Record) -> bool:
    """R01."""
    return record.status == "01" and record.program_type not in ("00", "01")


def program_named(record: Record | None) -> str:
    """The program code a record names by itself; empty when it names none."""
    if record is None:
        return ""
    if record.program_type in CHAPTER_74:
        code = record.chapter74
    elif record.program_type in NON_CHAPTER_74:
        code = record.non_chapter74
    else:
        code = "500"
    return "" if code == "500" else code


def race_group(code: str) -> str:
    """R41."""
    if int(code) >= 33:
        return "hispanic_or_latino"
    return RACES.get(code, "two_or_more_races")


def all_places(year: Year) -> Iterable[tuple[str, str, Place]]:
    """(sasid, indicator, place) for every student and indicator, sorted by student."""
    for sasid in year.everyone():
        for indicator, place in year.places(sasid).items():
            yield sasid, indicator, place
