"""Getting the next item ready while the present one is used."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_END = object()


def prefetched(items: Generator[T, None, None]) -> Iterator[T]:
    """The same items, each made in a second thread while the one before it is in use; one is kept ready.

    What making an item raises is raised here. When the user stops early, `items` is closed.
    """
    with ThreadPoolExecutor(1) as thread:
        upcoming = thread.submit(next, items, _END)
        try:
            while (item := upcoming.result()) is not _END:
                upcoming = thread.submit(next, items, _END)
                yield item
        finally:
            upcoming.exception()  # waits; an error that nobody asked for any more is of no interest
            items.close()
