"""Invented files and how they are sent."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile

from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.sending import send as send_bytes
from tests.portal import factories

LINE = (
    "L1,1010000001,Ann,M,Lee,02/29/2000,D10,Boston,F,01,01,01,01,035,01010505,10,20,21,00,00,00,00,500,267,00,00,"
    "00000000,00,00,500,500,00,500,00,00,500,00,500,00,00,00,500,500,500,0,0,500,500,500,500,500,0"
)
#: row → (element changed, value, check that finds it): fourteen mistakes as districts make them
PLANTED = {
    2: ("DOE001", "=A1+B1", "S101"),
    4: ("DOE002", "1.01E+09", "S102"),
    6: ("DOE006", "02/30/2001", "S106"),
    8: ("DOE007", "D01", "S107"),
    10: ("DOE009", "FEMALE", "S109"),
    12: ("DOE010", "64", "S110"),
    14: ("DOE012", "4", "S112"),
    16: ("DOE014", "35", "S114"),
    18: ("DOE015", "1010505", "S115"),
    20: ("DOE016", "12.0", "S116"),
    22: ("DOE018", "1E2", "S118"),
    24: ("DOE023", "USA", "S123"),
    26: ("DOE015", "01020505", "V31"),
    28: ("DOE043", "500123X", "S143"),
}


def sims(
    rows: int = 40, *, org: str = factories.DISTRICT, first: int = 1, planted: dict | None = None, **changed: str
) -> bytes:
    """A SIMS file of a district: good, but for `planted` (as PLANTED) and columns `changed` in every row."""
    lines = []
    for number in range(1, rows + 1):
        cells = LINE.split(",")
        cells[0], cells[1], cells[14] = f"L{number}", f"{1_010_000_000 + first + number}", f"{org[:4]}0505"
        for element, value in changed.items():
            cells[int(element[3:]) - 1] = value
        if planted and number in planted:
            element, value, _ = planted[number]
            cells[int(element[3:]) - 1] = value
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def upload(content: bytes, name: str = "october.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def form(content: bytes, name: str = "october.csv", **said: object) -> dict:
    """What a browser posts of one file."""
    return {
        "file-TOTAL_FORMS": "1",
        "file-INITIAL_FORMS": "0",
        "file-0-collection": said.get("collection", "sims-october"),
        "file-0-school_year": str(said.get("school_year", 2018)),
        "file-0-file": upload(content, name),
    }


def send(
    content: bytes,
    *,
    org: str = factories.DISTRICT,
    role: str = "",
    kind: str = "sims",
    season: str = "october",
    school_year: int = 2018,
    file_name: str = "october.csv",
) -> Submission:
    """A file as it is received, not checked yet."""
    role = role or ("data_steward" if org == factories.STATE else "contributor")
    submission, _ = send_bytes(
        Organization.objects.get(pk=org),
        io.BytesIO(content),
        kind=kind,
        season=season,
        school_year=school_year,
        file_name=file_name,
        by=factories.reach_with(role, org),
    )
    return submission
