"""A table of values for the review: what records do not answer, as other systems hand it out.

One row a value, with the columns

    metric   its id (`3.applicants`), or its title where one metric alone has it
    place    `school`, or the code or title of a program or of one of several schools; empty for the school
    group    `all`, or the id, title or short title of a student group; empty for all students
    value    a number in the metric's unit, or words where it has none
    source   where the value comes from; may be empty where nothing is said of it yet
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping

from openperkins.errors import nearest
from openperkins.needs.model import Instrument, Metric
from openperkins.needs.questions import EVERYONE, SCHOOL, source_beside, source_of
from openperkins.needs.values import plain_text, value_fault

COLUMNS = ("metric", "place", "group", "value", "source")
_MOST_FAULTS = 100
_MOST_SIGNS = 20_000


def read_values(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    instrument: Instrument,
    *,
    places: Mapping[str, str],
    answered: Collection[tuple[str, str]] = (),
    now: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], list[str]]:
    """Question → answer, and every fault as a sentence with row and column; with a fault there are no answers.

    `places` is code → title of programs and schools; `answered` are (id of a metric, place) records answer already.
    `now` are the answers there are. Several sources of one metric at one place stand one after another; so does that of
    values which stay. A value that changes under the source of another, and a title that means several things, are
    faults.
    """
    reading = _Reading(instrument, places, answered, now or {})
    for number, texts in rows:
        reading.row(number, texts)
    reading.old_sources()
    if not reading.first and not reading.faults:
        reading.faults = ["The file has no rows. Export it again with its values."]
    return ({} if reading.faults else reading.answers()), reading.faults[:_MOST_FAULTS]


class _Reading:
    def __init__(
        self,
        instrument: Instrument,
        places: Mapping[str, str],
        answered: Collection[tuple[str, str]],
        now: Mapping[str, str],
    ) -> None:
        self.instrument, self.answered, self.now = instrument, answered, now
        self.metrics = _Names((one.id, (one.title,)) for one in instrument.metrics)
        own = ((SCHOOL, ("", "all schools")), *((code, (title,)) for code, title in places.items()))
        self.places = _Names(own)
        everyone = (EVERYONE, ("", "all students"))
        self.groups = _Names((everyone, *((one.id, (one.title, one.short or one.title)) for one in instrument.groups)))
        self.values: dict[str, str] = {}
        self.sources: dict[str, dict[str, None]] = {}
        self.first: dict[str, int] = {}
        self.faults: list[str] = []

    def row(self, number: int, texts: Mapping[str, str]) -> None:
        texts = {column: unicodedata.normalize("NFC", texts.get(column, "").strip()) for column in COLUMNS}
        before = len(self.faults)
        named = self._known(number, "metric", texts, self.metrics)
        place = self._known(number, "place", texts, self.places)
        group = self._known(number, "group", texts, self.groups)
        metric = self.instrument.metric(named) if named is not None else None
        if metric is not None:
            self._check(number, metric, place, group, texts)
        if len(self.faults) > before or metric is None or place is None:
            return
        question = f"{metric.id}.value.{place}.{group}"
        if question in self.first:
            self._fault(number, f"the same value stands in row {self.first[question]} already. Keep one.")
            return
        self.first[question], self.values[question] = number, texts["value"]
        if texts["source"]:
            self.sources.setdefault(source_of(metric.id, place), {})[texts["source"]] = None

    def old_sources(self) -> None:
        """Tells of each value that would change under the source of another: where it comes from is asked for."""
        for question, value in self.values.items():
            source = source_beside(question)
            if source not in self.sources and self.now.get(source) and value != self.now.get(question, ""):
                named = self.now[source][:60]
                self._fault(self.first[question], f"source is empty, and “{named}” stands there of another value. "
                            "Enter where this one comes from; the same text where it is the same.")  # fmt: skip

    def answers(self) -> dict[str, str]:
        return {**self.values, **{source: self._said(source, [*new]) for source, new in self.sources.items()}}

    def _said(self, source: str, new: list[str]) -> str:
        """Sources one after another, after that of values the file leaves as they are."""
        left = (question for question, text in self.now.items() if text and question not in self.values)
        stays = any(source_beside(question) == source for question in left)
        before = [one for one in self.now.get(source, "").split("; ") if one] if stays else []
        return "; ".join(dict.fromkeys([*before, *new]))

    def _check(
        self, number: int, metric: Metric, place: str | None, group: str | None, texts: Mapping[str, str]
    ) -> None:
        if place is not None and (metric.id, place) in self.answered:
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

    def _known(self, number: int, column: str, texts: Mapping[str, str], known: _Names) -> str | None:
        """The one id a text names; None, with a fault, where it names none or several."""
        found = known.meant(texts[column])
        if len(found) == 1:
            return found[0]
        said = "".join(sign if sign.isprintable() else "\ufffd" for sign in texts[column][:60])
        if found:
            id = "id" if column != "place" else "code"
            self._fault(number, f"{column}: “{said}” means {' or '.join(found)}. Use the {id}.")
        else:
            self._fault(number, f"{column}: “{said}” is not known. {nearest(plain_text(said), known.words)}")
        return None

    def _fault(self, number: int, says: str) -> None:
        self.faults.append(f"Row {number}, {says}")


class _Names:
    """What can be named by its id, or by a title that may be that of several."""

    def __init__(self, named: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._ids: dict[str, str] = {}
        self._titles: dict[str, dict[str, None]] = {}
        for id, titles in named:
            self._ids[plain_text(id)] = id
            for title in titles:
                self._titles.setdefault(plain_text(title), {})[id] = None

    @property
    def words(self) -> list[str]:
        return [word for word in (*self._ids, *self._titles) if word]

    def meant(self, text: str) -> list[str]:
        """The ids a text can mean: the one it is, else those of its title."""
        plain = plain_text(text)
        return [self._ids[plain]] if plain in self._ids else list(self._titles.get(plain, ()))
