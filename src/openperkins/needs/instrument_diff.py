"""What differs between two instruments: what was added, taken out, worded anew or put in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openperkins.needs.model import Check, Component, Criterion, Instrument, Metric

#: (kind, id) → part → text; the first part is what a thing is called
Things = dict[tuple[str, str], dict[str, str]]
ADDED, REMOVED, CHANGED, REORDERED = "added", "removed", "changed", "reordered"
HEADINGS = ("what", "kind", "id", "part", "before", "after")
_MOST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `what` is added, removed, changed or reordered; `part` names what changed, such as title."""

    what: str
    kind: str
    id: str
    part: str
    before: str
    after: str

    @property
    def says(self) -> str:
        """It in a sentence."""
        name = f"{self.kind} {self.id}".strip()
        name = name[:1].upper() + name[1:]
        if self.what == ADDED:
            return f"{name} is new: “{_short(self.after)}”."
        if self.what == REMOVED:
            return f"{name} is gone: “{_short(self.before)}”."
        if self.what == REORDERED:
            return f"{name}: the order was {_short(self.before)}; it is now {_short(self.after)}."
        return f"{name}, {self.part}: “{_short(self.before)}” became “{_short(self.after)}”."

    def row(self) -> dict[str, str]:
        """It as a row of a table (HEADINGS)."""
        return {name: getattr(self, name) for name in HEADINGS}


def diff_instruments(a: Instrument, b: Instrument) -> list[Difference]:
    """Every difference from `a` to `b`, in the order of the instrument; empty when they say the same.

    What only one of them has is one difference, whatever its parts. Comments and the layout of the files do not count.
    """
    before, after = things_of(a), things_of(b)
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            what = ADDED if old is None else REMOVED
            found.append(Difference(what, *key, "", _called(old), _called(new)))
        else:
            parts = [*old, *(part for part in new if part not in old)]
            found += [
                Difference(CHANGED, *key, part, old.get(part, ""), new.get(part, ""))
                for part in parts
                if old.get(part, "") != new.get(part, "")
            ]
    return [*found, *_reordered(before, after)]


def things_of(instrument: Instrument) -> Things:
    """Everything an instrument consists of, by kind and id."""
    found: Things = {("instrument", ""): _top(instrument)}
    lists = {"level": instrument.levels, "answer": instrument.answers, "group": instrument.groups}
    for kind, entries in lists.items():
        found |= {(kind, one.id): _said(title=one.title, short=one.short, means=one.means) for one in entries}
    found |= {("reflection", one.id): {"asks": one.asks} for one in instrument.reflections}
    found |= {("prompt", one.id): {"title": one.title, "asks": one.asks} for one in instrument.prompts}
    for component in instrument.components:
        found |= dict(_of_component(component))
    form = instrument.action_plan
    found[("action plan", "")] = _said(months=str(form.months), cites="; ".join(form.cites))
    found |= {("actor", one.id): {"title": one.title} for one in form.actors}
    found |= {("stakeholder group", one.id): {"title": one.title} for one in instrument.stakeholders}
    return found


def _top(instrument: Instrument) -> dict[str, str]:
    cites, people = "; ".join(instrument.cites), "; ".join(instrument.stakeholder_cites)
    return {
        "title": instrument.title,
        "name": instrument.name,
        "version": instrument.version,
        "question": instrument.question,
        "cites": cites,
        "stakeholders' cites": people,
    }


def _of_component(one: Component) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    yield (
        ("component", str(one.number)),
        _said(
            title=one.title,
            objective=one.objective,
            cites="; ".join(one.cites),
            of_places=_yes(one.of_places),
            workforce=_yes(one.workforce),
            funnel=", ".join(one.funnel),
        ),
    )
    yield from ((("metric", metric.id), _metric(metric)) for metric in one.metrics)
    yield from ((("criterion", criterion.id), _criterion(criterion)) for criterion in one.criteria)
    for group in one.checks:
        yield ("check group", group.id), {"title": group.title}
        yield from ((("check", check.id), _check(check)) for check in group.items)


def _metric(one: Metric) -> dict[str, str]:
    return _said(
        title=one.title,
        unit=one.unit or "text",
        measure=one.measure,
        beside=", ".join(one.beside),
        find=one.find,
        names_itself=_yes(one.names_itself),
        better="lower" if one.lower_is_better else "higher",
    )


def _criterion(one: Criterion) -> dict[str, str]:
    elements = {f"element {number}": text for number, text in enumerate(one.elements, start=1)}
    return {"title": one.title, **elements}


def _check(one: Check) -> dict[str, str]:
    fewest = str(one.fewest_programs or "")
    return _said(says=one.says, applies_when=one.applies_when, fewest_programs=fewest)


def _reordered(before: Things, after: Things) -> Iterator[Difference]:
    """One difference for each kind whose common entries stand in another order."""
    for kind in dict.fromkeys(kind for kind, _ in before):
        old = [id for one, id in before if one == kind and (one, id) in after]
        new = [id for one, id in after if one == kind and (one, id) in before]
        if old != new:
            yield Difference(REORDERED, f"{kind} order", "", "", ", ".join(old), ", ".join(new))


def _said(**parts: str) -> dict[str, str]:
    return parts


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _called(parts: Mapping[str, str] | None) -> str:
    return next(iter(parts.values())) if parts else ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
