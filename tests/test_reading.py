"""The invented site, read by its readers, by feed readers and by search engines."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import SITE, SITE_SETTINGS
from website import WebPage, Website, untypeset
from workshop import Outcome, Workshop, post

HARVEST = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
PATH_URL = "https://contoh.example/warta"
# Words that would be on a page only if something English had slipped in.
ENGLISH = re.compile(
    r"(?<!\bCC )\b(home|archives?|tags|category|categories|authors?|read more|published|updated|by|"
    r"next|previous|page not found|search|comments?|share|table|footnotes?|image|"
    r"january|february|march|may|june|july|august|october|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|true|false|none|undefined)\b",
    re.IGNORECASE,
)


def serial(count: int, date: str = "2026-05-01") -> dict[str, str]:
    """That many articles of one and the same date."""
    titles = (f"Serentak {n:02}" for n in range(1, count + 1))
    return {f"{title}.md": post(f"judul: {title}", f"tanggal: {date}") for title in titles}


def list_pages_from(site: Website, address: str) -> list[WebPage]:
    """The list and all that «Sebelumnya» leads to, newest first."""
    pages = [site.page(address)]
    while older := pages[-1].attributes(".pager-older", "href"):
        pages.append(site.page(older[0]))
    return pages


# ------------------------------------------------------------------ every page


def test_every_text_of_the_site_is_marked_as_invented() -> None:
    """Front matter and text say so, so that nobody takes it for news."""
    for path in SITE.rglob("*.md"):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---").partition("\n---\n")
        assert "\nrekaan: ya" in head, path
        assert re.search(r"rekaan|tidak ada", body, re.IGNORECASE), path


def test_every_page_can_be_read_by_anyone(site: Website) -> None:
    """Each page has a language, one headline, a title, unique ids and no empty address."""
    for page in site.content_pages:
        assert page.node("html").attributes["lang"] == "id", page
        assert page.headline, page
        assert page.document_title, page
        assert page.meta("description"), page
        assert [i for i, count in Counter(page.ids).items() if count > 1] == [], page
        assert "" not in page.addresses, page
        assert all(link.text for link in page.links), page
        assert all(page.attributes("main img", "alt")), page


def test_every_page_has_a_title_of_its_own(site: Website) -> None:
    """No two pages are told apart by their address alone; a rubric and a topic by their kicker."""
    heads = [page.text_of("main .page-head") for page in site.content_pages if page != site.front]

    assert [head for head, count in Counter(heads).items() if count > 1] == []


def test_no_page_speaks_english(site: Website) -> None:
    """Whatever is shown or read aloud is Indonesian."""
    for page in site.content_pages:
        said = [page.text, page.document_title, *page.attributes("[aria-label]", "aria-label")]
        assert ENGLISH.findall(" ".join(said)) == [], page


def test_headings_skip_no_level(site: Website) -> None:
    """Below an h2 comes an h3, never at once an h4."""
    for page in site.content_pages:
        levels = [int(str(n.tag)[1]) for n in page.parsed.css("h1,h2,h3,h4,h5,h6")]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_inside_the_site_arrives(site: Website) -> None:
    """Each address leads to a file, each anchor to an id."""
    assert list(site.dead_links()) == []


def test_no_page_asks_another_host_for_anything(site: Website) -> None:
    """Pictures, styles and scripts are the site's own (NEWSROOM.md P19)."""
    for page in site.content_pages:
        loaded = [*page.attributes("[src]", "src"), *page.attributes("link[rel~=icon]", "href")]
        assert all(address.startswith("/") for address in loaded), page
        assert "@import" not in page.html


def test_what_is_not_public_is_in_no_file(site: Website) -> None:
    """Nothing of a draft or a scheduled article is in any byte of the output."""
    secrets = ("Naskah Mentah", "mentah rekaan", "Rubrik Mentah", "Topik Mentah", "Penulis Mentah",
               "Kabar Nanti", "nanti rekaan", "Topik Nanti", "Laman Mentah", "naskah-mentah",
               "kabar-nanti")  # fmt: skip
    for secret in secrets:
        assert site.files_with(secret) == []


def test_hidden_article_is_only_where_its_address_leads(site: Website) -> None:
    """It has its page, asks not to be indexed, and nothing else names it."""
    page = site.page("/berita/undangan-terbatas-rekaan/")

    assert page.headline == "Undangan Terbatas Rekaan"
    assert page.is_noindex
    assert site.files_with("Undangan Terbatas Rekaan") == [page.path]


def test_invented_content_says_so_everywhere(site: Website) -> None:
    """Pages and cards of invented content carry the mark."""
    for address in (HARVEST, "/agenda/terjadwal/", "/program/sekolah-sawah/", "/tokoh/citra/"):
        assert "Contoh (fiktif)" in site.page(address).text_of("main .banner")
    cards = site.front.texts("main .card, main .lead, main .card-line")
    assert all("Contoh (fiktif)" in card for card in cards)


# ------------------------------------------------------------------ article


def test_article_shows_who_wrote_it_and_when(site: Website) -> None:
    """Kicker, headline, standfirst, byline, both dates."""
    page = site.page(HARVEST)

    assert page.headline == "Panen Raya Dusun Contoh: Tiga Ton Padi"
    assert page.text_of(".page-head .kicker") == "Berita"
    assert page.texts(".byline a") == ["Ayu Rekaan", "Bayu Rekaan"]
    assert page.attributes(".byline time", "datetime") == [
        "2026-03-02T09:00+07:00",
        "2026-03-05T10:30+07:00",
    ]


def test_correction_stands_before_the_text(site: Website) -> None:
    """What was wrong, what is right, and the apology come under the headline block."""
    main = site.page(HARVEST).main

    for words in ("Ralat", "empat ton", "Redaksi meminta maaf atas kekeliruan ini."):
        assert main.index(words) < main.index("memanen tiga ton padi pada Minggu")
    assert main.index("Nama dusun dieja ulang.") > main.index("Riwayat perubahan")


def test_article_says_what_it_rests_on_and_what_is_not_known(site: Website) -> None:
    """Sources, open and answered questions, and the way of working."""
    page = site.page(HARVEST)

    assert len(page.texts(".source")) == 2
    assert "Berdasarkan satu sumber" not in page.main
    assert "Terjawab (4 Maret 2026) Dua pengurus lumbung rekaan." in page.main
    assert len(page.texts(".question")) == 3
    assert "Bagaimana berita ini disusun" in page.main


def test_one_source_is_said_to_be_one(site: Website) -> None:
    """Computed, never typed (NEWSROOM.md P8)."""
    assert "Berdasarkan satu sumber" in site.page("/berita/apa-itu-lumbung-bersama/").main


def test_unknown_hour_is_not_shown(site: Website) -> None:
    """An article dated by its day has no clock on its page, nor in its data."""
    page = site.page("/berita/apa-itu-lumbung-bersama/")

    assert page.text_of(".byline time") == "Selasa, 3 Maret 2026"
    assert page.data("Article")["datePublished"] == "2026-03-03"


def test_quotation_names_its_speaker(site: Website) -> None:
    """Word for word, with a link to the person."""
    page = site.page(HARVEST)

    assert "Padi ini milik kita bersama, dari sawah sampai lumbung." in page.text_of(
        "figure.quotation blockquote"
    )
    assert page.attributes("figure.quotation figcaption a", "href") == ["/tokoh/citra/"]


def test_table_footnote_and_reading_box_work(site: Website) -> None:
    """Caption and header cells, a note that leads there and back, the read-also box."""
    page = site.page(HARVEST)

    assert page.text_of("table caption") == "Hasil panen menurut petak (rekaan)"
    assert page.texts("table th") == ["Petak", "Padi (kg)"]
    (mark,) = page.attributes("sup a", "href")
    assert mark.removeprefix("#") in page.ids
    assert "/berita/apa-itu-lumbung-bersama/" in page.attributes(".read-also a", "href")


def test_advertisement_is_marked_wherever_it_appears(site: Website) -> None:
    """On its page, in lists, in link previews and in the feed (NEWSROOM.md P10)."""
    title = "Beras Contoh, Pulen Sejak Dulu"
    page = site.page("/berita/beras-contoh-pulen-sejak-dulu/")
    (card,) = [t for t in site.page("/rubrik/umkm/").texts(".card") if title in t]

    assert "Iklan" in page.text_of(".page-head .kicker")
    assert card.startswith("Iklan")
    assert page.meta("og:title") == f"Advertorial: {title}"
    assert site.entry(f"Advertorial: {title}")


def test_passing_label_is_gone_after_its_day(site: Website) -> None:
    """«Promo» ended on 31 March; «Baru» has not ended (NEWSROOM.md P21)."""
    assert site.files_with("Promo") == []
    assert site.files_with(">Baru<")


def test_label_holds_to_the_end_of_its_last_day(site_workshop: Workshop) -> None:
    """On 31 March it is there; the next day, with the cache kept, no page shows it."""
    last_day = site_workshop.build(now="1774972740", **SITE_SETTINGS).site  # 31 March, 22.59 WIB
    assert last_day.files_with("Promo")

    next_day = site_workshop.build(now="1774976460", **SITE_SETTINGS).site  # 1 April, 00.01 WIB
    assert next_day.files_with("Promo") == []


# ------------------------------------------------------------------ lists


def test_front_page_leads_with_the_newest(site: Website) -> None:
    """The lead, then the rest in order; next dates, plans and programmes beside them."""
    front = site.front

    assert front.card_titles[:2] == ["Hak Jawab Pengurus Lumbung", "Beras Contoh, Pulen Sejak Dulu"]
    assert "Rapat Lumbung Rekaan" in front.main
    assert "Rekaan rencana 1" in front.main
    assert "Sekolah Sawah" in front.main


@pytest.mark.parametrize("address", ["/", "/rubrik/budaya/", "/topik/panen/"])
def test_list_pages_hold_each_article_once(site: Website, address: str) -> None:
    """Walking «Sebelumnya» to the end meets no article twice, and newest first."""
    pages = list_pages_from(site, address)
    titles = [title for page in pages for title in page.card_titles]

    assert len(titles) == len(set(titles))
    assert titles[-1] == "Kabar Rekaan 1"
    assert all(len(page.card_titles) == 5 for page in pages[1:])


def test_numbered_pages_count_from_the_oldest(site: Website) -> None:
    """Page 1 holds the five oldest; it will never change."""
    pages = list_pages_from(site, "/")

    assert [page.path for page in pages] == [
        "index.html",
        "halaman/2/index.html",
        "halaman/1/index.html",
    ]
    assert pages[2].card_titles == [f"Kabar Rekaan {n}" for n in (5, 4, 3, 2, 1)]


def test_series_of_one_date_is_whole_and_in_one_order(workshop: Workshop) -> None:
    """Case 19c: 23 articles of one date, each once over all pages; no second page 1, no page 0."""
    workshop.put(serial(23))
    site = workshop.build(DEFAULT_PAGINATION=10).site

    titles = [title for page in list_pages_from(site, "/") for title in page.card_titles]

    assert sorted(titles) == [f"Serentak {n:02}" for n in range(1, 24)]
    assert titles == sorted(titles, reverse=True)
    for address in ("/halaman/0/", "/halaman/2/", "/1/", "/index1.html"):
        assert not site.has(address)


def test_exactly_one_page_has_no_second(workshop: Workshop) -> None:
    """Case 19e: ten articles, ten a page: no pager, no numbered page."""
    workshop.put(serial(10))
    site = workshop.build(DEFAULT_PAGINATION=10).site

    assert len(site.front.card_titles) == 10
    assert site.front.texts(".pager") == []
    assert [path for path in site.files if "halaman" in path] == []


def test_archive_leads_to_every_article(site: Website) -> None:
    """Year, month, article: three steps, each article in one month."""
    assert "16 tulisan" in site.page("/arsip/").main
    march = site.page("/arsip/2026/03/").card_titles
    february = site.page("/arsip/2026/02/").card_titles

    assert len(march) == 6
    assert february == [f"Kabar Rekaan {n}" for n in range(1, 11)]


def test_empty_site_is_a_site(workshop: Workshop) -> None:
    """No article: a front page that says so, a feed that parses, the same bytes next year."""
    workshop.put({"a.md": post("status: draf")})
    first = workshop.build().site.files
    second = workshop.build(now="1830000000").site

    assert "Belum ada berita." in second.front.main
    assert second.feed() == []
    assert second.files == first


# ------------------------------------------------------------------ people, agenda, programmes


def test_person_page_gathers_what_was_said(site: Website) -> None:
    """Role, body, quotations with the way back, plans, mentions."""
    page = site.page("/tokoh/citra/")

    assert page.headline == "Citra Rekaan"
    assert len(page.texts("figure.quotation")) == 2
    assert HARVEST in page.hrefs
    assert "/lembaga/lumbung/" in page.hrefs
    assert "/rencana/#rencana-1" in page.hrefs


def test_body_page_gathers_what_names_it(site: Website) -> None:
    """Other names, people, events, programmes, mentions."""
    page = site.page("/lembaga/lumbung/")

    for words in ("LC", "Lumbung Dusun Contoh", "Komunitas"):
        assert words in page.main
    for address in ("/tokoh/citra/", "/agenda/terjadwal/", "/program/sekolah-sawah/", HARVEST):
        assert address in page.hrefs


def test_agenda_parts_coming_undated_and_past(site: Website) -> None:
    """Soonest first; what has no day, or lost it, apart; what is over last."""
    main = site.page("/agenda/").main
    order = ["Rapat Lumbung", "Lokakarya Anyaman", "Lomba Layang-layang", "Pentas Wayang",
             "Panen Berikutnya", "Panen Raya"]  # fmt: skip

    places = [main.index(title) for title in order]

    assert places == sorted(places)
    for state in ("Jadwal sementara", "Ditunda", "Batal", "Jadwal menyusul", "Sudah berlangsung"):
        assert state in main


def test_undated_event_has_no_hour_and_no_data(site: Website) -> None:
    """«Jadwal menyusul»: no <time>, no Event node, no WIB (NEWSROOM.md T8)."""
    page = site.page("/agenda/panen-berikutnya/")

    assert "Waktu Jadwal menyusul" in page.main
    assert "WIB" not in page.main
    assert [node["@type"] for node in page.jsonld] == ["BreadcrumbList"]
    assert page.attributes(".facts time", "datetime") == ["2026-11-20"]  # the day it was checked


def test_event_and_programme_lead_back_to_the_articles_that_link_to_them(site: Website) -> None:
    """A reader who comes by the calendar finds the report."""
    for address in ("/agenda/panen-berikutnya/", "/program/sekolah-sawah/"):
        assert HARVEST in site.page(address).hrefs


def test_day_without_hour_stays_a_day(site: Website) -> None:
    """A tentative day has no clock in text or data (NEWSROOM.md T6)."""
    page = site.page("/agenda/tentatif/")

    assert "Sabtu, 12 Desember 2026" in page.main
    assert "00.00" not in page.main
    assert page.data("Event")["startDate"] == "2026-12-12"


@pytest.mark.parametrize(
    ("address", "status"),
    [("terjadwal", "EventScheduled"), ("ditunda", "EventPostponed"), ("batal", "EventCancelled")],
)
def test_event_data_says_how_it_stands(site: Website, address: str, status: str) -> None:
    """Postponed and cancelled events keep their date (NEWSROOM.md T9)."""
    event = site.page(f"/agenda/{address}/").data("Event")

    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event["startDate"].startswith("2026-12-")


def test_unknown_facts_of_a_programme_are_said_to_be_unknown(site: Website) -> None:
    """Nothing is hidden, nothing guessed."""
    page = site.page("/program/gotong-royong/").parsed

    (row,) = [row for row in page.css(".fact") if row.css(".fact-unknown")]
    assert row.css_first("dd").text() == "Belum diumumkan"
    assert len(row.css("dt")) == 8


def test_deadline_that_has_passed_closes_a_programme(site: Website) -> None:
    """`keadaan: dibuka` does not outlive its deadline."""
    assert "Pendaftaran ditutup" in site.page("/program/kelas-tenun/").main
    assert "Pendaftaran dibuka" in site.page("/program/sekolah-sawah/").main
    assert "Pendaftaran dibuka" not in site.page("/program/kelas-tenun/").main


def test_plans_hopes_and_assessments_are_kept_apart(site: Website) -> None:
    """Three groups, each with its explanation, each entry in its own."""
    main = site.page("/rencana/").main
    order = ["Rencana belum tentu terlaksana.", "Rekaan rencana 1", "Harapan bukan janji.",
             "Rekaan harapan 4", "Pendapat seseorang", "Rekaan penilaian 5"]  # fmt: skip

    places = [main.index(words) for words in order]

    assert places == sorted(places)


def test_page_with_the_imprint_says_what_is_missing(site: Website) -> None:
    """While the imprint is empty, its page and every footer say so."""
    assert "Belum diisi penerbit" in site.page("/redaksi-contoh/").main
    assert "Data redaksi belum diisi penerbit." in site.front.text_of("footer")


# ------------------------------------------------------------------ machines


def test_feed_entries_are_plain_and_absolute(site: Website) -> None:
    """Titles without markup; each address whole; updated never before published."""
    entries = site.feed()

    assert len({entry.id for entry in entries}) == len(entries) == 17
    for entry in entries:
        assert "<" not in entry.title
        assert "&" not in entry.title.replace(" & ", "")
        assert site.has(entry.link)
        assert entry.updated >= entry.published
        assert entry.id.startswith("urn:uuid:")
        assert not re.search(r'(?:href|src)="(?!https?:|mailto:|#)', entry.content), entry.title
        assert "link:" not in entry.content
    harvest = site.entry("Panen Raya Dusun Contoh: Tiga Ton Padi")
    assert "https://contoh.example/images/lumbung.png" in harvest.content
    assert harvest.updated.startswith("2026-03-05T10:30:00")


def test_feed_ids_outlive_a_move_of_the_site(site_workshop: Workshop, site: Website) -> None:
    """Case 16e: another SITEURL, the same ids."""
    moved = site_workshop.build(SITEURL="https://pindah.example/warta", **SITE_SETTINGS).site

    assert [entry.id for entry in moved.feed()] == [entry.id for entry in site.feed()]
    assert all(e.link.startswith("https://pindah.example/warta/") for e in moved.feed())
    for entry in moved.feed():
        inside = re.findall(r'(?:href|src)="(https://pindah[^"]*)"', entry.content)
        assert all(address.startswith("https://pindah.example/warta/") for address in inside)


def test_sitemap_names_every_public_page_once(site: Website) -> None:
    """No noindex page, no numbered page, no redirect; true dates or none (NEWSROOM.md T14)."""
    listed = site.sitemap()
    public = {
        page.canonical
        for page in site.content_pages
        if not page.is_noindex and "/halaman/" not in page.path and "halaman/" not in page.path
    }

    assert set(listed) == public
    assert listed["https://contoh.example" + HARVEST] == "2026-03-05T10:30+07:00"


def test_canonical_address_is_the_pages_own(site: Website) -> None:
    """Each page names itself, absolutely; og:url agrees."""
    for page in site.content_pages:
        assert site.file_at(page.canonical) == page.path
        assert page.canonical.startswith("https://contoh.example/")
        assert page.meta("og:url") == page.canonical


def test_old_addresses_lead_to_the_new_one(site: Website) -> None:
    """An alias is a page that leads on at once, has a link, and is not indexed."""
    for address in ("/lama/panen-raya/", "/panen.html"):
        page = site.page(address)
        assert page.hrefs == [HARVEST]
        assert page.is_noindex
        assert page.canonical.endswith(HARVEST)
        assert page.attributes("meta[http-equiv=refresh]", "content") == [f"0; url={HARVEST}"]


def test_structured_data_parses_and_says_nothing_empty(site: Website) -> None:
    """No null and no empty text anywhere (NEWSROOM.md T7)."""

    def hollow(value: object) -> bool:
        if isinstance(value, dict):
            return any(hollow(v) for v in value.values()) or not value
        if isinstance(value, list):
            return any(hollow(v) for v in value) or not value
        return value is None or value == ""

    for page in site.content_pages:
        assert not any(hollow(node) for node in page.jsonld), page


def test_manifest_names_every_file(site: Website) -> None:
    """What a publisher uploads is what was checked."""
    lines = site.files["manifest.sha256"].decode().splitlines()

    assert {line[66:] for line in lines} == set(site.files) - {"manifest.sha256"}


# ------------------------------------------------------------------ under a path


@pytest.fixture(scope="module")
def under_path(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Outcome:
    """The invented site at an address with a path."""
    made = Workshop(tmp_path_factory.mktemp("jalur"), compiled)
    shutil.copytree(SITE, made.content, dirs_exist_ok=True)
    return made.build(SITEURL=PATH_URL, **SITE_SETTINGS)


def test_under_a_path_every_address_keeps_it(under_path: Outcome) -> None:
    """Case 19a: links, pictures, icon, feed, canonical and sitemap begin with the path."""
    site = under_path.site

    for page in site.pages.values():
        for address in page.addresses:
            parts = urlsplit(address)
            inside = not parts.netloc and not parts.scheme and not address.startswith("#")
            if inside or parts.netloc == "contoh.example":
                assert parts.path.startswith("/warta/"), f"{page}: {address}"
    assert all(location.startswith(PATH_URL + "/") for location in site.sitemap())
    assert list(site.dead_links()) == []
    assert "CNAME" not in site.files


def test_slash_at_the_end_of_the_address_changes_nothing(
    site_workshop: Workshop, under_path: Outcome
) -> None:
    """Case 19d: the same bytes with and without it."""
    slashed = site_workshop.build(SITEURL=PATH_URL + "/", **SITE_SETTINGS).site

    assert slashed.files == under_path.site.files
    assert not any(re.search(r"example/(warta/)?/", address) for address in slashed.sitemap())


@pytest.mark.parametrize("url", ["https://contoh.example", PATH_URL])
def test_missing_page_works_from_any_depth(url: str, site: Website, under_path: Outcome) -> None:
    """Case 19b: Indonesian, noindex, unlisted, and no address relative to where it is served."""
    served = site if url == site.url else under_path.site
    page = served.page("/404.html")

    assert "Halaman tidak ditemukan" in page.headline
    assert page.is_noindex
    assert all(not location.endswith("404.html") for location in served.sitemap())
    for address in page.addresses:
        assert address.startswith(("/", "#", "https://")), address


def test_own_domain_is_named_for_the_host(site: Website, under_path: Outcome) -> None:
    """Case 27a: CNAME holds the host alone, on one line; .nojekyll is always there."""
    assert site.files["CNAME"] == b"contoh.example\n"
    assert site.files[".nojekyll"] == b""
    assert ".nojekyll" in under_path.site.files


def test_titles_are_typeset_for_readers_and_plain_for_machines(site: Website) -> None:
    """Curly marks in the headline; in data and feed what the editor typed."""
    page = site.page("/berita/opini-sawah-masa-depan-kita/")

    assert page.headline == "Opini: Sawah & “Masa Depan” Kita"
    assert page.data("Article")["headline"] == 'Opini: Sawah & "Masa Depan" Kita'
    assert untypeset(page.document_title).startswith('Opini: Sawah & "Masa Depan" Kita')


def test_article_in_another_language_says_so(workshop: Workshop) -> None:
    """To a voice, on its page and in lists; what stands around its words stays Indonesian."""
    workshop.put({"a.md": post("judul: Panen", "bahasa: jv", "ringkasan: Sawah.")})

    site = workshop.build().site

    page = site.page("/berita/panen/")
    assert page.attributes("html", "lang") == ["id"]
    for part in ("h1", ".standfirst", ".prose"):
        assert set(page.attributes(f"main {part}", "lang")) == {"jv"}, part
    assert site.front.attributes(".lead [lang]", "lang") == ["jv", "jv"]
