"""What must hold of a build, as small sentences: `titled(…)`, `unlisted(…)`, `says(…)`.

Each makes a check: a function that takes the build's outcome and raises AssertionError.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from website import WebPage, untypeset
from workshop import Outcome

Check = Callable[[Outcome], None]

_ADDRESS = "/berita/judul-rekaan/"
_LISTINGS = ("rubrik/", "topik/", "penulis/", "arsip/", "halaman/", "langganan/")


def titled(title: str, at: str) -> Check:
    """The title stands whole wherever it is shown: page, document, list, feed, data, preview."""

    def check(outcome: Outcome) -> None:
        site = outcome.site
        page = site.page(at)
        assert untypeset(page.headline) == title
        assert untypeset(page.document_title).startswith(title)
        assert untypeset(page.meta("og:title")) == title
        assert untypeset(page.data("Article")["headline"]) == title
        assert title in site.front.card_titles
        (entry,) = [e for e in site.feed() if e.link.endswith(at)]
        assert untypeset(entry.title) == title

    return check


def tagged(*tags: str, at: str = _ADDRESS) -> Check:
    """The article has exactly these topics, each with a page that lists it once."""

    def check(outcome: Outcome) -> None:
        page = outcome.site.page(at)
        assert page.tags == list(tags)
        for address in page.attributes(".tags a", "href"):
            cards = outcome.site.page(address).card_titles
            assert cards.count(untypeset(page.headline)) == 1

    return check


def written_by(*authors: str, at: str = _ADDRESS) -> Check:
    """The byline names exactly these people."""

    def check(outcome: Outcome) -> None:
        assert outcome.site.page(at).texts(".byline a") == list(authors)

    return check


def dated(iso: str, text: str, at: str = _ADDRESS) -> Check:
    """One date for reader, data, feed and address of the month.

    iso: as a machine reads it; text: as a reader does.
    """

    def check(outcome: Outcome) -> None:
        page = outcome.site.page(at)
        shown = page.node(".byline time")
        assert shown.attributes["datetime"] == iso
        assert text in untypeset(shown.text())
        assert page.data("Article")["datePublished"] == iso
        assert page.meta("article:published_time") == iso
        title = untypeset(page.headline)
        assert title in outcome.site.page(f"/arsip/{iso[:4]}/{iso[5:7]}/").card_titles
        (entry,) = [e for e in outcome.site.feed() if e.link.endswith(at)]
        assert entry.published.startswith(iso[:10])

    return check


def says(place: str, *words: str) -> Check:
    """The report has a line that begins with the place (file, or file and line), with these words.

    place: below content/, e.g. "a.md:3".
    """

    def check(outcome: Outcome) -> None:
        warned = [line.removeprefix("peringatan: ") for line in outcome.report.splitlines()]
        lines = [line for line in warned if line.startswith(f"content/{place}:")]
        assert lines, outcome.report
        assert any(all(word in line for word in words) for line in lines), outcome.report

    return check


def silent(outcome: Outcome) -> None:
    """No fault, no warning: one line says what was done."""
    assert len(outcome.report.splitlines()) == 1, outcome.report


def exists(*addresses: str) -> Check:
    """There is a page at each of these addresses."""

    def check(outcome: Outcome) -> None:
        for address in addresses:
            assert outcome.site.has(address), address

    return check


def absent(*addresses: str) -> Check:
    """There is no file at any of these addresses."""

    def check(outcome: Outcome) -> None:
        for address in addresses:
            assert not outcome.site.has(address), address

    return check


def nowhere(*texts: str) -> Check:
    """None of these texts is in any file of the site, of whatever kind."""

    def check(outcome: Outcome) -> None:
        for text in texts:
            assert outcome.site.files_with(text) == []

    return check


def unlisted(title: str) -> Check:
    """No list, feed, sitemap or other page names it."""

    def check(outcome: Outcome) -> None:
        site = outcome.site
        own = [path for path, page in site.pages.items() if page.texts("h1") == [title]]
        assert [path for path in site.files_with(title) if path not in own] == []
        addresses = [site.url + "/" + path.removesuffix("index.html") for path in own]
        assert not set(addresses) & set(site.sitemap())

    return check


def only_lists(*titles: str) -> Check:
    """The front page lists exactly these articles."""

    def check(outcome: Outcome) -> None:
        assert sorted(outcome.site.front.card_titles) == sorted(titles)

    return check


def lists(address: str, *titles: str) -> Check:
    """The list at this address shows exactly these articles, in this order."""

    def check(outcome: Outcome) -> None:
        assert outcome.site.page(address).card_titles == list(titles)

    return check


def names_at(address: str, *names: str) -> Check:
    """The directory at this address names exactly these, in this order."""

    def check(outcome: Outcome) -> None:
        assert outcome.site.page(address).texts("main .names a") == list(names)

    return check


def links_to(address: str, *, at: str = _ADDRESS) -> Check:
    """The page has a link to this address."""

    def check(outcome: Outcome) -> None:
        assert address in outcome.site.page(at).hrefs

    return check


def reads(*texts: str, at: str = _ADDRESS) -> Check:
    """A reader of the page's text sees each of these, letter for letter but for typesetting."""

    def check(outcome: Outcome) -> None:
        shown = untypeset(outcome.site.page(at).main)
        for text in texts:
            assert text in shown, shown

    return check


def shows(selector: str, *texts: str, at: str = _ADDRESS) -> Check:
    """The elements that fit hold exactly these texts, letter for letter."""

    def check(outcome: Outcome) -> None:
        page = outcome.site.page(at)
        assert [node.text() for node in page.parsed.css(f".prose {selector}")] == list(texts)

    return check


def described(text: str, at: str = _ADDRESS) -> Check:
    """The one plain description of the page, in all the places that carry one."""

    def check(outcome: Outcome) -> None:
        page = outcome.site.page(at)
        (entry,) = [e for e in outcome.site.feed() if e.link.endswith(at)]
        data = page.data("Article")["description"]
        found = [page.meta("description"), page.meta("og:description"), data, entry.summary]
        assert [untypeset(shown) for shown in found] == [text] * 4

    return check


def noindex(address: str) -> Check:
    """Search engines are asked to pass over this page."""

    def check(outcome: Outcome) -> None:
        assert outcome.site.page(address).is_noindex

    return check


def headings_at(address: str, *titles: str) -> Check:
    """The elements h1 to h6 of the page's text hold these titles."""

    def check(outcome: Outcome) -> None:
        selector = ",".join(f".prose h{level}" for level in range(1, 7))
        assert outcome.site.page(address).texts(selector) == list(titles)

    return check


def clean_text(outcome: Outcome) -> None:
    """No byte-order mark, lost letter, carriage return or markup-as-text in any text file."""
    for path, data in outcome.site.files.items():
        if path.endswith((".html", ".xml", ".txt")):
            text = data.decode()
            assert not re.search("[\ufeff\ufffd\r\x00-\x08\x0b\x0c\x0e-\x1f]", text), path
            assert "&amp;amp;" not in text, path
            assert "&lt;span" not in text, path


def every_part_short(outcome: Outcome) -> None:
    """No part of any path is longer than 100 bytes."""
    for path in outcome.site.files:
        assert max(len(part.encode()) for part in path.split("/")) <= 100


def nothing_outside(outcome: Outcome) -> None:
    """Beside the output folder stand only the content and the cache."""
    beside = {place.name for place in outcome.site.folder.parent.iterdir()}
    assert beside <= {"content", "output", "cache"}


def plain_titles(outcome: Outcome) -> None:
    """Where a machine reads a title there is no tag and no entity twice encoded."""
    for page in outcome.site.content_pages:
        for text in (page.document_title, page.meta("og:title"), page.meta("description")):
            assert_plain(page, text)
        for label in page.attributes("[aria-label]", "aria-label"):
            assert_plain(page, label)
    for entry in outcome.site.feed():
        assert "<span" not in entry.title
        assert "&amp;" not in entry.title


def assert_plain(page: WebPage, text: str) -> None:
    """No tag of the typographic filter, no entity shown."""
    assert not re.search(r"<span|</|&\w+;|&#", text), f"{page}: {text}"
