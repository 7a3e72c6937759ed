"""Which articles to offer after one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsroom.source.records import Article

_WINDOW = 8  # neighbours looked at under each name: keeps the work linear in the archive


class Relations:
    """Articles that share people, bodies, tags or the rubric with one another."""

    def __init__(self, newest_first: Sequence[Article]) -> None:
        self._order = {a.path: place for place, a in enumerate(newest_first)}
        self._by_name: dict[tuple[str, str], list[Article]] = {}
        self._places: dict[tuple[str, str], dict[str, int]] = {}
        for article in newest_first:
            for name in _names(article):
                group = self._by_name.setdefault(name, [])
                self._places.setdefault(name, {})[article.path] = len(group)
                group.append(article)

    def related(self, article: Article, *, limit: int) -> tuple[Article, ...]:
        """Most shared names first, then nearest in time; older ones before newer ones.

        An article that has enough older neighbours never changes when a newer one is published, so
        one new article touches few pages. limit: most articles to return (>= 0).
        """
        if article.path not in self._order:
            return ()
        here = self._order[article.path]
        older, newer = self._neighbours(article)
        chosen = self._ranked(older, here)[:limit]
        chosen += self._ranked(newer, here)[: limit - len(chosen)]
        return tuple(chosen)

    def _neighbours(self, article: Article) -> tuple[list[Article], list[Article]]:
        older: list[Article] = []
        newer: list[Article] = []
        for name in _names(article):
            group, place = self._by_name[name], self._places[name][article.path]
            older += group[place + 1 : place + 1 + _WINDOW]
            newer += group[max(0, place - _WINDOW) : place]
        return older, newer

    def _ranked(self, shared: Iterable[Article], here: int) -> list[Article]:
        counts: Mapping[str, int] = Counter(a.path for a in shared)
        unique = {a.path: a for a in shared}
        return sorted(
            unique.values(),
            key=lambda a: (-counts[a.path], abs(self._order[a.path] - here), a.path),
        )


def _names(article: Article) -> list[tuple[str, str]]:
    return [
        *(("person", name) for name in article.people),
        *(("organization", name) for name in article.organizations),
        *(("tag", name) for name in article.tags),
        ("section", article.section),
    ]
