"""Four people of a district write a needs assessment and share a version; their liaison reads it meanwhile."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from tests.browser.checks import faults, listen

PageAs = Callable[..., Any]
CHALLENGE = "Tutoring reaches two shops of five."


def saved(page: Any) -> None:
    """The line under the form says that everything typed is kept."""
    page.locator("[data-autosave-status]", has_text=re.compile("^Saved")).wait_for()


def choose(page: Any, group: str, answer: str) -> None:
    """Choose one of a group's answers, by the words people read."""
    page.get_by_role("group", name=re.compile(group)).get_by_text(answer, exact=True).click()


def begun(page: Any) -> str:
    """The address of a cycle begun with the first years that are free."""
    page.goto("/d/00010000/clna/")
    page.get_by_role("button", name="Begin").click()
    page.locator("h1", has_text="Needs assessment").wait_for()
    return page.url


def test_a_team_from_empty_to_a_shared_version(page_as: PageAs, portal: Any):
    director, contributor, superintendent, viewer, liaison = (
        page_as(role) for role in ("cte_director", "contributor", "superintendent", "viewer", "liaison")
    )
    people = (director, contributor, superintendent, viewer)
    complaints = [listen(page) for page in people]
    base = begun(director)

    contributor.goto(f"{base}1/")
    contributor.get_by_label("Highlights").fill("Shops are full.")
    choose(contributor, "1.1: what you think", "Developing")
    saved(contributor)

    director.goto(f"{base}1/")
    assert director.get_by_label("Highlights").input_value() == "Shops are full."
    assert "Carlos Mendes: Developing" in director.locator("main").inner_text()
    choose(director, "1.1: what you think", "Established")
    choose(director, "1.1: the team's rating", "Challenge")
    director.get_by_label("1.1: evidence").fill("Lists of the tutors.")
    saved(director)

    contributor.goto(f"{base}7/")
    choose(contributor, "Health and Safety Plan", "No")
    saved(contributor)

    director.goto(f"{base}priorities/")
    shown = director.locator("main").inner_text()
    assert "1.1 High quality" in shown and "7.3.d" in shown and "One rating of Challenge." in shown
    director.get_by_label("Priority 1: component").select_option(label="1 Teaching and Learning")
    director.get_by_label("Priority 1: the challenge").fill(CHALLENGE)
    saved(director)

    director.goto(f"{base}action-plan/")
    director.get_by_role("button", name=CHALLENGE).click()
    director.get_by_label("School, step 1: what").fill("Tutor in every shop")
    far = datetime.date.today() + datetime.timedelta(days=150)
    director.get_by_label("School, step 1: by when").fill(far.isoformat())
    director.get_by_role("button", name="Save", exact=True).click()
    director.locator("#plan-school-1-by-fault", has_text="more than three months after the steps are set").wait_for()
    near = datetime.date.today() + datetime.timedelta(days=30)
    director.get_by_label("School, step 1: by when").fill(near.isoformat())
    director.get_by_role("button", name="Save", exact=True).click()
    director.get_by_text("more than three months after").wait_for(state="detached")

    viewer.goto(f"{base}1/")
    assert "Challenge" in viewer.locator("main").inner_text() and not viewer.locator("main textarea").count()

    superintendent.goto(base)
    superintendent.get_by_role("link", name="Share this version with the State").click()
    superintendent.get_by_label("Name of this version").fill("For our talk")
    superintendent.get_by_role("button", name="Share this version with the State").click()
    superintendent.get_by_text("The State reads version 1").wait_for()
    for page, told in zip(people, complaints, strict=True):
        assert not told and not faults(page)

    liaison.goto("/s/needs/")
    years = re.search(r"\d{4}-\d{2}", superintendent.locator("h1").inner_text())
    assert years
    liaison.get_by_role("row", name=re.compile(f"{years[0]}.*For our talk")).get_by_role("link").click()
    assert CHALLENGE in liaison.locator("main").inner_text() and not faults(liaison)
    address = liaison.url

    superintendent.get_by_role("link", name="Stop sharing").click()
    superintendent.get_by_role("button", name="Stop sharing").click()
    superintendent.get_by_text("The State reads nothing of it.").wait_for()
    assert liaison.goto(address).status == 404
    assert liaison.goto(base).status in (403, 404)


def test_an_answer_that_cannot_stand_is_said_at_once_at_its_field(page_as: PageAs, portal: Any):
    director = page_as("cte_director")
    complaints = listen(director)
    base = f"/d/00010000/clna/{portal.furnished['needs']['under_way']}/"
    director.goto(f"{base}4/")
    cell = director.locator("input[name^='q.4.vocal'][inputmode=decimal]").first
    cell.press_sequentially("abc")
    status = director.locator("[data-autosave-status]", has_text="1 answer cannot stand")
    status.wait_for()
    assert status.inner_text().startswith("Saved")
    assert cell.get_attribute("aria-invalid") == "true"
    said = director.locator(f"[id='{cell.get_attribute('aria-describedby')}']")
    assert "is not a number" in said.inner_text() and not faults(director)
    director.locator("#live", has_text="1 answer cannot stand").wait_for(state="attached")
    cell.fill("70")
    director.locator("[data-autosave-status]", has_text=re.compile(r"^Saved [^.]*[.]m[.]$")).wait_for()
    assert cell.get_attribute("aria-invalid") is None and not said.count()

    director.goto(f"{base}action-plan/")
    director.get_by_label("Current date").fill("2026-11-29")
    late = director.get_by_label("School, step 1: by when")
    director.get_by_label("School, step 1: what").fill("Tutor")
    late.fill("2027-06-01")
    director.locator("[data-autosave-status]", has_text="School, step 1: by when").wait_for()
    assert late.get_attribute("aria-invalid") == "true" and not complaints
