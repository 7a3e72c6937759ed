"""What a reader sees before the first touch, and how the lines are set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from website import Website
from workshop import Workshop, post

from browser.reading import Reader
from browser.server import StaticHost

NewReader = Callable[..., Reader]
ARTICLE = "/berita/mpd-temui-bakorwil-iii-awal-kolaborasi/"

_LETTERS_A_LINE = """() => {
  const longest = [...document.querySelectorAll('.prose p')]
    .reduce((a, b) => a.textContent.length > b.textContent.length ? a : b);
  const {fontSize, fontFamily} = getComputedStyle(longest);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${fontSize} ${fontFamily}`;
  const text = longest.innerText;
  return longest.clientWidth / (pen.measureText(text).width / text.length);
}"""
_HEADLINE_LINES = """() => {
  const headline = document.querySelector('h1');
  const {lineHeight} = getComputedStyle(headline);
  return Math.round(headline.getBoundingClientRect().height / parseFloat(lineHeight));
}"""
# Words of the headline that stand on two lines without a hyphen of their own.
_WORDS_CUT = """() => {
  const text = document.querySelector('h1').firstChild, range = document.createRange();
  return [...text.data.matchAll(/[\\p{L}]+/gu)].filter(found => {
    range.setStart(text, found.index);
    range.setEnd(text, found.index + found[0].length);
    return range.getClientRects().length > 1;
  }).map(found => found[0]);
}"""
_BOTTOM = """selector => {
  const element = document.querySelector(selector), range = document.createRange();
  range.selectNodeContents(element);
  return range.getClientRects()[0].bottom;
}"""


@pytest.mark.parametrize(
    ("width", "fewest", "most"), [(360, 36, 42), (768, 45, 68), (1280, 45, 68)]
)
def test_lines_are_as_long_as_an_eye_likes(
    reader: NewReader, real: StaticHost, width: int, fewest: int, most: int
) -> None:
    """On a phone 36 to 42 letters stand in a line, on a desk never more than 68."""
    letters = reader(width=width).open(real, ARTICLE).ask(_LETTERS_A_LINE)

    assert fewest <= round(letters) <= most


def test_first_screen_tells_what_happened(reader: NewReader, real: StaticHost) -> None:
    """On 360 by 640 px: kind, headline, standfirst, byline, and the text has begun."""
    phone = reader().open(real, ARTICLE)

    tops = [phone.ask(_BOTTOM, part) for part in (".kicker", "h1", ".standfirst", ".byline-dates")]

    assert tops == sorted(tops)
    assert phone.ask(_BOTTOM, ".prose--lede p") <= 600


@pytest.mark.parametrize(
    "headline",
    [
        "Wali Kota Contoh Resmikan Pasar Malam di Alun-Alun, Ratusan Pedagang Ikut Berjualan",
        "Pertanggungjawaban Penyelenggaraan Pameran Kewirausahaan Dipertanyakan di Balai Warga",
        "Mempertanggungjawabkan Kesinambungan Ketidaksepakatan",
    ],
)
def test_long_headline_takes_four_lines_at_most(
    reader: NewReader,
    workshop: Workshop,
    host_of: Callable[[Website], StaticHost],
    headline: str,
) -> None:
    """A headline of nearly a hundred letters, or of very long words, fits a phone in four lines."""
    workshop.fill({"a.md": post(f'judul: "{headline}"', "slug: panjang")})
    host = host_of(workshop.build().site)

    phone, narrow = reader(), reader(width=320)
    lines = phone.open(host, "/berita/panjang/").ask(_HEADLINE_LINES)
    narrow.open(host, "/berita/panjang/")

    assert lines <= 4
    assert phone.ask(_WORDS_CUT) == []
    assert narrow.overflow_px == 0
