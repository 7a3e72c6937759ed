"""Events, programmes, plans and quotations as other pages show them."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.data import replace
from newsroom.edition.agenda import has_day
from newsroom.edition.clock import Clock
from newsroom.edition.edition import programme_named
from newsroom.edition.names import NameBook
from newsroom.edition.quotations import said_on
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Event, EventState, Plan, Programme, Quotation
from newsroom.views.desk import Desk, summary
from newsroom.views.evidence import source_list
from newsroom.views.parts import (
    EventCard,
    Link,
    PlanItem,
    PlanStep,
    ProgrammeCard,
    QuotationItem,
    TimeText,
)


def event_card(desk: Desk, event: Event) -> EventCard:
    """The event in a list; no date and no hour that nobody gave."""
    return EventCard(
        title=typeset(event.title),
        url=desk.url(event),
        state=event.state,
        state_text=event_label(desk, event),
        when=event_when(desk, event),
        place=event.place,
        summary=typeset(summary(event)),
        checked_text=desk.word("facts.checked_on", date=desk.short_time(event.checked).text)
        if event.checked
        else "",
    )


def event_when(desk: Desk, event: Event) -> TimeText | None:
    """Its day; «semula …» where that day no longer holds; None while none was announced."""
    if event.start is None:
        return None
    time = desk.time(event.start)
    if has_day(event):
        return time
    return replace(time, text=desk.word("facts.previously", time=time.text))


def event_label(desk: Desk, event: Event) -> str:
    """How it stands, "" for an event that takes place as it was announced."""
    state = event_state(event)
    return "" if state == "terjadwal" else desk.word(f"event_states.{state}")


def event_state(event: Event) -> str:
    """Its state, "pindah" where the day that now holds is not the first one announced."""
    return "pindah" if event.previous_start and event.state == "terjadwal" else event.state


def event_cards(
    desk: Desk, events: Iterable[Event], *, under: EventState | None = None
) -> tuple[EventCard, ...]:
    """In the order given. under: the state that the title over them names already."""
    return tuple(
        replace(event_card(desk, event), state_text="")
        if event_state(event) == under
        else event_card(desk, event)
        for event in events
    )


def programme_card(desk: Desk, programme: Programme, today_state: str) -> ProgrammeCard:
    """today_state: see programme_state."""
    return ProgrammeCard(
        title=typeset(programme.title),
        url=desk.url(programme),
        field_text=desk.word(f"programme_fields.{programme.field}"),
        summary=typeset(summary(programme)),
        state_text=today_state,
    )


def programme_state(desk: Desk, programme: Programme, clock: Clock) -> str:
    """«Pendaftaran ditutup» once the deadline has passed, whatever the file says (R8)."""
    if programme.deadline is not None and clock.is_over(programme.deadline):
        return desk.word("programme_states.ditutup")
    if programme.state is None:
        return desk.word("programme_states.unknown")
    return desk.word(f"programme_states.{programme.state}")


def plan_item(desk: Desk, plan: Plan, names: NameBook, programmes: Iterable[Programme]) -> PlanItem:
    """One plan, hope or assessment with who voiced it and how it stands."""
    party = names.find(plan.party)
    programme = programme_named(plan.programme, programmes) if plan.programme else None
    return PlanItem(
        anchor=plan.slug,
        url=desk.url(plan),
        title=typeset(plan.title),
        statement=typeset(plan.statement),
        party=Link(party.title, desk.url(party)) if party else Link(plan.party),
        nature=plan.nature,
        nature_text=desk.word(f"plan_natures.{plan.nature}"),
        state=plan.state,
        state_text=desk.word(f"plan_states.{plan.state}"),
        said=desk.maybe_time(plan.said_on),
        checked=desk.maybe_time(plan.checked),
        programme=desk.link(programme) if programme else None,
        steps=tuple(
            PlanStep(desk.short_time(s.at), desk.word(f"plan_states.{s.state}"), typeset(s.note))
            for s in plan.history
        ),
        sources=source_list(desk, plan.sources),
        is_fictional=plan.is_fictional,
    )


def plan_items(
    desk: Desk, plans: Iterable[Plan], names: NameBook, programmes: Iterable[Programme]
) -> tuple[PlanItem, ...]:
    """In the order given."""
    known = tuple(programmes)
    return tuple(plan_item(desk, plan, names, known) for plan in plans)


def quotation_item(
    desk: Desk, article: Article, quotation: Quotation, names: NameBook
) -> QuotationItem:
    """A quotation outside its article, word for word, with the day and the way back."""
    party = names.find(quotation.speaker)
    return QuotationItem(
        text=quotation.text,
        speaker=Link(quotation.speaker, desk.url(party) if party else ""),
        role=quotation.role or getattr(party, "role", ""),
        article=desk.link(article),
        date=desk.short_time(said_on(article)),
        is_fictional=article.is_fictional,
    )
