"""What readers are told of sources and verification, and what editors are reminded of."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pelican.settings import read_settings
from website import Website
from workshop import NOW, ROOT, Workshop, _clock, post

from newsroom.build import check
from newsroom.language.words import read_words

UNVERIFIED = "/berita/kabar-rekaan-1/"
DAY = 86400


def reminded(workshop: Workshop, *, days_later: int = 0, **settings: object) -> list[str]:
    """What `check` says, so many days after 25 November 2026."""
    override = {"PATH": str(workshop.content), "OUTPUT_PATH": str(workshop.output),
                "CACHE_PATH": str(workshop.folder / "cache"), **settings}  # fmt: skip
    words = read_words((ROOT / "theme" / "strings.toml").read_text(encoding="utf-8"))
    with _clock(str(int(NOW) + days_later * DAY)):
        problems = check(read_settings(str(ROOT / "pelicanconf.py"), override=override))
    assert all(problem.is_warning for problem in problems)
    return [problem.text(words) for problem in problems]


# ------------------------------------------------------------------ verification


def test_unverified_article_says_so_and_what_is_sought(site: Website) -> None:
    """In a banner before the text, in every list, and where the link is shared (P7)."""
    page = site.page(UNVERIFIED)

    banner = page.text_of(".verification")
    assert "Belum terverifikasi sepenuhnya" in banner
    assert "menyangkut keselamatan warga" in banner
    assert "Yang sedang diupayakan: Keterangan dari pengurus lumbung rekaan." in banner
    assert page.html.index('class="banner verification"') < page.html.index('class="prose')
    assert page.meta("og:description").startswith("Belum terverifikasi sepenuhnya. ")
    assert "Belum terverifikasi" in site.page("/arsip/2026/02/").main


def test_feed_says_that_an_article_is_unverified(workshop: Workshop) -> None:
    """In the summary, which is all that many readers show."""
    workshop.put({"a.md": post("verifikasi: {tingkat: sebagian, diupayakan: Tanggapan pengurus.}")})
    (entry,) = workshop.build().site.feed()

    assert entry.summary.startswith("Belum terverifikasi sepenuhnya. ")


def test_verified_article_carries_no_banner_but_the_update(workshop: Workshop) -> None:
    """What came of it is said in public."""
    change = "perubahan: [{jenis: pembaruan, waktu: 2026-03-05, ringkas: Pengurus membenarkan.}]"
    workshop.put({"a.md": post("verifikasi: lengkap", change)})
    page = workshop.build().site.page("/berita/judul-rekaan/")

    assert page.parsed.css(".verification") == []
    assert "Pengurus membenarkan." in page.text_of(".correction")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("verifikasi: {tingkat: belum}",), "diupayakan"),
        (("verifikasi: belum",), "diupayakan"),
        (("verifikasi: lengkap",), "pembaruan"),
        (("verifikasi: {tingkat: separuh}",), "sebagian"),
    ],
)
def test_half_said_verification_is_refused(
    workshop: Workshop, lines: tuple[str, ...], words: str
) -> None:
    """The editor reads what to write."""
    workshop.put({"a.md": post(*lines)})
    outcome = workshop.build()

    assert outcome.is_refused
    assert "content/a.md:5: verifikasi" in outcome.report
    assert words in outcome.report


# ------------------------------------------------------------------ sources


def test_source_that_its_publisher_changed_says_so(site: Website) -> None:
    """Beside the source, with the day (P6)."""
    corrected, withdrawn = site.page(UNVERIFIED).texts(".source")

    assert "Diralat penerbitnya 2 Februari 2026" in corrected
    assert "Dicabut penerbitnya 3 Februari 2026" in withdrawn


def test_check_names_a_changed_source_until_the_article_follows(workshop: Workshop) -> None:
    """A change of that day or later says that it has."""
    source = "sumber: [{judul: Catatan, dicabut_sumber: 2026-11-20}]"
    change = "perubahan: [{{jenis: ralat, waktu: 2026-11-{}, ringkas: Angka dihapus.}}]"
    workshop.put({
        "a.md": post("judul: A", source),
        "b.md": post("judul: B", source, change.format(20)),
        "c.md": post("judul: C", source, change.format(19)),
    })  # fmt: skip

    lines = reminded(workshop)

    assert [line.split(":")[0][-4:] for line in lines] == ["a.md", "c.md"]
    assert all("sumber[1].dicabut_sumber" in line and "Catatan" in line for line in lines)


OLD: Mapping[str, tuple[str, str]] = {
    "a.md": (post("sumber:", "  - judul: Catatan", "    dilihat: 2026-11-25"), "a.md:7: sumber[1]"),
    "agenda/a.md": (
        "---\njudul: A\nkeadaan: menyusul\ndiperiksa: 2026-11-25\n---\n\nRekaan.\n",
        "agenda/a.md:4: diperiksa",
    ),
    "program/a.md": (
        "---\njudul: A\nbidang: umkm\ndiperiksa: 2026-11-25\n---\n\nRekaan.\n",
        "program/a.md:4: diperiksa",
    ),
    "tokoh/a.md": ("---\nnama: A\ndiperiksa: 2026-11-25\n---\n\nRekaan.\n", "tokoh/a.md:3"),
    "lembaga/a.md": ("---\nnama: A\ndiperiksa: 2026-11-25\n---\n\nRekaan.\n", "lembaga/a.md:3"),
}


@pytest.mark.parametrize("path", OLD)
def test_check_names_what_was_long_not_looked_at(workshop: Workshop, path: str) -> None:
    """With file, line and the number of days, once they are over; never when switched off."""
    text, place = OLD[path]
    workshop.put({path: text})

    assert reminded(workshop, days_later=180) == []
    (line,) = reminded(workshop, days_later=181)
    assert place in line
    assert "181 hari" in line
    assert reminded(workshop, days_later=999, RECHECK_DAYS=0) == []
    assert len(reminded(workshop, days_later=11, RECHECK_DAYS=10)) == 1


def test_plan_that_was_long_not_checked_is_named(workshop: Workshop) -> None:
    """Unless it has come to its end."""
    head = "pihak: Dewi Rekaan\nisi: Menanam.\nsifat: rencana\ndiperiksa: 2026-11-25"
    workshop.put({
        "tokoh/dewi.md": "---\nnama: Dewi Rekaan\n---\n\nRekaan.\n",
        "rencana/a.md": f"---\njudul: A\n{head}\n---\n",
        "rencana/b.md": f"---\njudul: B\n{head}\nkeadaan: terlaksana\n---\n",
    })  # fmt: skip

    (line,) = reminded(workshop, days_later=181)
    assert "rencana/a.md:6" in line


def test_event_that_is_over_is_left_in_peace(workshop: Workshop) -> None:
    """Nobody checks again what has been."""
    text = (
        "---\njudul: A\nkeadaan: terjadwal\nmulai: 2026-12-01\ndiperiksa: 2026-11-25\n---\n\nX.\n"
    )
    workshop.put({"agenda/a.md": text})

    assert reminded(workshop, days_later=300) == []


def test_check_names_questions_long_open(workshop: Workshop) -> None:
    """The oldest of a page, and how many more; an answered one is no question."""
    answered = "dijawab: {waktu: 2026-11-26, teks: Ya.}"
    workshop.put({
        "a.md": post(
            "belum_diketahui:",
            f"  - {{pertanyaan: Sudahkah?, sejak: 2026-11-01, {answered}}}",
            "  - {pertanyaan: Kapan?, sejak: 2026-11-24}",
            "  - {pertanyaan: Siapa?, sejak: 2026-11-23}",
            "  - Di mana?",
        )
    })  # fmt: skip

    assert reminded(workshop, days_later=88) == []
    (line,) = reminded(workshop, days_later=91)
    assert "a.md:8: belum_diketahui[3].sejak: “Siapa?” sudah terbuka 93 hari" in line
    assert "1 pertanyaan lain" in line


def test_many_reminders_are_counted_not_listed(workshop: Workshop) -> None:
    """The oldest are named."""
    workshop.put({
        f"{n}.md": post(f"judul: Kabar {n}", f"sumber: [{{judul: S, dilihat: 2026-01-{n:02}}}]")
        for n in range(1, 31)
    })  # fmt: skip

    lines = reminded(workshop)

    assert len(lines) == 26
    assert any("masih ada 5 pengingat lain" in line for line in lines)
    assert sorted(line.split("/")[1].split(".")[0] for line in lines if "masih" not in line) == (
        sorted(str(n) for n in range(1, 26))
    )


def test_no_page_changes_because_a_check_grows_old(workshop: Workshop) -> None:
    """And the build keeps quiet about it."""
    workshop.put({"a.md": post("sumber: [{judul: S, dilihat: 2026-01-01}]")})
    before = workshop.build(now=str(int(NOW) - 200 * DAY)).site.pages

    later = workshop.build()

    assert not later.has_warnings
    assert {p: page.html for p, page in later.site.pages.items()} == (
        {p: page.html for p, page in before.items()}
    )
