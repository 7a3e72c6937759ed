"""A built site as its users see it: pages for readers, the feed and the sitemap for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser, LexborNode

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_TYPESET = str.maketrans("“”‘’\u00a0\u202f", "\"\"''  ")


def untypeset(text: str) -> str:
    """Straight quotation marks and plain spaces: a title as an editor types it."""
    return " ".join(text.translate(_TYPESET).split())


@dataclass(frozen=True, slots=True)
class WebLink:
    text: str
    href: str


class WebPage:
    """One HTML file, read as a person or a search engine reads it."""

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        self.html = html
        self.parsed = LexborHTMLParser(html)

    def __repr__(self) -> str:
        return f"<{self.path}>"

    @cached_property
    def text(self) -> str:
        """All that is shown, in one line."""
        return self.text_of("body")

    @cached_property
    def main(self) -> str:
        """What is shown between masthead and footer, in one line."""
        return self.text_of("main")

    def text_of(self, selector: str) -> str:
        """Text of the first element that fits, in one line; raises AssertionError if none does."""
        return " ".join(self.node(selector).text(separator="").split())

    def texts(self, selector: str) -> list[str]:
        """Texts of all elements that fit, each in one line."""
        return [" ".join(node.text(separator="").split()) for node in self.parsed.css(selector)]

    def node(self, selector: str) -> LexborNode:
        """The first element that fits; raises AssertionError if none does."""
        found = self.parsed.css_first(selector)
        assert found is not None, f"{self.path} has no {selector}"
        return found

    def attributes(self, selector: str, name: str) -> list[str]:
        """Values of one attribute, of every element that fits and has it."""
        found = (node.attributes for node in self.parsed.css(selector))
        return [values[name] or "" for values in found if name in values]

    @cached_property
    def headline(self) -> str:
        """The one <h1>."""
        titles = self.texts("h1")
        assert len(titles) == 1, f"{self.path} has {len(titles)} h1: {titles}"
        return titles[0]

    @cached_property
    def document_title(self) -> str:
        return self.text_of("head title")

    @cached_property
    def links(self) -> list[WebLink]:
        """Every link that a reader can follow, in order."""
        return [
            WebLink(" ".join(node.text(separator="").split()), node.attributes["href"] or "")
            for node in self.parsed.css("body a[href]")
        ]

    @cached_property
    def hrefs(self) -> list[str]:
        return [link.href for link in self.links]

    def meta(self, name: str) -> str:
        """Content of <meta name=…> or <meta property=…>, "" when there is none."""
        for kind in ("name", "property"):
            for content in self.attributes(f'meta[{kind}="{name}"]', "content"):
                return content
        return ""

    @cached_property
    def canonical(self) -> str:
        return "".join(self.attributes('link[rel="canonical"]', "href"))

    @property
    def is_noindex(self) -> bool:
        return "noindex" in self.meta("robots")

    @cached_property
    def tags(self) -> list[str]:
        """Names in the row of topics."""
        return self.texts(".tags a")

    @cached_property
    def card_titles(self) -> list[str]:
        """Titles of the articles in this list, in order; on the front page the lead comes first."""
        selector = "main .lead-title a, main .card .card-title a, main .card-line a"
        return [untypeset(title) for title in self.texts(selector)]

    @cached_property
    def jsonld(self) -> list[dict[str, Any]]:
        """All nodes of the page's structured data."""
        nodes: list[dict[str, Any]] = []
        for script in self.parsed.css('script[type="application/ld+json"]'):
            data = json.loads(script.text())
            nodes += data.get("@graph", [data])
        return nodes

    def data(self, kind: str) -> dict[str, Any]:
        """The node whose @type ends like this (`Article` finds NewsArticle)."""
        found = [node for node in self.jsonld if str(node["@type"]).endswith(kind)]
        assert len(found) == 1, f"{self.path}: {len(found)} nodes of type {kind}"
        return found[0]

    @cached_property
    def ids(self) -> list[str]:
        return self.attributes("[id]", "id")

    @cached_property
    def addresses(self) -> list[str]:
        """Every address this page names for a browser: links, pictures, styles, the feed."""
        return [
            *self.attributes("[href]", "href"),
            *self.attributes("[src]", "src"),
            *(
                part.split()[0]
                for value in self.attributes("[srcset]", "srcset")
                for part in value.split(",")
            ),
        ]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of the Atom feed, as a feed reader takes it."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    summary: str
    content: str
    categories: tuple[str, ...]
    authors: tuple[str, ...]


class Website:
    """An output folder. url: SITEURL of the build."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url.rstrip("/")
        self.base = urlsplit(self.url).path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, WebPage]:
        """Every HTML file by its path."""
        return {p: WebPage(p, d.decode()) for p, d in self.files.items() if p.endswith(".html")}

    @cached_property
    def content_pages(self) -> list[WebPage]:
        """All but the redirects, which no one stays on."""
        return [page for page in self.pages.values() if page.parsed.css_first("main")]

    def page(self, address: str) -> WebPage:
        """The page at an address such as "/berita/x/" or a whole one of this site."""
        path = self.file_at(address)
        assert path in self.pages, f"no page at {address}; there are {sorted(self.pages)}"
        return self.pages[path]

    def has(self, address: str) -> bool:
        """Whether a host would find something there."""
        return self.file_at(address) in self.files

    def file_at(self, address: str) -> str:
        """Path of the file a static host serves at an address."""
        path = unquote(urlsplit(address.removeprefix(self.url)).path)
        path = path.removeprefix(self.base).lstrip("/")
        return f"{path}index.html" if path.endswith("/") or not path else path

    @property
    def front(self) -> WebPage:
        return self.page("/")

    def feed(self, path: str = "langganan/semua.atom.xml") -> list[FeedEntry]:
        """Entries of the feed, in order."""
        root = ElementTree.fromstring(self.files[path])
        return [_entry(node) for node in root.iter(f"{ATOM}entry")]

    def news_sitemap(self) -> list[str]:
        """Titles in the news sitemap, in order."""
        root = ElementTree.fromstring(self.files["sitemap-berita.xml"])
        return [node.text or "" for node in root.iter(f"{NEWS}title")]

    def calendar(self, path: str = "agenda.ics") -> Calendar:
        """A calendar file, as a calendar program takes it."""
        return Calendar.from_ical(self.files[path])

    def entry(self, title: str) -> FeedEntry:
        """The one feed entry with this title."""
        (found,) = [entry for entry in self.feed() if entry.title == title]
        return found

    def sitemap(self) -> dict[str, str]:
        """Address of every listed page, with its `lastmod` or ""."""
        root = ElementTree.fromstring(self.files["sitemap.xml"])
        urls = list(root.iter(f"{SITEMAP}url"))
        return {u.findtext(f"{SITEMAP}loc", ""): u.findtext(f"{SITEMAP}lastmod", "") for u in urls}

    def files_with(self, text: str) -> list[str]:
        """Paths of all files, of whatever kind, that hold this text."""
        return [path for path, data in self.files.items() if text.encode() in data]

    def dead_links(self) -> Iterator[str]:
        """Every address inside the site that leads to no file, or to an id that is not there."""
        for page in self.pages.values():
            for address in page.addresses:
                if self._is_inside(address) and not self._leads_somewhere(page, address):
                    yield f"{page.path}: {address}"

    def _is_inside(self, address: str) -> bool:
        parts = urlsplit(address)
        return address.startswith(self.url + "/") or (not parts.scheme and not parts.netloc)

    def _leads_somewhere(self, page: WebPage, address: str) -> bool:
        anchor = unquote(urlsplit(address).fragment)
        path = page.path if address.startswith("#") else self.file_at(address)
        if path not in self.files:
            return False
        return not anchor or anchor in self.pages[path].ids


def _entry(node: ElementTree.Element) -> FeedEntry:
    def text(name: str) -> str:
        return node.findtext(f"{ATOM}{name}", "")

    link = node.find(f"{ATOM}link")
    return FeedEntry(
        id=text("id"),
        title=text("title"),
        link="" if link is None else link.get("href", ""),
        published=text("published"),
        updated=text("updated"),
        summary=text("summary"),
        content=text("content"),
        categories=tuple(c.get("term", "") for c in node.iter(f"{ATOM}category")),
        authors=tuple(a.findtext(f"{ATOM}name", "") for a in node.iter(f"{ATOM}author")),
    )
