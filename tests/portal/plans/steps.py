"""What the tests of plans share: figures of 2016-17, and the plan of 2S1 for 2017-18 on its way."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.urls import reverse

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import DISTRICT

TASKS, PLAN = "/d/00010000/2018/plans/", "/d/00010000/2018/plans/2S1/"
CHECK = f"{PLAN}check/"
#: 20 of 25 against 90: below 81
BELOW, MET = [25, 20, "80.00", "below", "required"], [25, 25, "100.00", "met", "not_required"]
ON_FILE, SMALL = [25, 20, "80.00", "below", "on_file"], [10, 5, "50.00", "below", "exempt_small"]


def figures(year: int, version: int = 1, **changed: list[Any]) -> None:
    """Figures in which everything is met but what `changed` says (`i2S1_female=BELOW`)."""
    everything = {f"i{indicator}_{population}": MET for indicator in INDICATORS for population in POPULATIONS}
    factories.publish(year, version=version, **everything | changed)


def text(answer: Any) -> str:
    """The page as it reads in its source, but for the tokens of its forms: by chance "2S1" may stand in one."""
    return unescape(re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r'\1""', answer.content.decode()))


def written(population: str = "female", **parts: str) -> dict[str, str]:
    """A whole entry as the page sends it, from nothing."""
    said = {"staff": "M. Silva\nR. Grey", "agencies": "Career center", "plan": "Tutors twice a week."} | parts
    return {f"q.{population}.{part}": value for part, value in said.items()}


def plan_of(year: int = 2018, indicator: str = "2S1", org_code: str = DISTRICT) -> Document:
    """The plan as it is stored."""
    return Document.objects.get(kind="improvement_plan", organization=org_code, school_year=year, part=indicator)


def send(client_of: Any, *populations: str, url: str = PLAN) -> Document:
    """Write and send; the plan is with the State then."""
    director = client_of("cte_director")
    for population in populations or ("female",):
        assert director.post(url, written(population)).status_code == 302
    assert director.post(f"{url}check/", {"note": ""}).status_code == 302
    return Document.objects.latest("sent_at")


def tick(client_of: Any, plan: Document, *populations: str) -> None:
    """Tick every point of the checklist."""
    points = [
        f"q.{one}.{check}" for one in populations or ("female",) for check in ("staff_ok", "agencies_ok", "plan_ok")
    ]
    answer = client_of("liaison").post(reverse("review_plan", args=[plan.pk]), dict.fromkeys(points, "yes"))
    assert answer.status_code == 302


def accept(client_of: Any, plan: Document, *populations: str) -> None:
    """Find that it meets the minimum requirements."""
    tick(client_of, plan, *populations)
    answer = client_of("liaison").post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""})
    assert answer.status_code == 302, text(answer)
