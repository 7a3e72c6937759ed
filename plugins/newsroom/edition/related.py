"""Which articles to offer after one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from newsroom.edition.shelves import article_order
from newsroom.source.records import Article

_WINDOW = 6  # neighbours looked at under each name: keeps the work linear in the archive


class Relations:
    """Articles that share people, bodies, tags or the rubric with one another.

    An article is known here by its place in the archive, 0 being the newest.
    """

    def __init__(self, newest_first: Sequence[Article]) -> None:
        self._articles = newest_first
        self._places = {a.path: place for place, a in enumerate(newest_first)}
        groups: dict[tuple[str, str], list[int]] = {}
        self._groups = groups
        # For each article the groups that it is in, and where in each it stands.
        self._standings: list[list[tuple[list[int], int]]] = []
        for place, article in enumerate(newest_first):
            own = [groups.setdefault(name, []) for name in _names(article)]
            self._standings.append([(group, len(group)) for group in own])
            for group in own:
                group.append(place)

    def related(self, article: Article, *, limit: int) -> tuple[Article, ...]:
        """Most shared names first, then nearest in time; older ones before newer ones.

        An article that has enough older neighbours never changes when a newer one is published, so
        one new article touches few pages. limit: most articles to return (>= 0).
        """
        here = self._places.get(article.path)
        if here is None:
            return ()
        standings = self._standings[here]
        windows = [group[at + 1 : at + 1 + _WINDOW] for group, at in standings]
        ranked = sorted([(-shared, place) for place, shared in _counted(windows).items()])
        chosen = [place for _, place in ranked[:limit]]
        if len(chosen) < limit:
            windows = [group[max(0, at - _WINDOW) : at] for group, at in standings]
            nearest = sorted([(-shared, -place) for place, shared in _counted(windows).items()])
            chosen += [-place for _, place in nearest[: limit - len(chosen)]]
        return tuple([self._articles[place] for place in chosen])

    def around(self, article: Article) -> Iterator[Article]:
        """All to which this one can be offered, or that can be offered to it; it need not be in the
        archive itself (any more)."""
        order = article_order(article)
        place = bisect_left(
            range(len(self._articles)),
            True,
            key=lambda place: article_order(self._articles[place]) <= order,
        )
        for name in _names(article):
            group = self._groups.get(name, [])
            at = bisect_left(group, place)
            for near in group[max(0, at - _WINDOW) : at + 1 + _WINDOW]:
                yield self._articles[near]


def _counted(windows: Iterable[Iterable[int]]) -> dict[int, int]:
    """How often each place is named; quicker than a Counter for so few."""
    found: dict[int, int] = {}
    for window in windows:
        for place in window:
            found[place] = found.get(place, 0) + 1
    return found


def _names(article: Article) -> list[tuple[str, str]]:
    names = [("tag", name) for name in article.tags]
    names.append(("section", article.section))
    if article.people:
        names += [("person", name) for name in article.people]
    if article.organizations:
        names += [("organization", name) for name in article.organizations]
    return names
