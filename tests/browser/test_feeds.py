"""A feed that somebody opens in a browser: a page that says what it is, and leads on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.reading import Reader
from browser.server import StaticHost

NewReader = Callable[..., Reader]

FEEDS = ["/langganan/semua.atom.xml", "/langganan/semua.rss.xml", "/langganan/ralat.atom.xml"]
_SHOWN = """() => [...document.querySelectorAll('*')]
  .filter(element => !element.children.length && element.getClientRects().length)
  .map(element => element.localName)"""
_TEXT_ON_PAPER = """() => {
  const style = getComputedStyle(document.documentElement);
  return [style.color, style.backgroundColor];
}"""


@pytest.mark.parametrize("address", FEEDS)
def test_feed_reads_as_a_page(reader: NewReader, invented: StaticHost, address: str) -> None:
    """On a phone: what it is, then for each entry title, summary and link, in this order."""
    phone = reader(width=320).open(invented, address)

    shown = phone.ask(_SHOWN)

    kinds = [{"description": "summary", "subtitle": "summary"}.get(name, name) for name in shown]
    head, entries = kinds[:3], kinds[3:]
    assert head == ["title", "summary", "a"]
    assert entries[:3] == ["title", "summary", "a"]
    assert entries == ["title", "summary", "a"] * (len(entries) // 3)
    assert phone.ask("document.documentElement.scrollWidth") <= 320


def test_feed_is_light_and_dark(reader: NewReader, invented: StaticHost) -> None:
    """In the colours of the site."""
    colours = {
        scheme: reader(scheme=scheme).open(invented, FEEDS[0]).ask(_TEXT_ON_PAPER)
        for scheme in ("light", "dark")
    }

    assert colours == {
        "light": ["rgb(29, 26, 22)", "rgb(252, 250, 245)"],
        "dark": ["rgb(236, 230, 218)", "rgb(23, 21, 18)"],
    }


def test_feed_leads_to_its_articles(reader: NewReader, invented: StaticHost) -> None:
    """The link under an entry opens the article that its title names."""
    desk = reader(width=1280).open(invented, FEEDS[0])
    title = desk.ask("document.querySelector('entry > title').textContent")
    address = desk.ask("document.querySelector('entry a').href")

    page = invented.site.page(address.removeprefix("https://contoh.example"))

    assert page.headline == title
