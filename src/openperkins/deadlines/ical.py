"""The schedule as an iCalendar feed (RFC 5545, RFC 7986): all-day events without alarms, the same bytes every time."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from icalendar import Calendar, Event, vText

from openperkins.deadlines.moments import date_in_words
from openperkins.deadlines.schedule import DueItem

_PRODID = "-//OpenPerkins//Deadlines//EN"
_REFRESH = datetime.timedelta(days=1)


def calendar_feed(
    items: Iterable[DueItem], *, name: str, scope: str, stamp: datetime.datetime, done: Collection[str] = ()
) -> bytes:
    """An iCalendar file (UTF-8, lines ending in CR LF) with one event for each item that has a date.

    `name` is shown by the reader's calendar; `scope`, such as an organization code, keeps the events of two feeds
    apart; `stamp` says as of when the feed holds and becomes DTSTAMP. Items whose ids are `done` begin with
    `Done: `. Equal arguments give equal bytes. Raises ValueError for a stamp without a time zone.
    """
    if stamp.utcoffset() is None:
        raise ValueError(f"the stamp {stamp} has no time zone")
    items = tuple(items)
    utc = stamp.astimezone(datetime.UTC).replace(microsecond=0)
    feed = _empty(name, [item for item in items if item.binding is None])
    dated = [item for item in items if item.binding is not None]
    for item in sorted(dated, key=lambda item: (item.binding, item.id)):
        feed.add_component(_event(item, scope, utc, item.id in done))
    return feed.to_ical()


def event_uid(item: DueItem, scope: str) -> str:
    """`2017-18.follow_up.02010000@deadlines.openperkins`: the same for one item of one feed for good."""
    return f"{item.id}.{scope}@deadlines.openperkins"


def _empty(name: str, undated: list[DueItem]) -> Calendar:
    feed = Calendar()
    feed.add("prodid", _PRODID)
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    # Each twice: as RFC 7986 has it, and as older calendars read it (of those no type is known: text is escaped here).
    feed.add("name", name)
    feed.add("x-wr-calname", vText(name))
    feed.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "P1D")
    if undated:
        told = "\n".join(["Without a printed date:", *(f"{item.title}: {item.when}" for item in undated)])
        feed.add("description", told)
        feed.add("x-wr-caldesc", vText(told))
    return feed


def _event(item: DueItem, scope: str, stamp: datetime.datetime, done: bool) -> Event:
    assert item.binding is not None, "an item without a date is no event"
    event = Event()
    event.add("uid", event_uid(item, scope))
    event.add("dtstamp", stamp)
    event.add("dtstart", item.binding)
    event.add("dtend", item.binding + datetime.timedelta(days=1))
    event.add("summary", ("Done: " if done else "") + item.title + (" (expected)" if item.derived else ""))
    event.add("description", "\n".join(_described(item)))
    event.add("categories", _categories(item, done))
    # A deadline takes no time of the day, and an expected one may still change.
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if item.derived else "CONFIRMED")
    return event


def _described(item: DueItem) -> list[str]:
    lines = [f"From: {item.who}. To: {item.to}.", f"What: {item.document}."]
    if item.kind == "may":
        lines.append("Allowed on this day, not required.")
    else:
        lines.append("Closes at the end of the day, Eastern time.")
    lines += [f"Printed: {date_in_words(printed.date)} ({printed.place})." for printed in item.printed]
    return lines + [line for line in (item.contradiction, item.derivation, item.note) if line]


def _categories(item: DueItem, done: bool) -> list[str]:
    kinds = {"due": "Due", "may": "Allowed", "collection": "Collection"}
    return [kinds[item.kind], *(["Done"] if done else []), *(["Expected"] if item.derived else [])]
