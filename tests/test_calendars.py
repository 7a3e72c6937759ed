"""The agenda as calendar programs take it (NEWSROOM.md C1-C12)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from conftest import SITE_SETTINGS
from website import Website
from workshop import NOW, ROOT, Workshop

AFTER_NINETY_DAYS = str(int(NOW) + 100 * 24 * 3600)


def entries(site: Website, path: str = "agenda.ics") -> dict[str, Any]:
    """Every event of a calendar file by its name."""
    return {str(event["summary"]): event for event in site.calendar(path).walk("VEVENT")}


def event(*lines: str, day: str = "2026-12-05", state: str = "terjadwal") -> str:
    """An invented event."""
    head = ["judul: Rapat Rekaan", f"keadaan: {state}", *lines, "rekaan: ya"]
    head += [f"mulai: {day}"] if day else []
    return "\n".join(["---", *head, "---", "", "Rapat rekaan.", ""])


def change(*times: str) -> str:
    """`perubahan` with an entry of each time."""
    told = (f"{{jenis: pembaruan, waktu: {time}, ringkas: Berubah.}}" for time in times)
    return f"perubahan: [{', '.join(told)}]"


def calendar_files(site: Website) -> list[str]:
    return [path for path in site.files if path.endswith(".ics")]


def test_every_dated_event_is_in_the_agenda_and_has_a_file(site: Website) -> None:
    """Those without a day have neither file nor link (C2)."""
    assert sorted(entries(site)) == [
        "Batal: Lomba Layang-layang Rekaan",
        "Ditunda: Pentas Wayang Rekaan",
        "Lokakarya Anyaman Rekaan",
        "Panen Raya Rekaan",
        "Rapat Lumbung Rekaan",
    ]
    assert sorted(calendar_files(site)) == sorted(
        ["agenda.ics"]
        + [
            f"agenda/{slug}/{slug}.ics"
            for slug in ("batal", "ditunda", "selesai", "tentatif", "terjadwal")
        ]
    )
    assert "/agenda/terjadwal/terjadwal.ics" in site.page("/agenda/terjadwal/").hrefs
    assert not [h for h in site.page("/agenda/panen-berikutnya/").hrefs if h.endswith(".ics")]


def test_agenda_offers_the_calendar_twice(site: Website) -> None:
    """The plain address, and the one that programs subscribe with (C10)."""
    hrefs = site.page("/agenda/").hrefs

    assert {"/agenda.ics", "webcal://contoh.example/agenda.ics"} <= set(hrefs)


def test_site_without_a_dated_event_has_no_calendar(workshop: Workshop) -> None:
    """A calendar may not be empty."""
    workshop.put({"agenda/nanti.md": event(day="", state="menyusul")})

    site = workshop.build().site

    assert site.has("/agenda/nanti/")
    assert calendar_files(site) == [] and site.files_with(".ics") == []


def test_calendar_files_keep_to_the_letter_of_the_format(site: Website) -> None:
    """Lines end with CRLF and hold 75 octets at most; no UID twice (C9, C12)."""
    for path in calendar_files(site):
        lines = site.files[path].split(b"\r\n")
        assert b"\n" not in b"".join(lines) and lines[-1] == b"", path
        assert max(map(len, lines)) <= 75, path
        assert b"VALARM" not in site.files[path] and b"None" not in site.files[path]

    uids = [str(entry["uid"]) for entry in entries(site).values()]
    assert len(set(uids)) == len(uids)
    assert "rapat-lumbung-2026@sinergi-malang" in uids


def test_calendar_says_how_to_keep_it(site: Website) -> None:
    """What programs need beside the events (C3, C10)."""
    calendar = site.calendar()

    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"] and calendar["x-wr-calname"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in site.files["agenda.ics"]


def test_known_hours_are_the_same_instant_everywhere(site: Website) -> None:
    """In UTC: 09.00 WIB is 02.00 (C6)."""
    meeting = entries(site)["Rapat Lumbung Rekaan"]

    assert meeting["dtstart"].dt == datetime(2026, 12, 5, 2, tzinfo=UTC)
    assert meeting["dtend"].dt == datetime(2026, 12, 5, 5, tzinfo=UTC)
    assert meeting["location"] == "Balai Contoh, Jalan Rekaan 2, Dusun Contoh"
    assert meeting["url"] == "https://contoh.example/agenda/terjadwal/"
    assert "fiktif" in meeting["description"]


def test_unknown_hour_makes_a_whole_day(site: Website) -> None:
    """The end is the day after, and the day stays free (C7)."""
    workshop = entries(site)["Lokakarya Anyaman Rekaan"]

    assert workshop["dtstart"].dt == date(2026, 12, 12)
    assert workshop["dtend"].dt - workshop["dtstart"].dt == timedelta(days=1)
    assert workshop["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("selesai: 2026-12-07",), date(2026, 12, 5), date(2026, 12, 8)),
        (("selesai: 2026-12-07 12:00",), date(2026, 12, 5), date(2026, 12, 8)),
        ((), date(2026, 12, 5), date(2026, 12, 6)),
    ],
)
def test_days_without_hours_stay_days(
    workshop: Workshop, lines: tuple[str, ...], start: date, end: date
) -> None:
    """No hour that nobody gave, also where only one of two is known (T6)."""
    workshop.put({"agenda/rapat.md": event(*lines)})

    (entry,) = entries(workshop.build().site).values()

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (start, end)


def test_event_in_another_zone_has_its_own_hour(workshop: Workshop) -> None:
    """WITA is an hour before WIB."""
    workshop.put({"agenda/rapat.md": event("zona: WITA", day="2026-12-05 09:00")})

    (entry,) = entries(workshop.build().site).values()

    assert entry["dtstart"].dt == datetime(2026, 12, 5, 1, tzinfo=UTC)
    assert "dtend" not in entry


@pytest.mark.parametrize(
    ("name", "status", "sequence"),
    [
        ("Rapat Lumbung Rekaan", "CONFIRMED", 0),
        ("Lokakarya Anyaman Rekaan", "TENTATIVE", 0),
        ("Ditunda: Pentas Wayang Rekaan", "CANCELLED", 1),
        ("Batal: Lomba Layang-layang Rekaan", "CANCELLED", 1),
        ("Panen Raya Rekaan", "CONFIRMED", 0),
    ],
)
def test_state_reaches_the_calendar(site: Website, name: str, status: str, sequence: int) -> None:
    """Each change raises the sequence, as being called off does, noted or not (C5, C8)."""
    entry = entries(site)[name]

    assert (entry["status"], entry["sequence"]) == (status, sequence)


def test_change_of_the_day_keeps_the_event(workshop: Workshop) -> None:
    """Same UID, higher sequence, the time of the change (C4, C5)."""
    workshop.put({"agenda/rapat.md": event()})
    (before,) = entries(workshop.build().site).values()
    change = "perubahan: [{jenis: pembaruan, waktu: 2026-11-20 10:00, ringkas: Harinya pindah.}]"

    workshop.put({"agenda/rapat.md": event(change, day="2026-12-09")})
    (after,) = entries(workshop.build().site).values()

    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstamp"].dt == after["last-modified"].dt == datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_moved_event_is_newer_than_before(workshop: Workshop) -> None:
    """Though no change was noted: else a calendar would keep the old day (C5)."""
    workshop.put({"agenda/rapat.md": event()})
    (before,) = entries(workshop.build().site).values()

    workshop.put({"agenda/rapat.md": event("mulai_semula: 2026-12-05", day="2026-12-09")})
    (after,) = entries(workshop.build().site).values()

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


@pytest.mark.parametrize("state", ["ditunda", "batal"])
def test_event_that_lost_its_day_is_called_off_on_that_day(workshop: Workshop, state: str) -> None:
    """Else whoever has it would go there: same UID, the old day, and a word (C8, T9)."""
    workshop.put({"agenda/rapat.md": event(day="2026-12-05 09:00")})
    (before,) = entries(workshop.build().site).values()
    lines = ("mulai_semula: 2026-12-05 09:00", change("2026-11-20 10:00"))

    workshop.put({"agenda/rapat.md": event(*lines, day="", state=state)})
    site = workshop.build(now=AFTER_NINETY_DAYS).site

    (name,) = entries(site)
    for path in ("agenda.ics", "agenda/rapat/rapat.ics"):
        after = entries(site, path)[name]
        assert name == f"{state.title()}: Rapat Rekaan" and after["status"] == "CANCELLED"
        assert (after["uid"], after["dtstart"].dt) == (before["uid"], before["dtstart"].dt)
        assert (before["sequence"], after["sequence"]) == (0, 1)
        assert after["dtstamp"].dt == datetime(2026, 11, 20, 3, tzinfo=UTC)
        assert f"Acara ini {state}" in after["description"]
    assert ("Hari barunya belum diumumkan" in after["description"]) == (state == "ditunda")


def test_sequence_rises_with_each_step_of_an_event(workshop: Workshop) -> None:
    """Announced, moved, put off, given a new day, called off, on after all: one step each (C5)."""
    steps = (
        ("terjadwal", "mulai: 2026-12-05"),
        ("terjadwal", "mulai: 2026-12-06"),
        ("ditunda", "mulai_semula: 2026-12-06"),
        ("terjadwal", "mulai: 2026-12-09\nmulai_semula: 2026-12-06"),
        ("batal", "mulai: 2026-12-09"),
        ("terjadwal", "mulai: 2026-12-09"),
    )
    seen = []
    for number, (state, day) in enumerate(steps):
        notes = change(*(f"2026-11-1{n} 10:00" for n in range(number))) if number else ""
        workshop.put({"agenda/rapat.md": event(day, notes, day="", state=state)})
        (entry,) = entries(workshop.build().site).values()
        seen.append((entry["uid"], entry["sequence"]))

    assert seen == [(seen[0][0], number) for number in range(len(steps))]


def test_stamp_of_an_unchanged_event_is_the_day_it_was_checked(site: Website) -> None:
    """A time that has been; the start lies ahead (C5)."""
    stamp = entries(site)["Rapat Lumbung Rekaan"]["dtstamp"].dt

    assert stamp == datetime(2026, 11, 19, 17, tzinfo=UTC)


def test_two_events_may_not_share_an_id(workshop: Workshop) -> None:
    """A calendar would take one for the other (C4)."""
    workshop.put({"agenda/a.md": event("id: sama"), "agenda/b.md": event("id: sama")})

    outcome = workshop.build()

    (fault,) = outcome.problems
    assert (fault.code, fault.path, fault.line) == ("event_id_twice", "content/agenda/b.md", 4)
    assert "content/agenda/a.md" in outcome.report


def test_calendar_does_not_know_when_it_was_built(site_workshop: Workshop, site: Website) -> None:
    """The same agenda gives the same bytes a year later."""
    later = site_workshop.build(now="1827136800", **SITE_SETTINGS).site

    assert calendar_files(later) == calendar_files(site)
    assert all(later.files[path] == site.files[path] for path in calendar_files(site))


def test_draft_event_has_no_calendar(workshop: Workshop) -> None:
    """Not even in a preview."""
    workshop.put({"agenda/rapat.md": event("status: draf")})

    site = workshop.build(PREVIEW_DRAFTS=True).site

    assert site.has("/draf/agenda-rapat/")
    assert calendar_files(site) == [] and site.files_with(".ics") == []


def test_build_without_a_calendar_does_not_pay_for_one() -> None:
    """The library takes longer to load than a small site to build."""
    code = "import sys, newsroom.build; sys.exit('icalendar' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        check=False,
    )

    assert done.returncode == 0
