"""How the collaboration stands, on one line of time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from selectolax.lexbor import LexborNode
from website import WebPage, Website
from workshop import Outcome, Workshop, post

LINE = "/linimasa/"


def event(title: str, day: str = "", state: str = "terjadwal") -> str:
    lines = [f"judul: {title}", f"keadaan: {state}", "rekaan: ya"]
    lines += [f"mulai: {day}"] if day else []
    return "\n".join(["---", *lines, "---", "", "Acara rekaan.", ""])


def plan(title: str, *lines: str, nature: str = "rencana") -> str:
    head = [f"judul: {title}", "pihak: Warga", "isi: Isi rekaan.", f"sifat: {nature}"]
    return "\n".join(["---", *head, *lines, "rekaan: ya", "---", ""])


def party() -> dict[str, str]:
    return {"lembaga/warga.md": "---\nnama: Warga\nrekaan: ya\n---\n\nWarga rekaan.\n"}


def days(page: WebPage) -> dict[str, list[str]]:
    """Under each day of the list what happened and how it stands, in order."""
    return {
        _text(day.css_first(".timeline-date")): [
            f"{_text(entry.css_first('a'))} — {_text(entry.css_first('.meta'))}"
            for entry in day.css(".timeline-entries li")
        ]
        for day in page.parsed.css(".timeline-day")
    }


def _text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").replace(" ·", "·").split()).replace("·", " ·")


def drawn(page: WebPage) -> list[tuple[float, int]]:
    """The columns of the drawing: share of the width, number of dots."""
    columns = page.parsed.css(".timeline-drawing svg")
    return [
        (float((column.attributes["x"] or "").rstrip("%")), len(column.css("use")))
        for column in columns
    ]


def built(workshop: Workshop, files: dict[str, str]) -> Outcome:
    workshop.put({**party(), **files})
    outcome = workshop.build()
    assert not outcome.is_refused, outcome.report
    return outcome


def test_timeline_tells_what_happened_and_what_was_said_by_day(site: Website) -> None:
    """Oldest first, deeds before words, what has no day at the end."""
    listed = days(site.page(LINE))

    assert list(listed) == [
        "Minggu, 1 Maret 2026",
        "Senin, 1 Juni 2026",
        "Sabtu, 5 Desember 2026",
        "Sabtu, 12 Desember 2026",
        "Minggu, 20 Desember 2026",
        "Jumat, 25 Desember 2026",
        "Belum bertanggal",
    ]
    first = listed["Minggu, 1 Maret 2026"]
    assert first[0].startswith("Panen Raya Rekaan — Agenda · Sudah berlangsung")
    assert first[1].startswith("Panen Raya Dusun Contoh — Peristiwa · Sudah berlangsung")
    assert all("Disampaikan" in entry for entry in first[2:])
    assert listed["Senin, 1 Juni 2026"][0].startswith("Rekaan rencana 3 — Rencana · Berlangsung")
    assert listed["Belum bertanggal"][0].startswith("Panen Berikutnya Rekaan — Agenda · Jadwal")


def test_precision_of_each_date_is_said(site: Website) -> None:
    """An hour where it is known; else that it is not; else that the day is not."""
    page = site.page(LINE)
    notes = dict(zip(days(page), (_text(d) for d in page.parsed.css(".timeline-day")), strict=True))

    assert "09.00 WIB" in notes["Sabtu, 5 Desember 2026"]
    assert "jam tidak" not in notes["Sabtu, 5 Desember 2026"]
    assert "Hari diketahui, jam tidak" in notes["Senin, 1 Juni 2026"]
    assert "Hari pelaksanaannya belum diketahui" in notes["Belum bertanggal"]
    assert page.attributes(".timeline-date time", "datetime")[0] == "2026-03-01"


def test_month_without_a_day_is_a_month(workshop: Workshop) -> None:
    """For readers, for machines and in the drawing: no first of the month that nobody named."""
    files = {
        "a.md": post("judul: Kabar", "acara: {nama: Audiensi Rekaan, tanggal: Februari 2026}"),
        "rencana/satu.md": plan("Satu", "disampaikan: 2026-02", nature="penilaian"),
        "rencana/dua.md": plan("Dua", "disampaikan: 2026-02-01", nature="penilaian"),
    }

    site = built(workshop, files).site
    page = site.page(LINE)

    assert list(days(page)) == ["Minggu, 1 Februari 2026", "Februari 2026"]
    assert page.attributes(".timeline-date time", "datetime") == ["2026-02-01", "2026-02"]
    assert "Bulan diketahui, hari tidak" in page.main
    assert len(drawn(page)) == 2
    article = site.page("/berita/kabar/")
    assert article.texts(".fact time") == ["Februari 2026"]
    assert "about" not in article.data("Article")
    assert "Februari 2026" in site.page("/rencana/").main
    assert b'"tanggal": "2026-02"' in site.files["data/fakta.json"]


@pytest.mark.parametrize("typed", ["2026", "Februri 2026", "2026-13", "1899-02"])
def test_month_that_is_none_is_refused(workshop: Workshop, typed: str) -> None:
    """With the line and what to write."""
    workshop.put({**party(), "rencana/satu.md": plan("Satu", f"disampaikan: {typed}")})

    (fault,) = workshop.build().problems

    assert (fault.line, fault.field) == (6, "disampaikan")


def test_occasion_of_several_articles_stands_once(workshop: Workshop) -> None:
    """Same name, same day; it leads to the news report, not to the explainer."""
    occasion = "acara: {nama: Audiensi Rekaan, tanggal: 2026-02-03}"
    other = "acara: {nama: audiensi  rekaan, tanggal: 2026-02-03}"
    files = {
        "a.md": post("judul: Latar", "jenis: penjelasan", "tanggal: 2026-02-04", occasion),
        "b.md": post("judul: Berita", "tanggal: 2026-02-05", other),
        "c.md": post("judul: Lagi", "tanggal: 2026-02-06", occasion.replace("-03}", "-02}")),
    }

    page = built(workshop, files).site.page(LINE)

    assert {day: len(entries) for day, entries in days(page).items()} == {
        "Senin, 2 Februari 2026": 1,
        "Selasa, 3 Februari 2026": 1,
    }
    assert page.attributes(".timeline-entries a", "href") == ["/berita/lagi/", "/berita/berita/"]


def test_event_of_the_agenda_stands_for_the_occasion(workshop: Workshop) -> None:
    """Reported and announced under one name, it is one thing."""
    files = {
        "a.md": post("judul: Berita", "acara: {nama: Rapat Rekaan, tanggal: 2026-02-03}"),
        "agenda/rapat.md": event("Rapat Rekaan", "2026-02-03", "selesai"),
    }

    page = built(workshop, files).site.page(LINE)

    assert page.attributes(".timeline-entries a", "href") == ["/agenda/rapat/"]


def test_plan_shows_each_step_and_that_its_end_has_no_day(workshop: Workshop) -> None:
    """Its statement once, though the history repeats it; open until it is carried out."""
    steps = (
        "disampaikan: 2026-02-01",
        "riwayat:",
        "  - {waktu: 2026-02-01, keadaan: disampaikan}",
        "  - {waktu: 2026-03-01, keadaan: dijadwalkan, catatan: Rapat rekaan}",
    )
    files = {"rencana/satu.md": plan("Satu", "keadaan: dijadwalkan", *steps)}

    listed = days(built(workshop, files).site.page(LINE))

    assert [(day, len(entries)) for day, entries in listed.items()] == [
        ("Minggu, 1 Februari 2026", 1),
        ("Minggu, 1 Maret 2026", 1),
        ("Belum bertanggal", 1),
    ]
    assert "Rapat rekaan" in listed["Minggu, 1 Maret 2026"][0]


def test_carried_out_plan_and_mere_judgement_are_not_awaited(workshop: Workshop) -> None:
    """Nothing of them is still to get its day."""
    done = ("keadaan: terlaksana", "riwayat: [{waktu: 2026-03-01, keadaan: terlaksana}]")
    files = {
        "rencana/satu.md": plan("Satu", "disampaikan: 2026-02-01", *done),
        "rencana/dua.md": plan("Dua", "disampaikan: 2026-02-01", nature="penilaian"),
    }

    assert "Belum bertanggal" not in days(built(workshop, files).site.page(LINE))


def test_passed_day_proves_nothing(workshop: Workshop) -> None:
    """An event that nobody has noted as held is not said to have been held."""
    files = {"agenda/rapat.md": event("Rapat", "2026-11-20")}

    (entry,) = days(built(workshop, files).site.page(LINE))["Jumat, 20 November 2026"]

    assert "Tanggalnya sudah lewat" in entry and "berlangsung" not in entry


# ------------------------------------------------------------------ the drawing


def test_drawing_is_in_proportion_to_time(workshop: Workshop) -> None:
    """A day halfway between two others stands halfway between their columns."""
    files = {
        f"agenda/{n}.md": event(f"Acara {n}", day)
        for n, day in enumerate(("2026-01-01", "2026-07-02", "2026-12-31"))
    }

    (first, _), (middle, _), (last, _) = drawn(built(workshop, files).site.page(LINE))

    assert abs((first + last) / 2 - middle) < 0.2


def test_drawing_has_a_dot_for_each_point(site: Website) -> None:
    """Days too near to be told apart share a column; what finds no room is counted."""
    page = site.page(LINE)
    rest = sum(int(text) for text in page.texts(".timeline-drawing svg text"))

    assert sum(count for _, count in drawn(page)) + rest == sum(map(len, days(page).values()))
    assert all(later - sooner >= 6 for (sooner, _), (later, _) in pairwise(drawn(page)))


def test_drawing_keeps_to_its_size_whatever_comes(workshop: Workshop) -> None:
    """A hundred events of a century: no column outside, none higher than the others may be."""
    files = {
        f"agenda/{n}.md": event(f"Acara {n}", f"{1950 + n}-01-{n % 28 + 1:02}") for n in range(100)
    }

    page = built(workshop, files).site.page(LINE)

    assert all(3 <= x <= 56 and count <= 7 for x, count in drawn(page))
    assert int(page.attributes(".timeline-drawing", "height")[0]) < 200
    assert len(page.node(".timeline-drawing").html or "") < 6000


def test_drawing_is_hidden_from_screen_readers(site: Website) -> None:
    """The ordered list beside it says the same."""
    for page in (site.front, site.page(LINE)):
        assert page.attributes(".timeline-drawing", "aria-hidden") == ["true"]
        assert page.parsed.css("main:has(.timeline-drawing) ol .timeline-day")


# ------------------------------------------------------------------ at a glance


def test_front_page_shows_how_the_collaboration_stands(site: Website) -> None:
    """The drawing, the counts and the latest days; what was said is counted, not listed."""
    front = site.front

    assert front.parsed.css(".front-side .timeline-drawing")
    assert front.texts(".front-side .tally li") == [
        "2 disampaikan",
        "1 dijadwalkan",
        "1 berlangsung",
        "1 terlaksana",
        "0 batal",
    ]
    assert {LINE, "/rencana/"} <= set(front.hrefs)


def test_front_page_counts_what_was_said(workshop: Workshop) -> None:
    """By kind, so that a hope is not taken for a plan."""
    files = {
        f"rencana/{n}.md": plan(f"Rencana {n}", "disampaikan: 2026-02-01", nature=nature)
        for n, nature in enumerate(("rencana", "harapan", "rencana", "penilaian"))
    }

    front = built(workshop, files).site.front

    assert front.texts(".timeline-said") == ["2 rencana, 1 harapan, 1 penilaian disampaikan"]


def test_front_page_does_not_change_with_the_day(workshop: Workshop) -> None:
    """Nothing on it counts the days."""
    files = {"agenda/rapat.md": event("Rapat", "2027-11-20"), "rencana/satu.md": plan("Satu")}
    before = built(workshop, files).site.front.html

    later = workshop.build(now="1796000000").site

    assert later.front.html == before


def test_plans_are_counted_by_their_state(site: Website) -> None:
    """Above each group; what someone merely thinks has no progress to count."""
    assert len(site.page("/rencana/").parsed.css(".tally")) == 2


def test_site_without_dates_and_plans_has_no_timeline(workshop: Workshop) -> None:
    """Nor a link to it."""
    workshop.put({"a.md": post("judul: Tanpa Hari")})

    site = workshop.build().site

    assert not site.has(LINE) and LINE not in site.front.hrefs
    assert list(site.dead_links()) == []


def test_full_pages_of_the_timeline_never_change(workshop: Workshop) -> None:
    """Numbered from the oldest day, as every list is; the drawing stands on the newest page."""
    files = {
        f"agenda/{n}.md": event(f"Acara {n}", f"{1900 + n}-01-02", "selesai") for n in range(120)
    }
    oldest = built(workshop, files).site.page(f"{LINE}halaman/1/")

    later = built(workshop, {"agenda/baru.md": event("Baru", "2026-12-02")}).site

    assert later.page(f"{LINE}halaman/1/").html == oldest.html
    assert not oldest.parsed.css(".timeline-drawing")
