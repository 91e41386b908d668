"""What a file says of a student stays in files: in no page, notice, event, log line, task or table."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from openperkins.portal.submissions import actions
from openperkins.portal.submissions.storage import path_of
from openperkins.portal.submissions.tasks import check_submission
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.submissions import made

CANARIES = ("9876501234", "Zephyrina", "Quillfeather", "L-CANARY-77")
#: so that every canary is the value of some problem
SPOILED = {"DOE001": "=L-CANARY-77", "DOE002": "9876501234x", "DOE003": "Zephyrina\x01", "DOE005": "Quillfeather\u200b"}


def spoiled() -> bytes:
    """A file in which the canaries stand in good cells and are what is wrong with others."""
    good = made.sims(3, DOE003="Zephyrina", DOE005="Quillfeather").decode().replace("1010000002", "9876501234")
    bad = made.sims(6, first=50, **SPOILED).decode()
    twice = made.sims(2, first=90, DOE003="Zephyrina").decode()
    same = made.sims(1, DOE002="9876501234", DOE005="Quillfeather", DOE010="64").decode()
    return (good + bad + twice + same * 2).encode()


def dump() -> str:
    """Every row of every table."""
    parts = []
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            parts.append(f"{model.__name__} {row}")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            parts.append(str(cursor.fetchall()))
    return "\n".join(parts)


def absent(text: str, where: str) -> None:
    for canary in CANARIES:
        assert canary not in text, (canary, where)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_of_a_student_leaves_the_files(client_of, log_lines, form):
    content = spoiled() if form == "csv" else workbook(spoiled())
    submission = made.send(content, file_name=f"october.{form}")
    check_submission.call(submission.pk)
    submission.refresh_from_db()
    assert submission.status == "has_errors" and path_of(submission.sha256, f".{form}").exists()
    for role in ("cte_director", "liaison", "administrator", "data_steward"):
        client = client_of(role)
        for name in ("submission", "submission_report", "certify_submission", "withdraw_submission"):
            answer = client.get(reverse(name, args=[DISTRICT, submission.pk]))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            absent(body.decode() + str(answer.headers), f"{name} as {role}")
        absent(client.get(reverse("submissions", args=[DISTRICT])).content.decode(), "list")
    good = made.send(made.sims(3, DOE003="Zephyrina", DOE005="Quillfeather"))
    check_submission.call(good.pk)
    good.refresh_from_db()
    actions.certify(good, by=factories.reach_with("cte_director", DISTRICT))
    absent(client_of("viewer").get(reverse("receipt", args=[DISTRICT, good.pk])).content.decode(), "receipt")
    absent(log_lines.getvalue(), "log")
    absent(dump(), "database")


@pytest.mark.django_db(transaction=True)
def test_an_error_nobody_foresaw_leaves_no_value_either(organizations, monkeypatch, log_lines):
    def break_down(*args: object, **said: object) -> None:
        raise ValueError("could not convert 9876501234 of Quillfeather")

    monkeypatch.setattr("openperkins.portal.submissions.tasks.check_file", break_down)
    submission = made.send(made.sims())
    from django.core.management import call_command

    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)
    failed = DBTaskResult.objects.get()
    assert failed.status == "FAILED" and "ValueError" in failed.traceback
    absent(dump() + log_lines.getvalue(), "task")
    submission.refresh_from_db()
    assert submission.status == "checking"  # a worker takes it up again, three times


def workbook(text: bytes) -> bytes:
    """The same rows as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(text.decode().splitlines()):
            for column, cell in enumerate(line.split(",")):
                sheet.write_string(row, column, cell.replace("\x01", ""))
    return out.getvalue()
