"""The agenda as readers meet it: each state, precision and month (NEWSROOM.md C1, T8, R7)."""

from __future__ import annotations

import pytest
from website import WebPage, Website
from workshop import Outcome, Workshop

PLACE = ("tempat: Balai Contoh", "alamat: Jalan Rekaan 2, Dusun Contoh")


def event(*lines: str, state: str = "terjadwal") -> str:
    """An invented event; its address is that of its file."""
    head = ["judul: Rapat Rekaan", f"keadaan: {state}", *lines, "rekaan: ya"]
    return "\n".join(["---", *head, "---", "", "Rapat rekaan.", ""])


def built(workshop: Workshop, *events: str) -> Website:
    workshop.put({f"agenda/acara-{n}.md": text for n, text in enumerate(events)})
    outcome = workshop.build()
    assert not outcome.is_refused, outcome.report
    return outcome.site


def facts(page: WebPage) -> dict[str, str]:
    """Rows of the sheet: each label and what stands beside it."""
    return {
        label.text().strip(): " ".join(" ".join(value.text().split()) for value in row.css("dd"))
        for row in page.parsed.css(".facts--sheet .fact")
        for label in row.css("dt")
    }


def event_data(page: WebPage) -> list[dict[str, object]]:
    return [node for node in page.jsonld if node["@type"] == "Event"]


# ------------------------------------------------------------------ states and dates


@pytest.mark.parametrize(
    ("state", "shown", "status"),
    [
        ("terjadwal", "Terjadwal", "EventScheduled"),
        ("tentatif", "Jadwal sementara", "EventScheduled"),
        ("ditunda", "Ditunda", "EventPostponed"),
        ("batal", "Batal", "EventCancelled"),
        ("selesai", "Sudah berlangsung", "EventScheduled"),
    ],
)
def test_state_is_said_to_readers_and_machines(
    workshop: Workshop, state: str, shown: str, status: str
) -> None:
    """A postponed or cancelled event keeps its day and place (T9)."""
    page = built(workshop, event("mulai: 2026-12-05", *PLACE, state=state)).page("/agenda/acara-0/")

    (node,) = event_data(page)
    assert page.text_of(".page-head .label") == shown
    assert node["eventStatus"] == f"https://schema.org/{status}"
    assert (node["startDate"], "previousStartDate" in node) == ("2026-12-05", False)
    assert node["location"] == {
        "@type": "Place",
        "name": "Balai Contoh",
        "address": "Jalan Rekaan 2, Dusun Contoh",
    }


def test_event_without_a_day_is_no_event_for_machines(workshop: Workshop) -> None:
    """«Jadwal menyusul», the source and when it was checked; no calendar, no map (C1, T8)."""
    lines = ("diperiksa: 2026-11-20", "sumber: [Undangan rekaan]")
    site = built(workshop, event(*lines, state="menyusul"))
    page = site.page("/agenda/acara-0/")

    assert page.text_of(".page-head .label") == "Jadwal menyusul"
    assert facts(page)["Waktu"] == "Jadwal menyusul"
    assert "Undangan rekaan" in page.main and facts(page)["Terakhir diperiksa"]
    assert event_data(page) == [] and not site.files_with(".ics")


def test_event_without_an_address_is_no_event_for_machines(workshop: Workshop) -> None:
    """The name of a place alone does not lead there (T8)."""
    page = built(workshop, event("mulai: 2026-12-05", PLACE[0])).page("/agenda/acara-0/")

    assert event_data(page) == []
    assert facts(page)["Tempat"] == "Balai Contoh"


def test_moved_event_shows_both_days(workshop: Workshop) -> None:
    """The day that holds, and the one first announced; so does the data (T9)."""
    moved = event("mulai: 2026-12-09 10:00", "mulai_semula: 2026-12-05", *PLACE)
    site = built(workshop, moved)
    page = site.page("/agenda/acara-0/")

    (node,) = event_data(page)
    assert page.text_of(".page-head .label") == "Jadwal baru"
    assert site.page("/agenda/").text_of(".event-card .label") == "Jadwal baru"
    assert facts(page)["Waktu"] == (
        "Rabu, 9 Desember 2026, 10.00 WIB semula Sabtu, 5 Desember 2026"
    )
    assert node["eventStatus"] == "https://schema.org/EventRescheduled"
    assert node["previousStartDate"] == "2026-12-05"
    assert node["startDate"] == "2026-12-09T10:00+07:00"


def test_first_day_of_a_cancelled_event_is_not_sent_to_machines(workshop: Workshop) -> None:
    """Only what was rescheduled may name it (T9)."""
    lines = ("mulai: 2026-12-09", "mulai_semula: 2026-12-05", *PLACE)
    page = built(workshop, event(*lines, state="batal")).page("/agenda/acara-0/")

    (node,) = event_data(page)
    assert "previousStartDate" not in node
    assert node["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize("key", ["mulai", "mulai_semula"])
def test_postponed_event_awaits_another_day(workshop: Workshop, key: str) -> None:
    """Also when the old one has passed: it is never said to have taken place (T9)."""
    workshop.put({"agenda/a.md": event(f"{key}: 2026-12-05", *PLACE, state="ditunda")})
    site = workshop.build(now="1797000000").site  # 2026-12-11
    page = site.page("/agenda/a/")

    assert facts(page)["Waktu"] == "Hari baru menyusul semula Sabtu, 5 Desember 2026"
    (node,) = event_data(page)
    assert (node["startDate"], "previousStartDate" in node) == ("2026-12-05", False)
    agenda = site.page("/agenda/")
    assert "semula Sabtu, 5 Desember 2026 Ditunda" in agenda.text_of(".event-card-when")
    assert "Jadwal menyusul" in agenda.texts("h2")
    assert "Sudah berlangsung" not in agenda.main


def test_postponed_event_with_two_days_says_which(workshop: Workshop) -> None:
    """Whoever knows the new day writes `terjadwal`; else calendars would call that day off."""
    lines = ("mulai: 2026-12-09", "mulai_semula: 2026-12-05")
    workshop.put({"agenda/a.md": event(*lines, state="ditunda")})

    (fault,) = workshop.build().problems
    assert (fault.code, fault.line, fault.field) == ("event_day_of_postponed", 4, "mulai")


@pytest.mark.parametrize("state", ["terjadwal", "tentatif", "selesai"])
def test_first_day_alone_is_no_day(workshop: Workshop, state: str) -> None:
    """Only what was put off or called off may do without another."""
    workshop.put({"agenda/a.md": event("mulai_semula: 2026-12-05", state=state)})

    (fault,) = workshop.build().problems
    assert (fault.code, fault.field) == ("event_day_missing", "keadaan")


@pytest.mark.parametrize("key", ["mulai", "mulai_semula"])
def test_event_to_follow_may_have_no_day(workshop: Workshop, key: str) -> None:
    """Nor can it have been moved: it never had one."""
    workshop.put({"agenda/a.md": event(f"{key}: 2026-12-05", state="menyusul")})

    assert [p.code for p in workshop.build().problems] == ["event_day_too_early"]


@pytest.mark.parametrize(
    ("zone", "shown", "sent"),
    [
        ("WIB", "09.00 WIB", "2026-12-05T09:00+07:00"),
        ("WITA", "09.00 WITA", "2026-12-05T09:00+08:00"),
        ("WIT", "09.00 WIT", "2026-12-05T09:00+09:00"),
    ],
)
def test_hour_has_the_zone_of_its_place(
    workshop: Workshop, zone: str, shown: str, sent: str
) -> None:
    """For readers by its name, for machines by its offset (L2, T3)."""
    lines = ("mulai: 2026-12-05 09:00", f"zona: {zone}", *PLACE)
    page = built(workshop, event(*lines)).page("/agenda/acara-0/")

    assert shown in facts(page)["Waktu"]
    assert event_data(page)[0]["startDate"] == sent


def test_sheet_answers_what_readers_ask(site: Website) -> None:
    """Every row is there, the unknown ones too (R7)."""
    known, unknown = facts(site.page("/agenda/terjadwal/")), facts(site.page("/agenda/tentatif/"))

    labels = ["Waktu", "Tempat", "Penyelenggara", "Cara ikut", "Tenggat", "Biaya", "Kontak"]
    assert {*labels} <= {*known}
    assert {*labels} <= {*unknown}
    assert unknown["Cara ikut"] == unknown["Tenggat"] == unknown["Biaya"] == "Belum diumumkan"
    (map_link,) = [h for h in site.page("/agenda/terjadwal/").hrefs if "maps" in h]
    assert map_link.endswith("query=Jalan+Rekaan+2%2C+Dusun+Contoh")


def test_what_is_unknown_is_said_once(site: Website) -> None:
    """After what is known one row names all that is not, with the word for it beside them."""
    sheet = site.page("/agenda/tentatif/").parsed.css(".facts--sheet .fact")

    (unknown,) = [row for row in sheet if row.css(".fact-unknown")]
    labels = [label.text() for label in unknown.css("dt")]
    assert labels == ["Penyelenggara", "Cara ikut", "Tenggat", "Biaya", "Kontak"]
    assert unknown.css_first("dd").text() == "Belum diumumkan"


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        ("2026-12-05 12:00", "Sabtu, 5 Desember 2026, 09.00 sampai 12.00 WIB"),
        ("2026-12-06 12:00", "Sabtu, 5 Desember 2026, 09.00 WIB sampai Minggu, 6 Desember"),
        ("2026-12-05", "Sabtu, 5 Desember 2026, 09.00 WIB"),
    ],
)
def test_day_is_named_once_for_its_two_hours(workshop: Workshop, end: str, shown: str) -> None:
    """An event of one morning does not repeat its day; one that ends another day names both."""
    page = built(workshop, event("mulai: 2026-12-05 09:00", f"selesai: {end}")).page(
        "/agenda/acara-0/"
    )

    assert facts(page)["Waktu"].startswith(shown)
    assert facts(page)["Waktu"].count("Sabtu") == 1


def test_deadline_of_an_event_is_shown(workshop: Workshop) -> None:
    """By its day, with the hour where one was given."""
    lines = ("mulai: 2026-12-05", "tenggat: 2026-12-01 12:00")
    page = built(workshop, event(*lines)).page("/agenda/acara-0/")

    assert facts(page)["Tenggat"] == "Selasa, 1 Desember 2026, 12.00 WIB"


# ------------------------------------------------------------------ months


def cells(page: WebPage) -> dict[str, list[str]]:
    """Days of the calendar that have events, with their names."""
    return {
        (cell.css_first("time") or cell).attributes["datetime"] or "": [
            link.text() for link in cell.css("a")
        ]
        for cell in page.parsed.css("table.month td")
        if cell.css("a")
    }


def test_month_is_a_table_that_begins_on_monday(site: Website) -> None:
    """With a caption, headed columns and whole weeks; each day once."""
    page = site.page("/agenda/2026/12/")

    assert page.headline == "Agenda Desember 2026"
    assert page.text_of("caption") == "Desember 2026"
    assert page.attributes("thead th", "scope") == ["col"] * 7
    assert page.texts("thead th")[0] == "Senin"
    assert all(len(row.css("td")) == 7 for row in page.parsed.css("tbody tr"))
    assert page.attributes("td time", "datetime") == [f"2026-12-{day:02}" for day in range(1, 32)]
    first_week = page.parsed.css("tbody tr")[0].css("td")
    assert [bool(cell.css("time")) for cell in first_week] == [False] + [True] * 6


def test_month_shows_each_event_on_its_day(site: Website) -> None:
    """With its hour where one is known, and how it stands."""
    page = site.page("/agenda/2026/12/")

    assert cells(page) == {
        "2026-12-05": ["Rapat Lumbung Rekaan"],
        "2026-12-12": ["Lokakarya Anyaman Rekaan"],
        "2026-12-20": ["Pentas Wayang Rekaan"],
        "2026-12-25": ["Lomba Layang-layang Rekaan"],
    }
    items = page.texts(".month-event")
    assert "09.00 WIB" in items[0] and "WIB" not in items[1]
    assert "Jadwal sementara" in items[1] and "Ditunda" in items[2] and "Batal" in items[3]


def test_days_read_in_full_where_the_table_is_a_list(site: Website) -> None:
    """On a phone no column says which day of the week it is."""
    days = site.page("/agenda/2026/12/").texts("td time")

    assert days[4] == "Sabtu, 5 Desember 2026"


def test_months_lead_to_each_other_and_the_agenda_to_all(site: Website) -> None:
    """Only to months that have events."""
    march, december = site.page("/agenda/2026/03/"), site.page("/agenda/2026/12/")

    assert "/agenda/2026/12/" in march.hrefs and "/agenda/2026/03/" in december.hrefs
    assert {"/agenda/2026/03/", "/agenda/2026/12/"} <= set(site.page("/agenda/").hrefs)
    assert "/agenda/" in december.attributes(".trail a", "href")
    assert not site.has("/agenda/2026/11/")
    assert "https://contoh.example/agenda/2026/12/" in site.sitemap()


def test_event_of_several_days_stands_on_each(workshop: Workshop) -> None:
    """Into the next month; the hour only where it begins."""
    lines = ("mulai: 2026-12-30 09:00", "selesai: 2027-01-02 12:00")
    site = built(workshop, event(*lines))

    december, january = site.page("/agenda/2026/12/"), site.page("/agenda/2027/01/")
    assert list(cells(december)) == ["2026-12-30", "2026-12-31"]
    assert list(cells(january)) == ["2027-01-01", "2027-01-02"]
    assert "09.00 WIB" in december.texts(".month-event")[0]
    assert "lanjutan" in december.texts(".month-event")[1]


def test_slip_in_the_end_does_not_fill_a_century(workshop: Workshop) -> None:
    """A year of pages at most."""
    site = built(workshop, event("mulai: 2026-12-05", "selesai: 2126-12-05"))

    assert len([path for path in site.pages if path.startswith("agenda/2")]) == 13


def test_no_page_may_stand_where_a_month_does(workshop: Workshop) -> None:
    """As with every list."""
    workshop.put({
        "agenda/a.md": event("mulai: 2026-12-05"),
        "laman/b.md": "---\njudul: Bulan\nalias: [/agenda/2026/12/]\n---\n\nRekaan.\n",
    })  # fmt: skip

    outcome: Outcome = workshop.build()

    assert [problem.code for problem in outcome.problems] == ["alias_taken"]


def test_agenda_without_days_has_no_months(workshop: Workshop) -> None:
    """Nor a heading over none."""
    site = built(workshop, event(state="menyusul"))

    assert not [path for path in site.pages if path.startswith("agenda/2")]
    assert "Kalender bulanan" not in site.page("/agenda/").main
