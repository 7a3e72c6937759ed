"""Lists cut into pages that never change again once they are full.

Numbered pages count from the oldest article and are always full. The page without number holds the
newest: from one page's worth to just under two, so each article stands once and a short list has no
second page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from newsroom.data import Value

T = TypeVar("T")


class ListPage(Value, Generic[T], frozen=True):
    """number: 0 for the page without one; entries: newest first; older: the next page, or 0."""

    number: int
    entries: tuple[T, ...]
    older: int


def list_pages(newest_first: Sequence[T], size: int) -> list[ListPage[T]]:
    """The page without number first, then the numbered ones from the newest to the oldest (1).

    size: entries on a numbered page (>= 1).
    """
    full = max(0, len(newest_first) // size - 1)
    newest = len(newest_first) - full * size
    pages = [ListPage(0, tuple(newest_first[:newest]), full)]
    for number in range(full, 0, -1):
        start = newest + (full - number) * size
        pages.append(ListPage(number, tuple(newest_first[start : start + size]), number - 1))
    return pages
