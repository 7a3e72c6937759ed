"""A reader with a browser, and what can be asked of the page that is open in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser
from website import WebPage

from browser.server import StaticHost


class Reader:
    """One tab of a browser of a certain width, in light or dark, with or without scripts."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._sit_before(page)

    def _sit_before(self, page: Page) -> None:
        self.page = page
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda line: line.type == "error" and self.errors.append(line.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, host: StaticHost, address: str = "/", *, begins: bool = True) -> Reader:
        """begins: and begin to read."""
        self.requests.clear()
        self.errors.clear()
        self.page.goto(host.at(address))
        if begins:
            self.begin()
        return self

    def reopen(self) -> Reader:
        """Close the tab, then open an empty one."""
        self.page.close()
        self._sit_before(self.page.context.new_page())
        return self

    def begin(self) -> None:
        """Read, as the page can tell by a key, a touch or a scroll."""
        self.page.keyboard.press("Shift")

    def unfold(self) -> Reader:
        """Open what a touch opens, with or without scripts."""
        self.ask("document.querySelectorAll('details').forEach(details => details.open = true)")
        return self

    def ask(self, question: str, argument: object = None) -> Any:
        """The answer of a piece of JavaScript."""
        return self.page.evaluate(question, argument)

    def wait_until(self, question: str) -> None:
        """Go on when the answer is yes; raises AssertionError after ten seconds of no."""
        for _ in range(100):
            if self.ask(question):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never true: {question}")

    @property
    def text(self) -> str:
        """All that can be seen on the page, in one line."""
        return " ".join(self.page.inner_text("body").split())

    @property
    def overflow_px(self) -> int:
        """How far the page can be pushed aside."""
        return int(self.ask(_OVERFLOW))

    @property
    def clipped(self) -> list[str]:
        """Elements whose text does not fit into them and cannot be scrolled to."""
        return list(self.ask(_CLIPPED))

    def small_targets(self, side_px: int) -> list[str]:
        """Controls that are lower or narrower than that; a link within a sentence may be."""
        return list(self.ask(_SMALL_TARGETS, side_px))


def offered(page: WebPage) -> str:
    """All that stands in a page but what waits for a script, as letters."""
    parsed = LexborHTMLParser(page.html)
    for node in parsed.css("[hidden]"):
        node.decompose()
    return letters(parsed.css("body")[0].text(separator=""))


def letters(text: str) -> str:
    """The text without its spaces, which depend on what stands in a line of its own."""
    return "".join(text.split()).casefold()


def every_page(*hosts: StaticHost) -> Iterator[tuple[StaticHost, str]]:
    """Host and address of each page that someone can stay on."""
    for host in hosts:
        for page in host.site.content_pages:
            yield host, address_of(page)


def telling_pages(*hosts: StaticHost) -> Iterator[tuple[StaticHost, str]]:
    """Host and address of the few pages that together show each component in each state.

    They are found by what stands on them, so a new kind of page is among them by itself.
    """
    for host in hosts:
        seen: set[str] = set()
        richest = sorted(host.site.content_pages, key=lambda p: (-len(components(p)), p.path))
        for page in richest:
            if not components(page) <= seen:
                seen |= components(page)
                yield host, address_of(page)


def components(page: WebPage) -> set[str]:
    """Every kind of element on a page: `p.kicker`, `li.rung--batal`, `table`."""
    return {
        ".".join(filter(None, (node.tag, name)))
        for node in page.parsed.css("body *")
        for name in (node.attributes.get("class") or "").split() or ("",)
    }


def address_of(page: WebPage) -> str:
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", page.path)


_OVERFLOW = """() => {
  const page = document.scrollingElement;
  return Math.max(0, page.scrollWidth - page.clientWidth);
}"""

_CLIPPED = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const hides = value => value === 'hidden' || value === 'clip';
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 80))"""

_SMALL_TARGETS = """side =>
  [...document.querySelectorAll('a[href], button, summary, input, select')].filter(element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const isSeen = box.width > 1 && box.height > 1 && box.right > 0 && element.checkVisibility();
    const isInSentence = style.display === 'inline' && [...element.parentElement.childNodes]
      .some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 3);
    return isSeen && !isInSentence && Math.min(box.width, box.height) < side - .5;
  })
  .map(element => {
    const box = element.getBoundingClientRect();
    const size = `${Math.round(box.width)}x${Math.round(box.height)}`;
    return `${element.textContent.trim().slice(0, 40)} ${size}`;
  })"""
