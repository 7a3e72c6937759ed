"""The cards of link previews: small, all text in the middle, the same bytes each time."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from newsroom.publishing.share_cards import HEIGHT_PX, WIDTH_PX, draw, drawable, file_name

SITE = ("Sinergi", "Contoh")
DATE = "12 Agustus 2025"
LONG = (
    "Ketika Pelaku UMKM Kota Contoh, Kabupaten Contoh, dan Kota Rekaan Bertemu Seniman, Pengurus "
    "Koperasi, Kampus, serta Pemerintah untuk Membahas Pelatihan, Penjenamaan, dan Modal"
)
TITLES = ["Ralat", "Panen Raya di Kampung Contoh", LONG, "W" * 40, "a " * 150, "🎉", "", " "]


def chunks(png: bytes) -> Iterator[bytes]:
    """The name of each part of a PNG file."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8]
        place += length + 12


def card(title: str, kicker: str = "Berita · UMKM", footer: str = DATE) -> Image.Image:
    return Image.open(BytesIO(draw(title, kicker, SITE, footer)))


@pytest.mark.parametrize("title", TITLES)
def test_card_is_a_small_png_without_metadata(title: str) -> None:
    """1200×630, a palette, below 60 kB, and nothing in it beside the pixels."""
    data = draw(title, "Berita", SITE, DATE)

    image = Image.open(BytesIO(data))
    assert (image.format, image.mode, image.size) == ("PNG", "P", (WIDTH_PX, HEIGHT_PX))
    assert len(data) < 60_000
    assert set(chunks(data)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("other", ["", "Kategori " * 30])
def test_all_text_lies_in_the_middle_square(title: str, other: str) -> None:
    """Beside the square that WhatsApp cuts out there is only the strip."""
    image = card(title, other, other).convert("RGB")

    paper = image.getpixel((5, HEIGHT_PX // 2))
    edge = (WIDTH_PX - HEIGHT_PX) // 2
    for left in (0, WIDTH_PX - edge):
        side = image.crop((left, 45, left + edge, HEIGHT_PX - 45))
        assert side.getcolors() == [(side.width * side.height, paper)]


def test_same_text_gives_the_same_bytes() -> None:
    """Nothing of the day, the machine or an earlier card is in it."""
    first = draw(LONG, "Berita", SITE, DATE)
    draw("Lain", "Opini", SITE, "")

    assert draw(LONG, "Berita", SITE, DATE) == first


def test_name_changes_with_what_is_drawn() -> None:
    """A changed card has a new address, so that a kept preview is asked for again."""
    name = file_name("panen", "Panen", "Berita", SITE, DATE)

    assert re.fullmatch(r"share/panen-[0-9a-f]{8}\.png", name)
    assert file_name("panen", "Panen", "Berita", SITE, DATE) == name
    assert file_name("panen", "Panen Raya", "Berita", SITE, DATE) != name
    assert file_name("panen", "Panen", "Opini", SITE, DATE) != name


def test_title_of_two_hundred_characters_is_whole() -> None:
    """The end of a long title is drawn: without its last word the card is another."""
    title = (LONG + " Usaha Kecil di Tahun yang Akan Datang")[:200]

    assert draw(title, "", SITE, "") != draw(title[:190], "", SITE, "")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("é à ü ’ “ ” – — … · °", "é à ü ’ “ ” – — … · °"),
        ("Panen 🎉 raya 你好", "Panen raya"),
        ("e\u0301", "é"),
        ("𝐏anen", "Panen"),
        ("satu\u200bdua\tdan\n tiga", "satudua dan tiga"),
        ("Bakorwil\u00a0III", "Bakorwil\u00a0III"),
        ("👩‍🌾", ""),
    ],
)
def test_only_characters_of_the_typeface_are_drawn(text: str, drawn: str) -> None:
    """An emoji or a foreign script never becomes an empty box."""
    assert drawable(text) == drawn


def test_title_without_a_letter_shows_the_name() -> None:
    """A card is never empty."""
    assert draw("🎉", "", SITE, "") == draw("Sinergi Contoh", "", SITE, "")
