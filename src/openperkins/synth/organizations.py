"""Districts, schools and consortia of the invented state, and how districts differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openperkins.synth.chance import Stream, pick, stream
from openperkins.synth.names import LAST, towns

STATE_CODE = "00000000"


@dataclass(frozen=True, slots=True)
class Organizations:
    """Organizations by position. Arrays with one value per district, then one per school.

    `quality`, `hold`, `credential`, `placement`, `nontraditional` are standard normal district effects
    on achievement, on keeping students, on credentials, on placement and on crossing gender lines.
    """

    district_codes: list[str]
    district_names: list[str]
    vocational: np.ndarray
    member_of: np.ndarray  # position of the consortium, -1 when none
    weight: np.ndarray
    urban: np.ndarray
    uses_certificate: np.ndarray  # reports 10 (certificate of attainment), otherwise 11: never both (V05)
    quality: np.ndarray
    hold: np.ndarray
    credential: np.ndarray
    placement: np.ndarray
    nontraditional: np.ndarray
    consortium_codes: list[str]
    consortium_names: list[str]
    school_codes: list[str]
    school_names: list[str]
    district_of: np.ndarray
    lower: np.ndarray  # teaches below grade 9 only

    def accountable(self) -> list[str]:
        """Codes of those that agree on levels: consortia and districts outside one, sorted."""
        alone = [code for code, to in zip(self.district_codes, self.member_of, strict=True) if to < 0]
        return sorted(alone + self.consortium_codes)

    def accountable_of(self) -> np.ndarray:
        """Per district, the code of the organization it is measured as (its consortium's or its own)."""
        return np.array(
            [
                self.consortium_codes[to] if to >= 0 else code
                for code, to in zip(self.district_codes, self.member_of, strict=True)
            ]
        )

    def rows(self) -> list[dict[str, str]]:
        """The rows of organizations.csv, sorted by code."""
        rows = [
            {"org_code": code, "name": name, "kind": "consortium", "parent": ""}
            for code, name in zip(self.consortium_codes, self.consortium_names, strict=True)
        ]
        for code, name, to in zip(self.district_codes, self.district_names, self.member_of, strict=True):
            parent = self.consortium_codes[to] if to >= 0 else ""
            rows.append({"org_code": code, "name": name, "kind": "district", "parent": parent})
        for code, name, district in zip(self.school_codes, self.school_names, self.district_of, strict=True):
            parent = self.district_codes[district]
            rows.append({"org_code": code, "name": name, "kind": "school", "parent": parent})
        return sorted(rows, key=lambda row: row["org_code"])


def make_organizations(seed: int, count: int) -> Organizations:
    """`count` districts with one to four high schools each; about one consortium per six districts."""
    rng = stream(seed, "organizations")
    vocational = np.arange(count) % 5 == 2
    codes = _district_codes(vocational)
    names = towns(count)
    member_of = _memberships(rng, vocational)
    weight = np.exp(0.6 * rng.standard_normal(count))
    weight *= np.where(member_of >= 0, 0.45, np.where(vocational, 1.1, 1.3))
    titles = [
        f"{name} Regional Vocational Technical" if is_vocational else name
        for name, is_vocational in zip(names, vocational, strict=True)
    ]
    effects = rng.standard_normal((5, count))
    schools = _schools(rng, codes, names, vocational, member_of)
    consortia = int(member_of.max(initial=-1)) + 1
    return Organizations(
        district_codes=codes,
        district_names=titles,
        vocational=vocational,
        member_of=member_of,
        weight=weight / weight.sum(),
        urban=np.where(rng.random(count) < 0.25, rng.uniform(0.5, 1, count), rng.uniform(0, 0.4, count)),
        uses_certificate=rng.random(count) < 0.6,
        quality=effects[0],
        hold=effects[1],
        credential=effects[2],
        placement=effects[3],
        nontraditional=effects[4],
        consortium_codes=[f"{_consortium_number(k):04d}0000" for k in range(consortia)],
        consortium_names=[_consortium_name(names, member_of, k) for k in range(consortia)],
        school_codes=[school[0] for school in schools],
        school_names=[school[1] for school in schools],
        district_of=np.array([school[2] for school in schools], dtype=np.int32),
        lower=np.array([school[3] for school in schools], dtype=bool),
    )


def _district_codes(vocational: np.ndarray) -> list[str]:
    """Eight digits: towns below 0500, 0600-0799 and from 1000; regional vocational 0801-0999, then 5001 on."""
    town_numbers = [*range(1, 500), *range(600, 800), *range(1000, 5000)]
    regional_numbers = [*range(801, 1000), *range(5001, 9000)]
    step = max(1, 480 // len(vocational))
    town, regional, codes = 0, 0, []
    for is_vocational in vocational:
        number = regional_numbers[regional] if is_vocational else town_numbers[town * step]
        town, regional = town + (not is_vocational), regional + bool(is_vocational)
        codes.append(f"{number:04d}0000")
    return codes


def _consortium_number(position: int) -> int:
    return 501 + position if position < 99 else 9001 + position


def _memberships(rng: Stream, vocational: np.ndarray) -> np.ndarray:
    """Which consortium each district belongs to; two to four members each, never a vocational district."""
    member_of = np.full(len(vocational), -1, dtype=np.int32)
    candidates = np.flatnonzero(~vocational)[::-1]
    wanted, used = round(len(vocational) / 6) if len(vocational) >= 3 else 0, 0
    for consortium in range(max(wanted, int(len(vocational) >= 3))):
        size = int(rng.integers(2, 5)) if len(vocational) >= 9 else 2
        members = candidates[used : used + size]
        if len(members) < 2:
            break
        member_of[members] = consortium
        used += size
    return member_of


def _consortium_name(names: list[str], member_of: np.ndarray, position: int) -> str:
    members = [names[k] for k in np.flatnonzero(member_of == position)]
    return f"{', '.join(members[:-1])} and {members[-1]} Career Consortium"


def _schools(
    rng: Stream, codes: list[str], names: list[str], vocational: np.ndarray, member_of: np.ndarray
) -> list[tuple[str, str, int, bool]]:
    """(code, name, district, lower) of every school, sorted by code."""
    schools = []
    for district, code in enumerate(codes):
        alone = vocational[district] or member_of[district] >= 0
        count = 1 + int(pick(rng, 1, (0.8, 0.2) if alone else (0.5, 0.25, 0.15, 0.1))[0])
        honored = [LAST[int(k)] for k in rng.integers(0, len(LAST), count)]
        for k in range(count):
            base = 605 if vocational[district] else 505
            name = _school_name(names[district], honored[k], k, bool(vocational[district]))
            schools.append((f"{code[:4]}{base + 5 * k:04d}", name, district, False))
        if not vocational[district]:
            schools.append((f"{code[:4]}0105", f"{names[district]} Elementary School", district, True))
    return sorted(schools)


def _school_name(town: str, honored: str, position: int, vocational: bool) -> str:
    if vocational:
        return f"{town} Regional Technical High School" + (" North Campus" if position else "")
    forms = (f"{town} High School", f"{honored} Memorial High School", f"{town} Academy", f"{town} Evening School")
    return forms[position]
