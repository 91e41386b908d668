"""Invented files, sent and certified as districts and the State do: earlier years whole, the last one under way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.conf import settings

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.checking import check_file
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import receive
from openperkins.records.layout import discover
from openperkins.records.model import SourceFile

#: the place of the school's code among the 52 elements of a SIMS row; it begins with its district's four digits
_SCHOOL_ELEMENT = 14


@dataclass(frozen=True)
class Sending:
    """One file to send: whose it is, what it holds."""

    organization: Organization
    source: SourceFile
    content: bytes


def statewide(folder: Path, *, before: int) -> Iterator[Sending]:
    """The State's files of all years before one, and those without a year."""
    state = Organization.objects.get(pk=settings.STATE_CODE)
    for source in discover(folder).files:
        if _year(source) < before:
            yield Sending(state, source, source.path.read_bytes())


def by_district(folder: Path, *, year: int) -> Iterator[Sending]:
    """The SIMS files of a school year, a district each."""
    for source in discover(folder).files:
        if source.kind != "sims" or _year(source) != year:
            continue
        rows = pl.read_csv(source.path, has_header=False, infer_schema=False)
        districts = pl.nth(_SCHOOL_ELEMENT).str.slice(0, 4)
        parts = rows.with_columns(district=districts).partition_by(
            "district", as_dict=True, maintain_order=True, include_key=False
        )
        for (digits,), own in sorted(parts.items()):
            organization = Organization.objects.filter(pk=f"{digits}0000", kind="district").first()
            if organization is not None:
                yield Sending(organization, source, own.write_csv(include_header=False).encode())


def send(sending: Sending, *, by: Reach, file_name: str = "") -> Submission:
    """Send a file and have it checked at once."""
    source = sending.source
    suffix = source.path.suffix
    sha256, size = receive([sending.content], suffix)
    submission, _ = actions.receive(
        organization=sending.organization,
        kind=source.kind,
        school_year=_year(source),
        season=source.season or "",
        file_name=file_name or source.path.name,
        suffix=suffix,
        sha256=sha256,
        size=size,
        by=by,
    )
    return submission


def check(submission: Submission) -> Submission:
    """What the background check does."""
    report = check_file(submission)
    actions.checked(submission, rows=report.rows, errors=report.errors, warnings=report.warnings)
    submission.refresh_from_db()
    return submission


def rows_of(sending: Sending) -> int:
    """How many rows a text file has, its header left out."""
    return sending.content.count(b"\n") - (sending.source.kind != "sims")


def with_late_answers(sending: Sending) -> Sending:
    """A follow-up file in which every other leaver who had not answered has found work."""
    lines, changed = sending.content.decode().splitlines(), 0
    for place, line in enumerate(lines):
        if ",unknown," in line or ",not_placed," in line:
            changed += 1
            if changed % 2:
                lines[place] = line.replace(",unknown,", ",employed_related,").replace(
                    ",not_placed,", ",employed_related,"
                )
    return Sending(sending.organization, sending.source, ("\n".join(lines) + "\n").encode())


def with_plan_on_file(folder: Path, org_code: str) -> None:
    """The plan owed for a low figure was accepted the year before: the sixth state a result can have."""
    with (folder / "plans_on_file.csv").open("a", encoding="utf-8") as file:
        file.write(f"{org_code},6S1,male,2015-16\n")


def spoiled(content: bytes) -> bytes:
    """The same file as a spreadsheet leaves it: codes without their zeros in some rows."""
    lines = content.decode().splitlines()
    for place in range(3, min(len(lines), 60), 9):
        lines[place] = re.sub(r",0(\d),", r",\1,", lines[place], count=2)
    return ("\n".join(lines) + "\n").encode()


def _year(source: SourceFile) -> int:
    """The school year a file is of, 0 when it has none; an MCAS file says its year in its name alone."""
    if source.kind == "mcas" and source.path.stem.isdigit():
        return int(source.path.stem)
    return source.school_year or 0
