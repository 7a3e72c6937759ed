"""What WhatsApp, X and search engines show of a link (NEWSROOM.md T3, T15-T17)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import SITE_SETTINGS
from PIL import Image
from test_page_pictures import GAMBAR, picture
from website import WebPage, Website
from workshop import Outcome, Workshop, post

from newsroom.views import share

PHOTO = picture(1240, 800)
SMALL = picture(700, 430)


def preview(outcome: Outcome, address: str = "/berita/pasar/") -> str:
    """Path of the picture that stands for a page."""
    return outcome.site.file_at(outcome.site.page(address).meta("og:image"))


def cards(site: Website) -> set[str]:
    return {path for path in site.files if path.startswith("share/")}


def with_picture(workshop: Workshop, data: bytes, kind: str = "foto", extra: str = "") -> Outcome:
    text = post("judul: Pasar", GAMBAR.format(type=kind), *filter(None, [extra]))
    workshop.fill({"a.md": text, "images/lapak.jpg": data})
    outcome = workshop.build()
    assert not outcome.is_refused, outcome.report
    return outcome


# ------------------------------------------------------------------ every page


def test_every_page_has_a_whole_preview(site: Website) -> None:
    """Title without the site's name, a sentence, the canonical address, a picture with its facts.

    All in the part of the page that WhatsApp reads.
    """
    for page in site.content_pages:
        assert page.meta("og:title"), page
        assert page.path == "index.html" or "Sinergi Malang" not in page.meta("og:title"), page
        assert page.meta("og:description"), page
        assert page.meta("og:url") == page.canonical != "", page
        assert page.meta("og:url").startswith("https://"), page
        assert page.meta("og:locale") == "id_ID"
        assert page.meta("og:site_name") == "Sinergi Malang"
        assert page.meta("og:type") in ("website", "article", "profile")
        assert page.meta("og:image:alt"), page
        assert page.meta("twitter:card") == "summary_large_image"
        assert 0 < page.html.index("og:image") < page.html.index("<style>") < 300_000


def test_every_preview_is_the_picture_it_says(site: Website) -> None:
    """The file is there: PNG or JPEG, 1200x630, as its type and size say, and light (T17)."""
    for page in site.content_pages:
        file = site.files[site.file_at(page.meta("og:image"))]
        image = Image.open(io.BytesIO(file))
        assert page.meta("og:image").startswith("https://")
        assert page.meta("og:image:type") == f"image/{str(image.format).lower()}"
        assert page.meta("og:image:width") == str(image.width) == "1200"
        assert page.meta("og:image:height") == str(image.height) == "630"
        assert len(file) <= (60_000 if image.format == "PNG" else 200_000)


def test_every_card_stands_for_a_page(site: Website) -> None:
    """No card is published that no page names."""
    named = {site.file_at(page.meta("og:image")) for page in site.content_pages}

    assert cards(site) <= named


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/berita/panen-raya-dusun-contoh-tiga-ton-padi/", "article"), ("/tokoh/citra/", "profile"),
     ("/agenda/terjadwal/", "website"), ("/rubrik/budaya/", "website"), ("/", "website")],
)  # fmt: skip
def test_kind_of_page_is_told(site: Website, address: str, kind: str) -> None:
    """And an article tells when it appeared, when it changed, and its rubric."""
    page = site.page(address)

    assert page.meta("og:type") == kind
    for name in ("published_time", "modified_time", "section"):
        assert bool(page.meta(f"article:{name}")) == (kind == "article")


def test_redirect_needs_no_preview(site: Website) -> None:
    """It is left at once."""
    assert "og:image" not in site.pages["lama/panen-raya/index.html"].html


# ------------------------------------------------------------------ cards


@pytest.mark.parametrize("address", ["/berita/panen-raya-dusun-contoh-tiga-ton-padi/",
                                     "/agenda/terjadwal/", "/program/sekolah-sawah/"])  # fmt: skip
def test_article_event_and_programme_have_cards_of_their_own(site: Website, address: str) -> None:
    """Named after them; the picture's text says the title."""
    page = site.page(address)
    path = site.file_at(page.meta("og:image"))

    assert path.startswith(f"share/{address.rstrip('/').rpartition('/')[2]}-")
    assert page.meta("og:image:alt") == f"Sinergi Malang: {page.meta('og:title')}"


def test_other_pages_share_the_card_of_the_site(site: Website) -> None:
    """Lists, people, plain pages, and what stands in no list."""
    addresses = ("/", "/tokoh/citra/", "/tentang-contoh/", "/berita/undangan-terbatas-rekaan/",
                 "/rubrik/budaya/", "/404.html")  # fmt: skip
    paths = {site.file_at(site.page(address).meta("og:image")) for address in addresses}

    assert len(paths) == 1
    assert paths.pop().startswith("share/situs-")


def words_of(
    monkeypatch: pytest.MonkeyPatch, workshop: Workshop, text: str, path: str
) -> list[str]:
    """What the card of a record says."""
    drawn: list[share.ShareCard] = []

    def noted(card: share.ShareCard) -> bytes:
        drawn.append(card)
        return b"png"

    monkeypatch.setattr("newsroom.publishing.share_cards.draw", noted)
    workshop.fill({path: text})
    assert not workshop.build().is_refused
    (card,) = [card for card in drawn if card.slug != "situs"]
    return [card.kicker, card.title, card.footer]


@pytest.mark.parametrize(
    ("path", "lines", "words"),
    [
        ("berita/a.md", ("rubrik: UMKM", "rekaan: tidak"), ["Berita · UMKM", "2 Maret 2026"]),
        ("berita/a.md", ("rubrik: UMKM", "jenis: advertorial"),
         ["Contoh (fiktif) · Advertorial · UMKM", "2 Maret 2026"]),
        ("agenda/a.md", ("keadaan: batal", "mulai: 2026-12-05 09:00", "rekaan: tidak"),
         ["Agenda · Batal", "Sabtu, 5 Desember 2026, 09.00 WIB"]),
        ("agenda/a.md", ("keadaan: menyusul", "rekaan: tidak"), ["Agenda · Jadwal menyusul", ""]),
        ("program/a.md", ("bidang: umkm", "rekaan: tidak"), ["Program · UMKM", ""]),
    ],
)  # fmt: skip
def test_card_says_what_it_is(
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    lines: tuple[str, ...],
    words: list[str],
) -> None:
    """Kind, rubric or state, and day; what is paid or invented says so at once (P10)."""
    text = post("judul: Pasar Contoh", *lines)
    if not path.startswith("berita"):
        text = text.replace("tanggal: 2026-03-02 09:00\n", "")

    kicker, title, footer = words_of(monkeypatch, workshop, text, path)

    assert (title, [kicker, footer]) == ("Pasar Contoh", words)


def test_new_article_is_one_more_card(workshop: Workshop) -> None:
    """No other card, and no other article, is written."""
    workshop.fill({"a.md": post("judul: Pasar"), "b.md": post("judul: Sawah")})
    before = workshop.build().site.files

    workshop.put({"c.md": post("judul: Lumbung")})
    after = workshop.build().site

    assert cards(after) - set(before) == {preview(Outcome(after, ""), "/berita/lumbung/")}
    assert all(after.files[path] == data for path, data in before.items() if "share/" in path)


def test_changed_title_is_a_new_address(workshop: Workshop) -> None:
    """Previews are kept by address; the old card goes."""
    workshop.fill({"a.md": post("judul: Pasar", "slug: pasar")})
    old = preview(workshop.build())

    workshop.fill({"a.md": post("judul: Pasar Pagi", "slug: pasar")})
    outcome = workshop.build()

    assert preview(outcome) != old
    assert old not in outcome.site.files


def test_card_is_drawn_only_when_its_words_changed(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for another text, summary or template."""
    workshop.fill({"a.md": post("judul: Pasar")})
    workshop.build()
    monkeypatch.setattr("newsroom.publishing.share_cards.draw", lambda card: pytest.fail(card.path))

    workshop.fill({"a.md": post("judul: Pasar", "ringkasan: Lain.", body="Teks lain.")})

    assert not workshop.build().is_refused


def test_cards_of_a_long_archive_are_shared_out_among_cores(workshop: Workshop) -> None:
    """Each has its own bytes all the same."""
    workshop.fill({f"{n}.md": post(f"judul: Kabar {n}") for n in range(110)})

    site = workshop.build().site

    assert len({site.files[path] for path in cards(site)}) == 111


def test_old_articles_may_share_the_card_of_the_site(workshop: Workshop) -> None:
    """From a day in the settings on each article has its own."""
    workshop.fill({
        "a.md": post("judul: Lama", "tanggal: 2025-12-31"),
        "b.md": post("judul: Baru", "tanggal: 2026-01-01"),
    })  # fmt: skip

    outcome = workshop.build(SHARE_CARDS_SINCE="2026-01-01")

    assert preview(outcome, "/berita/lama/").startswith("share/situs-")
    assert preview(outcome, "/berita/baru/").startswith("share/baru-")
    assert len(cards(outcome.site)) == 2


def test_day_that_is_none_is_a_fault(workshop: Workshop) -> None:
    """With what to write."""
    workshop.fill({"a.md": post()})

    assert (
        "SHARE_CARDS_SINCE: “lusa” bukan tanggal" in workshop.build(SHARE_CARDS_SINCE="lusa").report
    )


def test_draft_in_a_preview_has_no_card(workshop: Workshop) -> None:
    """It has the site's, like everything that is not public."""
    workshop.fill({"a.md": post("judul: Pasar", "status: draf"),
                   "b.md": post("judul: Nanti", "tanggal: 2030-01-01")})  # fmt: skip

    site = workshop.build(PREVIEW_DRAFTS=True).site

    assert {Path(path).name[:5] for path in cards(site)} == {"situs"}
    for page in site.content_pages:
        assert site.has(page.meta("og:image")), page


# ------------------------------------------------------------------ photos


def test_photo_of_the_event_is_the_preview(workshop: Workshop) -> None:
    """Cut to the shape of a preview; its alternative text is the editor's; no card is drawn."""
    outcome = with_picture(workshop, PHOTO)
    page = outcome.site.page("/berita/pasar/")

    assert preview(outcome).startswith("gambar/images/lapak.1200x630.")
    assert page.meta("og:image:type") == "image/jpeg"
    assert page.meta("og:image:alt") == "Lapak rekaan & payung “merah”."
    assert len(cards(outcome.site)) == 1


@pytest.mark.parametrize(
    ("data", "kind"), [(PHOTO, "arsip"), (PHOTO, "ilustrasi"), (SMALL, "foto")]
)
def test_card_serves_where_a_photo_would_mislead_or_be_poor(
    workshop: Workshop, data: bytes, kind: str
) -> None:
    """A preview cannot carry «Foto arsip»; and nothing is enlarged (P17, T16)."""
    assert preview(with_picture(workshop, data, kind)).startswith("share/pasar-")


def test_search_engines_get_the_picture_in_three_shapes(workshop: Workshop) -> None:
    """16:9, 4:3, 1:1, each with the size it has and what the page says of it (T3)."""
    outcome = with_picture(workshop, PHOTO)

    images = outcome.site.page("/berita/pasar/").data("Article")["image"]

    ratios = [round(image["width"] / image["height"], 2) for image in images]
    assert ratios == [1.78, 1.33, 1.0]
    for image in images:
        file = outcome.site.files[outcome.site.file_at(image["url"])]
        assert image["url"].startswith("https://contoh.example/gambar/images/")
        assert Image.open(io.BytesIO(file)).size == (image["width"], image["height"])
        assert image["width"] * image["height"] >= 50_000
        assert (image["creditText"], image["caption"]) == (
            "Ayu Rekaan",
            "Pasar Contoh, Senin pagi.",
        )
        assert "license" not in image


def test_headline_drawn_is_the_image_of_an_article_without_a_picture(site: Website) -> None:
    """Its own card, which no other page has; the card of the site is no picture of the news."""
    page = site.page("/berita/kabar-rekaan-1/")

    (image,) = page.data("Article")["image"]
    assert image["url"] == page.meta("og:image")
    assert "/share/kabar-rekaan-1-" in image["url"]
    assert (image["width"], image["height"]) == (1200, 630)


def test_article_under_the_card_of_the_site_claims_no_picture(site_workshop: Workshop) -> None:
    """What shows nothing of an article is not called its picture (T7, T15)."""
    outcome = site_workshop.build(**SITE_SETTINGS, SHARE_CARDS_SINCE="2027-01-01")

    assert "image" not in outcome.site.page("/berita/kabar-rekaan-1/").data("Article")


def test_small_picture_is_not_offered(workshop: Workshop) -> None:
    """Search engines take none under 50,000 pixels; the card is larger."""
    page: WebPage = with_picture(workshop, picture(200, 130)).site.page("/berita/pasar/")

    (image,) = page.data("Article")["image"]
    assert "/share/pasar-" in image["url"]
