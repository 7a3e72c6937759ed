"""When an event is over, and what each day of the agenda has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from newsroom.data import Value
from newsroom.edition.clock import Clock
from newsroom.source.records import Event

Month = tuple[int, int]

_LONGEST = timedelta(days=366)  # beyond it a slip in `selesai` would fill a page for each month


class AgendaDay(Value, frozen=True):
    """events: those that begin, go on or end on the day, soonest begun first."""

    day: date
    events: tuple[Event, ...]


def has_day(event: Event) -> bool:
    """Whether it is known when it takes place; what was put off keeps only the day it lost."""
    return event.start is not None and event.state != "ditunda"


def is_past(event: Event, clock: Clock) -> bool:
    """Over when its last day, or last known minute, is over; never while no day is known."""
    if not has_day(event):
        return False
    if event.end:
        return clock.is_over(event.end)
    return event.start is not None and clock.day_is_over(event.start)


def agenda_months(events: Iterable[Event]) -> dict[Month, tuple[AgendaDay, ...]]:
    """The months that have events, oldest first, each with its days. events: soonest first."""
    days: dict[date, list[Event]] = {}
    for event in events:
        for day in _days(event):
            days.setdefault(day, []).append(event)
    months: dict[Month, list[AgendaDay]] = {}
    for day in sorted(days):
        months.setdefault((day.year, day.month), []).append(AgendaDay(day, tuple(days[day])))
    return {month: tuple(own) for month, own in months.items()}


def _days(event: Event) -> Iterable[date]:
    if event.start is None:
        return ()
    first = event.start.day
    end = event.end or event.start
    last = min(end.at.astimezone(event.start.at.tzinfo).date(), first + _LONGEST)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
