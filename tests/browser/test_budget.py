"""What a page costs its reader, as on the phone that it is made for."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from website import WebPage

from browser.reading import Reader, every_page, telling_pages
from browser.server import StaticHost

Hosts = tuple[StaticHost, StaticHost]
NewReader = Callable[..., Reader]

MAX_PAGE_BYTES = 10_000  # HTML with its stylesheet, compressed: what fits into the first round trip

# Layout shifts since the page began, and what the first paint had to wait for.
_SHIFT = """() => new Promise(done => {
  new PerformanceObserver(list =>
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(0), 60);
})"""
_SCRIPT = ("script[data-src]", "data-src")
_BLOCKING = """() => performance.getEntriesByType('resource')
  .filter(entry => entry.renderBlockingStatus === 'blocking').map(entry => entry.name)"""


def test_page_with_its_style_fits_the_first_round_trip(hosts: Hosts) -> None:
    """No page has more than 10 KB, compressed."""
    sizes = {
        address: len(gzip.compress(host.site.page(address).html.encode(), 9))
        for host, address in every_page(*hosts)
    }

    assert {page: size for page, size in sizes.items() if size > MAX_PAGE_BYTES} == {}


def test_page_asks_for_nothing_that_it_does_not_declare(reader: NewReader, hosts: Hosts) -> None:
    """A page of text is one request; its pictures and icon are named in it, all our own.

    The script that improves it comes when the reader begins to read. Nothing holds up the first
    paint, nothing jumps, then or before, and the console stays empty.
    """
    phone = reader()

    for host, address in telling_pages(*hosts):
        page = host.site.page(address)
        shown = {urljoin(host.at(address), name) for name in (".", *declared(page))}
        script = [urljoin(host.at(address), name) for name in page.attributes(*_SCRIPT)]
        phone.open(host, address, begins=False).page.wait_for_timeout(50)
        assert set(phone.requests) <= shown, address
        phone.begin()
        phone.wait_until(f"performance.getEntriesByName('{script[0]}').length")
        assert set(phone.requests) <= {*shown, *script}, address
        assert phone.ask(_BLOCKING) == [], address
        assert phone.ask(_SHIFT) == 0, address
        assert phone.errors == [], address
        assert phone.page.context.cookies() == []


def declared(page: WebPage) -> Iterator[str]:
    """Addresses of what a page shows, and of its icon."""
    yield from page.attributes("link[rel=icon]", "href")
    yield from page.attributes("img[src], source[src]", "src")
    for value in page.attributes("img[srcset], source[srcset]", "srcset"):
        yield from (part.split()[0] for part in value.split(","))
