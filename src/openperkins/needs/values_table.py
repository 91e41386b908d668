"""A table of values for the review: what records do not answer, as other systems hand it out.

One row a value, with the columns

    metric   its id (`3.applicants`) or its title as the instrument has it
    place    `school`, or the code or title of a program or of one of several schools; empty for the school
    group    `all`, or the id, title or short title of a student group; empty for all students
    value    a number in the metric's unit, or words where it has none
    source   where the value comes from; may be empty
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from openperkins.errors import nearest
from openperkins.needs.model import Instrument, Metric
from openperkins.needs.questions import EVERYONE, SCHOOL
from openperkins.needs.values import value_fault

COLUMNS = ("metric", "place", "group", "value", "source")
_MOST_FAULTS = 100
_MOST_SIGNS = 20_000


def read_values(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    instrument: Instrument,
    *,
    places: Mapping[str, str],
    answered: Collection[str] = (),
) -> tuple[dict[str, str], list[str]]:
    """Question → answer, and every fault as a sentence with row and column; with a fault there are no answers.

    `places` is code → title of programs and schools; `answered` are ids of metrics that records answer already. Several
    sources of one metric stand one after another.
    """
    reading = _Reading(instrument, places, answered)
    for number, texts in rows:
        reading.row(number, texts)
    if not reading.first and not reading.faults:
        reading.faults = ["The file has no rows. Export it again with its values."]
    return ({} if reading.faults else reading.answers()), reading.faults[:_MOST_FAULTS]


class _Reading:
    def __init__(self, instrument: Instrument, places: Mapping[str, str], answered: Collection[str]) -> None:
        self.instrument, self.answered = instrument, answered
        self.metrics = {_plain(name): one for one in instrument.metrics for name in (one.title, one.id)}
        self.places = {"": SCHOOL, SCHOOL: SCHOOL, "all schools": SCHOOL}
        self.places |= {_plain(name): code for code, title in places.items() for name in (title, code)}
        self.groups = {"": EVERYONE, EVERYONE: EVERYONE, "all students": EVERYONE}
        self.groups |= {_plain(name): one.id for one in instrument.groups for name in (one.title, one.short, one.id)}
        self.values: dict[str, str] = {}
        self.sources: dict[str, dict[str, None]] = {}
        self.first: dict[str, int] = {}
        self.faults: list[str] = []

    def row(self, number: int, texts: Mapping[str, str]) -> None:
        texts = {column: texts.get(column, "").strip() for column in COLUMNS}
        before = len(self.faults)
        metric = self._known(number, "metric", texts, self.metrics)
        place = self._known(number, "place", texts, self.places)
        group = self._known(number, "group", texts, self.groups)
        if metric is not None:
            self._check(number, metric, group, texts)
        if len(self.faults) > before or metric is None:
            return
        question = f"{metric.id}.value.{place}.{group}"
        if question in self.first:
            self._fault(number, f"the same value stands in row {self.first[question]} already. Keep one.")
            return
        self.first[question], self.values[question] = number, texts["value"]
        if texts["source"]:
            self.sources.setdefault(metric.id, {})[texts["source"]] = None

    def answers(self) -> dict[str, str]:
        sources = {f"{metric}.source": "; ".join(named) for metric, named in self.sources.items()}
        return {**self.values, **sources}

    def _check(self, number: int, metric: Metric, group: str | None, texts: Mapping[str, str]) -> None:
        if metric.id in self.answered:
            self._fault(number, f"metric: records answer “{metric.title}” already. Leave the row out.")
        if self.instrument.component_of(metric.id).of_places and group not in (EVERYONE, None):
            self._fault(number, f"group: “{metric.title}” is not asked for by group. Leave the group empty.")
        value = texts["value"]
        if not value:
            self._fault(number, "value is empty. Enter one, or leave the row out.")
        elif len(value) > _MOST_SIGNS or len(texts["source"]) > _MOST_SIGNS:
            self._fault(number, f"a text has more than {_MOST_SIGNS:,} signs. Shorten it.")
        elif fault := value_fault(metric, value):
            self._fault(number, f"value: {fault}")

    def _known(self, number: int, column: str, texts: Mapping[str, str], known: Mapping[str, object]):  # type: ignore[no-untyped-def]
        found = known.get(_plain(texts[column]))
        if found is None:
            said = "".join(sign if sign.isprintable() else "\ufffd" for sign in texts[column][:60])
            self._fault(number, f"{column}: “{said}” is not known. {nearest(_plain(said), [k for k in known if k])}")
        return found

    def _fault(self, number: int, says: str) -> None:
        self.faults.append(f"Row {number}, {says}")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
