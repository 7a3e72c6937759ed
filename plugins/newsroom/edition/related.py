"""Which articles to offer after one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsroom.source.records import Article

_WINDOW = 6  # neighbours looked at under each name: keeps the work linear in the archive


class Relations:
    """Articles that share people, bodies, tags or the rubric with one another.

    An article is known here by its place in the archive, 0 being the newest.
    """

    def __init__(self, newest_first: Sequence[Article]) -> None:
        self._articles = newest_first
        self._places = {a.path: place for place, a in enumerate(newest_first)}
        self._groups: dict[tuple[str, str], list[int]] = {}
        for place, article in enumerate(newest_first):
            for name in _names(article):
                self._groups.setdefault(name, []).append(place)

    def related(self, article: Article, *, limit: int) -> tuple[Article, ...]:
        """Most shared names first, then nearest in time; older ones before newer ones.

        An article that has enough older neighbours never changes when a newer one is published, so
        one new article touches few pages. limit: most articles to return (>= 0).
        """
        here = self._places.get(article.path)
        if here is None:
            return ()
        groups = [self._groups[name] for name in _names(article)]
        places = [bisect_left(group, here) for group in groups]
        windows = [g[at + 1 : at + 1 + _WINDOW] for g, at in zip(groups, places, strict=True)]
        ranked = sorted([(-shared, place) for place, shared in _counted(windows).items()])
        chosen = [place for _, place in ranked[:limit]]
        if len(chosen) < limit:
            windows = [g[max(0, at - _WINDOW) : at] for g, at in zip(groups, places, strict=True)]
            nearest = sorted([(-shared, -place) for place, shared in _counted(windows).items()])
            chosen += [-place for _, place in nearest[: limit - len(chosen)]]
        return tuple([self._articles[place] for place in chosen])


def _counted(windows: Iterable[Iterable[int]]) -> dict[int, int]:
    """How often each place is named; quicker than a Counter for so few."""
    found: dict[int, int] = {}
    for window in windows:
        for place in window:
            found[place] = found.get(place, 0) + 1
    return found


def _names(article: Article) -> list[tuple[str, str]]:
    return [
        *(("person", name) for name in article.people),
        *(("organization", name) for name in article.organizations),
        *(("tag", name) for name in article.tags),
        ("section", article.section),
    ]
