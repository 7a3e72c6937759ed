"""A withdrawn article: its notice stays for ever, its words are nowhere (NEWSROOM.md P4, P5)."""

from __future__ import annotations

import pytest
from website import Website
from workshop import Workshop, post

GONE = "/berita/nama-anak-rekaan-di-lumbung-contoh/"
TITLE = "Nama Anak Rekaan di Lumbung Contoh"
NOTICE = (
    "dicabut: {waktu: 2026-03-05 10:00, alasan: Alasan rekaan., dasar: kesusilaan}",
    "judul: Yang Dicabut",
)


def test_withdrawn_article_keeps_address_and_title_and_says_why(site: Website) -> None:
    """Reason, day and ground stand where the text stood; search engines are told to forget it."""
    page = site.page(GONE)

    assert page.headline == TITLE
    assert page.text_of("main .label") == "Dicabut"
    for words in (
        "Minggu, 22 Februari 2026, 14.00 WIB",
        "Tulisan ini membuat seorang anak rekaan dapat dikenali.",
        "Masa depan anak",
    ):
        assert words in page.main
    assert page.meta("robots") == "noindex"
    assert page.meta("og:title") == f"Dicabut: {TITLE}"
    assert "Masa depan anak" in page.meta("description")


def test_withdrawn_words_are_nowhere(site: Website) -> None:
    """Not in a page, a feed, the data or a file for machines: text, quotation, source, question."""
    assert site.files_with("rahasia rekaan") == []


def test_withdrawn_article_stands_in_no_list(site: Website) -> None:
    """Its title is on its own page, at its old address, in the ledger, its data, and in feeds."""
    places = {path.partition("/")[0] for path in site.files_with(TITLE)}

    assert places == {"berita", "lama", "ralat", "langganan", "data"}
    assert not [address for address in site.sitemap() if address.endswith(GONE)]
    assert GONE not in site.page("/tokoh/citra/").hrefs


def test_withdrawal_stands_in_the_ledger_and_its_feed(site: Website) -> None:
    """With reason and ground; of an older change no more than that there was one."""
    ledger = site.page("/ralat/")
    (entry, older) = [e for e in site.feed("langganan/ralat.atom.xml") if TITLE in e.title]

    assert ledger.headline == "Ralat dan Pencabutan"
    assert "seorang anak rekaan dapat dikenali" in ledger.main
    assert (entry.title, older.title) == (f"Pencabutan: {TITLE}", f"Ralat: {TITLE}")
    assert entry.link.partition("#")[2] in site.page(GONE).ids
    assert "Masa depan anak" in entry.summary
    assert older.summary == "Rinciannya ikut dicabut bersama isi tulisan."


def test_withdrawn_item_of_a_feed_becomes_the_notice(workshop: Workshop) -> None:
    """It keeps its id and its place, and is new for feed readers."""
    lines = NOTICE[1:]
    workshop.put({"a.md": post(*lines, body="Isi yang dicabut.")})
    (before,) = workshop.build().site.feed()

    workshop.put({"a.md": post(*NOTICE, body="Isi yang dicabut.")})
    site = workshop.build().site

    (after,) = site.feed()
    assert (after.id, after.link, after.published) == (before.id, before.link, before.published)
    assert after.updated.startswith("2026-03-05T10:00") and after.updated > before.updated
    assert after.title == "Dicabut: Yang Dicabut"
    assert "Alasan rekaan." in after.summary and "Alasan rekaan." in after.content
    assert site.files_with("Isi yang dicabut") == []


def test_old_withdrawn_item_does_not_come_back_to_a_feed(workshop: Workshop) -> None:
    """A feed that has long gone on carries no notice of it; the feed of changes does."""
    newer = {f"{n}.md": post(f"judul: Baru {n}", f"tanggal: 2026-03-1{n}") for n in range(3)}
    workshop.put({"a.md": post(*NOTICE), **newer})

    site = workshop.build(FEED_MAX_ITEMS=2).site

    assert [entry.title for entry in site.feed()] == ["Baru 2", "Baru 1"]
    assert len(site.feed("langganan/ralat.atom.xml")) == 1


def test_links_to_a_withdrawn_article_stay_alive(workshop: Workshop) -> None:
    """One to a heading that is gone leads to the notice."""
    workshop.put({
        "a.md": post(*NOTICE, body="## Bagian\n\nIsi."),
        "b.md": post("judul: Penaut", body="[satu](a.md) dan [dua](a.md#bagian)"),
    })  # fmt: skip

    outcome = workshop.build()

    assert not outcome.is_refused, outcome.report
    assert outcome.site.page("/berita/penaut/").hrefs.count("/berita/yang-dicabut/") == 2
    assert list(outcome.site.dead_links()) == []


def test_picture_of_a_withdrawn_article_is_withdrawn_too(site_workshop: Workshop) -> None:
    """Unless another text shows it."""
    shown = post("judul: Bergambar", body="![Lumbung rekaan](images/lumbung.png)")
    withdrawn = shown.replace("---\n\n", f"{NOTICE[0]}\n---\n\n", 1)
    picture = (site_workshop.content / "images/lumbung.png").read_bytes()

    site_workshop.fill({"a.md": withdrawn, "images/lumbung.png": picture})
    assert "images/lumbung.png" not in site_workshop.build().site.files

    site_workshop.put({"b.md": shown.replace("Bergambar", "Lain")})
    assert "images/lumbung.png" in site_workshop.build().site.files


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("dicabut: {waktu: 2026-03-05, alasan: Diminta., dasar: permintaan}",), "choice_unknown"),
        (("dicabut: {waktu: 2026-03-05, dasar: sara}",), "field_missing"),
        (("dicabut: {waktu: 2026-03-05, alasan: Rekaan.}",), "field_missing"),
        (("dicabut: ya",), "fields_expected"),
        (("dicabut: {waktu: 2026-03-01, alasan: A., dasar: sara}",), "withdrawn_before_date"),
        ((NOTICE[0], "status: draf"), "withdrawn_draft"),
    ],
)
def test_withdrawal_needs_a_reason_and_an_allowed_ground(
    workshop: Workshop, lines: tuple[str, ...], code: str
) -> None:
    """No article is withdrawn because somebody asked for it, or vanishes as a draft."""
    workshop.put({"a.md": post(*lines)})

    outcome = workshop.build()

    assert [fault.code for fault in outcome.problems] == [code]


# ------------------------------------------------------------------ the date of the last change


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("diperbarui: 2026-03-03",), "2026-03-03"),
        (("perubahan: [{jenis: ralat, waktu: 2026-03-05 10:30, ringkas: A.}]",),
         "2026-03-05T10:30+07:00"),
        (("diperbarui: 2026-03-03",
          "perubahan: [{jenis: pembaruan, waktu: 2026-03-05, ringkas: A.}]"), "2026-03-05"),
        (("diperbarui: 2026-03-07",
          "perubahan: [{jenis: pembaruan, waktu: 2026-03-05, ringkas: A.}]"), "2026-03-07"),
        (("perubahan: [{jenis: ejaan, waktu: 2026-03-05, ringkas: A.}]",), ""),
        (("perubahan: [{jenis: ralat, waktu: 2026-03-01, ringkas: A.}]",), ""),
    ],
)  # fmt: skip
def test_updated_is_the_time_of_the_newest_real_change(
    workshop: Workshop, lines: tuple[str, ...], shown: str
) -> None:
    """Byline, data, preview and sitemap agree; a spelling moves none of them (T5)."""
    workshop.put({"a.md": post(*lines)})

    site = workshop.build().site

    page = site.page("/berita/judul-rekaan/")
    expected = shown or "2026-03-02T09:00+07:00"
    assert page.data("Article")["dateModified"] == expected
    assert site.sitemap()[f"{site.url}/berita/judul-rekaan/"] == expected
    assert ("Diperbarui" in page.text_of(".byline")) == bool(shown)
