"""The feeds: from records, never from a page's HTML, so titles stay plain (NEWSROOM.md T18)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any
from xml.sax.saxutils import quoteattr

from feedgenerator import Atom1Feed, Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from newsroom.data import Value
from newsroom.edition.ledger import Entry, Notice
from newsroom.source.records import Article, Withdrawal
from newsroom.views.desk import Desk, cautious_summary
from newsroom.views.evidence import change_place, change_text, notice_kind
from newsroom.views.withdrawn import withdrawal_html, withdrawal_text, withdrawn_title

_INTERNAL = re.compile(r'\b(href|src)="/(?!/)')

# An empty feed must say when it was updated; the build's clock would change it with every build.
_XHTML = "http://www.w3.org/1999/xhtml"
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Channel(Value, frozen=True):
    """What a feed says of itself.

    path: of the feed, url: of the page that it follows, both inside the site; name: told apart from
    the site's other feeds for ever, "" for the one of all articles.
    """

    path: str
    url: str
    title: str
    name: str = ""


# Without it a phone lays the feed out for a desk and shows it small.
_AS_WIDE_AS_THE_SCREEN = {"name": "viewport", "content": "width=device-width, initial-scale=1"}

Content = Callable[[Article], str]  # an article's HTML with absolute links


class _Feed:
    """The newest change stands for the time of writing: the same entries give the same bytes.

    Opened in a browser it is a page: a stylesheet, and words and links in XHTML, which feed readers
    pass over as markup that is not theirs (RFC 4287, 6.4). Not XSLT, which browsers give up.
    """

    items: list[dict[str, Any]]
    feed: dict[str, Any]

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)  # type: ignore[misc]
        handler.addQuickElement("meta", None, {"xmlns": _XHTML, **_AS_WIDE_AS_THE_SCREEN})
        handler.startElement("p", {"xmlns": _XHTML})
        handler.characters(f"{self.feed['note']} ")
        handler.addQuickElement("a", self.feed["page"], {"href": self.feed["link"]})
        handler.endElement("p")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)  # type: ignore[misc]
        handler.addQuickElement("a", self.feed["read"], {"xmlns": _XHTML, "href": item["link"]})

    def add_stylesheets(self, handler: Any) -> None:
        style = self.feed["style"]
        handler.processingInstruction("xml-stylesheet", f'href={quoteattr(style)} type="text/css"')


class _PlainSummaries(Atom1Feed):  # type: ignore[misc]
    """A summary is plain text and says so."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


class _Atom(_Feed, _PlainSummaries):
    def write(self, outfile: Any, encoding: str) -> None:
        """As the library does, with the stylesheet before the first tag."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        self.add_stylesheets(handler)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")


class _Rss(_Feed, Rss201rev2Feed):  # type: ignore[misc]
    """With the whole text in <content:encoded>; the description holds the summary, as HTML."""

    def rss_attributes(self) -> dict[str, str]:
        own: dict[str, str] = super().rss_attributes()
        return {**own, "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        summary = escape(item["description"], quote=False)
        super().add_item_elements(handler, {**item, "description": summary})
        handler.addQuickElement("content:encoded", item["content"])


def entry_id(site_id: str, article: Article) -> str:
    """Permanent: made from the site's id and the slug, so a move of the site changes no entry."""
    return _urn(f"{site_id}/artikel/{article.slug}")


def _urn(name: str) -> str:
    from uuid import NAMESPACE_URL, uuid5  # asks what machine this is: not at every start

    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def atom(desk: Desk, articles: Iterable[Article], channel: Channel, content: Content) -> bytes:
    """articles: newest first."""
    return _articles_feed(_Atom, desk, articles, channel, content)


def rss(desk: Desk, articles: Iterable[Article], channel: Channel, content: Content) -> bytes:
    """RSS 2.0. articles: newest first."""
    return _articles_feed(_Rss, desk, articles, channel, content)


def _articles_feed(
    form: type[Any], desk: Desk, articles: Iterable[Article], channel: Channel, content: Content
) -> bytes:
    site = desk.site
    feed = _opened(form, desk, channel)
    for article in articles:
        feed.add_item(
            title=_title(desk, article),
            link=site.absolute(desk.addresses.of(article).url),
            unique_id=entry_id(site.id, article),
            unique_id_is_permalink=False,
            description=_summary(desk, article),
            content=_html(desk, article, content),
            author_name=", ".join(article.authors) or site.name,
            categories=_categories(article),
            pubdate=article.date.at,
            updateddate=_updated(article),
        )
    return _written(feed)


def changes_atom(desk: Desk, entries: Iterable[Entry], channel: Channel) -> bytes:
    """The ledger: each change an entry of its own. entries: newest first."""
    site = desk.site
    feed = _opened(_Atom, desk, channel)
    for entry in entries:
        record, mark, change = entry
        url = site.absolute(desk.addresses.of(record).url)
        kind = "artikel" if isinstance(record, Article) else "agenda"
        feed.add_item(
            title=f"{notice_kind(desk, change)}: {record.title}",
            link=url + change_place(entry),
            unique_id=_urn(f"{site.id}/ralat/{kind}/{record.slug}/{mark}"),
            description=_notice_text(desk, change),
            author_name=site.name,
            pubdate=change.at.at,
            updateddate=change.at.at,
        )
    return _written(feed)


def _notice_text(desk: Desk, notice: Notice) -> str:
    if isinstance(notice, Withdrawal):
        return withdrawal_text(desk, notice)
    parts = [change_text(desk, notice)]
    if notice.before:
        parts.append(f"{desk.word('article.before')}: {notice.before}.")
    if notice.after:
        parts.append(f"{desk.word('article.after')}: {notice.after}.")
    return " ".join(parts)


def _summary(desk: Desk, article: Article) -> str:
    if article.withdrawal:
        return withdrawal_text(desk, article.withdrawal)
    return cautious_summary(desk, article)


def _html(desk: Desk, article: Article, content: Content) -> str:
    return withdrawal_html(desk, article.withdrawal) if article.withdrawal else content(article)


def _opened(form: type[Any], desk: Desk, channel: Channel) -> Any:
    site = desk.site
    name = f"{site.id}/{channel.name}" if channel.name else site.id
    return form(
        title=channel.title,
        link=site.absolute(channel.url),
        description=site.about,
        language=site.lang,
        feed_url=site.absolute(channel.path),
        feed_guid=_urn(name),
        style=site.internal(site.feed_style),
        note=desk.word("feeds.note"),
        page=desk.word("feeds.page"),
        read=desk.word("feeds.read"),
    )


def _written(feed: Any) -> bytes:
    text: str | bytes = feed.writeString("utf-8")
    return text.encode() if isinstance(text, str) else text


def json_feed(desk: Desk, articles: Sequence[Article], channel: Channel, content: Content) -> bytes:
    """JSON Feed 1.1. articles: newest first. Source: jsonfeed.org/version/1.1."""
    site = desk.site
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site.absolute(channel.url),
        "feed_url": site.absolute(channel.path),
        "description": site.about,
        "language": site.lang,
        "items": [_json_item(desk, article, _html(desk, article, content)) for article in articles],
    }
    text = json.dumps(feed, ensure_ascii=False, indent=1)
    return (text.replace("<", "\\u003c") + "\n").encode()  # harmless wherever it is put


def _json_item(desk: Desk, article: Article, html: str) -> dict[str, Any]:
    site = desk.site
    return {
        "id": entry_id(site.id, article),
        "url": site.absolute(desk.addresses.of(article).url),
        "title": _title(desk, article),
        "summary": _summary(desk, article),
        "content_html": html,
        "date_published": article.date.at.isoformat(timespec="seconds"),
        "date_modified": _updated(article).isoformat(timespec="seconds"),
        "authors": [{"name": name} for name in article.authors or (site.name,)],
        "tags": list(_categories(article)),
        "language": article.lang,
    }


def _categories(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys((article.section, *article.tags)))


def _updated(article: Article) -> datetime:
    return max(article.date.at, article.modified.at) if article.modified else article.date.at


def _title(desk: Desk, article: Article) -> str:
    """Paid or withdrawn content says so in feeds too (NEWSROOM.md P10)."""
    if article.withdrawal:
        return withdrawn_title(desk, article)
    if article.type != "advertorial":
        return article.title
    return f"{desk.word('article_types.advertorial')}: {article.title}"


def absolute_links(html: str, host: str) -> str:
    """Addresses inside the site made whole, for readers elsewhere. host: no path behind it."""
    return _INTERNAL.sub(lambda match: f'{match[1]}="{host}/', html)
