"""Articles under one rubric, tag or author: one name and one page for all its spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from newsroom.language.slugs import name_key
from newsroom.source.records import Article


@dataclass(frozen=True, slots=True)
class Shelf:
    """articles: newest first."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Spellings:
    """For each kind of name: key -> the one spelling that is shown."""

    sections: Mapping[str, str]
    tags: Mapping[str, str]
    authors: Mapping[str, str]


def spellings(articles: Sequence[Article], preferred_sections: Iterable[str]) -> Spellings:
    """The spelling most articles use; the publisher's own for rubrics named in the menu."""
    sections = _most_used(name for a in articles for name in (a.section,))
    sections.update({name_key(name): name for name in preferred_sections})
    return Spellings(
        sections=sections,
        tags=_most_used(name for a in articles for name in a.tags),
        authors=_most_used(name for a in articles for name in a.authors),
    )


def _most_used(names: Iterable[str]) -> dict[str, str]:
    """Ties go to the spelling that sorts first (capitals before small), so every build agrees."""
    best: dict[str, tuple[int, str]] = {}
    for name, count in Counter(names).items():
        key = name_key(name)
        best[key] = min(best.get(key, (0, name)), (-count, name))
    return {key: name for key, (_, name) in best.items()}


def spelled(article: Article, names: Spellings) -> Article:
    """The article with each name in its one spelling; itself when nothing differs."""
    section = names.sections[name_key(article.section)]
    tags = tuple(dict.fromkeys(names.tags[name_key(tag)] for tag in article.tags))
    authors = tuple(dict.fromkeys(names.authors[name_key(a)] for a in article.authors))
    if (section, tags, authors) == (article.section, article.tags, article.authors):
        return article
    typed = repr((article.fingerprint, section, tags, authors))
    mark = sha256(typed.encode()).hexdigest()[:32]
    return replace(article, section=section, tags=tags, authors=authors, fingerprint=mark)


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
