"""Calendar files: the whole agenda to subscribe to, and one file an event (NEWSROOM.md C1-C12).

Nothing in them depends on when they were made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from newsroom.source.records import Event
from newsroom.views.desk import Desk, summary

if TYPE_CHECKING:
    import icalendar

# Postponed: nothing takes place on the day that calendars hold, until a new one is known.
_STATUSES = {"tentatif": "TENTATIVE", "ditunda": "CANCELLED", "batal": "CANCELLED"}
_CALLED_OFF = ("batal", "ditunda")


def calendar(desk: Desk, events: Sequence[Event], title: str) -> bytes:
    """events: at least one, each with a start; title: of a calendar to subscribe to, else ""."""
    import icalendar  # takes longer than a build; most builds make no calendar

    made = icalendar.Calendar()
    made.add("prodid", f"-//{desk.site.id}//{desk.word('pages.agenda')}//{desk.site.lang.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if title:
        made.add("name", title)
        made.add("x-wr-calname", title)
        made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
    for event in events:
        made.add_component(_component(desk, event))
    text: bytes = made.to_ical()
    return text


def _component(desk: Desk, event: Event) -> icalendar.Event:
    from icalendar import Event as Component

    made = Component()
    made.add("uid", f"{event.id}@{desk.site.id}")
    made.add("summary", _summary(desk, event))
    made.add("status", _STATUSES.get(event.state, "CONFIRMED"))
    made.add("sequence", _sequence(event))
    made.add("dtstamp", _changed(event))
    made.add("last-modified", _changed(event))
    _add_time(made, event)
    optional = {
        "description": _description(desk, event),
        "location": ", ".join(filter(None, (event.place, event.address))),
        "url": desk.site.absolute(desk.addresses.of(event).url) if desk.site.url else "",
    }
    for name, text in optional.items():
        if text:
            made.add(name, text)
    return made


def _summary(desk: Desk, event: Event) -> str:
    """What is off says so in its name: many programs do not show the status (C8)."""
    if event.state not in _CALLED_OFF:
        return event.title
    return f"{desk.word(f'event_states.{event.state}')}: {event.title}"


def _description(desk: Desk, event: Event) -> str:
    off = desk.word(f"agenda.{event.state}") if event.state in _CALLED_OFF else ""
    return "\n".join(filter(None, (desk.fictional_note(event), off, summary(event))))


def _sequence(event: Event) -> int:
    """Rises with each change; what is off or moved was changed, even if nobody noted it (C5)."""
    is_altered = event.state in _CALLED_OFF or event.previous_start is not None
    return max(len(event.changes), int(is_altered))


def _changed(event: Event) -> datetime:
    """The last change, else the day it was checked, else the start; never that of the build."""
    assert event.start is not None
    known = [change.at.at for change in event.changes]
    known = known or [(event.checked or event.start).at]
    return max(known).astimezone(UTC)


def _add_time(made: icalendar.Event, event: Event) -> None:
    """Hours in UTC where they are known; else whole days, the end exclusive (C6, C7)."""
    start, end = event.start, event.end
    assert start is not None
    has_hours = start.precision == "minute"
    if has_hours and (end is None or end.precision == "minute" or end.day == start.day):
        made.add("dtstart", start.at.astimezone(UTC))
        if end and end.precision == "minute":
            made.add("dtend", end.at.astimezone(UTC))
        return
    last: date = end.day if end else start.day
    made.add("dtstart", start.day)
    made.add("dtend", last + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
