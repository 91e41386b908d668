"""The level negotiation as a kind of document: an organization's levels of a school year."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from openperkins.accountability.exact import fraction
from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.kinds import Faults, Kind
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.levels.answers import ADOPT, AGAINST, DISTRICT, PROPOSE, STATE, is_question, said_of
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.overtaken import overtaken, tell_who_composes
from openperkins.portal.levels.queries import agreed_levels, floors, state_levels
from openperkins.portal.levels.recorded import followed, rested_on
from openperkins.portal.levels.revised import holds_on
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.level_negotiation import NEGOTIATION


def _title(document: Document) -> str:
    return f"Performance levels of {document.year}"


def _url(document: Document) -> str:
    return reverse("propose_levels", args=[document.organization_id, document.school_year])


def _review_url(document: Document) -> str:
    return reverse("review_levels", args=[document.pk])


_PARTS = {
    AGAINST: "State level",
    "choice": "adopt or propose",
    "level": "level proposed",
    "reasons": "reasons",
    "countered": "level the State offers",
    "answer": "the State's reasons",
}


def _question_title(question: str) -> str:
    """What a question is called; one that is none keeps the name it was sent with."""
    indicator, _, part = question.partition(".")
    known = indicator in INDICATORS and part in _PARTS
    return f"{indicator} {INDICATORS[indicator]}: {_PARTS[part]}" if known else question


def _question_place(question: str) -> tuple[str, int]:
    """Where it stands among the others; one that is none comes last of its indicator."""
    indicator, _, part = question.partition(".")
    return indicator, list(_PARTS).index(part) if part in _PARTS else len(_PARTS)


def _answer_words(question: str, text: str) -> str:
    if question.endswith(".choice"):
        return {ADOPT: "adopt the State level", PROPOSE: "propose a different level"}.get(text, text)
    return text


def _against_answer(question: str, text: str, document: Document) -> str:
    """Two choices made one are none; a level is looked at when it is sent."""
    is_chosen = question.endswith(".choice") and text not in ("", ADOPT, PROPOSE)
    return "Adopt the State level or propose another." if is_chosen else ""


def _against_beginning(organization: Organization, year: SchoolYear) -> list[str]:
    if organization.is_member:
        return ["The consortium's levels hold for its members."]
    return [] if state_levels(year) else [f"The State has not set its levels of {year} yet."]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands between what was sent and an agreement.

    `changed` are the indicators the district changed since the State's offer; `moved` those whose State level is
    another than the one they were sent against, each with both.
    """

    changed: list[str]
    moved: list[tuple[str, str, str]]


def _asks(document: Document) -> Asked:
    last = document.sent_as
    if last is None or document.status not in ("sent", "countered"):
        return Asked([], [])
    held, now, found = said_of(last.answers), said_of(document.answers), state_levels(document.year)
    changed = [i for i in INDICATORS if (held[i].choice, held[i].level) != (now[i].choice, now[i].level)]
    moved = [
        (i, held[i].state, found.levels[i])
        for i in INDICATORS
        if found and held[i].state and fraction(held[i].state) != fraction(found.levels[i])
    ]
    return Asked(changed, moved)


def _frozen(document: Document, answers: dict[str, str]) -> dict[str, str]:
    """What a version holds: the answers, and the State's levels they were said against."""
    found = state_levels(document.year)
    return answers | {f"{i}.{AGAINST}": found.levels[i] for i in INDICATORS if found}


def _faults(document: Document) -> Faults:
    found = state_levels(document.year)
    if found is None:
        return [("", f"The State has not set its levels of {document.year} yet.")]
    lowest = floors(document.organization_id, document.year)
    return [
        (indicator, fault)
        for indicator, said in said_of(document.answers).items()
        for fault in said.faults(found.levels[indicator], lowest[indicator])
    ]


def _counters(document: Document) -> dict[str, str]:
    return {
        indicator: said.countered
        for indicator, said in said_of(document.answers).items()
        if said.countered or said.answer
    }


def _counter_faults(document: Document) -> Faults:
    lowest = floors(document.organization_id, document.year)
    return [
        (indicator, fault)
        for indicator, said in said_of(document.answers).items()
        if said.countered or said.answer
        for fault in said.counter_faults(lowest[indicator])
    ]


def _writes_question(question: str, right: str, document: Document) -> bool:
    return is_question(question, STATE if right == "decide_levels" else DISTRICT)


def _clear_counters(document: Document, move: Move) -> None:
    """Offers that were answered are in the revision they were sent with; those not sent yet are still the State's."""
    if move.came_from not in ("countered", "agreed"):
        return
    document.typed.filter(question__in=[f"{i}.{part}" for i in INDICATORS for part in STATE]).update(text="")


def _agree(document: Document, move: Move) -> None:
    """Both sides agree: the levels are written once, each with its source; a changed one is another version.

    A level revised since they agreed before holds, unless they come to another level now than they did then.
    """
    found = state_levels(document.year)
    assert found is not None  # ready_to_send refuses before the State's levels are set
    countered, held = move.step == "accept", agreed_levels(document.year, document.organization_id)
    for indicator, said in said_of(document.answers).items():
        level, source = said.agreed(found.levels[indicator], countered=countered)
        before = held.get(document.organization_id, {}).get(indicator)
        if before is not None and fraction(before.level) == fraction(level):
            continue  # negotiated again, and the same
        is_revised = before is not None and before.source == "revision"
        if is_revised and holds_on(document, indicator, level, found.levels[indicator], move=move):
            continue  # nobody spoke of it anew: what was granted holds
        AgreedLevel.objects.create(
            organization=document.organization,
            school_year=document.school_year,
            indicator=indicator,
            version=before.version + 1 if before else 1,
            level=level,
            source=source,
            document=document,
            agreed_by=move.taken_by,
            agreed_at=move.taken_at,
        )
    tell_who_composes(document, move, overtaken(document.organization, document.year))


#: the notice of an agreement leads to the page with it
_CHART = "The page has the negotiation chart (Appendix C) as Word and PDF."

KIND = Kind(
    code="levels",
    workflow=NEGOTIATION,
    sees="see_levels",
    title=_title,
    url=_url,
    review_url=_review_url,
    question_title=_question_title,
    question_place=_question_place,
    answer_words=_answer_words,
    against_answer=_against_answer,
    is_one_line=lambda question: question.endswith((".level", ".countered")),
    writes={
        "draft": "write_levels",
        "returned": "write_levels",
        "countered": "write_levels",
        "sent": "decide_levels",
    },
    writes_question=_writes_question,
    faults=_faults,
    asks=_asks,
    frozen=_frozen,
    counters=_counters,
    against_beginning=_against_beginning,
    owed=lambda organization, year: [] if state_levels(year) is None else [""],
    places=lambda document: [f"{indicator}.level" for indicator in INDICATORS],
    anchor=lambda question: f"#h-{question.partition('.')[0]}",
    counter_faults=_counter_faults,
    rested_on=rested_on,
    followed=followed,
    freezes=frozenset({"send", "counter", "accept", "agree"}),
    holds=frozenset({"accept", "agree"}),
    then={"send": _clear_counters, "accept": _agree, "agree": _agree, "reopen": _clear_counters},
    means={"reopen": "The agreed levels stay in force until others are agreed."},
    tells_roles={"district": ("cte_director", "superintendent", "negotiator")},
    words={
        "send": ("{document} of {organization} were sent", "{by} sent the {document} of {organization}."),
        "withdraw": ("{document} of {organization} were taken back", "{by} took back what was sent."),
        "accept": (
            "{document} of {organization} are agreed",
            "{by} accepted the State's offer. The levels of {year} are final. " + _CHART,
        ),
        "agree": (
            "{document} of {organization} are agreed",
            "{by} agreed. The levels of {year} are final. " + _CHART,
        ),
        "counter": (
            "The State offers other levels of {year}",
            "{by} offers other levels of {year} to {organization}. Accept them, or propose again.",
        ),
        "return": (
            "{document} of {organization}: changes needed",
            "{by} asks for changes; the page says which. Change the levels and send them again.",
        ),
        "reopen": (
            "{document} of {organization} are negotiated again",
            "{by} opened them again; the page says why. The agreed levels stay in force until others are agreed.",
        ),
    },
)
