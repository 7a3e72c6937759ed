"""Names of people and bodies in texts: linked at first mention, short ones spelt out there."""

from __future__ import annotations

import pytest
from test_build import times_of
from website import WebPage
from workshop import Outcome, Workshop, post

from newsroom.edition.mentions import NameFinder
from newsroom.source.records import Organization
from newsroom.source.running_text import possible_names

FULL = "Komunitas Peduli Contoh"
AGENCY = "Badan Koordinasi Wilayah Rekaan III Contoh"
BODIES = {
    "lembaga/kpc.md": f"---\nnama: {FULL}\nsingkatan: KPC\nrekaan: ya\n---\n\nLembaga rekaan.\n",
    "lembaga/bakor.md": (
        f"---\nnama: {AGENCY}\nsingkatan: Bakor III\nsebutan_lain: [Bakor III Rek]\n"
        "rekaan: ya\n---\n\nLembaga rekaan.\n"
    ),
    "tokoh/dewi.md": "---\nnama: Dewi Rekaan\nrekaan: ya\n---\n\nTokoh rekaan.\n",
}
KPC, BAKOR, DEWI = "/lembaga/kpc/", "/lembaga/bakor/", "/tokoh/dewi/"


def built(workshop: Workshop, body: str, **settings: object) -> WebPage:
    """The page of an article with this text."""
    workshop.put({**BODIES, "a.md": post(body=body)})
    outcome = workshop.build(**settings)
    assert not outcome.is_refused, outcome.report
    return outcome.site.page("/berita/judul-rekaan/")


def name_links(page: WebPage) -> list[tuple[str, str]]:
    """Text and target of each link to a person or body in the text."""
    return [
        (" ".join(node.text().split()), href)
        for node in page.parsed.css(".prose a")
        if (href := node.attributes["href"] or "") in (KPC, BAKOR, DEWI)
    ]


def test_first_mention_of_each_name_leads_to_its_page(workshop: Workshop) -> None:
    """By full, short or other name, each party once, in the order of the text."""
    page = built(
        workshop,
        f"Kemarin {FULL} (KPC) dan Dewi Rekaan bertemu Bakor III Rek.\n\n"
        "Dewi Rekaan memuji KPC dan Bakor III.",
    )

    assert name_links(page) == [(FULL, KPC), ("Dewi Rekaan", DEWI), ("Bakor III Rek", BAKOR)]


def test_short_name_is_spelt_out_where_a_phone_shows_it(workshop: Workshop) -> None:
    """In the text itself, once; with no title that a screen reader would say again."""
    page = built(workshop, "Warga menemui KPC kemarin. KPC senang.")

    assert f"menemui KPC ({FULL}) kemarin. KPC senang." in page.main
    assert page.attributes(".prose abbr", "title") == []
    assert page.texts(".prose abbr") == ["KPC"]


def test_short_name_that_the_text_spells_out_gets_no_words_added(workshop: Workshop) -> None:
    """Wherever the text does so; then the link itself says it to those who point at it."""
    page = built(workshop, f"Warga menemui KPC kemarin. KPC ialah {FULL}.")

    assert f"menemui KPC kemarin. KPC ialah {FULL}." in page.main
    assert page.attributes(".prose abbr", "title") == [FULL]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Kantor KPC-nya tutup.", f"Kantor KPC-nya ({FULL}) tutup."),
        ("Ia anggota Komunitas Contoh (KPC) sejak lama.", "Komunitas Contoh (KPC) sejak lama."),
        ("Kepala Bakor III Contoh hadir.", f"Kepala Bakor III Contoh ({AGENCY}) hadir."),
        ("Bersama [KPC](../lembaga/kpc.md) ia hadir.", f"Bersama KPC ({FULL}) ia hadir."),
        ("Warga **KPC** hadir.", f"Warga KPC ({FULL}) hadir."),
    ],
)
def test_explanation_stands_where_it_reads_well(workshop: Workshop, typed: str, shown: str) -> None:
    """Behind a clitic, behind the rest of the name, behind a link; never brackets in brackets."""
    page = built(workshop, typed.replace("../", ""))

    assert shown in page.main.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Kata KPCX dan XKPC.",
        "Bakor IIIa bukan Bakor IIII.",
        "Tulisan kpc dan Kpc, dewi rekaan.",
        "Surat ke info@KPC.example dan https://KPC.example/KPC serta #KPC.",
        "Kelompok anti-KPC dan KPC-Sejahtera.",
        "Ketik `KPC` lalu\n\n```\nKPC\n```",
        "## Tentang KPC\n\nParagraf rekaan.",
        "Ia berkata, “KPC dan Dewi Rekaan hadir,” lalu pulang.",
        'Ia berkata, "KPC dan Dewi Rekaan hadir," lalu pulang.',
        "> “Kami dari KPC bersama Dewi Rekaan.”\n>\n> — Eka Rekaan",
        "> KPC bersama Dewi Rekaan.",
        "Lihat [kabar KPC](https://arsip.invalid/kpc).",
        "Baca juga: [Kabar KPC](b.md)",
    ],
)
def test_nothing_else_becomes_a_link(workshop: Workshop, text: str) -> None:
    """Part of a word, other letter case, headings, code, quotations, links; no word is added."""
    workshop.put({"b.md": post("judul: Kabar Lain")})
    page = built(workshop, text)

    assert name_links(page) == []
    assert FULL not in page.main
    assert page.parsed.css(".prose abbr") == []


def test_quotation_keeps_every_letter(workshop: Workshop) -> None:
    """Nothing is put into what someone said, whatever it names (P16)."""
    page = built(workshop, "KPC hadir.\n\n> “Kami dari KPC bersama Bakor III.”\n>\n> — Dewi Rekaan")

    (quote,) = page.parsed.css("figure.quotation blockquote p")
    assert quote.text().replace("\u00a0", " ") == "“Kami dari KPC bersama Bakor III.”"
    assert quote.css("a") == []


def test_longest_name_wins(workshop: Workshop) -> None:
    """A body whose name holds another's."""
    workshop.put({"lembaga/muda.md": "---\nnama: KPC Muda\nrekaan: ya\n---\n\nRekaan.\n"})
    page = built(workshop, "KPC Muda hadir bersama KPC.")

    found = [(n.text(), n.attributes["href"]) for n in page.parsed.css(".prose a")]
    assert found == [("KPC Muda", "/lembaga/muda/"), ("KPC", KPC)]


@pytest.mark.parametrize("settings", [{}, {"TYPOGRIFY": False}, {"SITEURL": "https://c.example/w"}])
def test_names_are_found_however_the_text_is_set(
    workshop: Workshop, settings: dict[str, object]
) -> None:
    """With no-break spaces, over a line's end, with an apostrophe or `&`, under a path."""
    workshop.put({
        "lembaga/jumat.md": "---\nnama: Sedekah Jum'at & Sabtu\nrekaan: ya\n---\n\nRekaan.\n",
    })  # fmt: skip
    page = built(workshop, "Hadir Sedekah Jum'at & Sabtu, Dewi\nRekaan, Bakor III.", **settings)

    hrefs = [href.removeprefix("/w") for href in page.attributes(".prose a", "href")]
    assert hrefs == ["/lembaga/jumat/", DEWI, BAKOR]


def test_own_page_links_to_itself_nowhere(workshop: Workshop) -> None:
    """But to the others it names."""
    workshop.put({
        **BODIES,
        "lembaga/kpc.md": f"---\nnama: {FULL}\nsingkatan: KPC\n---\n\nKPC dipimpin Dewi Rekaan.\n",
    })  # fmt: skip
    page = workshop.build().site.page(KPC)

    assert page.attributes(".prose a", "href") == [DEWI]
    assert "KPC dipimpin Dewi Rekaan." in page.main


@pytest.mark.parametrize(
    ("path", "address", "head"),
    [
        ("agenda/x.md", "/agenda/x/", "judul: X\nkeadaan: menyusul"),
        ("program/x.md", "/program/x/", "judul: X\nbidang: umkm"),
        ("laman/x.md", "/x/", "judul: X"),
        ("tokoh/x.md", "/tokoh/x/", "nama: X"),
    ],
)
def test_every_kind_of_page_links_names(
    workshop: Workshop, path: str, address: str, head: str
) -> None:
    """Not articles alone."""
    workshop.put({**BODIES, path: f"---\n{head}\nrekaan: ya\n---\n\nKPC hadir.\n"})

    assert KPC in workshop.build().site.page(address).attributes(".prose a", "href")


def test_article_that_only_its_text_names_is_listed_there(workshop: Workshop) -> None:
    """And one that only quotes or heads with the name is not."""
    workshop.put({
        **BODIES,
        "a.md": post("judul: Menyebut", body="Kemarin KPC hadir."),
        "b.md": post("judul: Mengutip", body="Ia berkata, “KPC hadir.”"),
    })  # fmt: skip

    assert workshop.build().site.page(KPC).card_titles == ["Menyebut"]


def test_new_name_makes_only_the_pages_anew_that_use_it(workshop: Workshop) -> None:
    """Beside those of the person and of the list of people."""
    workshop.put({
        **BODIES,
        "a.md": post("judul: Satu", body="Hadir Galih Rekaan."),
        "b.md": post("judul: Dua", body="Hadir Galih Rekaanto."),
    })  # fmt: skip
    before = times_of(workshop.build().site.folder)

    workshop.put({"tokoh/galih.md": "---\nnama: Galih Rekaan\nrekaan: ya\n---\n\nRekaan.\n"})
    after = times_of(workshop.build().site.folder)

    changed = {path for path, time in after.items() if before.get(path) != time}
    pages = {path for path in changed if path.endswith(".html")}
    assert pages == {"berita/satu/index.html", "tokoh/galih/index.html", "tokoh/index.html"}


def test_another_word_on_the_page_of_a_body_touches_no_article(workshop: Workshop) -> None:
    """A page depends on a name and its address, not on all that its file says."""
    workshop.put({**BODIES, "a.md": post(body="Kemarin KPC hadir.")})
    before = times_of(workshop.build().site.folder)

    text = BODIES["lembaga/kpc.md"].replace("Lembaga rekaan.", "Lembaga yang rekaan.")
    workshop.put({"lembaga/kpc.md": text})
    after = times_of(workshop.build().site.folder)

    assert before["berita/judul-rekaan/index.html"] == after["berita/judul-rekaan/index.html"]


def test_list_of_mentions_is_cut_into_pages_that_stay(workshop: Workshop) -> None:
    """Numbered from the oldest; the body's own page holds the newest."""
    names = [f"Kabar {n:02}" for n in range(1, 8)]
    articles = {
        f"{n}.md": post(f"judul: {name}", f"tanggal: 2026-03-{n + 1:02}", body="Kata KPC.")
        for n, name in enumerate(names)
    }
    workshop.put({**BODIES, **articles})
    site = workshop.build(DEFAULT_PAGINATION=3).site

    assert site.page(KPC).card_titles == names[:2:-1]
    older = site.page(f"{KPC}halaman/1/")
    assert older.card_titles == names[2::-1]
    assert f"{KPC}halaman/1/" in site.page(KPC).hrefs
    assert KPC in older.hrefs
    assert FULL in older.document_title


def warned(outcome: Outcome, *words: str) -> bool:
    lines = outcome.report.splitlines()
    return any(all(word in line for word in words) for line in lines)


def test_name_of_two_is_no_ones(workshop: Workshop) -> None:
    """Neither page is linked, and the editor hears of it with both files."""
    workshop.put({
        "lembaga/kpc2.md": "---\nnama: Komunitas Pasar Contoh\nsingkatan: KPC\n---\n\nRekaan.\n",
        **BODIES,
        "a.md": post(body="Kemarin KPC hadir."),
    })  # fmt: skip
    outcome = workshop.build()

    assert outcome.site.page("/berita/judul-rekaan/").parsed.css(".prose a") == []
    assert warned(outcome, "lembaga/kpc2.md:3", "singkatan", "lembaga/kpc.md")


def test_name_that_no_text_can_be_searched_for_is_said(workshop: Workshop) -> None:
    """Instead of silently linking nothing."""
    workshop.put(
        {"lembaga/x.md": "---\nnama: Warung Rekaan\nsebutan_lain: [warung itu]\n---\n\nX\n"}
    )

    assert warned(workshop.build(), "lembaga/x.md:3", "sebutan_lain", "warung itu")


def test_day_of_checking_is_shown_on_people_and_bodies(workshop: Workshop) -> None:
    """Where it is given."""
    for path in ("tokoh/dewi.md", "lembaga/kpc.md"):
        workshop.put({path: BODIES[path].replace("rekaan: ya", "diperiksa: 2026-11-20")})
    site = workshop.build().site

    for address in (DEWI, KPC):
        assert "Terakhir diperiksa" in site.page(address).main
        assert "20 November 2026" in site.page(address).main


def test_one_name_is_found_among_thousands() -> None:
    """The whole name, not the first one that begins alike."""
    lines = possible_names("<p>" + "Kemarin Komunitas Ke1 dan Badan Ke2 hadir. " * 20 + "</p>")
    bodies = [Organization(path=f"{n}", title=f"Komunitas Ke{n}", slug=f"{n}") for n in range(5000)]

    (mention,) = NameFinder(bodies).mentions(lines)

    assert mention.names == ("Komunitas Ke1",)
