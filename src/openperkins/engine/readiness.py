"""Whether a snapshot holds what a run of some years needs, and what a reader should know is absent."""

from __future__ import annotations

from openperkins.engine.snapshot import Snapshot
from openperkins.errors import InputError, UnknownNameError
from openperkins.schoolyear import SchoolYear

#: Octobers before the year's own that R04 looks at
_LOOKBACK = 2


def require(snapshot: Snapshot, years: tuple[SchoolYear, ...]) -> None:
    """Raise UnknownNameError for a year the folder knows nothing of, InputError for needed files that are missing."""
    octobers, junes = snapshot.years_of("october"), snapshot.years_of("end_of_year")
    complete = [str(SchoolYear(year)) for year in octobers if year in junes]
    missing = [f"{name}.csv" for name in ("organizations", "programs") if not snapshot.paths_of(name)]
    for year in years:
        lacks_october, lacks_june = year.ends not in octobers, year.ends not in junes
        if lacks_october and lacks_june:
            can = f"It can run {', '.join(complete)}." if complete else "It holds no complete school year."
            raise UnknownNameError(f"The folder has no records of {year}.", can)
        missing += [f"sims/{year.october}-10.csv"] if lacks_october else []
        missing += [f"sims/{year.ends}-06.csv"] if lacks_june else []
    if missing:
        raise InputError(
            f"A run needs {', '.join(dict.fromkeys(missing))}.",
            "Add what is missing to the folder and run again.",
        )


def notices(snapshot: Snapshot, years: tuple[SchoolYear, ...]) -> tuple[str, ...]:
    """One line for each optional file that is not there and what that means for the results."""
    lines = []
    if not snapshot.paths_of("mcas"):
        lines.append("No MCAS file: 1S1 and 1S2 have no result.")
    if not snapshot.paths_of("levels"):
        lines.append("No levels.csv: no organization has a level, a standing or a plan owed.")
    if not snapshot.paths_of("plans_on_file"):
        lines.append("No plans_on_file.csv: no plan counts as on file.")
    octobers = snapshot.years_of("october")
    for year in years:
        lines += _notices_of_year(snapshot, year, octobers)
    return tuple(dict.fromkeys(lines))


def _notices_of_year(snapshot: Snapshot, year: SchoolYear, octobers: tuple[int, ...]) -> list[str]:
    lines = []
    if year.ends not in snapshot.years_of("follow_up"):
        lines.append(f"No followup/{year.ends}.csv: 5S1 has no result for {year}.")
    if year.ends not in snapshot.years_of("cohort"):
        lines.append(f"No cohort/{year.ends}.csv: the {year.ends} graduation cohort is derived from the records.")
    if year.ends not in snapshot.years_of("migrant"):
        lines.append(f"No migrant/{year.ends}.csv: no student of {year} is counted as migrant.")
    for back in range(1, _LOOKBACK + 1):
        if year.ends - back not in octobers:
            lines.append(
                f"Warning: sims/{year.october - back}-10.csv is missing: concentrators of {year} may be missed."
            )
    return lines
