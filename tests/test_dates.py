"""Dates as editors type them, and as readers see them; and the words of addresses."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from newsroom.language.dates import (
    DateFault,
    long_date,
    long_date_time,
    month_year,
    parse_moment,
    short_date,
    time_text,
    zone_named,
)
from newsroom.language.moment import Moment
from newsroom.language.slugs import name_key, slug
from newsroom.language.words import Words, read_words

WIB = zone_named("Asia/Jakarta")
NAMES: Words = read_words(Path("theme/strings.toml").read_text(encoding="utf-8")).dates


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2025-08-12", "2025-08-12"),
        ("2025-8-2", "2025-08-02"),
        ("2025/08/12", "2025-08-12"),
        ("12 Agustus 2025", "2025-08-12"),
        ("12 Agt 2025", "2025-08-12"),
        ("12-Ags-2025", "2025-08-12"),
        ("12 Agu. 2025", "2025-08-12"),
        ("1 Mei 2025", "2025-05-01"),
        ("1 Okt 2025", "2025-10-01"),
        ("1 Des 2025", "2025-12-01"),
        ("12 August 2025", "2025-08-12"),
        ("August 12, 2025", "2025-08-12"),
        ("Selasa, 12 Agustus 2025", "2025-08-12"),
        ("Jum’at 15 Agustus 2025", "2025-08-15"),
        ("12/8/2025", "2025-08-12"),
        ("12-8-2025", "2025-08-12"),
        ("12.8.2025", "2025-08-12"),
        ("  12\u00a0Agustus   2025 ", "2025-08-12"),
        ("2025-08-12 00:00", "2025-08-12T00:00+07:00"),
        ("2025-08-12 09:00", "2025-08-12T09:00+07:00"),
        ("2025-08-12T09:00:05", "2025-08-12T09:00:05+07:00"),
        ("2025-08-12 9.30", "2025-08-12T09:30+07:00"),
        ("12/08/2025 09:00", "2025-08-12T09:00+07:00"),
        ("Selasa, 12 Agustus 2025, pukul 09.30 WIB", "2025-08-12T09:30+07:00"),
        ("12 Agustus 2025 jam 09.30 WITA", "2025-08-12T08:30+07:00"),
        ("2025-08-12 09:00 WIT", "2025-08-12T07:00+07:00"),
        ("2025-08-12T18:30:00Z", "2025-08-13T01:30+07:00"),
        ("2025-08-12T18:30:00.123+00:00", "2025-08-13T01:30+07:00"),
        ("2025-08-12 09:00+0700", "2025-08-12T09:00+07:00"),
        ("2025-08-12T00:30-05:30", "2025-08-12T13:00+07:00"),
        ("29 Februari 2024", "2024-02-29"),
    ],
)
def test_date_is_understood(typed: str, iso: str) -> None:
    """Every form that can mean only one moment; the day goes before the month."""
    assert parse_moment(typed, WIB).iso == iso


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_unreadable"),
        ("kapan-kapan", "date_unreadable"),
        ("besok", "date_unreadable"),
        ("2025-02-30 10:00", "date_impossible"),
        ("29 Februari 2025", "date_impossible"),
        ("12/31/2025", "date_impossible"),
        ("2025-00-10", "date_impossible"),
        ("2025-08", "date_day_missing"),
        ("Agustus 2025", "date_day_missing"),
        ("2025", "date_day_missing"),
        ("12/8/25", "date_year_short"),
        ("12-08-25 09:00", "date_year_short"),
        ("12 Agustus '25", "date_year_short"),
        ("1755000000", "date_number"),
        ("20250812", "date_number"),
        ("1899-12-31", "date_year_range"),
        ("2200-01-01", "date_year_range"),
        ("12 Agusta 2025", "date_month_unknown"),
        ("Senin, 12 Agustus 2025", "date_weekday_wrong"),
        ("Hari, 12 Agustus 2025", "date_unreadable"),
        ("2025-08-12 24:00", "time_impossible"),
        ("2025-08-12 09.60", "time_impossible"),
        ("2025-08-12 09:00+19:00", "time_zone_impossible"),
        ("2025-08-12 09:00 EST", "date_unreadable"),
        ("2025-08-12 9", "date_unreadable"),
        ("2025-08/12", "date_unreadable"),
        ("２０２５-08-12", "date_unreadable"),
        ("٢٠٢٥-٠٨-١٢", "date_unreadable"),
    ],
)
def test_doubtful_date_is_refused_with_a_reason(typed: str, code: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(DateFault) as caught:
        parse_moment(typed, WIB)

    assert caught.value.code == code


def test_machines_zone_and_day_have_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment is read in New York (case 06d)."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert parse_moment("2025-08-12 00:10", WIB).iso == "2025-08-12T00:10+07:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("name", "short"),
    [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"), ("WIB", "WIB")],
)
def test_indonesian_zones_have_their_names(name: str, short: str) -> None:
    """They are shown behind the hour."""
    assert zone_named(name).tzname(None) == short


def test_readers_see_indonesian_dates() -> None:
    """With the hour only where one was given."""
    minute = parse_moment("2025-08-12 09:30", WIB)
    day = parse_moment("2025-08-12", WIB)

    assert short_date(minute, NAMES) == "12 Agustus 2025"
    assert long_date(minute, NAMES) == "Selasa, 12 Agustus 2025"
    assert long_date_time(minute, NAMES) == "Selasa, 12 Agustus 2025, 09.30 WIB"
    assert long_date_time(day, NAMES) == "Selasa, 12 Agustus 2025"
    assert (time_text(minute, NAMES), time_text(day, NAMES)) == ("09.30 WIB", "")
    assert month_year(day.day, NAMES) == "Agustus 2025"


def test_every_day_of_a_year_is_read_back_as_it_is_written() -> None:
    """What readers see, an editor may type."""
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal()):
        moment: Moment = parse_moment(date.fromordinal(ordinal).isoformat(), WIB)

        assert parse_moment(long_date(moment, NAMES), WIB) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🎉 Ngabuburit Café Déjà Vu — 100% Meriah!", "ngabuburit-cafe-deja-vu-100-meriah"),
        ("Salat Jum'at di Alun-Alun", "salat-jumat-di-alun-alun"),
        ("Salat Jum’at", "salat-jumat"),
        ("Tahun 2025/2026", "tahun-2025-2026"),
        ("Kopi & Batik Kampung", "kopi-batik-kampung"),
        ("Gelar Pasar G.A.S.", "gelar-pasar-gas"),
        ("Harga Rp10.000", "harga-rp10000"),
        ("Straße, Łódź, Æon", "strasse-lodz-aeon"),
        ("../../di-luar", "di-luar"),
        ("🎉", ""),
    ],
)
def test_slug_is_plain_ascii(text: str, expected: str) -> None:
    """Case 13e and its kin."""
    assert slug(text) == expected


def test_slug_is_cut_at_a_words_end() -> None:
    """A single endless word is cut where it must be."""
    assert slug("pasar warga kampung", 14) == "pasar-warga"
    assert slug("pasar warga kampung", 11) == "pasar-warga"
    assert slug("p" * 30, 11) == "p" * 11


@pytest.mark.parametrize(
    "spellings",
    [
        ("UMKM", "umkm", " Umkm "),
        ("Sari Rekaan", "Sari  Rekaan ", "sari\u00a0rekaan"),
        ("Café", "cafe", "CAFE\u0301"),
        ("Jum'at", "Jumat", "Jum’at"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    """Cases 14a to 14d."""
    assert len({name_key(text) for text in spellings}) == 1


def test_different_names_keep_different_keys() -> None:
    """Names without Latin letters too."""
    assert len({name_key(text) for text in ("pasar", "pasar2", "🎉", "🎊", "ꦧꦠꦶꦏ꧀")}) == 5
