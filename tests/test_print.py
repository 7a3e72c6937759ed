"""Pages on paper: sheets for a notice board, articles with their links written out (R9)."""

from __future__ import annotations

import re

import pytest
import segno
from website import WebPage, Website
from workshop import Outcome, Workshop, post

from newsroom.views.qr_code import Level, qr_code

ARTICLE = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
SHEETS = ["/agenda/terjadwal/", "/program/sekolah-sawah/"]


def modules(path: str, size: int) -> list[list[int]]:
    """The picture that a QR path draws, 1 for dark."""
    picture = [[0] * size for _ in range(size)]
    row = column = 0
    for command, first, second in re.findall(r"([Mmh])(\d+)(?: (\d+))?", path):
        if command == "M":
            column, row = int(first), int(second)
            continue
        if command == "h":
            picture[row][column : column + int(first)] = [1] * int(first)
        column += int(first)
    return picture


def drawn(page: WebPage) -> list[list[int]]:
    """The picture that the page's own code shows."""
    size = int((page.attributes("svg.qr", "viewbox") or page.attributes("svg.qr", "viewBox"))[0]
               .split()[2])  # fmt: skip
    (path,) = page.attributes("svg.qr path", "d")
    return modules(path, size)


def symbol(text: str, level: Level) -> list[list[int]]:
    """What segno draws for it."""
    made = segno.make_qr(text, error=level, mask=4, mode="byte", boost_error=False)
    return [list(row) for row in made.matrix]


# ------------------------------------------------------------------ the code


@pytest.mark.parametrize("level", ["l", "m"])
@pytest.mark.parametrize("length", [1, 14, 15, 26, 62, 78, 84, 85, 106, 152, 180, 181, 300, 900])
def test_code_is_that_of_segno(length: int, level: Level) -> None:
    """Module for module, at the edges of the sizes and where a length takes two bytes."""
    text = ("https://contoh.example/berita/panen-raya-7/" * 30)[:length]

    code = qr_code(text, level)

    assert modules(code.path, code.size) == symbol(text, level)


def test_code_holds_other_letters_too() -> None:
    """As bytes of UTF-8, like an address with a host in another script."""
    text = "https://bücher.example/"

    code = qr_code(text, "m")

    expected = segno.make_qr(
        text.encode(), error="m", mask=4, mode="byte", boost_error=False
    ).matrix
    assert modules(code.path, code.size) == [list(row) for row in expected]


def test_each_size_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages there are: segno is too slow to draw each."""
    qr_code("https://contoh.example/berita/kabar-000/", "m")
    drawn_by_segno: list[str] = []
    monkeypatch.setattr(segno, "make_qr", lambda *a, **k: drawn_by_segno.append(a[0]))

    codes = [qr_code(f"https://contoh.example/berita/kabar-{n:03}/", "m") for n in range(500)]

    assert len({code.path for code in codes}) == 500 and drawn_by_segno == []


# ------------------------------------------------------------------ sheets


@pytest.mark.parametrize("address", SHEETS)
def test_sheet_leads_back_to_its_page(site: Website, address: str) -> None:
    """By the code and by the address in letters; with who issued it and when it was checked."""
    page = site.page(address)

    assert drawn(page) == symbol(f"https://contoh.example{address}", "m")
    assert page.text_of(".print-address") == f"https://contoh.example{address}"
    foot = page.text_of(".print-foot")
    assert "Diterbitkan Sinergi Malang." in foot
    assert "Dicek pada 20 November 2026" in foot
    assert page.attributes("svg.qr", "aria-hidden") == ["true"]


@pytest.mark.parametrize("address", SHEETS)
def test_page_says_that_it_can_be_printed(site: Website, address: str) -> None:
    """On the screen, where no button is needed."""
    assert "selembar A4" in site.page(address).text_of("article")


def test_sheet_that_nobody_checked_claims_no_day(site: Website) -> None:
    """Nothing is said rather than guessed."""
    assert "Dicek pada" not in site.page("/program/gotong-royong/").text_of(".print-foot")


def test_publisher_stands_on_the_sheet(workshop: Workshop) -> None:
    """Once the imprint names one."""
    imprint = {
        "publisher": "Penerbit Rekaan",
        "responsible": "Dewi Rekaan",
        "address": "Jalan Rekaan 1",
        "email": "surat@contoh.example",
    }
    program = "---\njudul: Kelas\nbidang: umkm\nrekaan: ya\n---\n\nKelas rekaan.\n"
    workshop.put({"program/kelas.md": program})

    page = workshop.build(IMPRINT=imprint).site.page("/program/kelas/")

    assert "Diterbitkan Penerbit Rekaan." in page.text_of(".print-foot")


def test_paper_has_no_code_while_the_address_is_unknown(workshop: Workshop) -> None:
    """A code that leads nowhere would be worse than none."""
    workshop.put({"a.md": post("judul: Kabar")})

    outcome: Outcome = workshop.build(SITEURL="")
    page = outcome.site.page("/berita/kabar/")

    assert not page.parsed.css("svg.qr, .print-address")
    assert "Diterbitkan" in page.text_of(".print-foot")


# ------------------------------------------------------------------ articles


def test_links_of_an_article_are_written_out_in_their_order(site: Website) -> None:
    """As many as the stylesheet numbers, whole, without those that stay on the page."""
    page = site.page(ARTICLE)
    numbered = page.attributes('.prose a:not([href^="#"])', "href")

    notes = page.texts(".print-notes li")

    assert notes == [
        href if href.startswith("http") else f"https://contoh.example{href}" for href in numbered
    ]
    assert len(notes) >= 6
    assert drawn(page) == symbol(f"https://contoh.example{ARTICLE}", "l")


def test_address_with_marks_is_written_as_it_is(workshop: Workshop) -> None:
    """Not as HTML writes it, and not twice escaped."""
    text = "[Data](https://arsip.invalid/?a=1&b=2) dan [alinea](#bawah).\n\n## Bawah\n\nIsi."
    workshop.put({"a.md": post("judul: Kabar", body=text)})

    page = workshop.build().site.page("/berita/kabar/")

    assert page.texts(".print-notes li") == ["https://arsip.invalid/?a=1&b=2"]


def test_article_without_links_has_no_notes(site: Website) -> None:
    """Nor a heading over none."""
    page = site.page("/berita/kabar-rekaan-1/")

    assert page.parsed.css(".print-foot") and not page.parsed.css(".print-notes")
    assert "Alamat tautan" not in page.text_of(".print-foot")
