"""Every page of the portal with something on it, from the list of addresses: a new address cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from openperkins.workflows.rights import rights, roles

DISTRICT, CONSORTIUM, STATE = "00010000", "05010000", "00000000"
#: argument of an address → a value; what is here is the same everywhere
_PLAIN = {"sy": 2017, "ind": "2S1", "pop": "all", "place": 1, "name": "perkins_iv_ma", "code": DISTRICT, "version": 1}
#: address → further queries with which the page looks different
VARIANTS = {
    "heat_map": ("?compare=prev", "?show=plan", "?program=190906"),
    "indicator": ("?compare=prev",),
    "queue": ("?show=team", "?show=old"),
    "people": ("?left=yes",),
    "state_people": ("?left=yes",),
    "submissions": ("?year=2018",),
    "change": ("?q=no+such+place",),
    "needs_component": ("?program=190906", "?program=cte"),
    "needs_metric": ("?program=190906", "?program=cte"),
    "needs_summary": ("?counts=full",),
    "state_events": ("?page=2",),
}
#: addresses that answer with a file, a part of a page, or nothing to look at
NO_PAGE = {
    "heat_map_file", "indicator_file", "population_file", "cell_file", "workbook", "levels_file",
    "submission_report", "marked_copy", "sent_file", "state_submission_report", "state_marked_copy", "state_sent_file",
    "levels_chart", "levels_record", "plan_record", "report_record", "review_levels_record", "review_plan_record",
    "review_report_record", "receipt_sent_file", "open_document", "state_plan_file",
    "state_plan_record", "plan_chart", "report_chart",
    "level_revision_letter", "level_revision_record", "review_level_revision_record",
    "level_revision_file", "review_level_revision_file", "plan_file", "review_plan_file",
    "follow_up_worksheet", "events_file", "state_events_file", "progress_file", "publication_changes", "replay_file",
    "earlier_figures_file", "deadlines_ics", "calendar_feed", "publication_state", "replay_state", "extend_session",
    "open_notice", "healthz", "readyz",
    "needs_plan_file", "needs_summary_file", "needs_worksheet", "needs_record", "needs_file", "shared_need_summary",
    "shared_need_file", "instrument_file",
}  # fmt: skip
#: what an address answers when it is no plain page
STATUS = {"send_again": 404, "socialaccount_login_error": 401}
#: open to everybody, but each sees only the own: who has none is told that there is nothing
ONES_OWN = {"end_feed", "remove_plan_file", "remove_level_revision_file", "remove_needs_file"}
#: allauth's pages: before signing in, and about the person who is signed in
BEFORE = {
    "account_login": "",
    "account_signup": "",
    "account_inactive": "",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key": "1-no-such-key",
    "account_reset_password_from_key_done": "",
    "account_confirm_email": "no-such-key",
    "account_email_verification_sent": "",
    "socialaccount_login_cancelled": "",
    "socialaccount_login_error": "",
}
OWN = (
    "account_logout", "account_reauthenticate", "account_email", "account_change_password", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate", "socialaccount_connections",
    "usersessions_list",
)  # fmt: skip
#: seen in the journeys of test_account.py, or leading elsewhere
ELSEWHERE = {
    "mfa_authenticate": "asked for at sign-in, see test_account.py",
    "mfa_deactivate_totp": "for who has an authenticator app, see test_account.py",
    "mfa_view_recovery_codes": "for who has recovery codes, see test_account.py",
    "mfa_generate_recovery_codes": "for who has an authenticator app, see test_account.py",
    "mfa_remove_webauthn": "for who has a passkey, see test_account.py",
    "mfa_edit_webauthn": "for who has a passkey, see test_account.py",
    "mfa_download_recovery_codes": "a file",
    "mfa_reauthenticate_webauthn": "answers the page's script",
    "mfa_login_webauthn": "answers the page's script",
    "account_set_password": "for who came by the State's sign-in",
    "account_confirm_login_code": "sign-in by code is off",
    "account_request_reauthentication_code": "sign-in by code is off",
    "account_confirm_reauthentication_code": "sign-in by code is off",
    "socialaccount_signup": "comes back from the State's sign-in",
    "openid_connect_login": "leads to the State's sign-in",
    "openid_connect_callback": "comes back from the State's sign-in",
}


#: pages of a negotiation: of the year under way
_LEVELS_OF = {"propose_levels", "check_levels", "withdraw_levels", "accept_levels", "levels_history", "comment_levels"}
#: step of a State Improvement Plan → the status it is opened in
_STATE_PLAN_STEPS = {
    "check_state_plan": "revised",
    "take_back_state_plan": "proposed",
    "approve_state_plan": "proposed",
    "return_state_plan": "proposed",
    "revise_state_plan": "in_force",
    "drop_state_plan_revision": "revised",
    "comment_state_plan": "proposed",
}


@dataclass(frozen=True)
class Address:
    """An address as the portal lists it."""

    name: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def access(self) -> Any:
        return getattr(self.view, "access", None)

    @property
    def is_page(self) -> bool:
        return self.access is not None and "GET" in self.access.methods and self.name not in NO_PAGE

    def open_to(self, role: str | None) -> bool:
        """Whether a role of DISTRICT or of the State may open it, by the table of rights alone."""
        if self.access.place == "public":
            return True
        if role is None or self.access.action is None:
            return role is not None
        reach = rights()[self.access.action].reach[role]
        return reach in ("all", "data") if self.access.place == "office" else reach != "-"


def addresses() -> list[Address]:
    """All of them."""

    def walk(resolver: URLResolver, before: tuple[str, ...]) -> Iterator[Address]:
        for entry in resolver.url_patterns:
            arguments = (*before, *entry.pattern.regex.groupindex)
            if isinstance(entry, URLResolver):
                yield from walk(entry, arguments)
            elif isinstance(entry, URLPattern):
                yield Address(entry.name or "", entry.callback, arguments)

    return list(walk(get_resolver(), ()))


def samples(address: Address, made: dict[str, Any], org: str = DISTRICT) -> list[str]:
    """Where it is opened, with something to see. Raises KeyError for an argument nobody gave a value."""
    if org != DISTRICT and (_kind_written(address.name) or address.name in _OF_DISTRICT):
        return []  # DISTRICT alone writes them
    ways = _ways(address.name, made, org) or [{}]
    found = []
    for way in ways:
        values = {name: _value(name, address.name, way, made, org) for name in address.arguments}
        url = reverse(address.name, kwargs=values)
        variants = [query for query in VARIANTS.get(address.name, ()) if org == DISTRICT or "program" not in query]
        found += [url, *(url + query for query in variants)]
    return found


def shown_to(role: str, name: str, url: str, made: dict[str, Any]) -> bool:
    """Whether a sample opens for a role that may open the address: State levels are a district's once they are set."""
    if roles()[role].side == "state" or not name.endswith(("_state_levels", "state_levels_of")):
        return True
    return name == "state_levels_of" and url == reverse(name, args=[made["state_levels"]["set"]])


def _value(argument: str, name: str, way: dict[str, Any], made: dict[str, Any], org: str) -> Any:
    if argument in way:
        return way[argument]
    if argument == "org":
        return org
    if name == "end_negotiator" and argument == "membership_id":
        return made["negotiator"]
    if argument in ("person_id", "membership_id", "invitation_id"):
        return made["state" if name.startswith("state_") else "district"][argument]
    if argument == "token":
        return made["token"]
    return _PLAIN[argument]


def _ways(name: str, made: dict[str, Any], org: str) -> list[dict[str, Any]]:
    """The objects an address is opened for: one of each status whose page differs."""
    files, state_files, publications = made["files"], made["state_files"], made["publications"]
    step_of = {"certify": "ready", "withdraw": "ready", "check": "has_errors", "receipt": "certified"}
    if "submission" in name or name in ("receipt", "state_receipt"):
        known, plain = (state_files, name.removeprefix("state_")) if name.startswith("state_") else (files, name)
        wanted = next((status for word, status in step_of.items() if plain.startswith(word)), None)
        one = known.get(wanted, next(iter(known.values()))) if wanted else None
        return [{"pk": one}] if one else [{"pk": pk} for pk in known.values()] if plain == "submission" else []
    if name == "publication":
        return [{"pk": pk} for pk in publications.values()]
    if name.endswith("_publication") or name == "publication_inputs":
        status = {"propose": "draft", "discard": "draft", "approve": "proposed", "return": "proposed"}
        return [{"pk": publications[status.get(name.partition("_")[0], "published")]}] if "compose" not in name else []
    if "level_revision" in name:
        return _level_revisions(name, made["level_revisions"])
    if name in ("plan_files", "remove_plan_file") and org == made["plan_file"]["org"]:
        return [made["plan_file"]]
    if "need" in name or name in ("instrument", "instrument_use"):
        return _needs(name, made["needs"])
    if kind := _kind_written(name):
        return _documents(name, made[kind])
    if name == "receipt_sent":
        return [{"sy": 2018, "pk": made["sending"]}] if org == DISTRICT else []
    if name == "letter":
        return [{"pk": made["letter"]}]
    if name in ("plans", "reports", "send_together"):
        return [{"sy": 2018}]
    if name.startswith("review_levels"):
        return [{"pk": made["negotiations"][status]} for status in ("sent", "countered", "offered")]
    if name == "reopen_levels":
        return [{"pk": made["negotiations"]["open"]}]
    if name in ("agree_levels", "return_levels", "assign_review"):
        return [{"pk": made["negotiations"]["sent"]}]
    if name == "counter_levels":
        return [{"pk": made["negotiations"]["offered"]}]
    if name == "withdraw_levels" and org == DISTRICT:
        return [{"sy": 2019}]
    if name == "state_levels_of":
        return [{"pk": pk} for pk in made["state_levels"].values()]
    if name.endswith("_state_levels") and not name.startswith("propose"):
        return [{"pk": made["state_levels"]["proposed"]}]
    if "state_plan" in name and name != "state_plans":
        known, status = made["state_plans"], _STATE_PLAN_STEPS.get(name)
        return [{"sy": year, "ind": ind} for year, ind in ([known[status]] if status else known.values())]
    if name == "propose_levels" and org == DISTRICT:
        return [{"sy": 2009}, {"sy": 2018}]
    if name in _LEVELS_OF:
        return [{"sy": 2018}]
    if name == "adoption" or name.endswith("_readings"):
        return [{"pk": made["adoption"]}]
    if name == "replay":
        return [{"id": made["replay"]}]
    if name == "end_feed":
        return [{"pk": made["feed"]}]
    return []


#: addresses of what DISTRICT alone has
_OF_DISTRICT = {
    "receipt_sent", "plan_files", "remove_plan_file", "level_revision_jobs", "level_revision_files",
    "remove_level_revision_file", "check_level_revision", "take_back_level_revision", "revise_level_revision",
    "level_revision_history", "comment_level_revision", "keep_granted_level_revision", "keep_denied_level_revision",
    "end_negotiator",
    "needs_cycle", "needs_component", "needs_metric", "needs_workforce", "needs_projections", "needs_people",
    "needs_priorities", "needs_plan", "needs_summary", "needs_worksheets", "share_needs", "stop_sharing_needs",
    "keep_needs", "compare_needs", "needs_history", "comment_needs", "needs_files", "remove_needs_file",
}  # fmt: skip
#: step of a request for another 5S1 level → the status it begins in
_ASKED = {
    "check_level_revision": "ready", "take_back_level_revision": "sent", "revise_level_revision": "denied",
    "keep_granted_level_revision": "again after grant", "keep_denied_level_revision": "again after deny",
    "review_level_revision_grant": "sent", "review_level_revision_deny": "sent", "review_level_revision_return": "sent",
}  # fmt: skip


def _level_revisions(name: str, known: dict[str, Any]) -> list[dict[str, Any]]:
    """Of a step the request that can take it, of every other page those of each status."""
    if name in _ASKED:
        return [known[_ASKED[name]]]
    return [one for status, one in known.items() if status in ("sent", "denied") or not name.startswith("review_")]


def _needs(name: str, known: dict[str, Any]) -> list[dict[str, Any]]:
    """The cycle under way; of some pages the one that is shared, too; every component, metrics of each shape."""
    under_way, shared = {"sy": known["under_way"]}, {"sy": known["shared"]}
    if name == "needs_component":
        return [{**under_way, "component": number} for number in range(1, 8)]
    if name == "needs_metric":
        return [{**under_way, "metric": metric} for metric in ("1.ela", "1.enrollment", "2.placement")]
    return {
        "needs_workforce": [{**under_way, "program": known["program"]}],
        "stop_sharing_needs": [shared],
        "remove_needs_file": [{**shared, "file": known["file"]}],
        "shared_need": [{"pk": known["pk"]}],
        "instrument": [{"pk": pk} for pk in known["editions"]],
        "instrument_use": [{"pk": known["editions"][0]}],
    }.get(name, [under_way, shared] if name in ("needs_cycle", "needs_plan", "needs_summary") else [under_way])


#: step of a plan or report → the status it begins in
_BEGINS = {
    "check": "ready", "waive": "draft", "take_back": "in_review", "revise": "meets", "carry_out": "meets",
    "drop": "revised", "review_plan_meets": "ticked", "review_plan_return": "in_review",
    "review_plan_end_waiver": "waived", "discard": "unasked", "resume": "discarded",
    "review_report_meets": "in_review", "review_report_return": "in_review",
}  # fmt: skip


def _kind_written(name: str) -> str | None:
    """The kind of plan or report a page is about; None for any other."""
    if "state_plan" in name or "needs" in name:
        return None
    for word, kind in (("plan", "improvement_plans"), ("report", "annual_reports")):
        if name.endswith((word, f"{word}_revision", f"{word}_history")) or name.startswith(f"review_{word}"):
            return kind
    return None


def _documents(name: str, known: dict[str, Any]) -> list[dict[str, Any]]:
    """Of a step one document that can take it, of every other page those of each status."""
    wanted = next((status for word, status in _BEGINS.items() if name.startswith(word)), None)
    if wanted is not None:
        return [known.get(wanted) or next(iter(known.values()))]
    own = {"draft", "ready", "unasked", "discarded"}
    first, unseen = ("in_review", own) if name.startswith("review_") else ("draft", set())
    return [known[first], *(one for status, one in known.items() if status not in {first, *unseen})]
