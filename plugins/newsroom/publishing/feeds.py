"""The Atom feed: from records, never from a page's HTML, so titles stay plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from newsroom.source.records import Article
from newsroom.views.desk import Desk, summary

_INTERNAL = re.compile(r'\b(href|src)="/(?!/)')

# An empty feed must say when it was updated; the build's clock would change it with every build.
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class _Feed(Atom1Feed):  # type: ignore[misc]
    def latest_post_date(self) -> datetime:
        """The newest change, so that the same articles give the same bytes."""
        days = [item["updateddate"] for item in self.items]
        return max(days, default=_NEVER)


def entry_id(site_id: str, article: Article) -> str:
    """Permanent: made from the site's id and the slug, so a move of the site changes no entry."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{site_id}/artikel/{article.slug}')}"


def atom(
    desk: Desk, articles: Sequence[Article], path: str, content: Callable[[Article], str]
) -> bytes:
    """articles: newest first; path: of the feed; content: an article's HTML with absolute links."""
    site = desk.site
    feed = _Feed(
        title=site.name,
        link=site.absolute(""),
        description=site.about,
        language=site.lang,
        feed_url=site.absolute(path),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, site.id)}",
    )
    for article in articles:
        feed.add_item(
            title=_title(desk, article),
            link=site.absolute(desk.addresses.of(article).url),
            unique_id=entry_id(site.id, article),
            description=summary(article),
            content=content(article),
            author_name=", ".join(article.authors) or site.name,
            categories=tuple(dict.fromkeys((article.section, *article.tags))),
            pubdate=article.date.at,
            updateddate=max(article.date.at, article.modified.at)
            if article.modified
            else article.date.at,
        )
    text: str = feed.writeString("utf-8")
    return text.encode() if isinstance(text, str) else text


def _title(desk: Desk, article: Article) -> str:
    """Paid content says so in feeds too (NEWSROOM.md P10)."""
    if article.type != "advertorial":
        return article.title
    return f"{desk.word('article_types.advertorial')}: {article.title}"


def absolute_links(html: str, host: str) -> str:
    """Addresses inside the site made whole, for readers elsewhere. host: no path behind it."""
    return _INTERNAL.sub(lambda match: f'{match[1]}="{host}/', html)
