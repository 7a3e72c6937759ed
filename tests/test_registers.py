"""Changes, quotations and open questions, gathered from all pages (NEWSROOM.md P1, P16)."""

from __future__ import annotations

import pytest
from website import Website
from workshop import Workshop, post

from newsroom.edition.names import NameBook
from newsroom.edition.quotations import bare, check_quotations
from newsroom.problems import Problem
from newsroom.source.records import Page, Prose, Quotation

HARVEST = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
LEDGER_FEED = "langganan/ralat.atom.xml"


def changed(*changes: str) -> str:
    """An article with these changes, each `time what`."""
    lines = [f"  - {{jenis: ralat, waktu: {c[:16]}, ringkas: {c[17:]}}}" for c in changes]
    return post("judul: Berubah", "perubahan:", *lines)


def said(*texts: str, speaker: str = "Dewi Rekaan") -> str:
    """An article that quotes each text."""
    body = "\n\n".join(f"> “{text}”\n>\n> — {speaker}" for text in texts)
    return post("judul: Kutipan Rekaan", body=f"Paragraf rekaan.\n\n{body}")


# ------------------------------------------------------------------ changes


def test_ledger_lists_every_change_newest_first(site: Website) -> None:
    """Of articles and events, spelling too, with what was and what is."""
    ledger = site.page("/ralat/")

    assert ledger.texts(".correction time") == [
        "Rabu, 18 November 2026",
        "Senin, 9 Maret 2026, 08.00 WIB",
        "Kamis, 5 Maret 2026, 10.30 WIB",
        "Selasa, 3 Maret 2026",
        "Minggu, 22 Februari 2026, 14.00 WIB",
        "Sabtu, 21 Februari 2026",
    ]
    assert (ledger.text_of("del"), ledger.text_of("ins")) == ("empat ton", "tiga ton")
    assert "Redaksi meminta maaf" in ledger.main


def test_ledger_and_article_lead_to_each_other(site: Website) -> None:
    """From the ledger to the very box; from the history to the ledger (P1)."""
    (box,) = [h for h in site.page("/ralat/").hrefs if h.startswith(f"{HARVEST}#")]

    assert box.partition("#")[2] in site.page(HARVEST).ids
    assert "/ralat/" in site.page(HARVEST).attributes("main a", "href")
    assert "/ralat/" in site.page("/agenda/ditunda/").attributes("main a", "href")


def test_entries_of_the_ledger_feed_arrive(site: Website) -> None:
    """Each at its box, a spelling at the page; with what was and what is."""
    entries = site.feed(LEDGER_FEED)

    assert [entry.title.partition(":")[0] for entry in entries] == [
        "Pembaruan",
        "Hak jawab",
        "Ralat",
        "Perbaikan ejaan",
        "Pencabutan",
        "Ralat",
    ]
    for entry in entries:
        _, _, anchor = entry.link.partition("#")
        assert not anchor or anchor in site.page(entry.link).ids
    assert "Semula: empat ton. Menjadi: tiga ton." in entries[2].summary


def test_empty_ledger_says_so_and_is_linked_everywhere(workshop: Workshop) -> None:
    """Readers are to see that there is one."""
    workshop.put({"a.md": post("judul: Tanpa Ralat")})

    site = workshop.build().site

    assert "Belum ada ralat atau pencabutan." in site.page("/ralat/").main
    assert all("/ralat/" in page.hrefs for page in site.content_pages)
    assert site.feed(LEDGER_FEED) == []


def test_change_keeps_its_feed_id_when_others_join(workshop: Workshop) -> None:
    """Neither a new wording nor another change of the same minute makes it new."""
    workshop.put({"a.md": changed("2026-03-05 09:00 Angka keliru.")})
    (before,) = workshop.build().site.feed(LEDGER_FEED)

    workshop.put({
        "a.md": changed(
            "2026-03-05 09:00 Angka tertulis keliru.",
            "2026-03-05 09:00 Nama keliru.",
            "2026-03-04 09:00 Hari keliru.",
        )
    })  # fmt: skip
    entries = workshop.build().site.feed(LEDGER_FEED)

    assert [e.id for e in entries if e.summary == "Angka tertulis keliru."] == [before.id]
    assert len({entry.id for entry in entries}) == 3


def test_full_pages_of_the_ledger_never_change(workshop: Workshop) -> None:
    """As with every list: numbered from the oldest change."""
    changes = [f"2026-03-05 {n // 60 + 9:02}:{n % 60:02} Ralat ke-{n}." for n in range(101)]
    workshop.put({"a.md": changed(*changes)})
    site = workshop.build().site
    oldest = site.page("/ralat/halaman/1/")

    workshop.put({"a.md": changed(*changes, "2026-03-06 09:00 Ralat terbaru.")})
    later = workshop.build().site

    assert later.page("/ralat/halaman/1/").html == oldest.html
    assert "Ralat ke-0." in oldest.main
    assert "/ralat/halaman/1/" in later.page("/ralat/").hrefs


# ------------------------------------------------------------------ quotations


def test_quotations_stand_once_by_speaker(site: Website) -> None:
    """With the day on which they were said, and the article."""
    page = site.page("/kutipan/")

    assert page.texts("h2") == ["Citra Rekaan"]
    assert [text.strip("“”") for text in page.texts(".quotation blockquote")] == [
        "Kami mencatat setiap karung.",
        "Padi ini milik kita bersama, dari sawah sampai lumbung.",
    ]
    assert page.texts(".quotation time") == ["8 Maret 2026", "1 Maret 2026"]
    assert {"/tokoh/citra/", HARVEST} <= set(page.hrefs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kami menanam padi bersama warga dusun.", "Kami menanam padi bersama warga desa."),
        ("Kami akan menanam padi bersama warga.", "kami akan menanam padi bersama warga"),
        ("Padi di lumbung ini milik kita semua.", "Padi pada lumbung ini milik kita semua."),
        ("Kami mencatat setiap karung.", "Kami mencatat setiap karung!"),
    ],
)
def test_altered_quotation_stops_the_build(workshop: Workshop, one: str, other: str) -> None:
    """The report shows both texts and both files (P16)."""
    workshop.put({"a.md": said(one), "b.md": said(other).replace("Kutipan", "Lain")})

    outcome = workshop.build()

    (fault,) = outcome.problems
    assert (fault.path.endswith("b.md"), fault.code) == (True, "quotation_differs")
    assert one in outcome.report and other in outcome.report and "a.md:" in outcome.report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kami akan menanam padi bersama warga.", "Kami akan menanam padi bersama warga"),
        ("Kami akan menanam padi bersama warga.", "Kami akan menanam padi"),
        ("Kami akan menanam padi.", "Mereka sudah membangun lumbung."),
    ],
)
def test_same_or_other_quotation_is_no_fault(workshop: Workshop, one: str, other: str) -> None:
    """A stop at the end, a part of a sentence, another sentence."""
    workshop.put({"a.md": said(one), "b.md": said(other).replace("Kutipan", "Lain")})

    assert not workshop.build().is_refused


def test_two_people_may_say_nearly_the_same(workshop: Workshop) -> None:
    """Only one speaker's own words are compared."""
    workshop.put({
        "a.md": said("Kami akan menanam padi bersama warga."),
        "b.md": said("Kami akan menanam padi bersama warga!", speaker="Eka Rekaan").replace(
            "Kutipan", "Lain"
        ),
    })  # fmt: skip

    assert not workshop.build().is_refused


def test_altered_quotation_is_found_among_many() -> None:
    """The time follows the number of quotations, and the search misses nothing by it."""

    def spoken(n: int, text: str) -> Page:
        prose = Prose(quotations=(Quotation(text, "Dewi Rekaan", "", 1),))
        return Page(path=f"{n:05}.md", title="Rekaan", slug="rekaan", prose=prose)

    names = ("karang", "sawah", "lumbung", "pasar", "tenun", "wayang", "jerami", "kentongan")
    texts = [
        f"{names[n % 8]} {' '.join(names[int(d) % 8] for d in str(n**3))} karung {n}"
        for n in range(2000)
    ]
    wrong = texts[700].replace("karung", "kantung")
    pages = [spoken(n, text) for n, text in enumerate([*texts, wrong])]

    found = check_quotations(pages, NameBook(), "")

    assert wrong in [value(problem, "text") for problem in found]


def value(problem: Problem, name: str) -> str:
    return dict(problem.values)[name]


def test_marks_and_final_stop_do_not_count() -> None:
    """What stands inside does."""
    assert (
        bare("“Padi ini ‘milik’ kita.”") == bare("Padi ini ‘milik’ kita") == "Padi ini ‘milik’ kita"
    )
    assert bare("Padi!") == "Padi!"


# ------------------------------------------------------------------ open questions


def test_open_questions_stand_above_the_answered(site: Website) -> None:
    """Answered ones keep the day and the source."""
    page = site.page("/belum-diketahui/")

    sections = page.parsed.css("main > section")
    opened, answered = (" ".join(s.text(separator=" ").split()) for s in sections)
    assert "Kapan panen berikutnya?" in opened and "Siapa yang mengukur padi?" not in opened
    assert "Dua pengurus lumbung rekaan." in answered
    assert "4 Maret 2026" in answered and "Catatan lumbung rekaan" in answered


def test_question_of_several_pages_stands_once_with_all(site: Website) -> None:
    """Open since the first of them."""
    page = site.page("/belum-diketahui/")

    (group,) = [g for g in page.parsed.css(".question-group") if "jerami" in g.text()]
    links = [a.attributes["href"] for a in group.css("h3 a")]
    assert links == ["/program/sekolah-sawah/", HARVEST]
    assert "1 Maret 2026" in group.text()


@pytest.mark.parametrize(("second", "times"), [("2026-03-01", 1), ("2026-03-02", 2)])
def test_day_that_all_questions_share_is_said_once(
    workshop: Workshop, second: str, times: int
) -> None:
    questions = [
        f"  - {{pertanyaan: {what}?, sejak: {day}}}"
        for what, day in (("Kapan", "2026-03-01"), ("Di mana", second))
    ]
    workshop.put({"a.md": post("slug: uji", "rubrik: Budaya", "belum_diketahui:", *questions)})

    page = workshop.build().site.page("/berita/uji/")

    assert page.text.count("Dicatat sejak") == times


def test_site_without_questions_has_no_page_for_them(workshop: Workshop) -> None:
    """Nor a link to it; so too for quotations."""
    workshop.put({"a.md": post("judul: Tanpa Pertanyaan")})

    site = workshop.build().site

    assert not site.has("/belum-diketahui/") and not site.has("/kutipan/")
    assert list(site.dead_links()) == []


def test_no_record_takes_the_address_of_a_register(workshop: Workshop) -> None:
    """Not even where the register has nothing to show yet and stands all the same."""
    workshop.put({"laman/ralat.md": post("judul: Ralat", "slug: ralat")})

    assert [problem.code for problem in workshop.build().problems] == ["address_taken"]
