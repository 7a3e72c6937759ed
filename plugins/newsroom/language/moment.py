"""A point in time as an editor knows it: to the month, to the day, or to the minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Literal

from msgspec.structs import force_setattr

from newsroom.data import Value

Precision = Literal["month", "day", "minute"]

# Indonesia has no daylight saving time; the three zones are fixed (NEWSROOM.md L2).
ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}


_ZONE_OF_OFFSET: dict[timedelta | None, timezone] = {
    zone.utcoffset(None): zone for zone in ZONES.values()
}


class Moment(Value, frozen=True, order=True):
    """at: aware, in the zone it is shown in; midnight when only the day is known, of the first day
    when only the month is.
    """

    at: datetime
    precision: Precision

    def __post_init__(self) -> None:
        """Three hours have a name here; JSON knows only how far they are from Greenwich."""
        zone = _ZONE_OF_OFFSET.get(self.at.utcoffset())
        if zone is not None and self.at.tzinfo is not zone:
            force_setattr(self, "at", self.at.replace(tzinfo=zone))

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
