"""The cards of link previews: small, all text in the middle, the same bytes each time."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from newsroom.publishing import share_cards
from newsroom.publishing.png import band
from newsroom.publishing.share_cards import drawable
from newsroom.views import share
from newsroom.views.share import HEIGHT_PX, WIDTH_PX, ShareCard

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


def draw(title: str, kicker: str, site_name: tuple[str, str], footer: str) -> bytes:
    return share_cards.draw(ShareCard("panen", title, kicker, site_name, footer))


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


def test_rows_are_packed_alike_on_every_machine() -> None:
    """Whatever zlib its Python has. Another version of zlib-ng may give other bytes than these."""
    rows = b"".join(
        b"\0" * 60 + bytes(n * n // 7 % 16 for n in range(row, row + 40)) for row in range(99)
    )

    packed = band(rows, level=2).blocks

    assert zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed) == rows
    assert sha256(packed).hexdigest()[:16] == "66f61ce21ea4cec9"


def test_name_changes_with_what_is_drawn() -> None:
    """A changed card has a new address, so that a kept preview is asked for again."""
    name = ShareCard("panen", "Panen", "Berita", SITE, DATE).path

    assert re.fullmatch(r"share/panen-[0-9a-f]{8}\.png", name)
    assert ShareCard("panen", "Panen", "Berita", SITE, DATE).path == name
    others = [("Panen Raya", "Berita", DATE), ("Panen", "Opini", DATE), ("Panen", "Berita", "")]
    for title, kicker, footer in others:
        assert ShareCard("panen", title, kicker, SITE, footer).path != name


def test_changed_drawing_is_a_new_look() -> None:
    """Whoever changes how a card is drawn must change _LOOK, or old previews stay for ever.

    If this fails because the drawing is another: count _LOOK up, then put the new mark here.
    """
    pixels = card("Panen Raya “Dusun Contoh” – é …").tobytes()

    assert (share._LOOK, sha256(pixels).hexdigest()[:8]) == ("2", "cab59210")


@pytest.mark.parametrize("title", TITLES)
def test_card_is_drawn_in_sixteen_colours(title: str) -> None:
    """Two pixels fill a byte; every row is as wide as the head of the file says."""
    data = draw(title, "Berita", SITE, DATE)

    bits, kind = struct.unpack_from(">2B", data, 24)
    assert (bits, kind) == (4, 3)
    start = data.index(b"IDAT")
    (length,) = struct.unpack_from(">I", data, start - 4)
    rows = zlib.decompress(data[start + 4 : start + 4 + length])
    assert len(rows) == HEIGHT_PX * (1 + WIDTH_PX // 2)
    assert set(rows[:: 1 + WIDTH_PX // 2]) == {0}  # no filter


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
