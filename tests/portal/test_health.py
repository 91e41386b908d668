"""What an operator's probes are told."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from openperkins.portal.results.tasks import compute_publication


def test_the_process_lives(client):
    assert client.get("/healthz").content == b"ok\n"


def test_it_can_do_its_work(client, db):
    assert client.get("/readyz?format=json").status_code == 200


@pytest.mark.django_db(transaction=True)  # the view asks from a thread of its own
def test_work_nobody_does_is_said(client):
    compute_publication.enqueue(1)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - datetime.timedelta(hours=1))
    answer = client.get("/readyz?format=text")
    assert answer.status_code == 503
