"""Files that go with a document: which are taken, who adds and reads them, what a version keeps."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.documents import actions
from openperkins.portal.documents.attaching import attach, detach, readable
from openperkins.portal.documents.file_types import plain_name, refusal
from openperkins.portal.documents.models import Attachment, Document, size_in_words
from openperkins.portal.submissions.storage import ATTACHED, path_of
from openperkins.portal.submissions.sweep import sweep
from openperkins.portal.workflow import Refused
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with
from tests.portal.level_revisions.steps import FILES, PDF, agreed, begun, request_of_2018, text, upload

pytestmark = pytest.mark.usefixtures("own_home")


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")
    return made.getvalue()


PNG, JPEG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, b"\xff\xd8\xff\xe0" + b"\x00" * 20
WORD, EXCEL = archive("[Content_Types].xml", "word/document.xml"), archive("xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.docx", WORD),
        ("a.xlsx", EXCEL),
        ("a.csv", b"region,month,jobs\n"),
        ("a.txt", "Stellen in März\n".encode("cp1252")),
        ("a.csv", "a\tb".encode("utf-16")),
        ("a.png", PNG),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
    ],
)
def test_files_that_are_what_they_say_are_taken(name, content):
    assert refusal(io.BytesIO(content), name) is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "Files of these types can be added"),
        ("a.html", b"<html>", "Files of these types can be added"),
        ("pdf", PDF, "Files of these types can be added"),
        ("a.pdf", b"MZ\x90\x00", "is not a PDF"),
        ("a.png", JPEG, "is not a PNG picture"),
        ("a.docx", EXCEL, "is not a Word document"),
        ("a.docx", b"PK\x03\x04 nothing more", "is not a Word document"),
        ("a.docx", WORD[:-10], "is not a Word document"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin"), "without macros"),
        ("a.xlsx", archive("word/document.xml"), "is not an Excel workbook"),
        ("a.csv", PDF, "is not a text file"),
        ("a.txt", b"text" * 20_000 + b"\x00", "is not a text file"),
        ("a.txt", b"", "The file is empty"),
    ],
)
def test_others_are_not(name, content, said):
    assert said in refusal(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\jobs.PDF", "jobs.pdf"),
        ("a\u202efdp.txt", "a\\u202efdp.txt"),
        (" . .pdf", "file.pdf"),
        ("jobs\r\nSet-Cookie: x.csv", "jobs\\x0d\\x0aSet-Cookie: x.csv"),
    ],
)
def test_a_name_is_kept_plain(given, kept):
    assert plain_name(given) == kept


def test_long_names_fit_the_column():
    assert all(len(plain_name(sign * 300 + ".xlsx")) <= 180 for sign in "x\u202e")


def test_sizes_in_words():
    assert [size_in_words(size) for size in (1, 1_000, 999_999, 1_400_001)] == ["1 KB", "1 KB", "1000 KB", "1.5 MB"]


@pytest.fixture
def document(published) -> Document:
    agreed()
    return begun()


def test_one_adds_and_takes_off_while_writing(document, client_of):
    director = client_of("cte_director")
    assert director.post(FILES, upload(b"region,month,jobs\n", "more.csv")).url == FILES
    shown = text(director.get(FILES))
    assert "jobs.pdf" in shown and "more.csv" in shown
    one = Attachment.objects.get(name="more.csv")
    url = f"{FILES}{one.pk}/"
    answer = director.get(url)
    assert b"".join(answer.streaming_content) == b"region,month,jobs\n"
    assert answer["Content-Disposition"] == 'attachment; filename="more.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/octet-stream"
    assert "no-store" in answer["Cache-Control"]
    assert "more.csv" in text(director.get(f"{url}take-off/"))
    assert director.post(f"{url}take-off/").url == FILES
    assert director.get(url).status_code == 404
    assert [event.verb for event in Event.objects.filter(verb__startswith="document.").order_by("number")][-2:] == [
        "document.attached",
        "document.detached",
    ]
    assert not any("more" in str(event.details) for event in Event.objects.all())  # names are what people wrote


def test_what_cannot_be_taken_is_said_on_the_page(document, client_of, settings):
    director = client_of("cte_director")
    answer = director.post(FILES, upload(b"MZ", "a.exe"))
    assert answer.status_code == 422 and "Error:" in text(answer) and "Files of these types" in text(answer)
    answer = director.post(FILES, {})
    assert answer.status_code == 422 and "Choose a file." in text(answer)
    settings.ATTACHMENT_LIMIT = 1_000_000
    answer = director.post(FILES, upload(PDF + b"\x00" * 1_000_000))
    assert answer.status_code == 422 and "larger than 1 MB" in text(answer)
    settings.MOST_ATTACHMENTS = 1
    answer = director.post(FILES, upload(PDF + b"another"))
    assert answer.status_code == 422 and "as many as can be" in text(answer)
    assert Attachment.objects.count() == 1


def test_the_same_bytes_are_one(document):
    attach(document, io.BytesIO(PDF), "again.pdf", by=reach_with("cte_director", DISTRICT))
    assert Attachment.objects.count() == 1


def test_others_neither_read_nor_add(document, client_of):
    one = Attachment.objects.get()
    url = f"{FILES}{one.pk}/"
    for path in (FILES, url, f"{url}take-off/"):
        assert client_of("superintendent", OTHER).get(path).status_code == 404
        assert client_of("contributor").get(path).status_code == 403
    # by way of one's own district, another's file is none
    agreed(org_code=OTHER)
    assert (
        client_of("superintendent", OTHER).get(f"/d/{OTHER}/2018/levels/5S1/revision/files/{one.pk}/").status_code
        == 404
    )
    assert client_of("viewer").get(url).status_code == 200
    assert client_of("viewer").post(FILES, upload()).status_code == 403
    # a draft's files are the district's own
    assert client_of("liaison").get(url).status_code == 404
    assert "jobs.pdf" not in text(client_of("liaison").get(FILES))
    assert client_of("administrator").get(url).status_code == 404


def test_a_version_keeps_its_files(document, client_of):
    one = Attachment.objects.get()
    superintendent, administrator = client_of("superintendent"), client_of("administrator")
    director = reach_with("cte_director", DISTRICT)
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    held = document.revisions.get().attachments
    told = {"id": one.pk, "name": "jobs.pdf", "sha256": one.sha256, "bytes": len(PDF), "question": ""}
    assert held == [told]
    assert superintendent.post(FILES, upload(b"later", "later.txt")).status_code == 409
    for act in (lambda: attach(document, io.BytesIO(b"x"), "x.txt", by=director), lambda: detach(one, by=director)):
        with pytest.raises(Refused, match="so its files stay as they are"):
            act()
    url = reverse("review_level_revision_file", args=[document.pk, one.pk])
    assert b"".join(administrator.get(url).streaming_content) == PDF
    actions.take(document, "withdraw", by=reach_with("superintendent", DISTRICT))
    document = request_of_2018()
    detach(one, by=director)
    attach(document, io.BytesIO(b"later"), "later.txt", by=director)
    later = document.attached.get()
    # the State reads what was sent, the district both
    assert set(readable(document, reach_with("administrator", STATE))) == {one.pk}
    assert set(readable(document, director)) == {one.pk, later.pk}
    shown = text(superintendent.get("/d/00010000/2018/levels/5S1/revision/history/"))
    assert "jobs.pdf" in shown and one.sha256 in shown and "later.txt" not in shown


def test_bytes_nobody_holds_go_and_others_stay(document):
    director = reach_with("cte_director", DISTRICT)
    kept = Attachment.objects.get()
    gone = attach(document, io.BytesIO(b"a mistake"), "mistake.txt", by=director)
    detach(gone, by=director)
    paths = [path_of(one.sha256, "", ATTACHED) for one in (kept, gone)]
    _age(*paths)
    sweep()
    assert [path.exists() for path in paths] == [True, False]
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    Attachment.objects.update(removed_by=director.person, removed_at="2018-01-01T00:00:00Z")
    _age(paths[0])
    sweep()
    assert paths[0].exists()  # a version holds it


def _age(*paths: Path) -> None:
    old = time.time() - 200_000
    for path in paths:
        os.utime(path, (old, old))
