"""Hostile files, sent as a browser sends them: what is kept, what is said, and what comes back."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import folder
from openperkins.portal.submissions.tasks import check_submission
from tests.portal.factories import DISTRICT
from tests.portal.submissions import made
from tests.portal.submissions.test_canary import dump

SEND = f"/d/{DISTRICT}/files/send/"
#: an entity that doubles 30 times, as an Excel workbook's text
LAUGHS = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 31))


def send(client: Client, content: bytes, name: str) -> Submission | None:
    """The submission a form with one file makes, checked; None when the file was not taken."""
    answer = client.post(reverse("send_files", args=[DISTRICT]), made.form(content, name))
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        return None
    submission = Submission.objects.latest("pk")
    check_submission.call(submission.pk)
    submission.refresh_from_db()
    return submission


def workbook(**parts: str) -> bytes:
    """A workbook of one sheet, with parts of it replaced (`sheet`, `strings`)."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_string(0, 0, "L1")
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    told = {names[part]: text for part, text in parts.items()}
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, told.get(name, old.read(name)))
    return changed.getvalue()


def parquet(rows: int) -> bytes:
    """A small file of very many equal rows."""
    out = io.BytesIO()
    columns = {f"DOE{n:03}": pl.repeat("500", rows, eager=True) for n in range(1, 53)}
    pl.DataFrame(columns).write_parquet(out, compression="zstd")
    return out.getvalue()


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DECLARED = '<?xml version="1.0"?><!DOCTYPE sst [{}]>' + f"<sst {NAMESPACE}><si><t>&a30;</t></si></sst>"
FAR = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
HOSTILE = {
    "entities.xlsx": lambda: workbook(strings=DECLARED.format(f'<!ENTITY a0 "ha">{LAUGHS}')),
    "outside.xlsx": lambda: workbook(strings=DECLARED.format('<!ENTITY a30 SYSTEM "file:///etc/passwd">')),
    "far.xlsx": lambda: workbook(sheet=f"<worksheet {NAMESPACE}>{FAR}</worksheet>"),
    "bomb.xlsx": lambda: workbook(sheet=f"<worksheet {NAMESPACE}>{' ' * 150_000_000}</worksheet>"),
    "many.parquet": lambda: parquet(20_000),
    "not.parquet": lambda: b"PAR1" + b"\xff" * 200 + b"PAR1",
    "line.csv": lambda: b"L1," + b"x" * 5_000_000,
    "commas.csv": lambda: b"," * 5_000_000,
    "quote.csv": lambda: b'"' + b"L1,1010000001\n" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_as_an_error_of_the_file(client_of, own_files, name):
    client = client_of("contributor")
    submission = send(client, HOSTILE[name](), name)
    assert submission is not None
    assert submission.status == "has_errors"
    page = client.get(reverse("submission", args=[DISTRICT, submission.pk]))
    assert page.status_code == 200
    assert "root:" not in page.text
    assert client.get(reverse("marked_copy", args=[DISTRICT, submission.pk])).status_code in (200, 503)
    assert list((own_files / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x.csv",
        "..\\..\\x.csv",
        "/etc/passwd.csv",
        "a\x00b.csv",
        'a";filename=b.exe;.csv',
        "a\r\nSet-Cookie: session=1\r\n.csv",
        "report\u202efdp.csv",
        "<img src=x onerror=alert(1)>.csv",
        "=cmd|' '!A0.csv",
        "x" * 400 + ".csv",
        "ｏｃｔｏｂｅｒ．csv.csv",
    ],
)
def test_a_file_s_name_is_text_and_leads_nowhere(client_of, own_files, name):
    client = client_of("contributor")
    submission = send(client, made.sims(2), name)
    if submission is None:
        return
    inside = sorted(path for path in own_files.rglob("*") if path.is_file())
    assert all(submission.sha256 in path.name for path in inside if path.parent.parent == folder())
    page = client.get(reverse("submission", args=[DISTRICT, submission.pk]))
    assert "<img" not in page.text
    for page_name in ("sent_file", "submission_report", "marked_copy"):
        answer = client.get(reverse(page_name, args=[DISTRICT, submission.pk]))
        said = answer.headers["Content-Disposition"]
        assert said.startswith("attachment; filename")
        assert not set(said) & set("\r\n\x00\u202e")
        assert ".exe" not in said.split("filename*")[0].replace('\\"', "").split('"')[0]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
    report = b"".join(client.get(reverse("submission_report", args=[DISTRICT, submission.pk])).streaming_content)
    assert not [cell for row in csv.reader(io.StringIO(report.decode("utf-8-sig"))) for cell in row if cell[:1] in "=@"]


def test_what_is_kept_is_its_owner_s_alone(client_of, own_files):
    submission = send(client_of("contributor"), made.sims(3, planted=made.PLANTED), "october.csv")
    client_of("contributor").get(reverse("marked_copy", args=[DISTRICT, submission.pk]))
    kept = [path for path in own_files.rglob("*") if path.name not in ("tmp", "locks", "home")]
    assert kept
    assert [path.name for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_formulas_of_a_file_stay_text_in_its_marked_copy(client_of):
    import openpyxl

    rows = made.sims(3, DOE003="=HYPERLINK(1)", DOE005="@SUM(1)").replace(b"Boston", b"+1+1")
    submission = send(client_of("contributor"), rows, "october.csv")
    answer = client_of("contributor").get(reverse("marked_copy", args=[DISTRICT, submission.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_names_in_a_header_row_stay_in_the_file(client_of, log_lines, mailoutbox):
    """A file with a header no layout knows, made of a class list."""
    header = ",".join(["Zephyrina Quillfeather", "9876501234", *("" for _ in range(50))])
    content = f"{header}\n".encode() + made.sims(2)
    client = client_of("contributor")
    for kind in ("sims-october", "follow_up"):
        form = made.form(content, "october.csv", collection=kind, school_year=2016)
        assert client.post(reverse("send_files", args=[DISTRICT]), form).status_code == 302
        submission = Submission.objects.latest("pk")
        check_submission.call(submission.pk)
        submission.refresh_from_db()
        assert submission.status == "has_errors"
        page = client.get(reverse("submission", args=[DISTRICT, submission.pk])).text
        report = client.get(reverse("submission_report", args=[DISTRICT, submission.pk]))
        said = page + b"".join(report.streaming_content).decode() + dump() + log_lines.getvalue()
        said += "".join(mail.subject + mail.body for mail in mailoutbox)
        assert "Quillfeather" not in said and "9876501234" not in said


def _posted(url: str, files: int, size: int) -> dict[str, Any]:
    return {f"file-{n}-file": SimpleUploadedFile(f"{n}.csv", b"x" * size) for n in range(files)}


def test_nothing_is_written_for_who_is_not_signed_in(db, monkeypatch):
    """A request is read before the page's right is asked: by the check of the form's token."""
    written = []
    from django.core.files.uploadhandler import TemporaryFileUploadHandler as Handler

    receive = Handler.receive_data_chunk
    monkeypatch.setattr(
        Handler, "receive_data_chunk", lambda self, data, start: written.append(len(data)) or receive(self, data, start)
    )
    client = Client(enforce_csrf_checks=True)
    for url in (SEND, "/account/login/", "/account/send-again/", "/no-such-page/"):
        client.get("/account/login/")
        client.post(url, _posted(url, 3, 1_000) | {"csrfmiddlewaretoken": "x" * 64})
    assert written == []


def test_a_request_of_very_many_files_is_not_kept(client_of, monkeypatch):
    written = set()
    from django.core.files.uploadhandler import TemporaryFileUploadHandler as Handler

    receive = Handler.receive_data_chunk
    monkeypatch.setattr(
        Handler,
        "receive_data_chunk",
        lambda self, data, start: written.add(self.file_name) or receive(self, data, start),
    )
    client_of("contributor").post(SEND, _posted(SEND, 60, 100))
    assert len(written) == 6


def test_what_was_typed_beside_a_file_is_kept_when_the_session_is_gone(client_of):
    client = Client()
    client.get("/account/login/")
    form = made.form(made.sims(1)) | {"csrfmiddlewaretoken": "of our form", "note": "two words"}
    answer = client.post(SEND, form)
    assert answer.status_code == 401
    assert "two words" in answer.text and "choose it again" in answer.text


def test_a_name_of_the_directory_does_not_write_headers(organizations, client_of):
    """Names come with the State's file of organizations."""
    for name in ('Falls"; filename="x.exe', "Falls\r\nSet-Cookie: a=b", "Peña \u202e Blanca", "=1+1"):
        Organization.objects.filter(pk=DISTRICT).update(name=name)
        answer = client_of("superintendent").get(reverse("events_file", args=[DISTRICT]))
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; filename")
        assert '"; filename="x.exe' not in answer.headers["Content-Disposition"].replace('\\"', "'")
        assert "Set-Cookie" not in answer.headers
