"""Which articles to offer after one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        chosen = self._ranked(self._neighbours(article, 1, _WINDOW + 1), here)[:limit]
        if len(chosen) < limit:
            newer = self._ranked(self._neighbours(article, -_WINDOW, 0), here)
            chosen += newer[: limit - len(chosen)]
        return tuple(chosen)

    def _neighbours(self, article: Article, start: int, end: int) -> list[Article]:
        """Those from start to end places away, under each name; negative places are newer."""
        found: list[Article] = []
        for name in _names(article):
            place = self._places[name][article.path]
            found += self._by_name[name][max(0, place + start) : max(0, place + end)]
        return found

    def _ranked(self, shared: Iterable[Article], here: int) -> list[Article]:
        counts: dict[str, int] = {}
        unique: dict[str, Article] = {}
        for article in shared:
            counts[article.path] = counts.get(article.path, 0) + 1
            unique[article.path] = article
        ranks = sorted(
            (-count, abs(self._order[path] - here), path) for path, count in counts.items()
        )
        return [unique[path] for _, _, path in ranks]


def _names(article: Article) -> list[tuple[str, str]]:
    return [
        *(("person", name) for name in article.people),
        *(("organization", name) for name in article.organizations),
        *(("tag", name) for name in article.tags),
        ("section", article.section),
    ]
