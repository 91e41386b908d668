"""The main navigation: what a district's people and the State's people can go to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.context import Section
from openperkins.portal.pages.years import latest_year
from openperkins.schoolyear import SchoolYear

#: (title, URL name, right, URL needs the school year)
_DISTRICT = (
    ("Home", "district_home", "see_deadlines", True),
    ("Core indicators", "heat_map", "see_results", True),
    ("Performance levels", "levels", "see_levels", True),
    ("Plans and reports", "plans", "see_plans", True),
    ("Needs assessment", "needs", "see_needs", False),
    ("Files", "submissions", "see_submissions", False),
    ("Follow-up", "follow_up", "see_follow_up", True),
    ("Deadlines", "deadlines", "see_deadlines", True),
    ("People", "people", "see_people", False),
    ("History", "events", "see_events", False),
)
_STATE = (
    ("Queue", "queue", "see_queue"),
    ("Districts", "progress", "see_progress"),
    ("Letters", "letters", "write_letters"),
    ("Files", "state_submissions", "see_progress"),
    ("Publications", "publications", "see_publications"),
    ("State levels", "state_levels", "see_state_levels"),
    ("State plans", "state_plans", "see_state_plan"),
    ("Needs assessments", "shared_needs", "see_shared_needs"),
    ("Rulesets", "rulesets", "see_rulesets"),
    ("Directory", "directory", "see_directory"),
    ("People", "state_people", "see_people"),
    ("Event log", "state_events", "see_events"),
)
#: pages of a district whose address does not begin with that of the entry they belong to
_BELONGS = {
    "heat_map": ("population", "compare"),
    "plans": (
        "reports",
        "report",
        "check_report",
        "take_back_report",
        "revise_report",
        "drop_report_revision",
        "report_history",
        "comment_report",
    ),
}
#: pages elsewhere that belong to an entry
_ALSO = {"progress": ("/s/below/",), "directory": ("/s/programs/", "/s/coverage/"), "queue": ("/s/review/",)}


def sections(
    request: HttpRequest, reach: Any, organization: Organization | None, year: SchoolYear | None
) -> list[Section]:
    """The entries the reader can open, the page's own marked."""
    if reach is None:
        return []
    here = request.resolver_match.url_name if request.resolver_match else ""
    path = request.path_info
    found = []
    if organization is not None:
        sy = (year or latest_year()).ends
        for title, name, action, with_year in _DISTRICT:
            if reach.may(action, organization.code):
                url = reverse(name, args=[organization.code, sy] if with_year else [organization.code])
                found.append(Section(title, url, _is_here(name, url, here, path)))
    elif reach.is_state:
        for title, name, action in _STATE:
            # the State's own people are a matter of the State, not of some district
            if reach.may(action, settings.STATE_CODE) if name == "state_people" else reach.may_anywhere(action):
                url = reverse(name)
                found.append(Section(title, url, path.startswith((url, *_ALSO.get(name, ())))))
    return found


def _is_here(name: str, url: str, here: str, path: str) -> bool:
    """Whether the page `here`, at `path`, belongs to a district's entry."""
    if here == name or here in _BELONGS.get(name, ()):
        return True
    return name != "district_home" and path.startswith(url)
