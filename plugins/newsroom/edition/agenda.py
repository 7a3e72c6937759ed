"""When an event is over, and which events a month of the agenda has."""

from __future__ import annotations

from newsroom.edition.clock import Clock
from newsroom.source.records import Event


def is_past(event: Event, clock: Clock) -> bool:
    """Over when its last day, or last known minute, is over; never while no day is known."""
    if event.end:
        return clock.is_over(event.end)
    return event.start is not None and clock.day_is_over(event.start)
