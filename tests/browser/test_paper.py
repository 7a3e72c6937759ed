"""What comes out of the printer: sheets of A4 that stand without a screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from browser.reading import Reader, every_page, telling_pages
from browser.server import StaticHost

Hosts = tuple[StaticHost, StaticHost]
NewReader = Callable[..., Reader]

ARTICLE = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
A4_PX = 642  # 170 mm between the margins

_VISIBLE = "selector => document.querySelector(selector)?.checkVisibility() ?? false"
_SIZE_PX = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
_SIDE_PX = "selector => document.querySelector(selector).getBoundingClientRect().width"


@pytest.mark.parametrize(
    "address", ["/agenda/terjadwal/", "/agenda/batal/", "/program/sekolah-sawah/"]
)
def test_notice_for_a_board_is_one_sheet(
    reader: NewReader, invented: StaticHost, address: str
) -> None:
    """What, when, where and how on one sheet, in letters that are read from two steps away."""
    paper = on_paper(reader, invented, address)

    assert sheets(paper) == 1
    assert paper.ask(_SIZE_PX, "h1") >= 40
    assert paper.ask(_SIZE_PX, ".fact dd") >= 16
    assert paper.ask(_SIDE_PX, ".qr") >= 150  # 4 cm: read by a phone held before it
    for part in (".masthead-name", "h1", ".facts", ".qr", ".print-address"):
        assert paper.ask(_VISIBLE, part), part


def test_events_of_the_real_site_are_one_sheet_each(reader: NewReader, real: StaticHost) -> None:
    """The sheets that would be hung up."""
    paper = on_paper(reader, real, "/")

    for _, address in every_page(real):
        if re.fullmatch(r"/(agenda|program)/[a-z-]+/", address):
            assert sheets(paper.open(real, address)) == 1, address


def test_printed_article_says_where_it_is_from(reader: NewReader, invented: StaticHost) -> None:
    """Name of the paper, day, sources, where its links lead, and the way back to the page."""
    paper = on_paper(reader, invented, ARTICLE)

    parts = (".masthead-name", ".byline-dates", ".correction", ".source", ".print-notes", ".qr")
    assert [part for part in parts if not paper.ask(_VISIBLE, part)] == []
    assert f"contoh.example{ARTICLE}" in paper.page.inner_text(".print-address")
    assert paper.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_nothing_reaches_beyond_the_sheet(reader: NewReader, hosts: Hosts) -> None:
    """No table, drawing or word is cut off at the margin."""
    paper = on_paper(reader, hosts[0], "/")

    for host, address in telling_pages(*hosts):
        assert paper.open(host, address).overflow_px == 0, address


def on_paper(reader: NewReader, host: StaticHost, address: str) -> Reader:
    """A page as wide as the sheet between its margins, for the printer, from a dark screen."""
    paper = reader(width=A4_PX, scheme="dark", is_mobile=False).open(host, address)
    paper.page.emulate_media(media="print")
    return paper


def sheets(paper: Reader) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper.page.pdf(format="A4")))
