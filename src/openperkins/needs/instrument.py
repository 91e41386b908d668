"""Reading an instrument: a YAML file, held against what an instrument must have; every fault is told at once.

The file format is documented in docs/reference/instrument.md. `law/clna/` holds the instruments that come with
OpenPerkins; an agency's own wording or a later edition is a file of the same shape.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from functools import cache, partial
from pathlib import Path
from typing import Any

from openperkins.errors import StorageError
from openperkins.law.bounded_yaml import decoded, refuse_unbounded
from openperkins.law.faults import Faults
from openperkins.law.strict_yaml import parse_yaml
from openperkins.needs.model import (
    Check,
    CheckGroup,
    Component,
    Criterion,
    Instrument,
    Metric,
    PlanForm,
    Prompt,
    Titled,
)

#: the instrument a new assessment begins with unless an agency loaded another
NEWEST = "2022"
_FOLDER = Path(__file__).parent.parent / "law" / "clna"

#: measures records can answer, and the fields of the action plan: what an instrument may name
MEASURES = (
    "enrollment", "ela", "mathematics", "science", "masscore", "postsecondary_plans", "placement", "response",
    "graduation", "nontraditional", "school_retention", "program_retention", "program_changes", "dropout", "programs",
    "chapter74_programs", "exploratory",
)  # fmt: skip
FIELDS = ("start", "end", "current", "revisit", "component", "challenge", "description", "metric", "target")
CLOSING = ("status", "agreements")
#: ids and words that are fixed, and the keys of the file (docs/reference/instrument.md)
LEVELS = ("exemplar", "established", "developing", "challenge")
ANSWERS = ("no", "planned", "yes")
GROUPS = (
    "limited_english_proficient", "students_with_disabilities", "economically_disadvantaged", "asian",
    "black_or_african_american", "american_indian_or_alaska_native", "hispanic_or_latino", "two_or_more_races",
    "native_hawaiian_or_pacific_islander", "white", "male", "female",
)  # fmt: skip
SOURCES = ("clna", "workbook", "20", "603", "agency")
UNITS = ("", "students", "percent", "hours a year", "students for each", "programs")
TOP = {
    "name", "version", "title", "question", "cites", "levels", "answers", "groups", "reflections", "prompts",
    "components", "action_plan", "stakeholders",
}  # fmt: skip
COMPONENT_MAY = {"metrics", "criteria", "checks", "of_places", "workforce", "funnel"}
METRIC_MAY = {"measure", "beside", "find", "names_itself", "better"}
_ID = re.compile(r"[0-9a-z_.]{1,40}")
#: an id that is one part of a question's id
_PART = re.compile(r"[0-9a-z_]{1,40}")
#: a version goes into the name of a file
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z ._-]{0,39}")
#: signs of a metric's id, so that with place and group it is kept as one question
_MOST_SIGNS = 27
#: parts of a question after which something hangs: what no check, and no group of checks, can be called
TAKEN_CHECKS = ("value", "rating", "evidence", "source")
#: what a metric or criterion cannot be called, since questions are
TAKEN = ("identify", "review", "done", *TAKEN_CHECKS)
#: what nothing with an id of one word can be called: an answer there would be read as a date or a choice
TAKEN_PARTS = ("answer", "by", "component", "done", "rating", "value")


def packaged() -> list[str]:
    """The versions that come with OpenPerkins, earliest first."""
    return sorted(path.stem for path in _FOLDER.glob("[0-9]*.yaml"))


@cache
def load_instrument(version: str = NEWEST) -> Instrument:
    """An instrument that comes with OpenPerkins. Raises LawError."""
    return read_instrument((_FOLDER / f"{version}.yaml").read_text(encoding="utf-8"), f"clna/{version}.yaml")


def read_instrument(text: str, place: str = "the file", *, kept: bool = False) -> Instrument:
    """An instrument from the text of its file. Raises LawError with every fault.

    One that cycles began with (`kept`) is read whatever its ids are called, so that those cycles stay open.
    """
    refuse_unbounded(text, place)
    reading = _Reading(kept=kept)
    found = reading.instrument(parse_yaml(text, place), text)
    reading.refuse(place)
    assert found is not None  # without faults there is one
    return found


def read_instrument_file(file: bytes | Path, place: str = "") -> Instrument:
    """An instrument from its file, or its bytes as they were sent.

    Raises LawError with every fault, StorageError when the file cannot be read.
    """
    if isinstance(file, bytes):
        return read_instrument(decoded(file, place or "the file"), place or "the file")
    try:
        given = file.read_bytes()
    except OSError as error:
        raise StorageError(f"{file} cannot be read ({error.strerror}).", "Check its name and the folder.") from error
    return read_instrument_file(given, place or file.name)


class _Reading(Faults):
    def __init__(self, *, kept: bool) -> None:
        super().__init__()
        self._kept = kept
        self._ids: set[str] = set()

    def instrument(self, given: Any, text: str) -> Instrument | None:
        top = self.keys("the file", given, TOP)
        if not top:
            return None
        components = tuple(self.list("components", top["components"], self._component))
        found = Instrument(
            name=self._id("name", top["name"]),
            version=self._version(top["version"]),
            title=self.text("title", "title", top["title"]),
            question=self.text("question", "question", top["question"]),
            cites=self.cites("the file", top["cites"], SOURCES),
            levels=self._titled("levels", top["levels"], LEVELS, {"means"}),
            answers=self._titled("answers", top["answers"], ANSWERS),
            groups=self._titled("groups", top["groups"], GROUPS, {"short"}),
            reflections=tuple(self.list("reflections", top["reflections"], self._prompt)),
            prompts=tuple(self.list("prompts", top["prompts"], self._titled_prompt)),
            components=components,
            action_plan=self._plan(top["action_plan"]),
            **self._stakeholders(top["stakeholders"]),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
        )
        if [component.number for component in components] != list(range(1, len(components) + 1)):
            self.fault("components", "their numbers do not run from 1 on")
        if sum(component.is_compliance for component in components) > 1:
            self.fault("components", "more than one holds compliance checks")
        return found

    def list(self, place: str, given: Any, read: Callable[[str, Any], Any]) -> list[Any]:
        """What each entry of a list reads as; entries with faults are noted and left out."""
        if not isinstance(given, list) or not given:
            self.fault(place, "is not a list with something in it")
            return []
        found = [read(f"{place} {number}", one) for number, one in enumerate(given, start=1)]
        return [one for one in found if one is not None]

    def _component(self, place: str, given: Any) -> Component | None:
        top = self.keys(place, given, {"number", "title", "objective", "cites"}, COMPONENT_MAY)
        if not top:
            return None
        number = top["number"]
        if not isinstance(number, int) or isinstance(number, bool):
            self.fault(place, f"`number` is {number!r}, not a whole number")
            return None
        place = f"component {number}"
        if ("checks" in top) == ("metrics" in top) or ("metrics" in top) != ("criteria" in top):
            self.fault(place, "has either `metrics` with `criteria`, or `checks`")
        under = _Under(self, number)
        metrics = tuple(self.list(f"{place} metrics", top["metrics"], under.metric)) if "metrics" in top else ()
        criteria = tuple(self.list(f"{place} criteria", top["criteria"], under.criterion)) if "criteria" in top else ()
        funnel = self.names(place, "funnel", top.get("funnel", []))
        for one in sorted(set(funnel) - {metric.id for metric in metrics}):
            self.fault(place, f"`funnel` names {one}, which is none of its metrics")
        return Component(
            number=number,
            title=self.text(place, "title", top["title"]),
            objective=self.text(place, "objective", top["objective"]),
            cites=self.cites(place, top["cites"], SOURCES),
            metrics=metrics,
            criteria=criteria,
            checks=tuple(self.list(f"{place} checks", top["checks"], under.group)) if "checks" in top else (),
            of_places=self.flag(place, "of_places", top),
            workforce=self.flag(place, "workforce", top),
            funnel=funnel,
        )

    def flag(self, place: str, key: str, given: dict[str, Any]) -> bool:
        value = given.get(key, False)
        if not isinstance(value, bool):
            self.fault(place, f"`{key}` is neither true nor false")
        return value is True

    def own_id(self, place: str, value: Any, number: int | None = None) -> str:
        """An id nothing else in the file has; one that belongs to a component begins with its number."""
        found = self._id(place, value)
        if found in self._ids:
            self.fault(place, f"the id {found} is used twice")
        if number is not None and found and not found.startswith(f"{number}."):
            self.fault(place, f"the id {found} does not begin with {number}.")
        self._ids.add(found)
        return found

    def part_id(self, place: str, value: Any, within: str) -> str:
        """An id without points, used once within its list."""
        found = self._id(place, value)
        if found and not _PART.fullmatch(found):
            self.fault(place, f"the id {found} has a point; only ids of what belongs to a component have")
        if found and f"{within}/{found}" in self._ids:
            self.fault(place, f"the id {found} is used twice")
        if found in TAKEN_PARTS and not self._kept:
            self.fault(
                place, f"the id {found} means something else in a question; use none of {', '.join(TAKEN_PARTS)}"
            )
        self._ids.add(f"{within}/{found}")
        return found

    def asked_id(self, place: str, value: Any, number: int) -> str:
        """The id of a metric or criterion: its component's number and one word more."""
        found = self.own_id(place, value, number)
        if len(found) > _MOST_SIGNS:
            self.fault(place, f"the id {found} has more than {_MOST_SIGNS} signs")
        self._one_word(place, found, str(number), TAKEN)
        return found

    def check_id(self, place: str, value: Any, number: int, within: str) -> str:
        """The id of a check, or of a group of them: what it is `within` and one word more."""
        found = self.own_id(place, value, number)
        if within:
            self._one_word(place, found, within, TAKEN_CHECKS)
        return found

    def _one_word(self, place: str, found: str, within: str, taken: Collection[str]) -> None:
        if self._kept or not found.startswith(f"{within.partition('.')[0]}."):
            return  # the wrong number is told already
        last = found.removeprefix(f"{within}.")
        if last == found or not _PART.fullmatch(last) or last in taken:
            self.fault(place, f"the id {found} is not {within}. and one word (none of {', '.join(taken)})")

    def _version(self, value: Any) -> str:
        found = self.text("version", "version", value)
        if found and not _VERSION.fullmatch(found):
            self.fault("version", f"{found!r} is not made of at most 40 letters, digits, blanks, points and lines")
        return found

    def _id(self, place: str, value: Any) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.fault(
                place, f"the id {value!r} is not made of small letters, digits, points and underlines (in quotes)"
            )
            return ""
        return value

    def _titled(self, place: str, given: Any, known: Collection[str], may: Collection[str] = ()) -> tuple[Titled, ...]:
        """Entries whose ids are fixed, in that order: an agency words them, and cannot add or drop one."""
        found = []
        for one in given if isinstance(given, list) else ():
            top = self.keys(place, one, {"id", "title"}, may)
            if top:
                texts = {key: self.text(place, key, top[key]) for key in top if key != "id"}
                found.append(Titled(self._id(place, top["id"]), **texts))
        if [one.id for one in found] != list(known):
            self.fault(place, f"has not exactly these ids, in this order: {', '.join(known)}")
        return tuple(found)

    def _prompt(self, place: str, given: Any) -> Prompt | None:
        top = self.keys(place, given, {"id", "asks"})
        if not top:
            return None
        return Prompt(self.part_id(place, top["id"], "reflections"), self.text(place, "asks", top["asks"]))

    def _titled_prompt(self, place: str, given: Any) -> Prompt | None:
        top = self.keys(place, given, {"id", "asks", "title"})
        if not top:
            return None
        asks, title = (self.text(place, key, top[key]) for key in ("asks", "title"))
        return Prompt(self.part_id(place, top["id"], "prompts"), asks, title)

    def _actor(self, place: str, given: Any) -> Titled | None:
        top = self.keys(place, given, {"id", "title"})
        if not top:
            return None
        return Titled(self.part_id(place, top["id"], place.rpartition(" ")[0]), self.text(place, "title", top["title"]))

    def _plan(self, given: Any) -> PlanForm:
        top = self.keys("action_plan", given, {"cites", "fields", "actors", "months", "closing"})
        if not top:
            return PlanForm((), (), (), 0, ())
        for key, known in (("fields", FIELDS), ("closing", CLOSING)):
            if top[key] != list(known):
                self.fault("action_plan", f"`{key}` is not {', '.join(known)}")
        months = top["months"]
        if not isinstance(months, int) or isinstance(months, bool) or not 0 < months <= 24:
            self.fault("action_plan", f"`months` is {months!r}, not a number from 1 to 24")
            months = 0
        actors = tuple(self.list("action_plan actors", top["actors"], self._actor))
        return PlanForm(self.cites("action_plan", top["cites"], SOURCES), FIELDS, actors, months, CLOSING)

    def _stakeholders(self, given: Any) -> dict[str, Any]:
        top = self.keys("stakeholders", given, {"cites", "groups"})
        if not top:
            return {"stakeholders": (), "stakeholder_cites": ()}
        groups = tuple(self.list("stakeholders groups", top["groups"], self._actor))
        return {"stakeholders": groups, "stakeholder_cites": self.cites("stakeholders", top["cites"], SOURCES)}


class _Under:
    """Reads what belongs to one component."""

    def __init__(self, reading: _Reading, number: int) -> None:
        self.reading, self.number = reading, number

    def metric(self, place: str, given: Any) -> Metric | None:
        reading = self.reading
        top = reading.keys(place, given, {"id", "title", "unit"}, METRIC_MAY)
        if not top:
            return None
        unit, better = top["unit"], top.get("better", "higher")
        if unit not in UNITS:
            reading.fault(place, f"`unit` is {unit!r}, none of {', '.join(UNITS[1:])}, or empty for text")
        if better not in ("higher", "lower"):
            reading.fault(place, f"`better` is {better!r}, neither higher nor lower")
        beside = reading.names(place, "beside", top.get("beside", []))
        for one in (*([top["measure"]] if "measure" in top else []), *beside):
            if one not in MEASURES:
                reading.fault(place, f"{one} is no measure; known are {', '.join(MEASURES)}")
        if "measure" not in top and "find" not in top:
            reading.fault(place, "has neither a `measure` nor a place to `find` it")
        return Metric(
            id=reading.asked_id(place, top["id"], self.number),
            title=reading.text(place, "title", top["title"]),
            unit=unit,
            measure=top.get("measure", ""),
            beside=beside,
            find=reading.text(place, "find", top["find"]) if "find" in top else "",
            names_itself=reading.flag(place, "names_itself", top),
            lower_is_better=better == "lower",
        )

    def criterion(self, place: str, given: Any) -> Criterion | None:
        reading = self.reading
        top = reading.keys(place, given, {"id", "title", "elements"})
        if not top:
            return None
        elements = reading.names(place, "elements", top["elements"])
        return Criterion(
            reading.asked_id(place, top["id"], self.number), reading.text(place, "title", top["title"]), elements
        )

    def group(self, place: str, given: Any) -> CheckGroup | None:
        reading = self.reading
        top = reading.keys(place, given, {"id", "title", "items"})
        if not top:
            return None
        id = reading.check_id(place, top["id"], self.number, str(self.number))
        items = tuple(reading.list(f"{place} items", top["items"], partial(self._check, within=id)))
        return CheckGroup(id, reading.text(place, "title", top["title"]), items)

    def _check(self, place: str, given: Any, within: str) -> Check | None:
        reading = self.reading
        top = reading.keys(place, given, {"id", "says"}, {"applies_when", "fewest_programs"})
        if not top:
            return None
        fewest = top.get("fewest_programs", 0)
        if not isinstance(fewest, int) or isinstance(fewest, bool) or fewest < 0:
            reading.fault(place, f"`fewest_programs` is {fewest!r}, not a number of programs")
            fewest = 0
        if fewest and "applies_when" not in top:
            reading.fault(place, "`fewest_programs` stands without `applies_when`, which says it in words")
        when = reading.text(place, "applies_when", top["applies_when"]) if "applies_when" in top else ""
        id = reading.check_id(place, top["id"], self.number, within)
        return Check(id, reading.text(place, "says", top["says"]), when, fewest)
