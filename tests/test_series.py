"""Series and what to read next: each part knows its neighbours, and nothing is offered twice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from test_build import times_of
from website import Website
from workshop import Workshop, post

from newsroom.edition.clock import Clock
from newsroom.edition.visibility import is_old
from newsroom.language.moment import ZONES, Moment
from newsroom.source.records import Article

SERIES = "/seri/kabar-sawah/"
WIB = ZoneInfo("Asia/Jakarta")


def part(number: int, *lines: str, series: str = "Cerita Pasar") -> str:
    """A part of a series, one a day."""
    dates = f"tanggal: 2026-03-{number:02}"
    return post(f"judul: Bagian Ke-{number}", dates, f"seri: {series}", *lines)


def address(number: int) -> str:
    return f"/berita/bagian-ke-{number}/"


def related(website: Website, place: str) -> list[str]:
    """Titles under «Baca juga» at the foot."""
    return website.page(place).texts(".related .card-title")


# ------------------------------------------------------------------ the series and its parts


def test_series_page_lists_its_parts_oldest_first(site: Website) -> None:
    """At a lasting address, under a title of its own, reached from the list of series."""
    page = site.page(SERIES)

    assert page.texts(".series-part h2") == [f"Kabar Rekaan {n}" for n in (2, 3, 4)]
    assert page.headline == "Kabar Sawah"
    assert page.document_title.startswith("Seri: Kabar Sawah")
    assert SERIES in site.page("/seri/").hrefs
    assert site.url + SERIES in site.sitemap()


def test_part_names_its_series_its_number_and_its_neighbours(site: Website) -> None:
    """The first has none before, the last none after it."""
    boxes = [site.page(f"/berita/kabar-rekaan-{n}/").node(".series-box") for n in (2, 3, 4)]

    hrefs = [[a.attributes["href"] for a in box.css("a")] for box in boxes]
    assert hrefs == [
        [SERIES, "/berita/kabar-rekaan-3/"],
        [SERIES, "/berita/kabar-rekaan-2/", "/berita/kabar-rekaan-4/"],
        [SERIES, "/berita/kabar-rekaan-3/"],
    ]
    assert "Seri: Kabar Sawah, bagian 2" in " ".join(boxes[1].text().split())


def test_new_part_touches_one_neighbour(workshop: Workshop) -> None:
    """Of the earlier parts only the last gets a way on."""
    workshop.put({f"{n}.md": part(n) for n in (1, 2, 3, 4, 5, 6)})
    before = times_of(workshop.build().site.folder)

    workshop.put({"7.md": part(7)})
    after = times_of(workshop.build().site.folder)

    changed = {path for path in before if before[path] != after.get(path)}
    assert {p for p in changed if p.startswith("berita/")} == {"berita/bagian-ke-6/index.html"}


def test_three_parts_make_a_timeline_two_do_not(workshop: Workshop) -> None:
    """By the day of what each reports, with the day of publication where that is another."""
    happened = "acara: {nama: Pasar Malam, tanggal: 2026-02-20}"
    workshop.put({
        "1.md": part(1, happened),
        "2.md": part(2),
        "3.md": part(3),
        "4.md": part(4, series="Dua"),
        "5.md": part(5, series="Dua"),
    })  # fmt: skip
    site = workshop.build().site
    page = site.page("/seri/cerita-pasar/")

    assert page.parsed.css(".series-parts--timeline")
    assert page.texts(".series-part-when time") == [
        "20 Februari 2026",
        "2 Maret 2026",
        "3 Maret 2026",
    ]
    assert page.texts(".series-part > .meta") == ["Terbit 1 Maret 2026"]
    assert not site.page("/seri/dua/").parsed.css(".series-parts--timeline")


def test_two_parts_on_one_occasion_make_a_timeline(workshop: Workshop) -> None:
    """They follow one story."""
    happened = "acara: {nama: Pasar Malam}"
    workshop.put({"1.md": part(1, happened), "2.md": part(2, happened)})

    assert workshop.build().site.page("/seri/cerita-pasar/").parsed.css(".series-parts--timeline")


def test_series_has_one_spelling(workshop: Workshop) -> None:
    """As rubrics and topics have; the editor hears of the other."""
    workshop.put({"1.md": part(1), "2.md": part(2), "3.md": part(3, series="cerita pasar")})
    outcome = workshop.build()

    assert len(outcome.site.page("/seri/cerita-pasar/").texts(".series-part")) == 3
    assert "3.md:5: seri: “cerita pasar”" in outcome.report


# ------------------------------------------------------------------ what to read next


def test_nothing_is_offered_twice(workshop: Workshop) -> None:
    """Not what the series box or the text links to already."""
    workshop.put({f"{n}.md": part(n) for n in (1, 2, 3, 4)})
    workshop.put({
        "5.md": part(5).replace("\n---\n\n", "\n---\n\nBaca juga: [x](1.md)\n\n"),
        "6.md": part(6),
    })  # fmt: skip
    site = workshop.build().site

    assert related(site, address(5)) == ["Bagian Ke-3", "Bagian Ke-2"]
    assert related(site, address(2)) == ["Bagian Ke-4", "Bagian Ke-5", "Bagian Ke-6"]


def test_editors_choice_comes_first(workshop: Workshop) -> None:
    """In the editor's order, filled up with what the site finds, three in all."""
    workshop.put(
        {f"{n}.md": post(f"judul: Kabar {n}", f"tanggal: 2026-03-0{n}") for n in range(1, 7)}
    )
    workshop.put({"z.md": post("judul: Utama", "tanggal: 2026-03-09", "baca_juga: [2.md, ./1.md]")})

    assert related(workshop.build().site, "/berita/utama/") == ["Kabar 2", "Kabar 1", "Kabar 6"]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("hilang.md", "hilang.md"),
        ("draf.md", "belum terbit"),
        ("z.md", "bukan tulisan lain"),
        ("laman/l.md", "bukan tulisan lain"),
    ],
)
def test_choice_that_leads_nowhere_is_refused(workshop: Workshop, choice: str, words: str) -> None:
    """With the line on which it stands."""
    workshop.put({
        "draf.md": post("judul: Draf", "status: draf"),
        "laman/l.md": "---\njudul: L\n---\n\nRekaan.\n",
        "z.md": post("judul: Utama", "baca_juga:", f"  - {choice}"),
    })  # fmt: skip
    outcome = workshop.build()

    assert outcome.is_refused
    assert "z.md:6: baca_juga[1]:" in outcome.report
    assert words in outcome.report


# ------------------------------------------------------------------ an old article


@pytest.mark.parametrize(
    ("date", "modified", "today", "expected"),
    [
        ("2025-03-02", "", "2026-03-02T23:59", False),
        ("2025-03-02", "", "2026-03-03T00:00", True),
        ("2024-02-29", "", "2025-02-28T23:59", False),
        ("2024-02-29", "", "2025-03-02T00:00", True),
        ("2024-01-01", "2025-06-01", "2026-05-01T00:00", False),
        ("2024-01-01", "2025-06-01", "2026-06-02T00:00", True),
    ],
)
def test_article_is_old_a_year_after_its_last_update(
    date: str, modified: str, today: str, expected: bool
) -> None:
    """On the day after the anniversary, in its own zone; the clock knows when that will be."""

    def moment(day: str) -> Moment:
        return Moment(datetime.fromisoformat(day).replace(tzinfo=ZONES["WIB"]), "day")

    article = Article(
        path="a.md",
        title="A",
        slug="a",
        section="S",
        date=moment(date),
        modified=moment(modified) if modified else None,
    )
    clock = Clock(datetime.fromisoformat(today).replace(tzinfo=WIB))

    assert is_old(article, clock) is expected
    assert (clock.horizon is None) is expected


def test_old_article_says_so_with_its_date(workshop: Workshop) -> None:
    """Once; the day after, nothing changes again."""
    workshop.put({"a.md": post("tanggal: 2025-11-24"), "b.md": post("judul: B")})
    on_the_day, the_day_after, later = "1795490000", "1795600800", "1795690000"
    young = workshop.build(now=on_the_day).site.page("/berita/judul-rekaan/")
    old = workshop.build(now=the_day_after).site.page("/berita/judul-rekaan/")
    before = times_of(workshop.output)

    workshop.build(now=later)

    assert young.parsed.css(".age-note") == []
    assert "terbit pada 24 November 2025, lebih dari setahun yang lalu" in old.text_of(".age-note")
    assert (
        times_of(workshop.output)["berita/judul-rekaan/index.html"]
        == (before["berita/judul-rekaan/index.html"])
    )


# ------------------------------------------------------------------ titles of lists


def test_rubric_topic_author_and_series_of_one_name_differ_in_their_title(
    workshop: Workshop,
) -> None:
    """In the browser's tab, in the search results and in a preview."""
    workshop.put({
        "a.md": post("rubrik: Sawah", "tag: Sawah", "penulis: Sawah", "seri: Sawah"),
    })  # fmt: skip
    site = workshop.build().site

    places = [f"/{kind}/sawah/" for kind in ("rubrik", "topik", "penulis", "seri")]
    titles = [site.page(place).document_title.partition(" — ")[0] for place in places]
    assert titles == ["Sawah", "Topik: Sawah", "Tulisan Sawah", "Seri: Sawah"]
