"""Dates as Indonesian editors type them, and as readers see them.

Nothing here asks the machine for its zone, locale or clock. The month and weekday names below are
those that are understood; those that are shown come from strings.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from newsroom.language.moment import ZONES, Moment
from newsroom.language.words import Words

YEARS = range(1900, 2200)

# No daylight saving time in Indonesia since 1964: a fixed zone needs no database on the machine.
_ZONE_OF_PLACE = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu ags agst aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin sen monday mon",
            "selasa sel tuesday tue",
            "rabu rab wednesday wed",
            "kamis kam thursday thu",
            "jumat jum'at jum friday fri",
            "sabtu sab saturday sat",
            "minggu ahad min sunday sun",
        )
    )
    for name in names.split()
}

_DAY = r"""
    (?: (?P<weekday>[a-z']+)\s*,?\s+ )?
    (?: (?P<year>\d{4}) (?P<mark>[-/.]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})
      | (?P<day_2>\d{1,2}) (?P<mark_2>[-/.]) (?P<month_2>\d{1,2}) (?P=mark_2) (?P<year_2>\d{4})
      | (?P<day_3>\d{1,2}) [ -] (?P<name>[a-z]+)\.? [ -] (?P<year_3>\d{4})
      | (?P<name_2>[a-z]+)\.?\ (?P<day_4>\d{1,2}),?\ (?P<year_4>\d{4}) )
"""
_TIME = r"""
    (?: (?:t|\s*,?\s+) (?:(?:pukul|jam|pkl\.?)\s+)?
        (?P<hour>\d{1,2}) [:.] (?P<minute>\d{2}) (?: [:.] (?P<second>\d{2}) (?:\.\d{1,9})? )?
        \s* (?P<zone>wib|wita|wit|z|utc|[+-]\d{2}:?\d{2})? )?
"""
_MOMENT = re.compile(_DAY + _TIME, re.VERBOSE | re.ASCII)
_SHORT_YEAR = re.compile(
    r"(?<![\d./-]) \d{1,2} (?: [-/.]\d{1,2}[-/.] | [\ -][a-z]+\.?[\ -]'? ) \d{2} (?![\d:.])",
    re.ASCII | re.VERBOSE,
)
_MONTH = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<month_2>\d{1,2})[-/.](?P<year_2>\d{4})"
    r"|(?P<name>[a-z]+) (?P<year_3>\d{4})",
    re.ASCII,
)
_NO_DAY = re.compile(r"\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|([a-z]+) \d{4}|\d{4}", re.ASCII)
_NUMBER = re.compile(r"\d{5,}(\.\d+)?", re.ASCII)


class DateFault(ValueError):
    """code: the sentence in strings.toml, under `problems`, that says what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def zone_named(name: str) -> tzinfo:
    """The zone for `Asia/Jakarta`, `WIB` and the like; any other IANA name too.

    Raises zoneinfo.ZoneInfoNotFoundError or ValueError for a name that is none.
    """
    short = _ZONE_OF_PLACE.get(name, name)
    return ZONES[short] if short in ZONES else ZoneInfo(name)


def parse_period(text: str, zone: tzinfo) -> Moment:
    """As parse_moment; but a month and its year, `Desember 2026` or `2026-12`, may stand alone."""
    plain = " ".join(text.lower().split())
    match = _MONTH.fullmatch(plain)
    if match is None:
        return parse_moment(text, zone)
    part = {**match.groupdict(), "day": "1"}
    day = _calendar_day({"name_2": None, **part})
    return Moment(datetime(day.year, day.month, 1, tzinfo=zone), "month")


def parse_moment(text: str, zone: tzinfo) -> Moment:
    """The moment that the text names; without an hour its precision is the day.

    zone: that of a time without one, and that in which the result is given.
    Day before month where both are numbers, since that is how Indonesian writes dates.
    Raises DateFault.
    """
    plain = " ".join(text.lower().replace("’", "'").split())
    match = _MOMENT.fullmatch(plain)
    if match is None:
        raise DateFault(_what_is_wrong(plain))
    part = match.groupdict()
    day = _calendar_day(part)
    if part["weekday"] and _weekday(part["weekday"]) != day.weekday():
        raise DateFault("date_weekday_wrong")
    if part["hour"] is None:
        return Moment(datetime(day.year, day.month, day.day, tzinfo=zone), "day")
    return Moment(_point_in_time(day, part, zone), "minute")


def _calendar_day(part: dict[str, str | None]) -> date:
    year = int(_given(part, "year", "year_2", "year_3", "year_4"))
    name = part["name"] or part["name_2"]
    month = _month(name) if name else int(_given(part, "month", "month_2"))
    if year not in YEARS:
        raise DateFault("date_year_range")
    try:
        return date(year, month, int(_given(part, "day", "day_2", "day_3", "day_4")))
    except ValueError:
        raise DateFault("date_impossible") from None


def _given(part: dict[str, str | None], *names: str) -> str:
    return next(value for name in names if (value := part.get(name)) is not None)


def _month(name: str) -> int:
    if name not in _MONTHS:
        raise DateFault("date_month_unknown")
    return _MONTHS[name]


def _weekday(name: str) -> int:
    if name not in _WEEKDAYS:
        raise DateFault("date_unreadable")
    return _WEEKDAYS[name]


def _point_in_time(day: date, part: dict[str, str | None], zone: tzinfo) -> datetime:
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    given = _zone(part["zone"]) if part["zone"] else zone
    try:
        at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=given)
    except ValueError:
        raise DateFault("time_impossible") from None
    return at if given is zone else at.astimezone(zone)


def _zone(name: str) -> tzinfo:
    if name.upper() in ZONES:
        return ZONES[name.upper()]
    if name in ("z", "utc"):
        return UTC
    digits = name[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise DateFault("time_zone_impossible")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if name[0] == "-" else offset)


def _what_is_wrong(plain: str) -> str:
    no_day = _NO_DAY.fullmatch(plain)
    if no_day and (no_day[1] is None or no_day[1] in _MONTHS):
        return "date_day_missing"
    if _NUMBER.fullmatch(plain):
        return "date_number"
    if _SHORT_YEAR.search(plain):
        return "date_year_short"
    return "date_unreadable"


def short_date(moment: Moment, names: Words) -> str:
    """`12 Agustus 2025`, or the month alone. names: [dates] of strings.toml, here and below."""
    if moment.precision == "month":
        return month_year(moment.day, names)
    return _day_month_year(moment.day, names.months, names)


def long_date(moment: Moment, names: Words) -> str:
    """`Selasa, 12 Agustus 2025`, or the month alone."""
    if moment.precision == "month":
        return month_year(moment.day, names)
    return names.get("long_date").format_map(_parts(moment, names))


def long_date_time(moment: Moment, names: Words) -> str:
    """`Selasa, 12 Agustus 2025, 09.30 WIB`; without the hour when nobody gave one."""
    if moment.precision != "minute":
        return long_date(moment, names)
    return names.get("long_date_time").format_map(_parts(moment, names))


def long_date_span(start: Moment, end: Moment | None, names: Words) -> str:
    """`Selasa, 12 Agustus 2025, 09.30 sampai 11.00 WIB`; the start alone when it ends another day.

    In words: a voice passes over a dash between two hours.
    """
    is_one_day = end is not None and end.day == start.day
    if end is None or not is_one_day or {start.precision, end.precision} != {"minute"}:
        return long_date_time(start, names)
    parts = _parts(start, names)
    until = {"until_hour": f"{end.at.hour:02}", "until_minute": f"{end.at.minute:02}"}
    return names.get("long_date_span").format_map({**parts, **until})


def time_text(moment: Moment, names: Words) -> str:
    """`09.30 WIB`; "" when nobody gave an hour."""
    if moment.precision != "minute":
        return ""
    return names.get("time").format_map(_parts(moment, names))


def month_year(day: date, names: Words) -> str:
    """`Agustus 2025`. A Moment's day is `moment.day`."""
    return names.get("month_year").format(month=names.months[day.month - 1], year=day.year)


def brief_date(day: date, names: Words) -> str:
    """`12 Agu 2025`, where there is little room."""
    return _day_month_year(day, names.short_months, names)


def brief_month(day: date, names: Words) -> str:
    """`Agu 2025`."""
    return names.get("month_year").format(month=names.short_months[day.month - 1], year=day.year)


def _day_month_year(day: date, months: Sequence[str], names: Words) -> str:
    return names.get("short_date").format(day=day.day, month=months[day.month - 1], year=day.year)


def _parts(moment: Moment, names: Words) -> dict[str, str]:
    at = moment.at
    return {
        "weekday": names.weekdays[at.weekday()],
        "day": str(at.day),
        "month": names.months[at.month - 1],
        "year": str(at.year),
        "hour": f"{at.hour:02}",
        "minute": f"{at.minute:02}",
        "zone": moment.zone,
    }
