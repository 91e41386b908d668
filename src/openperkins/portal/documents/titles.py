"""What the fields of a page are called, by its address: of documents as their questions, else by a readable name."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import Resolver404, resolve

from openperkins.portal.documents.kinds import kind_of

#: name of a page with answers → the kind of document it is of; the State's page is `review_` and the same
_KINDS = {
    "plan": "improvement_plan",
    "report": "annual_report",
    "propose_levels": "levels",
    "levels": "levels",
    "level_revision": "level_revision",
    "state_plan": "state_plan",
}
#: beginnings of fields that hold an answer → what is said after its title
_ANSWERS = {"q": "", "both": ", both texts"}


def titles_at(address: str) -> Callable[[str], str]:
    """What each field sent to an address is called: `q.male.plan` is `Male: the plan` on a plan's page."""
    question_title = _question_title(address)

    def title(name: str) -> str:
        begins, _, question = name.partition(".")
        if begins in _ANSWERS and question:
            return (question_title(question) if question_title else _readable(question)) + _ANSWERS[begins]
        return _readable(name)

    return title


def _question_title(address: str) -> Callable[[str], str] | None:
    try:
        name = resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return None
    if name.startswith("needs"):
        return None  # its questions hang on the edition of a cycle
    kind = _KINDS.get(name.removeprefix("review_"))
    return kind_of(kind).question_title if kind else None


def _readable(name: str) -> str:
    """`Male: plan` for `male.plan`."""
    return ": ".join(part.replace("_", " ").replace("-", " ") for part in name.split(".") if part).capitalize()
