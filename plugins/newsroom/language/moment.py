"""A point in time as an editor knows it: to the month, to the day, or to the minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Literal

from newsroom.data import Value

Precision = Literal["month", "day", "minute"]

# Indonesia has no daylight saving time; the three zones are fixed (NEWSROOM.md L2).
ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}


_NAMES: dict[timedelta | None, str] = {zone.utcoffset(None): name for name, zone in ZONES.items()}


class Moment(Value, frozen=True, order=True):
    """at: aware, in the zone it is shown in; midnight when only the day is known, of the first day
    when only the month is.
    """

    at: datetime
    precision: Precision

    @property
    def zone(self) -> str:
        """Three hours have a name here, however the moment was given; others have their own."""
        return _NAMES.get(self.at.utcoffset()) or self.at.tzname() or ""

    @property
    def day(self) -> date:
        """The calendar day in the moment's own zone."""
        return self.at.date()

    @property
    def iso(self) -> str:
        """For <time datetime>, JSON-LD and feeds: no hour or day that nobody gave (T6)."""
        if self.precision != "minute":
            return self.at.date().isoformat()[: 7 if self.precision == "month" else 10]
        return self.at.isoformat(timespec="seconds" if self.at.second else "minutes")
