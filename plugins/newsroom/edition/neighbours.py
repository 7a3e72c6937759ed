"""Which articles' own pages can look otherwise when some articles came, went or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution, fold_path
from newsroom.edition.shelves import spelled
from newsroom.edition.visibility import is_withdrawn
from newsroom.source.records import Article, Record


def is_plain(record: Record) -> bool:
    """Whether an article can alter no more pages of articles than neighbours() finds: it is no part
    of a series, whose parts show one another, and is not withdrawn."""
    return isinstance(record, Article) and not record.series and not is_withdrawn(record)


def neighbours(
    edition: Edition, links: Mapping[str, Resolution], changed: Iterable[str],
    before: Sequence[Article],
) -> set[str]:  # fmt: skip
    """Paths of articles, those that changed among them; all but the plain ones are not looked at.

    changed: paths of plain articles; before: as they were, where they were there.
    links: by record path, all found.
    """
    paths = {*changed, *(article.path for article in before)}
    now = [article for article in edition.articles if article.path in paths]
    then = [spelled(article, edition.spellings) for article in before]
    found = paths | {a.path for article in (*now, *then) for a in edition.relations.around(article)}
    slugs = {article.slug for article in (*now, *then)}  # cards that look alike are one file
    folded = {fold_path(path) for path in paths}
    for article in edition.articles:
        own = links[article.path]
        if (
            article.slug in slugs
            or any(chosen.path in paths for chosen in own.read_also)
            or any(fold_path(target) in folded for target in own.targets)
        ):
            found.add(article.path)
    return found
