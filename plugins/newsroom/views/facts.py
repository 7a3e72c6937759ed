"""Rows of facts on events, programmes and bodies; the unknown is shown as unknown."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote_plus

from newsroom.edition.agenda import has_day
from newsroom.edition.names import NameBook
from newsroom.language.moment import Moment
from newsroom.source.records import Event, Organization, Programme
from newsroom.views.desk import Desk
from newsroom.views.parts import Fact, FactValue


def map_url(address: str) -> str:
    """A plain search link, no embedded map: nothing is loaded from elsewhere (NEWSROOM.md R7)."""
    return "https://www.google.com/maps/search/?api=1&query=" + quote_plus(address)


def _row(desk: Desk, label: str, text: str, *, url: str = "", iso: str = "") -> Fact:
    """A row that never vanishes: an empty text prints «Belum diumumkan»."""
    if not text:
        unknown = FactValue(desk.word("facts.unknown"), is_unknown=True)
        return Fact((desk.word(f"facts.{label}"),), (unknown,))
    return Fact((desk.word(f"facts.{label}"),), (FactValue(text, url, iso),))


def _time_row(desk: Desk, label: str, moment: Moment | None) -> Fact:
    time = desk.time(moment) if moment else None
    return _row(desk, label, time.text if time else "", iso=time.iso if time else "")


def _party_row(desk: Desk, label: str, name: str, names: NameBook) -> Fact:
    party = names.find(name)
    if party is None:
        return _row(desk, label, name)
    return _row(desk, label, party.title, url=desk.url(party))


def _address_row(desk: Desk, label: str, place: str, address: str) -> Fact:
    text = ", ".join(filter(None, (place, address)))
    row = _row(desk, label, text)
    if not address:
        return row
    return Fact(row.labels, (*row.values, FactValue(desk.word("facts.open_map"), map_url(address))))


def unknown_last(rows: Iterable[Fact]) -> tuple[Fact, ...]:
    """The rows with a value, then in one row all labels that share the same word for none."""
    known: list[Fact] = []
    unknown: dict[tuple[FactValue, ...], list[str]] = {}
    for row in rows:
        if row.values[0].is_unknown:
            unknown.setdefault(row.values, []).extend(row.labels)
        else:
            known.append(row)
    return (*known, *(Fact(tuple(labels), values) for values, labels in unknown.items()))


def event_facts(desk: Desk, event: Event, names: NameBook) -> tuple[Fact, ...]:
    """Every field that a reader asks for; when, where and how first."""
    rows = (
        _address_row(desk, "place", event.place, event.address),
        _party_row(desk, "organizer", event.organizer, names),
        _row(desk, "how_to_join", event.how_to_join),
        _time_row(desk, "deadline", event.deadline),
        _row(desk, "cost", event.cost),
        _row(desk, "contact", event.contact),
    )
    return (_when_row(desk, event), *unknown_last(rows), *_checked_rows(desk, event))


def _when_row(desk: Desk, event: Event) -> Fact:
    if event.start is None:
        to_follow = FactValue(desk.word("event_states.menyusul"), is_unknown=True)
        return Fact((desk.word("facts.time"),), (to_follow,))
    if not has_day(event):
        to_follow = FactValue(desk.word("facts.day_to_follow"), is_unknown=True)
        return Fact((desk.word("facts.time"),), (to_follow, _previously(desk, event.start)))
    start = desk.time_span(event.start, event.end)
    values = [FactValue(start.text, iso=start.iso)]
    if event.end and event.end.day != event.start.day:
        end = desk.time(event.end)
        values.append(FactValue(desk.word("facts.until", time=end.text), iso=end.iso))
    if event.previous_start:
        values.append(_previously(desk, event.previous_start))
    return Fact((desk.word("facts.time"),), tuple(values))


def _previously(desk: Desk, moment: Moment) -> FactValue:
    time = desk.time(moment)
    return FactValue(desk.word("facts.previously", time=time.text), iso=time.iso)


def programme_facts(desk: Desk, programme: Programme, names: NameBook) -> tuple[Fact, ...]:
    """Every field, the unknown ones too (NEWSROOM.md R8)."""
    rows = (
        _row(desk, "audience", programme.audience),
        _row(desk, "benefits", programme.benefits),
        _row(desk, "requirements", programme.requirements),
        _row(desk, "how_to_join", programme.how_to_join),
        _time_row(desk, "deadline", programme.deadline),
        _row(desk, "cost", programme.cost),
        _party_row(desk, "organizer", programme.organizer, names),
        _row(desk, "contact", programme.contact),
    )
    return (*unknown_last(rows), *_checked_rows(desk, programme))


def _checked_rows(desk: Desk, record: Event | Programme | Organization) -> tuple[Fact, ...]:
    if record.checked is None:
        return ()
    checked = desk.short_time(record.checked)
    return (_row(desk, "checked", checked.text, iso=checked.iso),)


def organization_facts(desk: Desk, body: Organization) -> tuple[Fact, ...]:
    """Only what is known: a body's page is no form to fill in, but its address is asked for."""
    rows = []
    if body.short_name:
        rows.append(_row(desk, "short_name", body.short_name))
    if body.other_names:
        rows.append(_row(desk, "other_names", "; ".join(body.other_names)))
    if body.type:
        rows.append(_row(desk, "type", body.type))
    rows.append(_address_row(desk, "address", "", body.address))
    rows += _checked_rows(desk, body)
    return tuple(rows)
