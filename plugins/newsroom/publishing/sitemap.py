"""The sitemaps: every listed page once, and the newest news (NEWSROOM.md T13, T14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from html import escape
from itertools import takewhile
from xml.etree import ElementTree

from newsroom.edition.clock import Clock
from newsroom.source.records import Article
from newsroom.views.desk import Desk

SITEMAP = "sitemap.xml"
NEWS_SITEMAP = "sitemap-berita.xml"

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_NEWS_AGE = timedelta(days=2)
_NEWS_MOST = 1000  # addresses in one file


def sitemap(entries: Iterable[tuple[str, str]]) -> bytes:
    """entries: (absolute address, ISO date or ""), written sorted by address."""
    lines = [_DECLARATION, f'<urlset xmlns="{_NAMESPACE}">']
    for location, modified in sorted(entries):  # tens of thousands: a tree takes four times as long
        lines += ("<url>", f"<loc>{escape(location, quote=False)}</loc>")
        if modified:
            lines.append(f"<lastmod>{modified}</lastmod>")
        lines.append("</url>")
    return "\n".join((*lines, "</urlset>", "")).encode()


def recent_news(articles: Sequence[Article], clock: Clock) -> tuple[Article, ...]:
    """What belongs into the news sitemap. articles: newest first; what is paid for is no news."""
    recent = takewhile(lambda a: not clock.has_come(a.date.at + _NEWS_AGE), articles)
    return tuple(a for a in recent if a.type != "advertorial")[:_NEWS_MOST]


def news_sitemap(desk: Desk, articles: Sequence[Article]) -> bytes:
    """articles: see recent_news; the file is there while nothing is new as well."""
    root = ElementTree.Element("urlset", {"xmlns": _NAMESPACE, "xmlns:news": _NEWS_NAMESPACE})
    for article in articles:
        url = ElementTree.SubElement(root, "url")
        location = desk.site.absolute(desk.addresses.of(article).url)
        ElementTree.SubElement(url, "loc").text = location
        news = ElementTree.SubElement(url, "news:news")
        publication = ElementTree.SubElement(news, "news:publication")
        ElementTree.SubElement(publication, "news:name").text = desk.site.name
        ElementTree.SubElement(publication, "news:language").text = article.lang
        ElementTree.SubElement(news, "news:publication_date").text = article.date.iso
        ElementTree.SubElement(news, "news:title").text = article.title
    return _written(root)


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, space="")
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
