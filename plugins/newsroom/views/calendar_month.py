"""A month of the agenda: a calendar on a desk, a list of days on a phone."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from newsroom.edition.agenda import AgendaDay, Month
from newsroom.language import dates
from newsroom.language.typography import typeset
from newsroom.source.records import Event
from newsroom.views.cards import event_label
from newsroom.views.desk import Desk
from newsroom.views.frame import PageFacts, head, under
from newsroom.views.pages import CalendarMonthView
from newsroom.views.parts import CalendarDay, CalendarEvent, CalendarWeek, Frame, Link


def calendar_month_view(
    desk: Desk,
    frame: Frame,
    month: Month,
    days: Sequence[AgendaDay],
    sooner: Month | tuple[()],
    later: Month | tuple[()],
) -> CalendarMonthView:
    """days: those with events; sooner, later: the next months that have any, () for none."""
    link = month_link(desk, month)
    title = desk.word("agenda.month_title", month=link.label)
    trail = (Link(desk.word("pages.agenda"), desk.fixed_url("agenda")),)
    facts = PageFacts(
        url=desk.addresses.agenda_month(*month).url,
        title=title,
        description=desk.word("agenda.about_month", month=link.label),
        trail=trail,
        is_collection=True,
    )
    known = {day.day: day.events for day in days}
    return CalendarMonthView(
        frame=under(frame, desk.fixed_url("agenda")),
        head=head(desk, facts),
        trail=trail,
        title=title,
        caption=link.label,
        weekdays=tuple(desk.words.dates.weekdays),
        weeks=tuple(
            CalendarWeek(
                tuple(_day(desk, day, day.month == month[1], known.get(day, ())) for day in week)
            )
            for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(*month)
        ),
        sooner=month_link(desk, sooner) if sooner else None,
        later=month_link(desk, later) if later else None,
    )


def month_link(desk: Desk, month: Month) -> Link:
    """ "Desember 2026", leading to its page in the agenda."""
    name = dates.month_year(date(*month, 1), desk.words.dates)
    return Link(name, desk.site.internal(desk.addresses.agenda_month(*month).url))


def _day(desk: Desk, day: date, is_inside: bool, events: Sequence[Event]) -> CalendarDay:
    """A day of the month before or after keeps its cell empty."""
    if not is_inside:
        return CalendarDay("", "", "", "", ())
    names = desk.words.dates
    return CalendarDay(
        iso=day.isoformat(),
        weekday_text=f"{names.weekdays[day.weekday()]}, ",
        number=str(day.day),
        month_text=f" {dates.month_year(day, names)}",
        events=tuple(_event(desk, event, day) for event in events),
    )


def _event(desk: Desk, event: Event, day: date) -> CalendarEvent:
    assert event.start is not None
    is_first = event.start.day == day
    hour = dates.time_text(event.start, desk.words.dates)
    return CalendarEvent(
        title=typeset(event.title),
        url=desk.url(event),
        state=event.state,
        state_text=event_label(desk, event),
        hour=hour if is_first else desk.word("agenda.goes_on"),
        place=event.place,
        is_fictional=event.is_fictional,
    )
