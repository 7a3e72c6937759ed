"""What a screen reader says where a date, an hour or a sum is written for the eye."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser
from website import WebPage
from workshop import Workshop, post


def written(workshop: Workshop, text: str) -> WebPage:
    workshop.put({"a.md": post(body=text)})
    return workshop.build().site.page("/berita/judul-rekaan/")


def paragraph(page: WebPage, *, without: str) -> str:
    """The first one as it comes through where such elements do not."""
    html = LexborHTMLParser(page.html).css(".prose p")[0]
    for node in html.css(without):
        node.decompose()
    return " ".join(html.text().split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rapat digelar Selasa (12/8/2025).", "Rapat digelar Selasa ( [12 Agustus 2025])."),
        ("Rapat digelar Senin (2/3) pagi.", "Rapat digelar Senin ( [2 Maret]) pagi."),
        ("Buka 12.00–14.00 WIB.", "Buka [12.00 sampai 14.00] WIB."),
        ("Buka 12.00-14.00 WIB.", "Buka [12.00 sampai 14.00] WIB."),
        ("Pada 12—14 Agustus.", "Pada [12 sampai 14] Agustus."),
        ("Biayanya Rp1.250.000.", "Biayanya [1.250.000 rupiah]."),
        ("Modalnya Rp1,5 juta lebih.", "Modalnya [1,5 juta rupiah] lebih."),
    ],
)
def test_voice_says_what_the_eye_reads(workshop: Workshop, text: str, said: str) -> None:
    """«2/3» after a weekday is a day, a dash between hours is «sampai», «Rp» follows its number."""
    page = written(workshop, text)

    assert paragraph(page, without="[aria-hidden=true]") == said
    assert paragraph(page, without=".unseen") == text


@pytest.mark.parametrize(
    "text",
    [
        "Sekitar dua pertiga (2/3) warga hadir.",
        "Nomor surat 31/2/2026 tidak ada.",
        "Jalan 5/7 dan surat 12/8/2025/X.",
        "Telepon 0341-123456 dan skor 3-1.",
        "Ketik `12/8/2025` atau `Rp5`.",
        "Tahun 2025 ada 1.250 warga.",
    ],
)
def test_what_is_read_as_it_is_written_stays_alone(workshop: Workshop, text: str) -> None:
    """A fraction, a number of a letter, a telephone number, a sample of code."""
    assert written(workshop, text).parsed.css(".unseen") == []


def test_feeds_and_data_keep_the_text_as_it_was_written(workshop: Workshop) -> None:
    """What is said beside it is for the page alone."""
    workshop.put({"a.md": post(body="Rapat digelar Selasa (12/8/2025).")})

    site = workshop.build().site

    assert site.files_with('unseen">') == ["berita/judul-rekaan/index.html"]
