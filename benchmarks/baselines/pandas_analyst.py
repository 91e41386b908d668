"""The files of a run as an analyst writes them with pandas, from the same sealed Parquet.

python pandas_analyst.py SEALED.json OUT 2017 [2016 …]     results.csv, results_by_program.csv, students.parquet in OUT

Whole columns throughout, no loop over students; default readings, values written where they are used.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

KEY = ["school_year", "sasid"]
ATTRIBUTES = ["DOE009", "DOE010", "DOE019", "DOE025", "DOE034", "DOE042"]
PROGRAM = ["DOE035", "DOE043", "DOE044"]
INDICATORS = ["1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2"]
COLUMNS = [
    *("school_year", "org_code", "org_kind", "indicator", "population", "denominator", "numerator", "percent"),
    *("level", "level_source", "threshold", "standing", "plan"),
]
RACES = {
    "american_indian_or_alaska_native": ["04"],
    "asian": ["03"],
    "black_or_african_american": ["02"],
    "hispanic_or_latino": [f"{code:02d}" for code in range(33, 64)],
    "native_hawaiian_or_pacific_islander": ["05"],
    "white": ["01"],
    "two_or_more_races": [f"{code:02d}" for code in range(6, 32)],
}
PLACED = ["postsecondary", "advanced_training", "apprenticeship", "military", "employed_related", "employed_unrelated"]
LEAVING = ["04", "09", "10", "30", "31", "32", "33", "34", "35", "36"]
CLAIMS = ["04", "10", "11", "09", "01", "05", "06", range(30, 37), range(20, 25), "40", "41"]
LATER = {
    code: place
    for place, codes in enumerate(CLAIMS)
    for code in ([codes] if isinstance(codes, str) else map(str, codes))
}


class Sealed:
    """The sealed tables; `years` are the reporting years."""

    def __init__(self, path: Path, years: list[int]) -> None:
        stated = json.loads(path.read_text(encoding="utf-8"))
        self.tables, self.named, self.years = stated["tables"], stated["named"], years

    def read(self, name: str, columns: list[str]) -> pd.DataFrame:
        last = self.years[-1] + ("october" in name)
        paths = [path for year, path in sorted(self.tables.get(name, {}).items()) if int(year) <= last]
        parts = [pd.read_parquet(path, columns=columns) for path in paths]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)

    def winning(self, season: str, columns: list[str]) -> pd.DataFrame:
        """One record per student and collection (R02)."""
        columns = list(dict.fromkeys([*KEY, "DOE012", "DOE015", *columns]))
        rivals = self.read(f"{season}_contested", columns)
        order = {"01": 0} if season == "october" else LATER
        rivals = rivals.assign(place=rivals["DOE012"].map(order).fillna(99))
        winners = rivals.sort_values([*KEY, "place", "DOE015"]).drop_duplicates(KEY).drop(columns="place")
        return pd.concat([self.read(season, columns), winners], ignore_index=True)


def named_program(records: pd.DataFrame) -> pd.Series:
    """R11: the program a record names."""
    chapter74 = records["DOE035"].isin(["02", "03", "04", "05"]) & (records["DOE043"] != "500")
    other = records["DOE035"].isin(["13", "14"]) & (records["DOE044"] != "500")
    return records["DOE043"].where(chapter74, records["DOE044"].where(other))


def seen(mask: pd.Series, year: pd.Series) -> pd.Series:
    """A history (bit 0 is the school year 2000) up to a reporting year."""
    return mask.astype("int64") & ((2 ** (year.astype("int64") - 1999)) - 1)


class State:
    """What every indicator starts from."""

    def __init__(self, sealed: Sealed) -> None:
        self.sealed, self.years = sealed, sealed.years
        self.octobers = sealed.winning("october", [*ATTRIBUTES, *PROGRAM, "DOE016"])
        self.junes = sealed.winning("end_of_year", [*ATTRIBUTES, *PROGRAM, "DOE031"])
        self.octobers["named"] = named_program(self.octobers)
        self.junes["named"] = named_program(self.junes)
        in_cte = (self.octobers["DOE012"] == "01") & ~self.octobers["DOE035"].isin(["00", "01"])
        self.in_cte = self.octobers[in_cte & (self.octobers["school_year"] <= self.years[-1])]
        bits = self.in_cte.assign(mask=2 ** (self.in_cte["school_year"].astype("int64") - 2000))
        self.histories = bits.groupby("sasid", as_index=False)["mask"].sum()
        programs = sealed.read("programs", ["code", "nontraditional_for"])
        self.rare = programs.rename(columns={"code": "program"})
        self.migrants = sealed.read("migrant", KEY).drop_duplicates().assign(migrant=True)

    def described(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with the program (R11), for whom it is nontraditional, and the sixteen populations."""
        lacking = rows.loc[rows["named"].isna(), ["sasid", "record_year"]].drop_duplicates()
        offers = self.octobers.loc[self.octobers["named"].notna(), ["sasid", "school_year", "named"]]
        found = lacking.merge(offers, on="sasid")
        found = found[found["school_year"] <= found["record_year"]].sort_values("school_year")
        found = found.drop_duplicates(["sasid", "record_year"], keep="last").rename(columns={"named": "found"})
        rows = rows.merge(found[["sasid", "record_year", "found"]], on=["sasid", "record_year"], how="left")
        rows["program"] = rows["named"].fillna(rows["found"])
        rows = rows.merge(self.rare, on="program", how="left").merge(self.migrants, on=KEY, how="left")
        return rows.assign(**populations(rows))

    def leavers(self) -> pd.DataFrame:
        """R03, R05: concentrators who left in a reporting year."""
        left = self.junes["DOE012"].isin(LEAVING) & self.junes["school_year"].isin(self.years)
        rows = self.junes[left].merge(self.histories, on="sasid")
        octobers = seen(rows["mask"], rows["school_year"])
        rows = rows[(octobers & (octobers // 2)) != 0]
        rows = self.described(rows.assign(record_year=rows["school_year"]))
        for subject, status, level in (("ela", "eteststat", "eperf2"), ("math", "mteststat", "mperf2")):
            rows = rows.merge(self.grade_10(subject, status, level), on="sasid", how="left")
        return rows.merge(self.answers(), on=KEY, how="left")

    def grade_10(self, subject: str, status: str, level: str) -> pd.DataFrame:
        """R21: the first result; the proficient one of two in one administration."""
        columns = ["sasid", "administration_year", "administration_month", "grade", status, level]
        tests = self.sealed.read("mcas", columns)
        levels = ["F", "W", "NM", "NI", "PM", "P", "M", "A", "E"]
        tests = tests[(tests["grade"] == "10") & tests[status].isin(["T", "TR"]) & tests[level].isin(levels)]
        month = tests["administration_month"].replace(0, 5)
        tests = tests.assign(month=month, **{subject: tests[level].isin(["P", "A", "M", "E"])}).sort_values(
            ["sasid", "administration_year", "month", subject], ascending=[True, True, True, False]
        )
        return tests.drop_duplicates("sasid")[["sasid", subject]]

    def answers(self) -> pd.DataFrame:
        """R28, R29: whether any answer says the leaver was placed."""
        answers = self.sealed.read("follow_up", [*KEY, "status"])
        answers = answers.assign(placed=answers["status"].isin(PLACED))
        return answers.groupby(KEY, as_index=False)["placed"].max()

    def participants(self) -> pd.DataFrame:
        """R30: those in CTE in the reporting year's own October."""
        rows = self.in_cte[self.in_cte["school_year"].isin(self.years)]
        return self.described(rows.assign(record_year=rows["school_year"]))

    def cohort(self) -> pd.DataFrame:
        """R04, R26, R27: cohort members who are concentrators, with the attributes of R07."""
        filed = [year for year in self.years if str(year) in self.sealed.tables.get("cohort", {})]
        members = self.sealed.read("cohort", [*KEY, "org_code", "outcome"])
        members = members[members["school_year"].isin(filed) & (members["outcome"] != "removed")]
        members = members.assign(graduated=members["outcome"] == "graduated").drop(columns="outcome")
        derived = [year for year in self.years if year not in filed]
        if derived:
            members = pd.concat([members, self.derived(derived)], ignore_index=True)
        members = members.merge(self.histories, on="sasid")
        last = seen(members["mask"], members["school_year"]) // 2 ** (members["school_year"].astype("int64") - 2002)
        members = members[(last & 1) + (last // 2 & 1) + (last // 4 & 1) >= 2]
        columns = [*KEY, *ATTRIBUTES, "named"]
        records = pd.concat(
            [self.octobers[columns].assign(june=0), self.junes[columns].assign(june=1)], ignore_index=True
        ).rename(columns={"school_year": "record_year"})
        records = records[records["sasid"].isin(members["sasid"])]
        latest = members[KEY].merge(records, on="sasid")
        latest = latest[latest["record_year"] <= latest["school_year"]].sort_values(["june", "record_year"])
        latest = latest.drop_duplicates(KEY, keep="last")
        return self.described(members.merge(latest, on=KEY, how="left").rename(columns={"org_code": "DOE015"}))

    def derived(self, years: list[int]) -> pd.DataFrame:
        """R27: members by their first October in high school, minus those who moved away or died."""
        school = self.octobers[self.octobers["DOE016"].isin(["09", "10", "11", "12"])]
        first = school.sort_values("school_year").drop_duplicates("sasid")
        first = first.assign(cohort=first["school_year"] + 12 - first["DOE016"].astype(str).astype("int16"))
        first = first.loc[first["cohort"].isin(years), ["sasid", "cohort"]]
        first = first[first["sasid"].isin(self.histories["sasid"])]
        columns = [*KEY, "DOE012", "DOE015"]
        seasons = [self.octobers[columns], self.sealed.winning("march", [])[columns], self.junes[columns]]
        records = pd.concat([rows.assign(season=n) for n, rows in enumerate(seasons)], ignore_index=True)
        records = records[records["sasid"].isin(first["sasid"])].merge(first, on="sasid")
        in_time = records["school_year"] <= records["cohort"]
        last = records[in_time].sort_values(["school_year", "season"]).drop_duplicates("sasid", keep="last")
        june = in_time & (records["season"] == 2)
        summer = (records["season"] == 0) & (records["school_year"] == records["cohort"] + 1)
        graduates = records.loc[(records["DOE012"] == "04") & (june | summer), "sasid"]
        last = last[~last["DOE012"].isin(["06", "20", "21", "22", "23", "24"])]
        return pd.DataFrame(
            {
                "school_year": last["cohort"],
                "sasid": last["sasid"],
                "org_code": last["DOE015"],
                "graduated": last["sasid"].isin(graduates),
            }
        )


def populations(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """R40 to R47: a column of true and false for each."""
    return {
        "all": pd.Series(True, rows.index),
        "male": rows["DOE009"] == "M",
        "female": rows["DOE009"] == "F",
        **{name: rows["DOE010"].isin(codes) for name, codes in RACES.items()},
        "students_with_disabilities": rows["DOE034"].notna() & (rows["DOE034"] != "00"),
        "economically_disadvantaged": rows["DOE019"].isin(["01", "02"]),
        "single_parents": rows["DOE042"].isin(["02", "03"]),
        "displaced_homemakers": rows["DOE042"].isin(["01", "03"]),
        "limited_english_proficient": rows["DOE025"] == "01",
        "migrant": rows["migrant"].notna(),
        "nontraditional": rows["nontraditional_for"] == rows["DOE009"],
    }


POPULATIONS = list(populations(pd.DataFrame(columns=[*ATTRIBUTES, "migrant", "nontraditional_for"])))


def counted(state: State) -> dict[str, tuple[pd.DataFrame, pd.Series]]:
    """By indicator: who is in the denominator, and which of them are in the numerator."""
    leavers, participants, cohort = state.leavers(), state.participants(), state.cohort()
    graduated = leavers["DOE012"] == "04"
    completers = leavers[graduated & leavers["nontraditional_for"].isin(["F", "M"])]
    participants = participants[participants["nontraditional_for"].isin(["F", "M"])]
    found = {
        "2S1": (leavers, leavers["DOE031"].isin([f"{code:02d}" for code in range(1, 15)])),
        "3S1": (leavers, graduated),
        "4S1": (cohort, cohort["graduated"].astype(bool)),
        "5S1": (leavers, leavers["placed"] == True),  # noqa: E712 - blank where nobody answered
        "6S1": (participants, participants["nontraditional"]),
        "6S2": (completers, completers["nontraditional"]),
    }
    for code, subject in (("1S1", "ela"), ("1S2", "math")):
        tested = leavers[leavers[subject].notna()]
        found[code] = (tested, tested[subject].astype(bool))
    return found


def organizations(sealed: Sealed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All organizations with the one that measures them, and where each one's students are counted (R08 to R10)."""
    known = sealed.read("organizations", ["org_code", "kind", "parent"]).set_index("org_code")
    rows = {"00000000": ("state", "")} | {code: tuple(row) for code, *row in known.itertuples()}
    for code in sealed.named:
        district = code[:4] + "0000"
        if district != "00000000":
            rows.setdefault(district, ("district", ""))
            rows.setdefault(code, ("school", district))
    everyone, counts_in = [], []
    for code, (kind, parent) in rows.items():
        district = code[:4] + "0000" if kind == "school" else code
        above = rows.get(district, ("", ""))[1]
        everyone.append((code, kind, parent if kind == "consortium" else above or district))
        chain = dict.fromkeys(
            [code, *([district] if district in rows else []), *([above] if above else []), "00000000"]
        )
        counts_in += [(code, target) for target in chain]
    names = ["org_code", "org_kind", "measured_by"]
    frame = pd.DataFrame(everyone, columns=names)
    frame.loc[frame["org_kind"] == "consortium", "measured_by"] = frame["org_code"]
    return frame, pd.DataFrame(counts_in, columns=["DOE015", "org_code"])


Found = dict[str, tuple[pd.DataFrame, pd.Series]]


def cells(found: Found, counts_in: pd.DataFrame, *more: str) -> pd.DataFrame:
    """Denominator and numerator of every organization, indicator and population (and `more`) that has students."""
    parts = []
    for code, (rows, met) in found.items():
        keys = [rows["school_year"], rows["DOE015"], *(rows[name] for name in more)]
        members = rows[POPULATIONS]
        sums = [members.groupby(keys).sum(), members.mul(met, axis=0).groupby(keys).sum()]
        both = pd.concat(sums, axis=1, keys=["denominator", "numerator"]).reset_index()
        both.columns = pd.MultiIndex.from_tuples(both.columns, names=["what", "population"])
        both = both.set_index(["school_year", "DOE015", *more]).stack("population", future_stack=True).reset_index()
        parts.append(both.assign(indicator=code))
    schools = pd.concat(parts, ignore_index=True).merge(counts_in, on="DOE015")
    by = ["school_year", "org_code", *more, "indicator", "population"]
    return schools.groupby(by, as_index=False)[["denominator", "numerator"]].sum()


def results(sealed: Sealed, found: Found) -> pd.DataFrame:
    """The table of results.csv."""
    everyone, counts_in = organizations(sealed)
    years = pd.DataFrame({"school_year": pd.Series(sealed.years, dtype="int16")})
    table = every_cell(years.merge(everyone, how="cross"), cells(found, counts_in), sealed)
    table = judged(with_levels(table, sealed), sealed)
    return in_order(table, sealed, "school_year", "org_code")[COLUMNS]


def results_by_program(sealed: Sealed, found: Found) -> pd.DataFrame:
    """The table of results_by_program.csv: only programs with students, and nothing is judged."""
    everyone, counts_in = organizations(sealed)
    places = everyone.loc[everyone["org_kind"] != "school", ["org_code", "org_kind"]]
    counts = cells(found, counts_in[counts_in["org_code"].isin(places["org_code"])], "program")
    some = counts[["school_year", "org_code", "program"]].drop_duplicates().merge(places, on="org_code")
    table = with_percent(every_cell(some, counts, sealed))
    table = in_order(table, sealed, "school_year", "org_code", "program")
    return table.reindex(columns=[*COLUMNS[:2], "program", *COLUMNS[2:]])


def students(sealed: Sealed, found: Found) -> pd.DataFrame:
    """The table of students.parquet: a row per student and indicator."""
    columns = ["school_year", "sasid", "DOE015", "program", *POPULATIONS[1:]]
    parts = [rows[columns].assign(indicator=code, numerator=met) for code, (rows, met) in found.items()]
    table = pd.concat(parts, ignore_index=True)
    return table[~without_result(table, sealed)].sort_values(["indicator", "school_year", "sasid"])


def every_cell(rows: pd.DataFrame, counts: pd.DataFrame, sealed: Sealed) -> pd.DataFrame:
    """Each row with every indicator and population; nobody counted is zero, and blank where there is no result."""
    keys, table = [name for name in ("school_year", "org_code", "program") if name in rows], rows
    for other in (pd.DataFrame({"indicator": INDICATORS}), pd.DataFrame({"population": POPULATIONS})):
        table = table.merge(other, how="cross")
    table = table.merge(counts, on=[*keys, "indicator", "population"], how="left")
    table[["denominator", "numerator"]] = table[["denominator", "numerator"]].fillna(0).astype("Int64")
    table.loc[without_result(table, sealed), ["denominator", "numerator"]] = pd.NA
    return table


def without_result(table: pd.DataFrame, sealed: Sealed) -> pd.Series:
    """Rows of an indicator and year for which the file it needs was not sent."""
    answered = [int(year) for year in sealed.tables.get("follow_up", {})]
    absent = (table["indicator"] == "5S1") & ~table["school_year"].isin(answered)
    return absent if "mcas" in sealed.tables else absent | table["indicator"].isin(["1S1", "1S2"])


def in_order(table: pd.DataFrame, sealed: Sealed, *keys: str) -> pd.DataFrame:
    """Sorted as the reports are, with the school year as it is written."""
    for column, order in (("indicator", INDICATORS), ("population", POPULATIONS)):
        table[column] = pd.Categorical(table[column], order, ordered=True)
    table = table.sort_values([*keys, "indicator", "population"])
    table["school_year"] = table["school_year"].map({y: f"{y - 1}-{y % 100:02d}" for y in sealed.years})
    return table


def with_levels(table: pd.DataFrame, sealed: Sealed) -> pd.DataFrame:
    """R53: the level of the organization that measures, else the State's; the line in exact text."""
    levels = sealed.read("levels", ["school_year", "org_code", "indicator", "level"])
    own = levels.rename(columns={"org_code": "measured_by"})
    state = levels[levels["org_code"] == "00000000"].drop(columns="org_code").rename(columns={"level": "of_state"})
    table = table.merge(own, on=["school_year", "measured_by", "indicator"], how="left")
    table = table.merge(state, on=["school_year", "indicator"], how="left")
    source = pd.Series("none", table.index).mask(table["of_state"].notna(), "state")
    table["level_source"] = source.mask(table["level"].notna() & (table["org_code"] != "00000000"), "local")
    table["level"] = table["level"].fillna(table["of_state"])
    texts = {text: exact(text) for text in table["level"].dropna().unique()}
    table["millionths"] = table["level"].map({text: units for text, (units, _) in texts.items()}).astype("Int64")
    table["threshold"] = table["level"].map({text: line for text, (_, line) in texts.items()})
    return table


def exact(level: str) -> tuple[int, str]:
    """A level in millionths of a percent, and nine tenths of it as the shortest text."""
    whole, _, part = level.partition(".")
    units = int(whole) * 10**6 + int(part.ljust(6, "0") or 0)
    line = units * 9
    return units, f"{line // 10**7}.{line % 10**7:07d}".rstrip("0").rstrip(".")


def with_percent(table: pd.DataFrame) -> pd.DataFrame:
    """R50: the percent, half up, blank where nobody is counted."""
    den, num = table["denominator"], table["numerator"]
    some = (den > 0).fillna(False)
    hundredths = ((num[some] * 20000 + den[some]) // (den[some] * 2)).astype("int64")
    printed = pd.Series([f"{n // 100}.{n % 100:02d}" for n in range(10_001)])
    table["percent"] = pd.Series(printed.to_numpy()[hundredths], hundredths.index)
    return table


def judged(table: pd.DataFrame, sealed: Sealed) -> pd.DataFrame:
    """R51, R54: percent, standing and plan."""
    table = with_percent(table)
    den, num = table["denominator"], table["numerator"]
    some = (den > 0).fillna(False)
    comparable = some & table["millionths"].notna()
    reached = num * 10**9
    standing = pd.Series("below", table.index)
    standing = standing.mask((reached >= table["millionths"] * den * 9).fillna(False), "within")
    standing = standing.mask((reached >= table["millionths"] * den * 10).fillna(False), "met")
    table["standing"] = standing.where(comparable, "none")
    plans = sealed.read("plans_on_file", ["org_code", "indicator", "population", "accepted_year"])
    first = plans.groupby(["org_code", "indicator", "population"], as_index=False)["accepted_year"].min()
    table = table.merge(first, on=["org_code", "indicator", "population"], how="left")
    below = table["standing"] == "below"
    owes = below & table["org_kind"].isin(["district", "consortium"]) & (table["org_code"] == table["measured_by"])
    plan = pd.Series("not_required", table.index).mask(owes, "required")
    plan = plan.mask(owes & (table["accepted_year"] < table["school_year"]), "on_file")
    plan = plan.mask(owes & (table["denominator"] < 16).fillna(False), "exempt_small")
    table["plan"] = plan.mask(below & (table["org_kind"] == "state") & (table["population"] == "all"), "required")
    return table


def main(sealed: str, out: str, *years: str) -> dict[str, Any]:
    """Write the files; how many rows results.csv has."""
    given, folder = Sealed(Path(sealed), sorted(int(year) for year in years)), Path(out)
    folder.mkdir(exist_ok=True)
    found = counted(State(given))
    table = results(given, found)
    for name, frame in (("results.csv", table), ("results_by_program.csv", results_by_program(given, found))):
        frame.to_csv(folder / name, index=False, lineterminator="\n")
    students(given, found).to_parquet(folder / "students.parquet", compression="zstd", index=False)
    return {"rows": len(table)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
