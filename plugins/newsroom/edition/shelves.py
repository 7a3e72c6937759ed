"""Articles under one rubric, tag or author: one name and one page for all its spellings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import is_

from newsroom.data import Value, replace
from newsroom.language.slugs import name_key
from newsroom.source.records import Article


class Shelf(Value, frozen=True):
    """articles: newest first."""

    name: str
    articles: tuple[Article, ...]


class Spellings(Value, frozen=True):
    """For each kind of name: every spelling that is not the one shown -> the one that is."""

    sections: Mapping[str, str]
    tags: Mapping[str, str]
    authors: Mapping[str, str]
    series: Mapping[str, str]


def article_order(article: Article) -> tuple[datetime, str, str]:
    """By which articles are sorted, oldest first."""
    return (article.date.at, article.slug, article.path)


def spellings(articles: Sequence[Article], preferred_sections: Iterable[str]) -> Spellings:
    """The spelling most articles use; the publisher's own for rubrics named in the menu."""
    return Spellings(
        sections=_shown((a.section for a in articles), preferred_sections),
        tags=_shown(name for a in articles for name in a.tags),
        authors=_shown(name for a in articles for name in a.authors),
        series=_shown(a.series for a in articles if a.series),
    )


def _shown(names: Iterable[str], preferred: Iterable[str] = ()) -> dict[str, str]:
    """Ties go to the spelling that sorts first (capitals before small), so every build agrees."""
    counts = Counter(names)
    best: dict[str, tuple[float, str]] = {}
    for name, count in counts.items():
        key = name_key(name)
        best[key] = min(best.get(key, (0, name)), (-count, name))
    best.update({name_key(name): (-math.inf, name) for name in preferred})
    shown = {name: best[name_key(name)][1] for name in counts}
    return {name: other for name, other in shown.items() if name != other}


def spelled(article: Article, names: Spellings) -> Article:
    """The article with each name in its one spelling; itself when nothing differs."""
    section = names.sections.get(article.section, article.section)
    tags = _each(article.tags, names.tags)
    authors = _each(article.authors, names.authors)
    series = names.series.get(article.series, article.series)
    spelling = (section, tags, authors, series)
    if all(map(is_, spelling, (article.section, article.tags, article.authors, article.series))):
        return article
    mark = f"{article.fingerprint} {spelling!r}"
    return replace(
        article, section=section, tags=tags, authors=authors, series=series, fingerprint=mark
    )


def _each(names: tuple[str, ...], shown: Mapping[str, str]) -> tuple[str, ...]:
    """Each name in the spelling shown, once."""
    if shown.keys().isdisjoint(names) and (len(names) < 2 or len(set(names)) == len(names)):
        return names
    return tuple(dict.fromkeys([shown.get(name, name) for name in names]))


def shelves(
    articles: Iterable[Article], names_of: Callable[[Article], Iterable[str]]
) -> dict[str, Shelf]:
    """One shelf for each name, by alphabet; articles keep their order. Linear in the archive."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        for name in names_of(article):
            found.setdefault(name, []).append(article)
    ordered = sorted(found, key=lambda name: (name.casefold(), name))
    return {name: Shelf(name, tuple(found[name])) for name in ordered}
