"""Four-year graduation cohorts: everyone who started grade 9 together, and what had become of each."""

from __future__ import annotations

import numpy as np
import polars as pl

from openperkins.synth.careers import Careers
from openperkins.synth.chance import happens, stream
from openperkins.synth.rows import ENROLLED, GRADUATED, STATUS

OUTCOMES = [
    "graduated", "still_in_school", "non_grad_completer", "hse", "dropped_out", "excluded", "removed",
]  # fmt: skip
_REMOVED = [STATUS[code] for code in ("06", "20", "21", "22", "23", "24")]
_COMPLETED = [STATUS[code] for code in ("09", "10", "11")]


def members(careers: Careers, year: int) -> pl.DataFrame:
    """The file of cohort `year` as it stands after the summer that follows it, sorted by SASID.

    Districts of odd position name their schools as `org_code`, the others themselves.
    """
    everyone = np.arange(careers.people.count)
    mine = (careers.cohort[everyone] == year) & careers.seen[everyone] & ~careers.people.service_only[everyone]
    who = everyone[mine]
    rng = stream(careers.seed, "cohort", year)
    status, active = careers.status[who], careers.active[who]
    equivalency = (status == STATUS["30"]) & happens(rng, 0.6, len(who))
    outcome = np.select(
        [active, status == GRADUATED, np.isin(status, _COMPLETED), equivalency, status == STATUS["05"],
         np.isin(status, _REMOVED)],
        [1, 0, 2, 3, 5, 6], 4,
    )  # fmt: skip
    vanished = ~active & (status == ENROLLED)
    outcome = np.where(vanished, 4, outcome)
    district = careers.district(who)
    schools = pl.Series(careers.organizations.school_codes)
    districts = pl.Series(careers.organizations.district_codes)
    codes = pl.concat([schools, districts])
    at = np.where(district % 2 == 1, careers.school[who], len(schools) + district)
    return pl.DataFrame(
        {
            "sasid": pl.Series(careers.people.sasid_number(who)).cast(pl.String),
            "cohort_year": pl.Series([str(year)]).new_from_index(0, len(who)),
            "org_code": codes.gather(pl.Series(at.astype(np.int64))),
            "outcome": pl.Series(OUTCOMES).gather(pl.Series(outcome.astype(np.int64))),
        }
    ).sort("sasid")
