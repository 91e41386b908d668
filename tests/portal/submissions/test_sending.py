"""Sending files: what is taken, what is refused, and that the same file is never there twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from openperkins.portal.accounts.models import Person
from openperkins.portal.audit.models import Event
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import folder, path_of
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, OTHER
from tests.portal.submissions import made

XLSX, PARQUET = b"PK\x03\x04" + bytes(400), b"PAR1" + bytes(400) + b"PAR1"


def url(org: str = DISTRICT) -> str:
    return reverse("send_files", args=[org])


def kept() -> list:
    return [path for path in folder().rglob("*") if path.is_file()]


def test_a_file_is_kept_noted_and_queued(client_of):
    content = made.sims()
    answer = client_of("contributor").post(url(), made.form(content))
    submission = Submission.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("submission", args=[DISTRICT, submission.pk])
    assert path_of(submission.sha256, ".csv").read_bytes() == content
    assert (submission.status, submission.season, submission.school_year) == ("received", "october", 2018)
    assert DBTaskResult.objects.count() == 1
    assert Event.objects.get(verb="submission.received").about == f"submission {submission.pk}"


def test_the_same_bytes_again_are_the_first_submission(client_of):
    client = client_of("contributor")
    first = client.post(url(), made.form(made.sims()))
    again = client.post(url(), made.form(made.sims(), name="another name.csv"), follow=True)
    assert again.redirect_chain[-1][0] == first.url and "sent before" in again.content.decode()
    assert Submission.objects.count() == 1 and DBTaskResult.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "The file is empty"),
        ("a.csv", XLSX, "but is an Excel workbook"),
        ("a.csv", PARQUET, "but is a Parquet file"),
        ("a.csv", b"\x01\x00\x02\x00" * 500, "not text"),
        ("a.csv", "a,b\n".encode("utf-16-le"), "byte order mark"),
        ("a.csv", b"%PDF-1.7", "but is a PDF"),
        ("a.xlsx", b"a,b\n", "is not an Excel workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(10), "an old Excel workbook"),
        ("a.parquet", XLSX, "but is an Excel workbook"),
        ("a.txt", b"a,b\n", ".csv, .xlsx or .parquet"),
        ("a", b"a,b\n", ".csv, .xlsx or .parquet"),
    ],
)
def test_what_is_not_taken_is_refused_in_words(client_of, name, content, says):
    answer = client_of("contributor").post(url(), made.form(content, name=name))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert says in text and "<title>Error:" in text and 'href="#id_file-0-file"' in text
    assert not Submission.objects.exists() and kept() == []


@pytest.mark.parametrize("content", ["a,b\n".encode("utf-16"), b"a,b\x00c\n" + b"a,b\n" * 200, made.sims()])
def test_text_with_a_mark_or_a_stray_zero_is_for_the_checks(client_of, content):
    assert client_of("contributor").post(url(), made.form(content)).status_code == 302


def test_a_file_over_the_limit_is_refused_and_not_kept(client_of, settings, own_files):
    settings.UPLOAD_LIMIT = 100_000
    answer = client_of("contributor").post(url(), made.form(b"x" * 150_000))
    assert answer.status_code == 422 and "larger than" in answer.content.decode()
    assert not Submission.objects.exists() and kept() == [] and list((own_files / "tmp").iterdir()) == []


def test_a_district_sends_only_what_districts_send(client_of):
    answer = client_of("contributor").post(url(), made.form(b"a,b\n", collection="mcas"))
    assert answer.status_code == 422 and not Submission.objects.exists()
    state = client_of("data_steward").post(reverse("state_send"), made.form(b"a,b\n", collection="mcas"))
    assert state.status_code == 302 and Submission.objects.get().kind == "mcas"


def test_a_table_without_a_year_has_none(client_of):
    client_of("data_steward").post(reverse("state_send"), made.form(b"code,kind\n", collection="programs"))
    assert Submission.objects.get().school_year == 0


def test_several_files_at_once_all_or_nothing(client_of):
    data = made.form(made.sims()) | {
        "file-TOTAL_FORMS": "3",
        "file-1-collection": "sims-march",
        "file-1-school_year": "2018",
        "file-1-file": made.upload(b"", "march.csv"),
        "file-2-collection": "",
        "file-2-school_year": "2018",
    }
    client = client_of("contributor")
    first = client.post(f"{url()}?files=3&year=2018", data)
    assert first.status_code == 422 and not Submission.objects.exists()
    data |= {"file-0-file": made.upload(made.sims()), "file-1-file": made.upload(made.sims(), "march.csv")}
    assert client.post(f"{url()}?files=3&year=2018", data).url == reverse("submissions", args=[DISTRICT])
    assert sorted(Submission.objects.values_list("season", flat=True)) == ["march", "october"]


def test_two_files_of_one_collection_are_refused(client_of):
    data = made.form(made.sims()) | {
        "file-TOTAL_FORMS": "2",
        "file-1-collection": "sims-october",
        "file-1-school_year": "2018",
        "file-1-file": made.upload(made.sims(3)),
    }
    answer = client_of("contributor").post(f"{url()}?files=2", data)
    assert answer.status_code == 422 and "same collection" in answer.content.decode()


def test_nothing_at_all_is_refused(client_of):
    answer = client_of("contributor").post(url(), {"file-TOTAL_FORMS": "1", "file-INITIAL_FORMS": "0"})
    assert answer.status_code == 422


def test_with_htmx_the_browser_is_led_on(client_of):
    answer = client_of("contributor").post(url(), made.form(made.sims()), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].endswith(f"/{Submission.objects.get().pk}/")


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "a\u202egnp.csv", "x" * 300 + ".CSV", '"><script>.csv'])
def test_a_file_name_is_only_shown(client_of, name):
    client = client_of("contributor")
    client.post(url(), made.form(made.sims(), name=name))
    submission = Submission.objects.get()
    assert (
        submission.suffix == ".csv" and submission.file_name.endswith(".csv") and "\u202e" not in submission.file_name
    )
    text = client.get(reverse("submission", args=[DISTRICT, submission.pk])).content.decode()
    assert "<script>.csv" not in text


def test_roles_and_other_districts(client_of):
    for role in ("viewer", "superintendent", "access_administrator", "liaison", "negotiator"):
        assert client_of(role).get(url()).status_code == 403
        assert client_of(role).post(url(), made.form(made.sims())).status_code == 403
    assert client_of("contributor").get(url(OTHER)).status_code == 404
    assert client_of("contributor").post(url(OTHER), made.form(made.sims())).status_code == 404
    assert Client().get(url()).status_code == 302
    for role in ("contributor", "liaison", "administrator", "support"):
        assert client_of(role).get(reverse("state_send")).status_code == 403
        assert client_of(role).post(reverse("state_send"), made.form(made.sims())).status_code == 403
    assert not Submission.objects.exists()


def test_the_form_works_without_script_and_proposes_what_a_link_says(client_of):
    client = client_of("cte_director", CONSORTIUM)
    text = client.get(f"{url(CONSORTIUM)}?collection=follow_up&year=2016&files=2").content.decode()
    assert text.count('type="file"') == 2 and 'enctype="multipart/form-data"' in text
    assert 'value="follow_up" selected' in text and 'value="2016" selected' in text
    assert "onclick" not in text and "style=" not in text


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_is_one_submission(client_of):
    person = Person.objects.get(pk=client_of("contributor").session["_auth_user_id"])
    clients, answers, begin = [factories.signed_in(person) for _ in range(4)], [], threading.Barrier(4)

    def send(client: Client) -> None:
        begin.wait()
        answers.append(client.post(url(), made.form(made.sims())))
        connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {302} and len({answer.url for answer in answers}) == 1
    assert Submission.objects.count() == 1
    assert [path.suffix for path in kept()] == [".csv"]
